//! The rules in WASM, run in Node by `make test`: the verdicts are those of `rules_table`, which the native tests share.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test fails by panicking with what it expected")]

mod rules_table;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn answers_get_the_same_verdict_as_on_the_server() {
    rules_table::answers();
}

#[wasm_bindgen_test]
fn working_hours_end_at_the_same_moment_as_on_the_server() {
    rules_table::working_hours();
}

#[wasm_bindgen_test]
fn text_folds_as_on_the_server() {
    rules_table::folding();
}

#[wasm_bindgen_test]
fn dossier_codes_are_read_as_on_the_server() {
    rules_table::dossier_codes();
}

#[wasm_bindgen_test]
fn files_are_told_apart_as_on_the_server() {
    rules_table::media();
}
