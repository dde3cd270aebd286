//! The same table of verdicts as `wasm_rules`, native.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test fails by panicking with what it expected")]

mod rules_table;

#[test]
fn answers_get_the_verdicts_of_the_table() {
    rules_table::answers();
}

#[test]
fn working_hours_end_at_the_moments_of_the_table() {
    rules_table::working_hours();
}

#[test]
fn text_folds_as_in_the_table() {
    rules_table::folding();
}

#[test]
fn dossier_codes_are_read_as_in_the_table() {
    rules_table::dossier_codes();
}

#[test]
fn files_are_told_apart_as_in_the_table() {
    rules_table::media();
}
