//! What is shown of the real catalogue: rules that hold for every procedure.

mod common;

use std::collections::BTreeMap;
use std::io::Write as _; // straight to the stream: the runner swallows what a passing test prints
use std::sync::OnceLock;

use domain::catalogue::shown::{Block, FeesShown, LimitShown, Price, ProcedureShown, clean_text, shown};
use domain::procedure::{Currency, Procedure};
use serde_json::Value;
use time::macros::date;

/// Every procedure with what is shown of it; worked out once for all tests.
fn all(test: &str) -> Option<&'static [(Procedure, ProcedureShown)]> {
    static ALL: OnceLock<Option<Vec<(Procedure, ProcedureShown)>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let lines = common::national_lines("what is shown of the real catalogue")?;
        let read = lines.iter().map(|line| {
            let procedure: Procedure =
                serde_json::from_str(line).unwrap_or_else(|fault| panic!("no procedure: {fault}"));
            let shown = shown(&procedure, date!(2026 - 11 - 22));
            (procedure, shown)
        });
        Some(read.collect())
    });
    if all.is_none() {
        let _ = writeln!(std::io::stderr(), "did not run: {test} needs ../shared/data");
    }
    all.as_deref()
}

/// Every string of a value.
fn strings<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(entries) => entries.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

fn prices(shown: &ProcedureShown) -> Vec<&Price> {
    let rows = shown.channels.iter().filter_map(|row| match &row.fees {
        FeesShown::Published(fees) => Some(fees),
        FeesShown::NotPublished => None,
    });
    rows.flatten().map(|fee| &fee.price).collect()
}

#[test]
fn no_text_that_is_shown_holds_a_constant_of_the_export_or_an_invisible_character() {
    let Some(all) = all("constants of the export") else {
        return;
    };
    for (_, shown) in all {
        let value = serde_json::to_value(shown).expect("it can be written");
        let mut texts = Vec::new();
        strings(&value, &mut texts);
        for text in texts {
            let words = || text.split_whitespace();
            let is_constant = |word: &str| {
                ["WORKING_DAY", "OTHER", "HOUR", "MONTH", "YEAR"].contains(&word) || word.ends_with("_REGULATION")
            };
            assert!(!words().any(is_constant) && !text.contains("VNĐ ()"), "{}: {text}", shown.code);
            assert_eq!(clean_text(text), text, "{}", shown.code);
        }
    }
}

#[test]
fn no_fee_is_shown_below_a_thousand_dong_or_beyond_reason() {
    let Some(all) = all("amounts") else { return };
    for (_, shown) in all {
        for price in prices(shown) {
            match price {
                Price::Amount { dong, .. } => assert!((1_000..=1_000_000_000).contains(dong), "{}: {dong}", shown.code),
                Price::Foreign { amount, currency: Currency::Usd, .. } => {
                    assert!(*amount < 1_000, "{}: {amount}", shown.code)
                }
                other => assert!(!matches!(other, Price::Foreign { .. }), "{}: {other:?}", shown.code),
            }
        }
    }
}

#[test]
fn what_is_free_and_what_is_doubtful_is_counted() {
    let Some(all) = all("free and doubtful fees") else {
        return;
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for price in all.iter().flat_map(|(_, shown)| prices(shown)) {
        let kind = match price {
            Price::Free => "free",
            Price::Amount { .. } => "amount",
            Price::Foreign { .. } => "foreign",
            Price::Text(_) => "text",
            Price::Doubtful { .. } => "doubtful",
        };
        *counts.entry(kind).or_default() += 1;
    }
    assert_eq!(counts.values().sum::<usize>(), 12_315);
    // Half of the published zeros are free; every third fee is known by its text only.
    assert!((5_600..5_700).contains(&counts["free"]), "{counts:?}");
    assert!(counts["doubtful"] < 350, "{counts:?}");
}

#[test]
fn every_published_row_is_shown() {
    let Some(all) = all("published rows") else {
        return;
    };
    for (procedure, shown) in all {
        assert_eq!(shown.channels.len(), procedure.channels.len());
        let rows: usize = procedure.document_groups.iter().map(|group| group.items.len()).sum();
        let kept: usize = shown.papers.groups.iter().map(|group| group.papers.len() + group.notes.len()).sum();
        assert_eq!(kept + shown.papers.nameless_rows, rows, "{}", procedure.code);
        if rows > shown.papers.nameless_rows {
            assert!(!shown.papers.is_empty(), "{}", procedure.code);
        }
    }
}

#[test]
fn every_spelling_of_a_field_has_one_name() {
    let Some(all) = all("fields") else { return };
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut published: Vec<&str> = all.iter().map(|(procedure, _)| procedure.field.as_str()).collect();
    for (_, shown) in all {
        let name = names.entry(&shown.field.key).or_insert(&shown.field.name);
        assert_eq!(*name, shown.field.name, "{}", shown.field.key);
        assert!(
            shown.field.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
            "{}",
            shown.field.key
        );
    }
    published.sort_unstable();
    published.dedup();
    assert_eq!((published.len(), names.len()), (279, 272));
}

#[test]
fn names_are_headings() {
    let Some(all) = all("names") else { return };
    for (_, shown) in all {
        let first = shown.name.chars().next().expect("a name is never empty");
        assert!(!first.is_lowercase() && first.is_alphanumeric(), "{}: {}", shown.code, shown.name);
        assert!(!shown.name.ends_with(['.', ';', ':', '-']), "{}: {}", shown.code, shown.name);
        assert!(shown.name.contains(char::is_lowercase), "{}: {}", shown.code, shown.name);
        assert!(!shown.name.contains(&shown.code), "{}: {}", shown.code, shown.name);
    }
}

#[test]
fn joining_lines_and_dropping_bullets_loses_no_word() {
    let Some(all) = all("paragraphs") else { return };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    for (procedure, shown) in all {
        for (published, steps) in procedure.procedure_steps.iter().zip(&shown.steps) {
            let kept: usize = steps
                .text
                .iter()
                .map(|block| match block {
                    Block::Paragraph(text) => letters(text),
                    Block::List(entries) => entries.iter().map(|entry| letters(entry)).sum(),
                })
                .sum();
            assert_eq!(kept, letters(&clean_text(&published.text)), "{}", procedure.code);
        }
    }
}

#[test]
fn limits_are_numbers_with_a_unit_or_words() {
    let Some(all) = all("limits") else { return };
    let limits = || all.iter().flat_map(|(_, shown)| &shown.channels).map(|row| &row.limit);
    assert_eq!(limits().filter(|limit| matches!(limit, LimitShown::SeeSteps)).count(), 743);
    assert_eq!(limits().filter(|limit| matches!(limit, LimitShown::WorkingDays(_))).count(), 8_791);
    assert!(limits().all(|limit| !matches!(limit, LimitShown::Text(text) if text.is_empty())));
}

#[test]
fn what_is_shown_survives_the_way_to_a_browser_and_back() {
    let Some(all) = all("the way to a browser") else {
        return;
    };
    for (_, shown) in all.iter().step_by(50) {
        let sent = serde_json::to_string(shown).expect("it can be sent");
        assert_eq!(serde_json::from_str::<ProcedureShown>(&sent).expect("it can be read"), *shown);
    }
}
