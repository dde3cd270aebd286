//! Forms with every type of answer, and conditions over what was asked before.

use serde_json::{Map, Value, json};

use super::chance::Chance;

/// Something an expression can name, with its kind.
#[derive(Clone)]
struct Name {
    name: String,
    kind: &'static str,
}

pub const KINDS: [&str; 18] = [
    "short_text",
    "long_text",
    "integer",
    "money",
    "date",
    "phone",
    "email",
    "personal_id",
    "tax_code",
    "yes_no",
    "one_of",
    "several_of",
    "address",
    "person",
    "organisation",
    "group",
    "files",
    "calculated",
];

pub fn form(chance: &mut Chance) -> Value {
    let mut names = Vec::new();
    let mut pages = Vec::new();
    let mut exits = Vec::new();
    let mut number = 0;
    for page in 0..=chance.below(4) {
        let mut document = json!({"id": format!("p{page}")});
        if page > 0 && chance.percent(40) {
            document["when"] = json!(truth(chance, &names, 2));
        }
        let mut questions = Vec::new();
        for _ in 0..=chance.below(4) {
            questions.push(question(chance, number, &mut names));
            number += 1;
        }
        document["question"] = Value::Array(questions);
        pages.push(document);
        if chance.percent(12) {
            exits
                .push(json!({"id": format!("e{page}"), "after": format!("p{page}"), "when": truth(chance, &names, 1)}));
        }
    }
    let fees: Vec<Value> = (0..chance.below(3)).map(|at| fee(chance, at, &names)).collect();
    json!({"procedure": "1.000001", "revision": 1, "page": pages, "exit": exits, "fee": fees})
}

fn question(chance: &mut Chance, number: usize, names: &mut Vec<Name>) -> Value {
    let id = format!("q{number}");
    let kind = *chance.of(&KINDS.iter().collect::<Vec<_>>());
    let mut question = json!({"id": id, "answer": answer(chance, kind, names)});
    if chance.percent(45) {
        question["when"] = json!(truth(chance, names, 2));
    }
    match chance.below(4) {
        0 => question["required"] = json!(false),
        1 => question["required"] = json!(truth(chance, names, 1)),
        _ => {}
    }
    let mut add = |name: String, kind| names.push(Name { name, kind });
    match kind {
        "integer" | "money" | "calculated" => add(id, "integer"),
        "date" => add(id, "date"),
        "yes_no" => add(id, "truth"),
        "one_of" => add(id, "choice"),
        "several_of" => add(id, "set"),
        "group" => {
            add(format!("{id}.n"), "sum");
            add(id, "count");
        }
        "person" => {
            add(format!("{id}.birth_date"), "date");
            add(format!("{id}.name"), "text");
            add(format!("{id}.sex"), "sex");
        }
        "files" => add(id, "count"),
        "address" => add(format!("{id}.province"), "text"),
        "organisation" => add(format!("{id}.tax_code"), "text"),
        _ => add(id, "text"),
    }
    question
}

fn answer(chance: &mut Chance, kind: &str, names: &[Name]) -> Value {
    let options = json!([{"key": "a"}, {"key": "b"}, {"key": "c"}]);
    match kind {
        "short_text" => json!({"type": kind, "max": 5 + chance.below(30)}),
        "integer" | "money" => json!({"type": kind, "min": chance.below(5), "max": 5 + chance.below(2_000_000)}),
        "date" => {
            let mut answer = json!({"type": kind});
            if chance.percent(50) {
                answer["not_before"] = json!(date(chance, names));
            }
            if chance.percent(50) {
                answer["not_after"] = json!(date(chance, names));
            }
            answer
        }
        "one_of" => json!({"type": kind, "options": options}),
        "several_of" => json!({"type": kind, "options": options, "min": chance.below(2), "max": 1 + chance.below(3)}),
        "person" => {
            let parts = ["birth_date", "sex", "nationality", "document"];
            let optional: Vec<&str> = parts.iter().copied().filter(|_| chance.percent(30)).collect();
            let ask: Vec<&str> =
                parts.iter().copied().filter(|part| *part != "document" || chance.percent(80)).collect();
            with_person(chance, json!({"type": kind, "ask": ask, "optional": optional}), names)
        }
        "organisation" => json!({"type": kind, "tax_code_optional": chance.percent(50)}),
        "personal_id" => with_person(chance, json!({"type": kind}), names),
        "files" => {
            json!({"type": kind, "component": chance.of(&["1.2", "other"]), "min": 1 + chance.below(2), "max": 2 + chance.below(3)})
        }
        "group" => {
            json!({"type": kind, "min": chance.below(2), "max": 1 + chance.below(4), "question": rows(chance, names)})
        }
        "calculated" => json!({"type": kind, "value": integer(chance, names, 2), "as": "integer"}),
        _ => json!({"type": kind}),
    }
}

/// Sometimes with a birth date and a sex that the number must agree with.
fn with_person(chance: &mut Chance, mut answer: Value, names: &[Name]) -> Value {
    for (setting, kind) in [("birth_date", "date"), ("sex", "sex")] {
        if chance.percent(40)
            && let Some(name) = named(chance, names, &[kind])
        {
            answer[setting] = json!(name.name);
        }
    }
    answer
}

/// Questions of a row, with conditions over those before them in the row and over what was asked before the group.
fn rows(chance: &mut Chance, names: &[Name]) -> Value {
    let mut names = names.to_vec();
    let mut rows = vec![
        json!({"id": "t", "answer": {"type": "short_text"}}),
        json!({"id": "n", "required": false, "answer": {"type": "integer"}}),
        json!({"id": "d", "required": false, "answer": {"type": "date", "not_after": date(chance, &names)}}),
        json!({"id": "i", "required": false, "answer": {"type": "personal_id", "birth_date": "d"}}),
        json!({"id": "c", "answer": {"type": "yes_no"}}),
    ];
    for (row, kind) in rows.iter_mut().zip(["text", "integer", "date", "text", "truth"]) {
        if chance.percent(40) {
            row["when"] = json!(truth(chance, &names, 2));
        }
        if chance.percent(20) {
            row["required"] = json!(truth(chance, &names, 1));
        }
        let name = row["id"].as_str().unwrap_or_default().to_owned();
        names.push(Name { name, kind });
    }
    Value::Array(rows)
}

fn named<'a>(chance: &mut Chance, names: &'a [Name], kinds: &[&str]) -> Option<&'a Name> {
    let fitting: Vec<&Name> = names.iter().filter(|name| kinds.contains(&name.kind)).collect();
    (!fitting.is_empty()).then(|| chance.of(&fitting))
}

fn truth(chance: &mut Chance, names: &[Name], depth: usize) -> String {
    if depth > 0 && chance.percent(40) {
        let (left, right) = (truth(chance, names, depth - 1), truth(chance, names, depth - 1));
        return match chance.below(3) {
            0 => format!("({left}) and ({right})"),
            1 => format!("({left}) or ({right})"),
            _ => format!("not ({left})"),
        };
    }
    let comparison = *chance.of(&[&"==", &"!=", &"<", &"<=", &">", &">="]);
    match chance.below(9) {
        0 => named(chance, names, &["truth"]).map(|name| name.name.clone()),
        1 => named(chance, names, &["choice"]).map(|name| format!("{} == 'b'", name.name)),
        2 => named(chance, names, &["choice"]).map(|name| format!("{} in ['a', 'c']", name.name)),
        3 => named(chance, names, &["set"]).map(|name| format!("'a' in {}", name.name)),
        4 => named(chance, names, &["text"]).map(|name| format!("{} != 'Hằng'", name.name)),
        5 => named(chance, names, &["text", "date", "choice", "set", "count"])
            .map(|name| format!("answered({})", name.name)),
        6 => Some(format!("{} {comparison} {}", date(chance, names), date(chance, names))),
        7 => Some(chance.of(&["channel == 'online'", "acting_for == 'another'", "delivery != 'post'"]).to_owned()),
        _ => None,
    }
    .unwrap_or_else(|| format!("{} {comparison} {}", integer(chance, names, 1), integer(chance, names, 1)))
}

fn integer(chance: &mut Chance, names: &[Name], depth: usize) -> String {
    if depth > 0 && chance.percent(35) {
        let sign = *chance.of(&[&"+", &"-", &"*"]);
        return format!("({} {sign} {})", integer(chance, names, depth - 1), integer(chance, names, depth - 1));
    }
    match chance.below(6) {
        0 => named(chance, names, &["set", "count"]).map(|name| format!("count({})", name.name)),
        1 => named(chance, names, &["sum"]).map(|name| format!("sum({})", name.name)),
        2 => named(chance, names, &["date"]).map(|name| format!("age({})", name.name)),
        3 | 4 => named(chance, names, &["integer"]).map(|name| name.name.clone()),
        _ => Some(format!("max({}, days_between({}, today))", chance.below(40), date(chance, names))),
    }
    .unwrap_or_else(|| chance.of(&["0", "1", "3", "18", "8000", "9000000000000000000"]).to_owned())
}

fn date(chance: &mut Chance, names: &[Name]) -> String {
    let base = match chance.below(3) {
        0 => named(chance, names, &["date"]).map_or_else(|| "today".to_owned(), |name| name.name.clone()),
        1 => "date('2024-02-29')".to_owned(),
        _ => "today".to_owned(),
    };
    let (sign, unit) = (*chance.of(&[&"+", &"-"]), *chance.of(&[&"days", &"months", &"years"]));
    if chance.percent(60) { format!("{base} {sign} {} {unit}", chance.below(60)) } else { base }
}

fn fee(chance: &mut Chance, at: usize, names: &[Name]) -> Value {
    let mut rates = Vec::new();
    for _ in 0..=chance.below(2) {
        let mut rate = Map::new();
        rate.insert("label".into(), json!({"vi": "x"}));
        if chance.percent(50) {
            rate.insert("when".into(), json!(truth(chance, names, 1)));
        }
        if chance.percent(80) {
            rate.insert("amount".into(), json!(integer(chance, names, 2)));
        }
        if chance.percent(30) {
            rate.insert("cap".into(), json!(integer(chance, names, 1)));
        }
        rates.push(Value::Object(rate));
    }
    let mut fee = json!({"id": format!("f{at}"), "rate": rates});
    if chance.percent(40) {
        fee["exemption"] = json!([{"when": truth(chance, names, 1), "percent": chance.below(101)}]);
    }
    fee
}
