//! The check of the import over whole files: the broken set, and the real catalogue.

mod common;

use std::sync::OnceLock;

use domain::catalogue::check::{FileCheck, Finding, Kind, Rejected, check_line};
use domain::fold::nfc;
use proptest::prelude::*;
use serde_json::Value;

/// For each rejected line of the broken set: line, code that can be read, field and kind of the finding that names the defect.
const REJECTED: [(u64, Option<&str>, &str, Kind); 38] = [
    (1, Some("9.900001"), "", Kind::NotJson),
    (2, Some("9.900002"), "", Kind::NotJson),
    (3, None, "", Kind::NotAnObject),
    (4, None, "", Kind::NotAnObject),
    (5, None, "code", Kind::Missing),
    (6, None, "code", Kind::Missing),
    (7, Some("9.9O0007"), "code", Kind::CodeForm),
    (8, None, "code", Kind::Empty),
    (10, Some("9.900009"), "code", Kind::RepeatedCode),
    (11, Some("9.900011"), "name", Kind::Missing),
    (12, Some("9.900012"), "name", Kind::Empty),
    (13, Some("9.900013"), "levels", Kind::WrongType),
    (14, Some("9.900014"), "channels", Kind::WrongType),
    (15, Some("9.900015"), "name", Kind::WrongType),
    (16, Some("9.900016"), "legal_basis[0].title", Kind::WrongType),
    (17, Some("9.900017"), "levels[0]", Kind::UnknownValue),
    (18, Some("9.900018"), "levels[0]", Kind::UnknownValue),
    (19, Some("9.900019"), "channels[0].channel", Kind::UnknownValue),
    (20, Some("9.900020"), "channels[0].channel", Kind::UnknownValue),
    (21, Some("9.900021"), "channels[0].fees[0].amount", Kind::Negative),
    (22, Some("9.900022"), "channels[0].fees[1].amount", Kind::Negative),
    (23, Some("9.900023"), "channels[0].fees[0].amount", Kind::WrongType),
    (24, Some("9.900024"), "channels[0].fees[0].amount", Kind::OutOfRange),
    (25, Some("9.900025"), "channels[0].fees[0].currency", Kind::UnknownValue),
    (26, Some("9.900026"), "channels[0].fees[0].currency", Kind::UnknownValue),
    (27, Some("9.900027"), "channels[0].time_limit.value", Kind::Negative),
    (28, Some("9.900028"), "channels[0].time_limit.unit", Kind::UnknownValue),
    (29, Some("9.900029"), "document_groups[0].items[0].originals", Kind::Negative),
    (30, Some("9.900030"), "document_groups[0].items[0].copies", Kind::NotWhole),
    (31, Some("9.900031"), "name", Kind::TooLong),
    (32, Some("9.900032"), "audiences", Kind::TooMany),
    (33, Some("9.900033"), "name", Kind::ControlCharacter),
    (34, Some("9.900034"), "procedure_steps[0].text", Kind::ControlCharacter),
    (36, Some("９.９０００３６"), "code", Kind::CodeForm),
    (37, Some("9.900037"), "name", Kind::NotUnicode),
    (38, Some("9.900038"), "name", Kind::ControlCharacter),
    (39, Some("9.900039"), "channels[0].fees", Kind::Missing),
    (40, Some("9.900040"), "channels", Kind::Missing),
];

fn broken_lines(test: &str) -> Option<Vec<String>> {
    let file = common::catalogue_data(test)?.join("broken-open.jsonl");
    let text = std::fs::read_to_string(file).unwrap_or_else(|fault| panic!("the broken set cannot be read: {fault}"));
    Some(text.lines().map(str::to_owned).collect())
}

fn messages(rejected: &Rejected) -> String {
    rejected.findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn of_the_broken_set_38_lines_are_rejected_with_their_defect_and_two_are_stored() {
    let Some(lines) = broken_lines("the broken set") else {
        return;
    };
    let mut file = FileCheck::new();
    let mut stored = Vec::new();
    for (number, line) in (1..).zip(&lines) {
        let expected = REJECTED.iter().find(|(at, ..)| *at == number);
        match (file.check(number, line), expected) {
            (Ok(checked), None) => stored.push((number, checked)),
            (Err(rejected), Some((_, code, field, kind))) => {
                assert_eq!(rejected.code.as_deref(), *code, "line {number}");
                let named = rejected.findings.iter().any(|finding| finding.field == *field && finding.kind == *kind);
                assert!(named, "line {number}: {}", messages(&rejected));
                // Apart from the stated defect every line follows the schema.
                let expected_findings = if matches!(number, 38 | 39) { 2 } else { 1 };
                assert_eq!(rejected.findings.len(), expected_findings, "line {number}: {}", messages(&rejected));
            }
            (outcome, _) => panic!("line {number}: {outcome:?}"),
        }
    }

    let [(9, control), (35, normalised)] = stored.as_slice() else { panic!("{stored:?}") };
    assert_eq!(control.warnings, []);
    assert_eq!(normalised.procedure.name, nfc(&normalised.procedure.name));
    let [warning] = normalised.warnings.as_slice() else { panic!("{:?}", normalised.warnings) };
    assert_eq!((warning.field.as_str(), warning.kind), ("name", Kind::Normalised));
}

#[test]
fn the_report_of_the_broken_set_says_what_was_found_and_what_is_expected() {
    let Some(lines) = broken_lines("the report of the broken set") else {
        return;
    };
    let mut file = FileCheck::new();
    let reports: Vec<String> = (1..)
        .zip(&lines)
        .map(|(number, line)| file.check(number, line).map_or_else(|rejected| messages(&rejected), |_| String::new()))
        .collect();
    let says = |line: usize, words: &[&str]| {
        let report = reports.get(line - 1).expect("the set has 40 lines");
        for word in words {
            assert!(report.contains(word), "line {line} does not say {word}: {report}");
        }
    };
    says(1, &["not valid JSON", "column"]);
    says(2, &["not valid JSON", "column"]);
    says(3, &["a list", "an object"]);
    says(4, &["a string", "an object"]);
    says(5, &["code is missing"]);
    says(6, &["code is missing"]);
    says(8, &["code is empty"]);
    says(10, &["line 9", "line 10", "occurs twice"]);
    says(17, &["unknown level `district`", "ministry, province, commune, other"]);
    says(18, &["unknown level `Cấp Xã`"]);
    says(19, &["unknown channel `fax`"]);
    says(20, &["unknown channel `ONLINE`", "online, direct, postal"]);
    says(21, &["amount is negative"]);
    says(24, &["1e400", "out of range"]);
    says(25, &["unknown currency `VNĐ`"]);
    says(28, &["unknown unit `week`"]);
    says(31, &["characters", "3000"]);
    says(32, &["5000 entries", "50"]);
    says(33, &["U+0000"]);
    says(34, &["U+001B", "U+0007", "U+0008"]);
    says(37, &["ud83d"]);
    says(39, &["`fees`", "unknown key `fee`"]);
    for report in reports.iter().flat_map(|report| report.lines()) {
        assert!(report.chars().count() < 700, "{report}");
        assert!(!report.contains(|c: char| c.is_control()), "{report:?}");
    }
}

#[test]
fn a_second_reading_of_the_broken_set_gives_the_same_report() {
    let Some(lines) = broken_lines("the second reading") else {
        return;
    };
    let read = || {
        let mut file = FileCheck::new();
        (1..).zip(&lines).map(|(number, line)| file.check(number, line)).collect::<Vec<_>>()
    };
    assert_eq!(read(), read());
}

#[test]
fn every_real_procedure_passes_without_a_warning_and_is_the_same_value_when_written_again() {
    let Some(lines) = common::national_lines("the real catalogue") else {
        return;
    };
    assert_eq!(lines.len(), 4_494);
    let mut file = FileCheck::new();
    for (number, line) in (1..).zip(&lines) {
        let checked =
            file.check(number, line).unwrap_or_else(|rejected| panic!("line {number}: {}", messages(&rejected)));
        assert_eq!(checked.warnings, [], "line {number}");
        let published: Value = serde_json::from_str(line).expect("the line is JSON");
        let written = serde_json::to_value(&checked.procedure).expect("a procedure can be written");
        assert_eq!(written, published, "line {number}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_damage_to_a_real_line_makes_the_check_panic(
        at in 0_usize..4_494, cut in any::<prop::sample::Index>(), length in 0_usize..40, put in ".{0,12}",
    ) {
        let Some(lines) = cached_lines() else { return Ok(()) };
        let line: Vec<char> = lines[at].chars().collect();
        let from = cut.index(line.len());
        let damaged: String =
            line[..from].iter().copied().chain(put.chars()).chain(line[(from + length).min(line.len())..].iter().copied()).collect();
        if let Err(rejected) = check_line(&damaged) {
            prop_assert!(!rejected.findings.is_empty());
        }
    }
}

fn cached_lines() -> Option<&'static Vec<String>> {
    static LINES: OnceLock<Option<Vec<String>>> = OnceLock::new();
    LINES.get_or_init(|| common::national_lines("damage to real lines")).as_ref()
}
