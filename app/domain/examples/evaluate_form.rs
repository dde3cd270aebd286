//! Times one evaluation of a form of 100 questions, of which every other depends on the one before: prints the median and the
//! 99th percentile in microseconds. `make bench` runs it.
#![expect(clippy::print_stdout, reason = "a tool for the command line")]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

use domain::filing::{ActingFor, Delivery};
use domain::form::{Channel, Context, Form, Rules, Units};
use serde_json::{Map, Value, json};
use time::macros::date;

const QUESTIONS: usize = 100;
const ROUNDS: usize = 5_000;

fn form() -> Value {
    let pages = (0..QUESTIONS / 5).map(|page| {
        let questions: Vec<Value> = (0..5).map(|at| question(page * 5 + at)).collect();
        json!({"id": format!("p{page}"), "question": questions})
    });
    let pages: Vec<Value> = pages.collect();
    json!({"procedure": "1.000001", "revision": 1, "page": pages,
        "fee": [{"id": "f", "rate": [{"amount": "q3 * 8000", "cap": "200000"}]}]})
}

fn question(number: usize) -> Value {
    let answer = match number % 5 {
        0 => json!({"type": "yes_no"}),
        1 => json!({"type": "person", "ask": ["birth_date", "sex", "document"]}),
        2 => json!({"type": "date", "not_before": "today - 100 years", "not_after": "today"}),
        3 => json!({"type": "integer", "min": 1, "max": 50}),
        _ => json!({"type": "short_text", "max": 100}),
    };
    let mut question = json!({"id": format!("q{number}"), "answer": answer});
    if !number.is_multiple_of(5) && number.is_multiple_of(2) {
        question["when"] = json!(format!("q{} and age(q2) >= 18", number / 5 * 5));
    }
    if number == 0 || number == 2 {
        question.as_object_mut().map(|question| question.remove("when"));
    }
    question
}

fn answer(number: usize) -> Value {
    match number % 5 {
        0 => json!("yes"),
        1 => json!({"name": "Bùi Thị Hằng", "birth_date": "12/5/1990", "sex": "female", "document_kind": "identity",
            "document_number": "017190001234"}),
        2 => json!("1/3/1985"),
        3 => json!("12"),
        _ => json!("xóm Mường, xã Cao Phong"),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut document = form();
    // The age that later conditions ask for is asked before them.
    if let Some(first) = document.pointer_mut("/page/0/question") {
        let reordered = [0, 2, 1, 3, 4].map(question);
        *first = Value::Array(reordered.to_vec());
    }
    let form: Form = serde_json::from_value(document)?;
    let rules = Rules::compile(form).map_err(|defects| format!("{defects:?}"))?;
    let context = Context {
        today: date!(2026 - 11 - 22),
        channel: Channel::Online,
        acting_for: ActingFor::Oneself,
        delivery: Delivery::Counter,
        files: BTreeMap::new(),
        units: Units::default(),
    };
    let answers: Map<String, Value> = (0..QUESTIONS).map(|number| (format!("q{number}"), answer(number))).collect();
    let outcome = rules.evaluate(&answers, &context);
    if !outcome.problems.is_empty() || outcome.asked.len() != QUESTIONS {
        return Err(format!("{} asked, {:?}", outcome.asked.len(), outcome.problems).into());
    }
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let outcome = std::hint::black_box(rules.evaluate(std::hint::black_box(&answers), &context));
        times.push(began.elapsed().as_micros());
        drop(outcome);
    }
    times.sort_unstable();
    let at = |percent: usize| times.get(ROUNDS * percent / 100).copied().unwrap_or_default();
    println!("{{\"questions\":{QUESTIONS},\"median_us\":{},\"p99_us\":{}}}", at(50), at(99));
    Ok(())
}
