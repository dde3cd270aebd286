//! One published fee, as far as it can be trusted.
//!
//! The amounts of the export are wrong in several ways that show only when they are compared with the text beside them. Where the
//! two cannot be brought together the text alone is shown: a missing amount sends a person to the desk, a wrong one sends them
//! there with the wrong money.

use serde::{Deserialize, Serialize};
use time::Date;

use super::clean::{clean_text, comparable};
use super::dates::{Until, until};
use super::money::{Named, named};
use crate::procedure::{Currency, Fee};

/// The smallest amount of a public fee in đồng; what lies below was published in thousands or in dollars.
const SMALLEST_DONG: u64 = 1_000;

/// What a reader is told of one fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeShown {
    pub price: Price,
    /// The last day of a reduction or an exemption that the text speaks of.
    pub until: Option<Until>,
}

/// How much, as far as the published row says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Price {
    Free,
    Amount {
        dong: u64,
        /// What the amount is for, in the words of the source.
        label: Option<String>,
    },
    Foreign {
        amount: u64,
        currency: Currency,
        label: Option<String>,
    },
    /// Only the words of the source: they name the amount themselves, or refer to the document that lays it down.
    ///
    /// May have several lines: [`super::paragraphs`] reads them.
    Text(String),
    /// The published amount cannot be right and the text does not say what is; `published` is that text, possibly empty.
    Doubtful {
        published: String,
    },
}

/// What a reader is told of one fee on that day.
#[must_use]
pub fn fee_shown(fee: &Fee, today: Date) -> FeeShown {
    let label = label(&fee.text);
    let until = until(&label, today);
    FeeShown { price: price(fee, label, until.is_some()), until }
}

fn price(fee: &Fee, label: String, reduced: bool) -> Price {
    let named = named(&label);
    let amount = fee.amount.as_ref().map(|amount| amount.as_u64().or_else(|| whole(amount.as_f64())));
    match amount {
        None if label.is_empty() => Price::Doubtful { published: label },
        None if is_free(&label) => Price::Free,
        None => Price::Text(label),
        Some(Some(0)) => zero(label, &named),
        Some(Some(amount)) if fee.currency == Some(Currency::Usd) => dollars(amount, label),
        Some(Some(amount)) if amount < SMALLEST_DONG => small(amount, label, &named),
        Some(Some(amount)) => ordinary(amount, label, &named, reduced),
        // A fraction of a đồng.
        Some(None) => Price::Doubtful { published: label },
    }
}

fn whole(amount: Option<f64>) -> Option<u64> {
    amount.filter(|amount| amount.fract() == 0.0 && (0.0..9e15).contains(amount)).map(|amount| amount as u64)
}

/// Zero is free of charge only when nothing beside it says otherwise.
fn zero(label: String, named: &Named) -> Price {
    if label.is_empty() || is_free(&label) {
        Price::Free
    } else if named.any() || refers_elsewhere(&label) {
        Price::Text(label)
    } else {
        Price::Doubtful { published: label }
    }
}

/// Less than a thousand đồng: published in thousands, or in dollars.
fn small(amount: u64, label: String, named: &Named) -> Price {
    let thousands = amount.saturating_mul(1_000);
    if named.dong.contains(&thousands) {
        Price::Amount { dong: thousands, label: Some(label) }
    } else if named.dollars.contains(&amount) || (named.speaks_of_dollars && !named.any()) {
        dollars(amount, label)
    } else if named.any() {
        Price::Text(label)
    } else {
        Price::Doubtful { published: label }
    }
}

fn ordinary(amount: u64, label: String, named: &Named, reduced: bool) -> Price {
    if named.dollars.contains(&amount) {
        return dollars(amount, label);
    }
    // A text with other amounts may list further cases. It contradicts the amount when the two differ by a factor of a thousand,
    // and when it names one amount only, unless that is what the amount is reduced to for a time.
    let by_thousands = named
        .dong
        .iter()
        .any(|other| Some(amount) == other.checked_mul(1_000) || amount.checked_mul(1_000) == Some(*other));
    let by_itself = matches!(named.dong.as_slice(), [only] if !(reduced && *only < amount));
    if !named.dong.contains(&amount) && (by_thousands || by_itself) {
        return Price::Text(label);
    }
    Price::Amount { dong: amount, label: Some(label).filter(|label| !label.is_empty()) }
}

fn dollars(amount: u64, label: String) -> Price {
    Price::Foreign { amount, currency: Currency::Usd, label: Some(label).filter(|label| !label.is_empty()) }
}

fn is_free(label: &str) -> bool {
    const FREE: [&str; 12] = [
        "khong",
        "khong co",
        "0",
        "0 dong",
        "mien phi",
        "mien le phi",
        "mien phi le phi",
        "khong thu phi",
        "khong thu le phi",
        "khong mat phi",
        "khong phai nop phi",
        "khong thu phi le phi",
    ];
    FREE.contains(&comparable(label).as_str())
}

/// Whether the words send the reader to a rule, or state an exception to one.
fn refers_elsewhere(label: &str) -> bool {
    const WORDS: [&str; 22] = [
        "quy dinh",
        "quyet dinh",
        "thong tu",
        "nghi quyet",
        "nghi dinh",
        "hoi dong nhan dan",
        "luat",
        "phap luat",
        "bieu",
        "van ban",
        "mien",
        "khong thu",
        "khong phai",
        "muc thu",
        "chua co",
        "khong co",
        "khong ap dung",
        "theo",
        "nq hdnd",
        "qd ubnd",
        "tt btc",
        "nd cp",
    ];
    let words = format!(" {} ", comparable(label));
    label.contains('%') || WORDS.iter().any(|word| words.contains(&format!(" {word} ")))
}

/// The words of a fee without the amount that the export puts before them («50000 VNĐ (…)»).
fn label(text: &str) -> String {
    let line = clean_text(text);
    let published = line.split_once(" (").filter(|(head, _)| is_export_amount(head)).map(|(_, label)| label);
    let Some(label) = published else {
        return if is_export_amount(&line) { String::new() } else { line };
    };
    let mut label = label.strip_suffix(')').unwrap_or(label).trim().to_owned();
    // A text that begins by closing the bracket of the export: «): Theo quy định …».
    if label.starts_with(')') {
        label = label.trim_start_matches([')', ':', ' ']).to_owned();
    }
    let count = |label: &str, sign: char| label.chars().filter(|c| *c == sign).count();
    while count(&label, ')') > count(&label, '(') && label.ends_with(')') {
        label.pop();
    }
    while count(&label, '(') > count(&label, ')') {
        // Where the source left its own bracket open the last one of the export closed both.
        label.push(')');
    }
    unwrapped(&label).trim().to_owned()
}

/// The amount and currency of the export: digits, then `VNĐ`, `VND` or `USD`.
fn is_export_amount(head: &str) -> bool {
    let Some((number, currency)) = head.trim().rsplit_once(' ') else {
        return false;
    };
    matches!(currency, "VNĐ" | "VND" | "USD") && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// The text without a pair of brackets around the whole of it.
fn unwrapped(label: &str) -> &str {
    let Some(inside) = label.trim_end_matches(['.', ';']).strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
    else {
        return label;
    };
    let mut depth = 0_i32;
    let closes_early = inside.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    });
    if closes_early { label } else { inside }
}
