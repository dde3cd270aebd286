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

#[test]
fn what_the_type_forbids_never_passes() {
    let good = shop();
    let hostile = [
        json!(null),
        json!(true),
        json!(17),
        json!(-1.5),
        json!(1e300),
        json!([]),
        json!([[[["a"]]]]),
        json!({"a": {"b": {"c": 1}}}),
        json!("x".repeat(1_000_000)),
        json!("\u{202E}abc"),
        json!("a\u{0}b"),
        json!("<script>"),
        json!(["shop", "house"]),
        json!({"1": {"owner_name": {"x": 1}}}),
        json!({"0": {}}),
        json!({"name": ["x"]}),
    ];
    for question in ["kind", "protected_area", "shop_area", "shop_opening", "builder", "owners", "copies"] {
        for value in &hostile {
            let mut answers = good.clone();
            answers[question] = value.clone();
            // A number, a truth or a list may be just what the question takes.
            let fits = matches!(
                (question, value),
                ("protected_area", Value::Bool(_)) | ("shop_area" | "copies", Value::Number(_))
            ) && value != &json!(-1.5)
                && value != &json!(1e300);
            let outcome = verdict(&answers);
            let blamed = outcome.problems.iter().any(|problem| problem.field.starts_with("form"));
            assert!(blamed || fits || outcome.exit.is_some(), "{question} took {value}");
        }
    }
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
