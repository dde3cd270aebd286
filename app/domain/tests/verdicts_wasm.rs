//! The verdicts in WebAssembly on the very pairs of `verdicts_native`: equal byte for byte.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at the first thing that is not there")]

mod verdicts;

use wasm_bindgen_test::wasm_bindgen_test;

/// Digests of the native verdicts, given when this is compiled; `make test` writes them right before.
const NATIVE: Option<&str> = option_env!("MOTCUA_VERDICTS");

#[wasm_bindgen_test]
fn the_browser_decides_as_the_server_does() {
    let native = NATIVE.expect("MOTCUA_VERDICTS holds the digests of verdicts_native; run make test");
    let native: Vec<&str> = native.split(',').collect();
    let (digests, tally) = verdicts::digests();
    let (clock, told) = verdicts::clock::digests();
    assert_eq!(tally.pairs, verdicts::PAIRS);
    assert_eq!(told.questions, verdicts::clock::QUESTIONS);
    assert_eq!(native.len(), digests.len() + clock.len());
    let (forms, questions) = native.split_at(digests.len());
    for (at, (native, here)) in forms.iter().zip(&digests).enumerate() {
        let first = at * verdicts::PAIRS_A_DIGEST;
        assert_eq!(native, here, "verdicts differ among the {} pairs from number {first}", verdicts::PAIRS_A_DIGEST);
    }
    for (at, (native, here)) in questions.iter().zip(&clock).enumerate() {
        let (first, count) = (at * verdicts::clock::QUESTIONS_A_DIGEST, verdicts::clock::QUESTIONS_A_DIGEST);
        assert_eq!(native, here, "due moments differ among the {count} questions from number {first}");
    }
}
