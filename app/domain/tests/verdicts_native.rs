//! The verdicts of the server on generated forms and answers and on generated questions to the legal clock. `verdicts_wasm` compares
//! them with those in WebAssembly.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at the first thing that is not there")]

mod verdicts;

/// Prints nothing and proves only that the generator is worth something; with `MOTCUA_VERDICTS_OUT` it writes the digests to
/// that file, for the comparison.
#[test]
fn generated_pairs_exercise_the_rules() {
    let (digests, tally) = verdicts::digests();
    assert_eq!(tally.pairs, verdicts::PAIRS);
    assert_eq!(digests.len(), verdicts::PAIRS / verdicts::PAIRS_A_DIGEST);
    assert!(tally.not_compiled * 20 < tally.pairs, "too many forms that do not compile: {tally:?}");
    assert!(tally.without_problem * 50 > tally.pairs, "too few answers without a problem: {tally:?}");
    assert!(tally.with_exit * 100 > tally.pairs, "too few wrong doors: {tally:?}");
    assert!(tally.with_hidden_question * 4 > tally.pairs, "too few hidden questions: {tally:?}");
    assert!(tally.with_known_total * 20 > tally.pairs, "too few fees: {tally:?}");
    assert!(tally.with_paper * 10 > tally.pairs, "too few papers: {tally:?}");
    assert!(tally.with_huge_text > 50, "too few texts of a megabyte: {tally:?}");
    let (clock, told) = verdicts::clock::digests();
    assert_eq!(told.questions, verdicts::clock::QUESTIONS);
    assert_eq!(clock.len(), verdicts::clock::QUESTIONS / verdicts::clock::QUESTIONS_A_DIGEST);
    assert!(told.due * 10 > told.questions * 7, "too few due moments: {told:?}");
    assert!(told.standing_still * 100 > told.questions, "too few clocks that stand still: {told:?}");
    assert!(told.refused * 100 > told.questions, "too few refusals: {told:?}");
    assert!(told.longest_trace >= 12, "too simple: {told:?}");
    if let Some(path) = std::env::var_os("MOTCUA_VERDICTS_OUT") {
        std::fs::write(path, [digests, clock].concat().join(",")).expect("the digests are written");
    }
}
