use domain::form::{Context, Form, Rules, Units};
use serde_json::{Map, Value, json};
use time::macros::date;

use super::*;

fn rules() -> Rules {
    let form: Form = serde_json::from_value(json!({
        "procedure": "1.001193", "revision": 1,
        "page": [
            {"id": "first", "question": [
                {"id": "kind", "answer": {"type": "one_of", "options": [{"key": "home"}, {"key": "other"}]}},
                {"id": "place", "when": "kind == 'other'", "answer": {"type": "short_text"}},
                {"id": "child", "answer": {"type": "person", "ask": ["birth_date"]}},
                {"id": "tags", "required": false, "answer": {"type": "several_of", "options": [{"key": "a"}, {"key": "b"}]}},
                {"id": "papers", "answer": {"type": "group", "min": 1, "question": [
                    {"id": "name", "answer": {"type": "short_text"}},
                    {"id": "note", "when": "kind == 'home'", "required": false, "answer": {"type": "short_text"}}
                ]}},
                {"id": "scan", "answer": {"type": "files", "component": "1.1"}}
            ]},
            {"id": "second", "question": [{"id": "more", "answer": {"type": "yes_no"}}]}
        ]
    }))
    .expect("a form");
    Rules::compile(form).expect("sound")
}

fn context() -> Context {
    Context {
        today: date!(2026 - 11 - 22),
        channel: domain::form::Channel::Online,
        acting_for: domain::filing::ActingFor::Oneself,
        delivery: domain::filing::Delivery::Counter,
        files: std::collections::BTreeMap::new(),
        units: Units::default(),
    }
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn map(value: Value) -> Map<String, Value> {
    value.as_object().cloned().expect("an object")
}

#[test]
fn fields_become_answers_as_they_were_typed() {
    let sent = pairs(&[
        ("version", "3"),
        ("form.kind", "home"),
        ("form.child.name", " An\r\nB "),
        ("form.child.unknown", "x"),
        ("form.tags", ""),
        ("form.tags", "a"),
        ("form.tags", "b"),
        ("form.papers.2.name", "Bằng"),
        ("form.papers.02.name", "x"),
        ("form.papers.name", "x"),
        ("form.scan", "x"),
        ("form.more", "yes"),
    ]);
    assert_eq!(
        Value::Object(collect(&rules().form.pages[0].questions, &sent)),
        json!({"kind": "home", "child": {"name": " An\nB "}, "tags": ["a", "b"], "papers": {"2": {"name": "Bằng"}}})
    );
}

#[test]
fn nothing_ticked_is_an_answer_and_a_field_that_was_not_sent_is_none() {
    let page = &rules().form.pages[0];
    assert_eq!(Value::Object(collect(&page.questions, &pairs(&[("form.tags", "")]))), json!({"tags": []}));
    assert!(collect(&page.questions, &[]).is_empty());
}

#[test]
fn what_is_laid_over_takes_nothing_away() {
    let mut kept = map(json!({"child": {"name": "A", "birth_date": "1/1/2026"}, "tags": ["a", "b"], "more": "no"}));
    lay_over(&mut kept, &map(json!({"child": {"name": "B"}, "tags": []})));
    assert_eq!(
        Value::Object(kept),
        json!({"child": {"name": "B", "birth_date": "1/1/2026"}, "tags": [], "more": "no"})
    );
}

#[test]
fn a_field_knows_its_question_and_its_page() {
    let form = &rules().form;
    assert_eq!(question_path(form, "form.child.name").as_deref(), Some("child"));
    assert_eq!(question_path(form, "form.papers.2.name").as_deref(), Some("papers.2.name"));
    assert_eq!(question_path(form, "form.papers").as_deref(), Some("papers"));
    assert_eq!(question_path(form, "applicant.name"), None);
    assert_eq!(page_of(form, "form.more"), Some(1));
    assert_eq!(page_of(form, "form.scan"), None, "papers have a step of their own");
    assert_eq!(page_of(form, "form"), None);
}

#[test]
fn the_least_number_of_rows_shows_and_an_empty_row_shows_what_it_would_ask() {
    let rules = rules();
    let shown =
        |answers: &Map<String, Value>| shown_on(&rules, 0, answers, &rules.evaluate(answers, &context()), &context());
    assert_eq!(shown(&Map::new()), ["kind", "child", "tags", "papers", "papers.1.name"]);
    let home = map(json!({"kind": "home", "papers": {"3": {"name": ""}}}));
    assert_eq!(shown(&home), ["kind", "child", "tags", "papers", "papers.3.name", "papers.3.note"]);
}

#[test]
fn a_question_nobody_was_asked_yet_is_no_mistake() {
    let rules = rules();
    let answers =
        map(json!({"kind": "other", "child": {"name": "An", "birth_date": ""}, "papers": {"1": {"name": "x"}}}));
    let outcome = rules.evaluate(&answers, &context());
    let shown = shown_on(&rules, 0, &answers, &outcome, &context());
    let before = ["kind", "child", "tags", "papers", "papers.1.name"];
    let first = verdict(&rules, 0, &answers, &outcome, &shown, &before);
    assert_eq!(first.newly, ["place"]);
    let fields: Vec<_> = first.errors.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["form.child.birth_date"], "what was asked is judged");
    let seen: Vec<&str> = shown.iter().map(String::as_str).collect();
    let second = verdict(&rules, 0, &answers, &outcome, &shown, &seen);
    assert!(second.newly.is_empty());
    assert_eq!(second.errors.len(), 2);
}
