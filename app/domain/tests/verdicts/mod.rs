//! Generated forms with generated answers, generated questions to the legal clock, and the verdicts on them as bytes: the same
//! here and in the browser, or a person is told something else than the server decides.

mod answers;
mod chance;
pub mod clock;
mod forms;

use domain::form::{Context, Form, Rules};
use serde_json::json;
use sha2::{Digest, Sha256};

use chance::Chance;

/// Pairs of a form and answers.
pub const PAIRS: usize = 100_000;
/// Answers tried with each form.
const ANSWERS_A_FORM: usize = 25;
/// Pairs whose verdicts make one digest.
pub const PAIRS_A_DIGEST: usize = 2_500;

/// How the pairs turned out, so that a generator of nonsense is noticed.
#[derive(Debug, Default)]
pub struct Tally {
    pub pairs: usize,
    pub not_compiled: usize,
    pub without_problem: usize,
    pub with_exit: usize,
    pub with_hidden_question: usize,
    pub with_known_total: usize,
    pub with_paper: usize,
    pub with_huge_text: usize,
}

/// SHA-256 over the verdicts of each [`PAIRS_A_DIGEST`] pairs, in hexadecimal.
pub fn digests() -> (Vec<String>, Tally) {
    let mut tally = Tally::default();
    let mut digests = Vec::new();
    let mut hash = Sha256::new();
    for seed in 0..(PAIRS / ANSWERS_A_FORM) as u64 {
        let mut chance = Chance::new(seed);
        let document = forms::form(&mut chance);
        let form: Form = serde_json::from_value(document).expect("the generator writes forms");
        let compiled = Rules::compile(form.clone());
        for _ in 0..ANSWERS_A_FORM {
            let context: Context = serde_json::from_value(answers::context(&mut chance)).expect("a context");
            let typed = answers::answers(&mut chance, &form);
            let verdict = match &compiled {
                Ok(rules) => {
                    let outcome = rules.evaluate(&typed, &context);
                    tally.without_problem += usize::from(outcome.problems.is_empty());
                    tally.with_exit += usize::from(outcome.exit.is_some());
                    tally.with_hidden_question += usize::from(form.questions().any(|(_, q)| !outcome.is_asked(&q.id)));
                    tally.with_paper += usize::from(!outcome.papers.is_empty());
                    let huge = |raw: &serde_json::Value| raw.as_str().is_some_and(|text| text.len() >= answers::HUGE);
                    tally.with_huge_text += usize::from(typed.values().any(huge));
                    tally.with_known_total += usize::from(!outcome.fees.is_empty() && outcome.total.is_some());
                    json!([outcome, rules.asked_answers(&typed, &outcome, &context)])
                }
                Err(defects) => {
                    tally.not_compiled += 1;
                    json!(defects.iter().map(ToString::to_string).collect::<Vec<_>>())
                }
            };
            hash.update(serde_json::to_vec(&verdict).expect("serialisable"));
            tally.pairs += 1;
            if tally.pairs.is_multiple_of(PAIRS_A_DIGEST) {
                digests.push(hex(std::mem::take(&mut hash)));
            }
        }
    }
    (digests, tally)
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
