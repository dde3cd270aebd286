//! The check of one line: one test for each rule, and the reader of JSON against the usual one.

use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::*;

fn good() -> Value {
    json!({
        "code": "9.900001", "name": "Đăng ký khai sinh", "decision": null, "levels": ["commune"], "kind": "TTHC", "field": "Hộ tịch",
        "audiences": ["Công dân Việt Nam"], "agencies": [], "competent_authority": null, "receiving_address": null,
        "delegated_agency": null, "coordinating_agency": null,
        "procedure_steps": [{"case": null, "text": "Bước 1: Nộp hồ sơ.\nBước 2:\tNhận kết quả."}],
        "channels": [{"channel": "direct", "time_limit": {"value": 1.5, "unit": "working_day", "text": "1.5 WORKING_DAY"},
            "fees": [{"amount": 20000, "currency": "VND", "text": "20000 VNĐ ()"}], "description": null}],
        "document_groups": [{"case": null, "items": [
            {"name": "", "form_file": null, "originals": 1, "copies": null, "is_note": false}]}],
        "results": [{"code": null, "name": "Giấy khai sinh"}], "legal_basis": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch"}],
        "conditions": null, "keywords": null, "description": null,
    })
}

/// The good line with the value at a JSON pointer replaced.
fn with(pointer: &str, value: Value) -> String {
    let mut line = good();
    *line.pointer_mut(pointer).expect("the pointer names a value") = value;
    line.to_string()
}

/// Field and kind of every finding of a line.
fn faults(line: &str) -> Vec<(String, Kind)> {
    let findings = check_line(line).err().map(|rejected| rejected.findings).unwrap_or_default();
    findings.into_iter().map(|finding| (finding.field, finding.kind)).collect()
}

#[track_caller]
fn assert_fault(line: &str, field: &str, kind: Kind) {
    assert_eq!(faults(line), [(field.to_owned(), kind)], "{line:.300}");
}

#[test]
fn a_good_line_is_the_same_value_when_written_again() {
    let checked = check_line(&good().to_string()).expect("the line is good");
    assert_eq!(checked.warnings, []);
    assert_eq!(serde_json::to_value(&checked.procedure).expect("it can be written"), good());
}

#[test]
fn all_faults_of_a_line_are_reported_at_once() {
    let mut line = good();
    line["code"] = json!("1.1");
    line["name"] = json!(" \u{a0}\u{200b}");
    line["channels"][0]["fees"][0]["amount"] = json!(-1);
    line["document_groups"][0]["items"][0]["copies"] = json!(0.5);
    let expected = [
        ("code", Kind::CodeForm),
        ("name", Kind::Empty),
        ("channels[0].fees[0].amount", Kind::Negative),
        ("document_groups[0].items[0].copies", Kind::NotWhole),
    ];
    assert_eq!(faults(&line.to_string()), expected.map(|(field, kind)| (field.to_owned(), kind)));
}

#[test]
fn a_code_has_one_digit_a_point_six_digits_and_perhaps_a_suffix() {
    for code in ["1.001193", "1.0133611", "2.009182739", "1.014955-Xoa"] {
        assert_eq!(faults(&with("/code", json!(code))), [], "{code}");
    }
    for code in [
        "1.00119",
        "11.001193",
        "1001193",
        "1.001193-",
        "1.001193-Xoá",
        "1.001193 ",
        "1.00119x",
        "1.003560.000.00.00.H56",
    ] {
        assert_fault(&with("/code", json!(code)), "code", Kind::CodeForm);
    }
}

#[test]
fn a_key_that_stands_twice_is_rejected_in_every_object() {
    let line = good().to_string();
    assert_fault(&line.replacen("{\"agencies\"", "{\"name\":\"Khác\",\"agencies\"", 1), "name", Kind::RepeatedKey);
    let inner = line.replacen("\"channel\":\"direct\"", "\"channel\":\"direct\",\"channel\":\"postal\"", 1);
    assert_fault(&inner, "channels[0].channel", Kind::RepeatedKey);
}

#[test]
fn a_misspelt_key_is_both_unknown_and_missing() {
    let line = good().to_string().replacen("\"fees\"", "\"fee\"", 1);
    let expected = [("channels[0].fee", Kind::UnknownKey), ("channels[0].fees", Kind::Missing)];
    assert_eq!(faults(&line), expected.map(|(field, kind)| (field.to_owned(), kind)));
}

#[test]
fn null_is_a_value_only_where_the_format_allows_it() {
    assert_fault(&with("/levels", Value::Null), "levels", Kind::Missing);
    assert_fault(&with("/channels/0/time_limit", Value::Null), "channels[0].time_limit", Kind::Missing);
    assert_eq!(faults(&with("/channels/0/fees/0/amount", Value::Null)), []);
}

#[test]
fn a_note_is_marked_with_true_or_false() {
    for value in [json!(0), json!("false"), json!([])] {
        assert_fault(
            &with("/document_groups/0/items/0/is_note", value),
            "document_groups[0].items[0].is_note",
            Kind::WrongType,
        );
    }
}

#[test]
fn a_number_out_of_range_is_named_with_its_field() {
    let huge = good().to_string().replacen("20000", "1e400", 1);
    let rejected = check_line(&huge).expect_err("no number type holds it");
    assert_eq!(rejected.code.as_deref(), Some("9.900001"));
    assert_fault(&huge, "channels[0].fees[0].amount", Kind::OutOfRange);
    assert_fault(&with("/channels/0/fees/0/amount", json!(1e16)), "channels[0].fees[0].amount", Kind::OutOfRange);
    assert_fault(
        &with("/channels/0/time_limit/value", json!(10_001)),
        "channels[0].time_limit.value",
        Kind::OutOfRange,
    );
    let copies = with("/document_groups/0/items/0/originals", json!(4_294_967_297_u64));
    assert_fault(&copies, "document_groups[0].items[0].originals", Kind::OutOfRange);
}

#[test]
fn minus_zero_is_negative() {
    let line = good().to_string().replacen("20000", "-0", 1);
    assert_fault(&line, "channels[0].fees[0].amount", Kind::Negative);
}

#[test]
fn a_level_stands_once() {
    assert_fault(&with("/levels", json!(["commune", "commune"])), "levels[1]", Kind::RepeatedValue);
}

#[test]
fn carriage_returns_become_line_feeds_with_a_warning() {
    let checked = check_line(&with("/procedure_steps/0/text", json!("một\r\nhai\rba"))).expect("it can be repaired");
    assert_eq!(checked.procedure.procedure_steps[0].text, "một\nhai\nba");
    assert_eq!(checked.warnings.iter().map(|warning| warning.kind).collect::<Vec<_>>(), [Kind::LineEnds]);
}

#[test]
fn text_in_form_nfd_is_stored_in_nfc_with_a_warning() {
    let apart: String = "Đăng ký khai sinh".nfd().collect();
    let checked = check_line(&with("/name", json!(apart))).expect("it can be repaired");
    assert_eq!(checked.procedure.name, "Đăng ký khai sinh");
    assert_eq!(checked.warnings.iter().map(|warning| warning.kind).collect::<Vec<_>>(), [Kind::Normalised]);
}

#[test]
fn garbled_text_is_rejected_even_without_control_characters() {
    assert_fault(&with("/name", json!("Thá»§ tá»¥c thá»‰nh cáº§u")), "name", Kind::Garbled);
    assert_fault(&with("/name", json!("Đăng k\u{fffd} khai sinh")), "name", Kind::Garbled);
    assert_eq!(faults(&with("/name", json!("Đăng ký «nhà lá», số 1º"))), []);
}

#[test]
fn half_a_surrogate_pair_is_no_text_and_a_whole_pair_is() {
    let line = good().to_string();
    let half = line.replacen("Đăng ký khai sinh", "\\ud83d khai sinh", 1);
    assert_fault(&half, "name", Kind::NotUnicode);
    let pair = line.replacen("Đăng ký khai sinh", "\\ud83d\\ude00 khai sinh", 1);
    assert_eq!(check_line(&pair).expect("a pair is one character").procedure.name, "😀 khai sinh");
}

#[test]
fn messages_cut_long_values_and_write_out_what_cannot_be_seen() {
    let long = format!("x\u{1b}[31m\u{202e}{}", "y".repeat(400));
    let rejected = check_line(&with("/levels/0", json!(long))).expect_err("no such level");
    let found = &rejected.findings[0].found;
    assert!(found.contains("\\u{1b}") && found.contains("\\u{202e}"), "{found}");
    assert!(found.chars().count() <= 220, "{found}");
}

#[test]
fn a_line_with_thousands_of_faults_gives_a_bounded_report() {
    let keys: Vec<String> = (0..50_000).map(|number| format!("\"k{number}\":0")).collect();
    let rejected = check_line(&format!("{{{}}}", keys.join(","))).expect_err("no such keys");
    assert_eq!(rejected.findings.len(), limits::FINDINGS + 1);
}

#[test]
fn a_line_of_brackets_is_refused_and_not_followed_to_the_end() {
    assert_fault(&"[".repeat(500_000), "", Kind::NotJson);
    assert_fault(&"{\"a\":".repeat(100_000), "", Kind::NotJson);
    assert_fault(&" ".repeat(limits::LINE_BYTES + 1), "", Kind::TooLong);
}

#[test]
fn a_cut_line_is_named_with_its_column_and_the_code_that_was_read() {
    let line = r#"{"code":"9.900001","name":"Đăng"#;
    let rejected = check_line(line).expect_err("the line is cut off");
    assert_eq!(rejected.code.as_deref(), Some("9.900001"));
    assert_eq!(rejected.findings[0].found, format!("the end of the line in column {}", line.chars().count() + 1));
}

#[test]
fn bytes_that_are_not_utf_8_are_refused() {
    let rejected = check_bytes(b"{\"code\":\"\xff\"}").expect_err("no UTF-8");
    assert_eq!(rejected.findings[0].kind, Kind::NotUnicode);
    assert_eq!(check_bytes(good().to_string().as_bytes()), check_line(&good().to_string()));
}

#[test]
fn of_two_good_lines_with_one_code_the_first_counts_and_a_bad_line_takes_no_code() {
    let mut file = FileCheck::new();
    assert!(file.check(1, &with("/name", json!(""))).is_err());
    assert!(file.check(2, &good().to_string()).is_ok());
    let rejected = file.check(5, &with("/name", json!("Khác"))).expect_err("the code was taken");
    assert_eq!((rejected.findings[0].field.as_str(), rejected.findings[0].kind), ("code", Kind::RepeatedCode));
    let message = rejected.findings[0].to_string();
    assert!(message.contains("line 5") && message.contains("line 2"), "{message}");
}

/// JSON and near-JSON: pieces of it in any order.
fn nearly_json() -> impl Strategy<Value = String> {
    let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\\", "\\u00e9", "\\n", "0", "-", "1.5", "01", "1e5", "1e",
        "true", "nul", "null", " ", "\t", "\u{1}", "đ", "{}", "[]", "\"x\":1", "\u{feff}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_reader_takes_exactly_what_the_usual_one_takes(text in nearly_json()) {
        let usual = serde_json::from_str::<Value>(&text);
        // Whether a number fits is a question of the field here, not of the reader.
        prop_assume!(!usual.as_ref().is_err_and(|fault| fault.to_string().contains("out of range")));
        prop_assert_eq!(json::read(&text).is_ok(), usual.is_ok(), "{}", text);
    }

    #[test]
    fn the_reader_reads_what_was_written(text in any::<String>(), number in any::<i64>()) {
        let written = json!({ "text": text, "list": [number, true, null] }).to_string();
        let json::Value::Object(entries) = json::read(&written).expect("it is JSON") else { panic!("an object was written") };
        let read = entries.iter().find(|(key, _)| key == "text").map(|(_, value)| value.clone());
        prop_assert_eq!(read, Some(json::Value::Text(json::Text { content: text, lone_surrogate: None })));
    }

    #[test]
    fn no_text_makes_the_check_panic(text in any::<String>()) {
        prop_assert!(check_line(&text).is_err());
    }

    #[test]
    fn no_value_of_the_name_makes_the_check_panic(name in any::<String>()) {
        if let Ok(checked) = check_line(&with("/name", json!(name))) {
            prop_assert!(!checked.procedure.name.trim().is_empty());
        }
    }
}
