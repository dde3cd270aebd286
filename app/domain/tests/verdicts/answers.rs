//! Answers: good ones, wrong ones, hostile ones, none.

use domain::form::{Answer, Form, Question};
use serde_json::{Map, Value, json};

use super::chance::Chance;

pub fn context(chance: &mut Chance) -> Value {
    json!({
        "today": format!("20{}-{:02}-{:02}", 24 + chance.below(6), 1 + chance.below(12), 1 + chance.below(28)),
        "channel": chance.of(&["online", "counter", "post"]),
        "acting_for": chance.of(&["oneself", "another", "organisation"]),
        "delivery": chance.of(&["counter", "post", "electronic"]),
        "files": {"1.2": chance.below(4), "other": chance.below(2)},
        "units": [
            {"code": "17", "name": "Hòa Bình", "valid_from": "2000-01-01"},
            {"code": "01", "name": "Hà Nội", "valid_from": "2000-01-01"},
            {"code": "1701", "name": "Cao Phong", "parent": "17", "valid_from": "2000-01-01", "valid_until": "2027-06-30"},
        ],
    })
}

pub fn answers(chance: &mut Chance, form: &Form) -> Map<String, Value> {
    let mut answers = Map::new();
    for (_, question) in form.questions() {
        if chance.percent(92) {
            answers.insert(question.id.clone(), any(chance, question));
        }
    }
    if chance.percent(5) {
        answers.insert(chance.of(&["zz", "__proto__", "q\u{202E}1"]).to_owned(), hostile(chance));
    }
    answers
}

fn any(chance: &mut Chance, question: &Question) -> Value {
    match chance.below(12) {
        0 => hostile(chance),
        1 => Value::Null,
        _ => good(chance, &question.answer),
    }
}

/// Mostly what the type takes, sometimes just beside it.
fn good(chance: &mut Chance, answer: &Answer) -> Value {
    match answer {
        Answer::ShortText { .. } | Answer::LongText { .. } => {
            json!(chance.of(&["Hằng", "Ha\u{306}\u{300}ng", "một hai ba bốn năm sáu bảy", "", " \u{200B}", "ok"]))
        }
        Answer::Integer { .. } | Answer::Money { .. } => match chance.below(3) {
            0 => json!(chance.below(12)),
            1 => json!(chance.of(&["3", "1.500.000", "8 000 đồng", "-1", "1.5", "99999999999999999999"])),
            _ => json!(chance.below(3_000_000)),
        },
        Answer::Date { .. } => json!(day(chance)),
        Answer::Phone {} => json!(chance.of(&["0912 345 678", "+84912345678", "12", "0000000000"])),
        Answer::Email {} => json!(chance.of(&["a@b.vn", "a@b", "a b@c.vn", "a..b@c.vn"])),
        Answer::PersonalId { .. } => {
            json!(chance.of(&["017190001234", "017 308 001 234", "017399001234", "003190001234", "1"]))
        }
        Answer::TaxCode {} => json!(chance.of(&["0100109106", "0100109106-001", "0100109107", "x"])),
        Answer::YesNo if chance.percent(20) => json!(chance.percent(50)),
        Answer::YesNo => json!(chance.of(&["yes", "yes", "no", "no", "maybe"])),
        Answer::OneOf { .. } => json!(chance.of(&["a", "b", "c", "d"])),
        Answer::SeveralOf { .. } => match chance.below(4) {
            0 => json!(["a"]),
            1 => json!(["c", "a", "a"]),
            2 => json!("b"),
            _ => json!(["a", "b", "c"]),
        },
        Answer::Address {} => json!({
            "province": chance.of(&["17", "01", "99"]), "commune": chance.of(&["1701", "1702", ""]),
            "commune_name": chance.of(&["Hoàn Kiếm", ""]), "line": "xóm 3",
        }),
        Answer::Person { .. } => json!({
            "name": chance.of(&["Bùi Thị An", ""]), "birth_date": day(chance), "sex": chance.of(&["male", "female", "x"]),
            "nationality": chance.of(&["vn", "other"]), "nationality_name": chance.of(&["Lào", ""]),
            "document_kind": chance.of(&["identity", "passport"]),
            "document_number": chance.of(&["017190001234", "C1234567"]),
        }),
        Answer::Organisation { .. } => json!({"name": "HTX", "tax_code": chance.of(&["0100109106", "", "5"])}),
        Answer::Group { .. } => {
            let mut rows = Map::new();
            for row in 0..chance.below(6) {
                rows.insert(
                    (row + 1).to_string(),
                    json!({
                        "t": chance.of(&["x", ""]), "n": chance.of(&["", "2", "7"]), "c": chance.of(&["yes", "no"]),
                        "d": chance.of(&["", "1/5/1990", "2/3/2008"]), "i": chance.of(&["", "017190001234", "017308001234"]),
                    }),
                );
            }
            Value::Object(rows)
        }
        Answer::Files { .. } | Answer::Calculated { .. } => Value::Null,
    }
}

fn day(chance: &mut Chance) -> String {
    match chance.below(10) {
        0 => chance.of(&["31/02/2020", "hôm qua", "29/02/2024"]).to_owned(),
        _ => format!("{}/{}/{}", 1 + chance.below(28), 1 + chance.below(12), 1960 + chance.below(70)),
    }
}

/// Length of the longest hostile text.
pub const HUGE: usize = 1_000_000;

fn hostile(chance: &mut Chance) -> Value {
    // Rare, or the run would do little else.
    if chance.below(250) == 0 {
        return json!("x".repeat(HUGE));
    }
    match chance.below(12) {
        0 => json!(true),
        1 => json!(-1.5e300),
        2 => json!([[[["a"]]]]),
        3 => json!({"a": {"b": {"c": [null, {"d": 1}]}}}),
        4 => json!("x".repeat(5_000)),
        5 => json!("\u{202E}abc"),
        6 => json!("a\u{0}b"),
        7 => json!({"1": {"t": {"u": 1}}, "x": 3, "0": {}}),
        8 => json!(i64::MIN),
        9 => json!("a\nb"),
        10 => json!({"name": "a", "sex": {"b": ""}, "commune_name": 5, "line": "\u{202E}"}),
        _ => json!("</textarea><script>"),
    }
}
