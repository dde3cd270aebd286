//! What the rules say about answers: which questions apply, what is wrong, what it costs, which papers are needed.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is not there")]

use std::collections::BTreeMap;

use domain::form::{Channel, Context, FeeReason, Form, Outcome, Rules, Units};
use proptest::prelude::*;
use serde_json::{Value, json};
use time::macros::date;

fn rules() -> Rules {
    let form: Form = toml::from_str(include_str!("planted_defects/good.toml")).expect("a form");
    Rules::compile(form).expect("without defects")
}

fn context() -> Context {
    Context {
        today: date!(2026 - 11 - 22),
        channel: Channel::Online,
        acting_for: domain::filing::ActingFor::Oneself,
        delivery: domain::filing::Delivery::Counter,
        files: BTreeMap::new(),
        units: Units::default(),
    }
}

fn verdict(answers: &Value) -> Outcome {
    rules().evaluate(answers.as_object().expect("an object"), &context())
}

fn found(outcome: &Outcome) -> Vec<(String, String)> {
    outcome.problems.iter().map(|problem| (problem.field.clone(), problem.key.clone())).collect()
}

fn pair(field: &str, key: &str) -> (String, String) {
    (field.to_owned(), key.to_owned())
}

/// A shop with everything answered.
fn shop() -> Value {
    json!({
        "kind": "shop", "protected_area": "no", "shop_area": "120", "shop_opening": "1/3/2027",
        "builder": {"name": "Bùi Thị Hằng", "birth_date": "12/05/1990"},
        "owners": {"1": {"owner_name": "Bùi Thị Hằng"}},
        "copies": "3",
    })
}

#[test]
fn the_verdict_tells_what_needs_an_answer_in_this_case() {
    let shop = verdict(&shop());
    let among = |outcome: &Outcome| outcome.required.iter().all(|path| outcome.is_asked(path));
    assert!(among(&shop) && shop.is_required("kind") && shop.is_required("owners.1.owner_name"));
    assert!(!shop.is_required("lift_papers"), "not asked of a shop");
    let house =
        |extras: Value| verdict(&json!({"kind": "house", "protected_area": "no", "storeys": "3", "extras": extras}));
    let (plain, lift) = (house(json!([])), house(json!(["lift"])));
    assert!(plain.is_asked("lift_papers") && !plain.is_required("lift_papers"), "{:?}", plain.asked);
    assert!(lift.is_required("lift_papers") && among(&lift));
}

#[test]
fn a_complete_form_has_no_problem_and_a_price() {
    let outcome = verdict(&shop());
    assert_eq!(found(&outcome), []);
    assert_eq!(outcome.total, Some(24_000));
    assert!(outcome.pages.iter().all(|page| page.complete));
    let asked: Vec<&str> = outcome.pages.iter().filter(|page| page.asked).map(|page| page.id.as_str()).collect();
    assert_eq!(asked, ["site", "people"]);
}

#[test]
fn only_what_applies_is_asked() {
    let mut answers = shop();
    answers["kind"] = json!("house");
    let outcome = verdict(&answers);
    assert!(!outcome.is_asked("shop_area") && outcome.is_asked("storeys") && !outcome.is_asked("upper_use"));
    assert_eq!(
        found(&outcome),
        [pair("form.storeys", "required"), pair("form.floor_area", "required"), pair("form.start", "required")]
    );
}

#[test]
fn answers_that_are_not_asked_any_more_are_left_out_of_what_is_sent() {
    let mut answers = shop();
    answers["storeys"] = json!("3");
    let answers = answers.as_object().expect("an object");
    let rules = rules();
    let sent = rules.asked_answers(answers, &rules.evaluate(answers, &context()), &context());
    assert!(!sent.contains_key("storeys") && sent.contains_key("shop_area"));
}

#[test]
fn values_are_worked_out_and_limits_follow_the_day() {
    let mut answers = shop();
    answers["kind"] = json!("house");
    answers["storeys"] = json!(2);
    answers["floor_area"] = json!("80");
    answers["start"] = json!("21/11/2026");
    let outcome = verdict(&answers);
    assert_eq!(outcome.calculated.first().and_then(|one| one.value.as_deref()), Some("160"));
    assert_eq!(found(&outcome), [pair("form.start", "date_too_early"), pair("form.upper_use", "required")]);
    assert_eq!(outcome.problems.first().map(|problem| problem.arguments.clone()), Some(vec!["22/11/2026".into()]));
}

#[test]
fn a_wrong_door_ends_the_form_and_says_so() {
    let mut answers = shop();
    answers["protected_area"] = json!("yes");
    let outcome = verdict(&answers);
    assert_eq!(outcome.exit.as_deref(), Some("protected"));
    assert_eq!(found(&outcome), [pair("form", "exit")]);
    assert!(outcome.pages.iter().skip(1).all(|page| !page.asked));
}

#[test]
fn rows_are_checked_each_and_counted() {
    let mut answers = shop();
    answers["owners"] = json!({
        "2": {"owner_name": "", "share": "101"},
        "10": {"owner_name": "Hà Văn Nam", "share": "50"},
        "3": {"owner_name": " ", "share": ""},
    });
    let outcome = verdict(&answers);
    assert_eq!(
        found(&outcome),
        [
            pair("form.owners.2.owner_name", "required"),
            pair("form.owners.2.share", "too_large"),
            pair("form.agreement", "required"),
        ],
        "an empty row is no row"
    );
    answers["owners"] = json!({});
    assert_eq!(found(&verdict(&answers)), [pair("form.owners", "too_few_rows")]);
}

#[test]
fn papers_are_required_when_the_answers_say_so() {
    let mut answers = shop();
    answers["kind"] = json!("house");
    for (key, value) in [("storeys", "2"), ("floor_area", "80"), ("start", "1/12/2026"), ("upper_use", "ở")] {
        answers[key] = json!(value);
    }
    answers["extras"] = json!(["lift"]);
    assert_eq!(found(&verdict(&answers)), [pair("form.lift_papers", "file_required")]);
    let with_file = Context { files: BTreeMap::from([("1.2".to_owned(), 1)]), ..context() };
    let outcome = rules().evaluate(answers.as_object().expect("an object"), &with_file);
    assert_eq!(found(&outcome), []);
    assert!(outcome.papers.first().is_some_and(|paper| paper.required && paper.files == 1));
}

#[test]
fn fees_say_why_they_are_what_they_are() {
    let mut answers = shop();
    let line = |answers: &Value, channel| {
        let context = Context { channel, ..context() };
        let outcome = rules().evaluate(answers.as_object().expect("an object"), &context);
        outcome.fees.first().map(|line| (line.amount, line.rate, line.reason)).expect("a line")
    };
    assert_eq!(line(&answers, Channel::Counter), (Some(30_000), Some(1), FeeReason::Rate));
    answers["copies"] = json!("20");
    assert_eq!(line(&answers, Channel::Online), (Some(160_000), Some(0), FeeReason::Rate));
    answers["status"] = json!(["poor"]);
    assert_eq!(line(&answers, Channel::Online), (Some(0), Some(0), FeeReason::Exempt));
    answers["status"] = json!([]);
    answers["copies"] = json!("");
    assert_eq!(line(&answers, Channel::Online), (None, Some(0), FeeReason::NotKnownYet));
}

#[test]
fn nobody_is_told_a_later_rate_before_the_answer_that_decides() {
    let text = include_str!("planted_defects/good.toml").replacen(
        "when = \"channel == 'online'\"",
        "when = \"copies < 3\"",
        1,
    );
    let rules = Rules::compile(toml::from_str(&text).expect("a form")).expect("without defects");
    let line = |copies: &str| {
        let mut answers = shop();
        answers["copies"] = json!(copies);
        let outcome = rules.evaluate(answers.as_object().expect("an object"), &context());
        outcome.fees.first().map(|line| (line.amount, line.rate)).expect("a line")
    };
    assert_eq!(line(""), (None, None), "not «10.000 đồng a copy» yet");
    assert_eq!(line("2"), (Some(16_000), Some(0)));
    assert_eq!(line("4"), (Some(40_000), Some(1)));
}

/// Every type of answer as a question that may stay empty, and every type that a row takes inside a row.
fn all_types() -> Rules {
    let option = json!([{"key": "x"}, {"key": "y"}]);
    let types = json!({
        "short_text": {}, "long_text": {}, "integer": {}, "money": {}, "date": {}, "phone": {}, "email": {}, "personal_id": {},
        "tax_code": {}, "yes_no": {}, "one_of": {"options": option}, "several_of": {"options": option}, "address": {},
        "person": {"ask": ["sex"], "optional": ["sex"]}, "organisation": {}, "calculated": {"value": "1", "as": "integer"},
        "group": {"question": []}, "files": {"component": "1.2"},
    });
    let types = types.as_object().expect("an object");
    assert_eq!(types.len(), 18);
    let question = |kind: &String, settings: &Value| {
        let mut answer = settings.clone();
        answer["type"] = json!(kind);
        json!({"id": kind, "required": false, "answer": answer})
    };
    let plain: Vec<Value> = types
        .iter()
        .filter(|(kind, _)| !matches!(kind.as_str(), "group" | "files"))
        .map(|(kind, settings)| {
            let mut question = question(kind, settings);
            question["id"] = json!(format!("in_{kind}"));
            question
        })
        .collect();
    let questions: Vec<Value> = types
        .iter()
        .map(|(kind, settings)| match kind.as_str() {
            "group" => question(kind, &json!({"question": plain})),
            _ => question(kind, settings),
        })
        .collect();
    let form = json!({"procedure": "1.000001", "revision": 1, "page": [{"id": "p", "question": questions}]});
    Rules::compile(serde_json::from_value(form).expect("a form")).expect("without defects")
}

fn hostile() -> Vec<Value> {
    vec![
        json!(true),
        json!(17),
        json!(-1.5),
        json!(1e300),
        json!([]),
        json!([""]),
        json!([[[["a"]]]]),
        json!({"a": {"b": {"c": 1}}}),
        json!({"a": {"b": ""}}),
        json!({"a": ""}),
        json!("x".repeat(1_000_000)),
        json!(" ".repeat(1_000_000)),
        json!("\u{200B}".repeat(5_000)),
        json!("\u{202E}abc"),
        json!("a\u{0}b"),
        json!("a\nb"),
        json!("a\rb"),
        json!("a\tb"),
        json!("<script>"),
        json!(["shop", "house"]),
        json!({"1": {"owner_name": {"x": 1}}}),
        json!({"1": {"in_short_text": {"x": ""}}}),
        json!({"0": {}}),
        json!({"name": ["x"]}),
        json!({"name": "a\nb", "line": "a\nb"}),
        json!({"name": "a", "sex": {"b": ""}, "line": {"b": ""}}),
        json!({"name": "a", "birth_date": 5}),
        json!({"name": "a", "document_number": "\u{202E}", "commune_name": "\u{202E}", "tax_code": "\u{202E}"}),
        json!({"name": "a", "nationality_name": "x".repeat(1_000), "commune": "x".repeat(1_000)}),
    ]
}

/// Whether the value is just what the type takes.
fn fits(kind: &str, value: &Value) -> bool {
    match (kind, value) {
        ("yes_no", Value::Bool(_)) => true,
        ("integer" | "money", number) => *number == json!(17),
        ("several_of", Value::Array(list)) => list.iter().all(|one| *one == json!("")),
        ("short_text", text) => *text == json!("<script>"),
        ("long_text", Value::String(text)) => matches!(text.as_str(), "<script>" | "a\nb" | "a\rb" | "a\tb"),
        _ => false,
    }
}

#[test]
fn what_the_type_forbids_never_passes() {
    let rules = all_types();
    let blames = |answers: Value, path: &str| {
        let outcome = rules.evaluate(answers.as_object().expect("an object"), &context());
        let below = format!("form.{path}.");
        outcome.problems.iter().any(|one| one.field == format!("form.{path}") || one.field.starts_with(&below))
    };
    let shown = |value: &Value| value.to_string().chars().take(80).collect::<String>();
    let mut tried = 0;
    for question in rules.form.pages.iter().flat_map(|page| &page.questions) {
        let kind = question.id.as_str();
        for value in hostile() {
            let passes = !blames(json!({kind: value}), kind);
            assert_eq!(passes, fits(kind, &value), "{kind} took or refused {}", shown(&value));
            tried += 1;
        }
        if matches!(kind, "group" | "files") {
            continue;
        }
        for value in hostile() {
            let row = json!({"group": {"1": {format!("in_{kind}"): value}}});
            let passes = !blames(row, &format!("group.1.in_{kind}"));
            assert_eq!(passes, fits(kind, &value), "{kind} in a row took or refused {}", shown(&value));
        }
    }
    assert_eq!(tried, 18 * hostile().len());
}

#[test]
fn parts_that_are_not_asked_in_this_case_are_not_sent() {
    let form = json!({"procedure": "1.000001", "revision": 1, "page": [{"id": "p", "question": [
        {"id": "who", "answer": {"type": "person", "ask": ["nationality"]}},
        {"id": "home", "answer": {"type": "address"}},
        {"id": "rows", "answer": {"type": "group", "question": [
            {"id": "who_too", "answer": {"type": "person", "ask": ["nationality"]}},
        ]}},
    ]}]});
    let rules = Rules::compile(serde_json::from_value(form).expect("a form")).expect("without defects");
    let units = json!([
        {"code": "17", "name": "Hòa Bình", "valid_from": "2000-01-01"},
        {"code": "01", "name": "Hà Nội", "valid_from": "2000-01-01"},
        {"code": "1701", "name": "Cao Phong", "parent": "17", "valid_from": "2000-01-01"},
    ]);
    let context = Context { units: serde_json::from_value::<Units>(units).expect("units"), ..context() };
    let sent = |nationality: &str, province: &str| {
        let person = json!({"name": "Bùi Thị An", "sex": "male", "document_number": "1", "nationality": nationality,
            "nationality_name": "Lào"});
        let answers = json!({"who": person, "rows": {"1": {"who_too": person}}, "home": {"province": province,
            "commune": "1701", "commune_name": "Hoàn Kiếm", "line": "xóm 3"}});
        let answers = answers.as_object().expect("an object");
        let outcome = rules.evaluate(answers, &context);
        assert_eq!(found(&outcome), [], "what is not asked does no harm");
        Value::Object(rules.asked_answers(answers, &outcome, &context))
    };
    let vietnamese = json!({"name": "Bùi Thị An", "nationality": "vn"});
    assert_eq!(
        sent("vn", "17"),
        json!({"who": vietnamese, "rows": {"1": {"who_too": vietnamese}},
            "home": {"province": "17", "commune": "1701", "line": "xóm 3"}})
    );
    let foreign = json!({"name": "Bùi Thị An", "nationality": "other", "nationality_name": "Lào"});
    assert_eq!(
        sent("other", "01"),
        json!({"who": foreign, "rows": {"1": {"who_too": foreign}},
            "home": {"province": "01", "commune_name": "Hoàn Kiếm", "line": "xóm 3"}})
    );
}

#[test]
fn a_number_agrees_with_birth_date_and_sex_that_were_asked_apart() {
    let form = json!({"procedure": "1.000001", "revision": 1, "page": [{"id": "p", "question": [
        {"id": "born", "answer": {"type": "date"}},
        {"id": "sex", "answer": {"type": "one_of", "options": [{"key": "male"}, {"key": "female"}]}},
        {"id": "who", "answer": {"type": "person", "ask": ["document"], "birth_date": "born", "sex": "sex"}},
        {"id": "number", "required": false, "answer": {"type": "personal_id"}},
    ]}]});
    let rules = Rules::compile(serde_json::from_value(form).expect("a form")).expect("without defects");
    let told = |born: &str, sex: &str, document: &str, number: &str| {
        let answers = json!({"born": born, "sex": sex, "number": number,
            "who": {"name": "Bùi Thị An", "document_kind": "identity", "document_number": document}});
        found(&rules.evaluate(answers.as_object().expect("an object"), &context()))
    };
    assert_eq!(told("1/5/1990", "female", "017190001234", "017326001234"), []);
    let field = "form.who.document_number";
    assert_eq!(told("1/5/1991", "female", "017190001234", ""), [pair(field, "identity_birth_year")]);
    assert_eq!(told("1/5/1990", "male", "017190001234", ""), [pair(field, "identity_sex")]);
    let future = [pair("form.number", "identity_not_born")];
    assert_eq!(told("1/5/1990", "female", "017190001234", "017327001234"), future, "next year, and no birth date");
}

fn embedded(code: &str) -> Rules {
    let path = format!("{}/../../server/data/forms/{code}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("readable");
    Rules::compile(toml::from_str(&text).expect("a form")).expect("without defects")
}

#[test]
fn half_a_fee_is_half_of_what_was_published() {
    let line = |status: &str| {
        let rules = embedded("3.000333");
        let answers = json!({"fee_status": status});
        let outcome = rules.evaluate(answers.as_object().expect("an object"), &context());
        outcome.fees.first().map(|line| (line.before, line.amount, line.reason)).expect("a line")
    };
    assert_eq!(line("none"), (Some(200_000), Some(200_000), FeeReason::Rate));
    assert_eq!(line("student"), (Some(200_000), Some(100_000), FeeReason::Exempt));
    assert_eq!(line("poor"), (Some(200_000), Some(0), FeeReason::Exempt));
}

#[test]
fn the_most_for_a_certified_copy_is_said_to_be_the_most() {
    let line = |rows: Value| {
        let rules = embedded("2.000815");
        let answers = json!({"has_original": "yes", "original_state": "good", "issuer": "vietnam", "documents": rows});
        let outcome = rules.evaluate(answers.as_object().expect("an object"), &context());
        outcome.fees.first().map(|line| (line.before, line.amount, line.reason)).expect("a line")
    };
    let paper = |pages: &str, copies: &str| json!({"document_name": "Sổ", "pages": pages, "copies": copies});
    assert_eq!(line(json!({"1": paper("3", "2")})), (Some(10_000), Some(10_000), FeeReason::Rate));
    assert_eq!(line(json!({"1": paper("300", "2")})), (Some(604_000), Some(400_000), FeeReason::Capped));
    let both = json!({"1": paper("300", "1"), "2": paper("2", "10")});
    assert_eq!(line(both), (Some(342_000), Some(240_000), FeeReason::Capped), "copy by copy, not all together");
}

/// A form with one question of every type that takes an answer.
fn every_type() -> Rules {
    let label = json!({"vi": "Câu", "en": "Question"});
    let options = json!([{"key": "a", "label": label}, {"key": "b", "label": label}]);
    let types = [
        ("short_text", json!({})),
        ("long_text", json!({})),
        ("integer", json!({})),
        ("money", json!({})),
        ("date", json!({})),
        ("phone", json!({})),
        ("email", json!({})),
        ("personal_id", json!({})),
        ("tax_code", json!({})),
        ("yes_no", json!({})),
        ("one_of", json!({"options": options})),
        ("several_of", json!({"options": options})),
        ("address", json!({})),
        ("person", json!({"ask": ["birth_date", "sex", "nationality", "document"]})),
        ("organisation", json!({})),
        ("group", json!({"question": [{"id": "inner", "label": label, "answer": {"type": "short_text"}}]})),
    ];
    let questions: Vec<Value> = types
        .into_iter()
        .map(|(name, mut answer)| {
            answer["type"] = json!(name);
            json!({"id": name, "label": label, "required": false, "answer": answer})
        })
        .collect();
    let form = json!({
        "procedure": "1.000001", "revision": 1, "title": label,
        "page": [{"id": "all", "title": label, "question": questions}],
    });
    Rules::compile(serde_json::from_value(form).expect("a form")).expect("without defects")
}

#[test]
fn no_type_takes_what_it_forbids_even_where_nothing_need_be_answered() {
    let rules = every_type();
    let deep = json!({"a": {"b": ""}});
    let hostile = [
        ("a number with a point", json!(-1.5)),
        ("a list of lists", json!([[[["a"]]]])),
        ("nothing, deep down", json!({"a": {"b": {"c": {"d": ""}}}})),
        ("a list of blocks", json!([{"a": ""}])),
        ("a number within blocks", json!({"1": {"inner": {"x": 1}}})),
        ("a million letters", json!("x".repeat(1_000_000))),
        ("a million blanks", json!(" ".repeat(1_000_000))),
        ("a million signs that nobody sees", json!("\u{200B}".repeat(1_000_000))),
        ("text that turns around", json!("\u{202E}abc")),
        ("a zero", json!("a\u{0}b")),
        ("a list of choices nobody offers", json!(["shop", "house"])),
    ];
    let questions: Vec<String> = rules.form.questions().map(|(_, question)| question.id.clone()).collect();
    assert_eq!(questions.len(), 16);
    for question in &questions {
        for (what, value) in &hostile {
            let answers = json!({question.as_str(): value});
            let outcome = rules.evaluate(answers.as_object().expect("an object"), &context());
            let blamed = outcome.problems.iter().any(|problem| problem.field.starts_with(&format!("form.{question}")));
            assert!(blamed, "{question} took {what}");
        }
        if !matches!(question.as_str(), "address" | "person" | "organisation" | "group") {
            let outcome = rules.evaluate(json!({question.as_str(): deep}).as_object().expect("an object"), &context());
            assert!(!outcome.problems.is_empty(), "{question} took a block of nothing for no answer");
        }
        let one_line =
            matches!(question.as_str(), "short_text" | "phone" | "email" | "personal_id" | "tax_code" | "one_of");
        if one_line {
            let outcome =
                rules.evaluate(json!({question.as_str(): "a\nb"}).as_object().expect("an object"), &context());
            assert!(!outcome.problems.is_empty(), "{question} took two lines");
        }
    }
    let typed = json!({"short_text": " \n ", "long_text": "một\nhai", "several_of": [""], "person": {"name": " "},
        "group": {"1": {"inner": ""}}, "date": null});
    let outcome = rules.evaluate(typed.as_object().expect("an object"), &context());
    assert_eq!(found(&outcome), [], "what a page sends where nothing was typed");
}

#[test]
fn of_a_block_only_the_parts_that_are_asked_are_sent() {
    let rules = every_type();
    let unit = |code: &str, parent: Option<&str>| json!({"code": code, "name": code, "parent": parent, "valid_from": "2025-07-01"});
    let units = json!([unit("17", None), unit("17.1", Some("17")), unit("01", None)]);
    let units: Units = serde_json::from_value(units).expect("units");
    let context = Context { units, ..context() };
    let province = |lists: bool| if lists { "17" } else { "01" };
    let sent = |answers: &Value| {
        let answers = answers.as_object().expect("an object");
        rules.asked_answers(answers, &rules.evaluate(answers, &context), &context)
    };
    let parts = |answers: &Value, block: &str| -> Vec<String> {
        sent(answers)[block].as_object().expect("a block").keys().cloned().collect()
    };
    let address =
        |lists| json!({"address": {"province": province(lists), "commune": "x", "commune_name": "y", "line": "1"}});
    assert_eq!(parts(&address(true), "address"), ["commune", "line", "province"]);
    assert_eq!(parts(&address(false), "address"), ["commune_name", "line", "province"]);
    let person =
        |nationality: &str| json!({"person": {"name": "An", "nationality": nationality, "nationality_name": "Lào"}});
    assert_eq!(parts(&person("vn"), "person"), ["name", "nationality"]);
    assert_eq!(parts(&person("other"), "person"), ["name", "nationality", "nationality_name"]);
}

#[test]
fn names_that_are_no_question_are_told() {
    let mut answers = shop();
    answers["__proto__"] = json!("x");
    answers["a\u{202E}b"] = json!({"deep": "x"});
    let outcome = verdict(&answers);
    let told: Vec<&[String]> = outcome.problems.iter().map(|problem| problem.arguments.as_slice()).collect();
    assert_eq!(found(&outcome), [pair("form", "unknown_question"), pair("form", "unknown_question")]);
    assert_eq!(told, [["__proto__".to_owned()], ["ab".to_owned()]]);
}

#[test]
fn the_rules_without_texts_decide_the_same() {
    let full = rules();
    let bare = Rules::compile(full.form.without_texts()).expect("the same rules");
    let document = serde_json::to_string(&bare.form).expect("a document");
    assert!(!document.contains("Nhà ở") && !document.contains("House"), "{document}");
    for answers in [shop(), json!({"kind": "house"}), json!({"copies": "x"})] {
        let answers = answers.as_object().expect("an object");
        assert_eq!(full.evaluate(answers, &context()), bare.evaluate(answers, &context()));
    }
    let again: Form = serde_json::from_str(&document).expect("reads back");
    assert_eq!(again, bare.form);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,20}".prop_map(Value::from),
        proptest::sample::select(vec!["house", "shop", "yes", "no", "12", "1/1/2027", "poor", "lift"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map(
                prop_oneof![
                    ".{0,6}",
                    proptest::sample::select(vec!["1", "2", "name", "birth_date", "owner_name"])
                        .prop_map(str::to_owned)
                ],
                inner,
                0..5
            )
            .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_answers_make_the_rules_panic(
        values in proptest::collection::vec(any_json(), 12)
    ) {
        let names = ["kind", "protected_area", "shop_area", "shop_opening", "storeys", "floor_area", "extras", "builder",
            "owners", "status", "copies", "zzz"];
        let answers: serde_json::Map<String, Value> =
            names.into_iter().map(str::to_owned).zip(values).collect();
        let rules = rules();
        let outcome = rules.evaluate(&answers, &context());
        let sent = rules.asked_answers(&answers, &outcome, &context());
        prop_assert!(sent.keys().all(|key| outcome.is_asked(key)));
        prop_assert_eq!(rules.evaluate(&answers, &context()), outcome, "the same answers, the same verdict");
    }
}
