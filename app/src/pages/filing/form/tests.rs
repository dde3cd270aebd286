//! What holds for the pages of an electronic form.

use crate::components::address::FilingWay;
use domain::filing::{Applicant, Problem};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::answers::{handed_in, left_out};
use super::{page, prefilled, problem_words, value_words};
use crate::locale::Locale;
use crate::pages::samples::USUAL;
use crate::view::FormPageView;

fn html(view: &FormPageView, locale: Locale) -> String {
    Owner::new().with(|| page(&USUAL.chrome(locale, "/x"), view).into_view().to_html())
}

/// The HTML from a mark on, so that what stands beside it can be looked at.
fn behind<'a>(html: &'a str, mark: &str) -> &'a str {
    html.find(mark).map_or_else(|| panic!("{mark} is not there"), |at| &html[at..])
}

#[test]
fn every_question_is_there_and_what_does_not_apply_is_hidden() {
    let html = html(&USUAL.form_page(0), Locale::Vi);
    assert!(
        behind(&html, "data-question=\"late\"").starts_with("data-question=\"late\" hidden"),
        "kept, but not shown"
    );
    assert!(html.contains("Tôi bận"), "what was typed into it is sent along");
    assert!(!behind(&html, "data-question=\"yes\"").starts_with("data-question=\"yes\" hidden"));
    assert!(html.contains("name=\"asked\" value=\"kind yes\""));
}

#[test]
fn the_form_works_without_a_script() {
    let html = html(&USUAL.form_page(1), Locale::Vi);
    for mark in [
        "method=\"post\" action=\"/nop-ho-so/1.001193/to-khai/all\"",
        "name=\"version\" value=\"7\"",
        "name=\"add\" value=\"papers\"",
        "name=\"after\" value=\"later\"",
        "name=\"form.papers.2.copies\"",
        "name=\"form.home.commune_name\"",
        "name=\"form.owner.document_number\"",
        "type=\"hidden\" name=\"form.tags\" value=\"\"",
    ] {
        assert!(html.contains(mark), "{mark}");
    }
    // Enter presses the first button of a form.
    let form = behind(&html, "id=\"form-page\"");
    let first = form.find("<button").map(|at| &form[at..at + 80]).unwrap_or_default();
    assert!(first.contains("default-button"), "{first}");
}

#[test]
fn a_single_row_that_is_needed_cannot_be_removed_and_two_can() {
    let mut view = USUAL.form_page(1);
    assert!(!html(&view, Locale::Vi).contains("name=\"remove\""));
    view.form.answers.insert("papers".to_owned(), json!({"2": {"name": "a"}, "5": {"name": ""}, "6": {}}));
    let html = html(&view, Locale::Vi);
    assert!(html.contains("value=\"papers.5\""));
    assert!(!html.contains("name=\"add\""), "three are the most");
}

#[test]
fn errors_stand_before_the_control_and_begin_with_the_question_in_the_summary() {
    let mut view = USUAL.form_page(1);
    view.problems =
        vec![Problem::new("form.mail", "email_form", &[]), Problem::new("form.owner.name", "required", &[])];
    let html = html(&view, Locale::Vi);
    assert!(html.contains("href=\"#form.mail\">Câu mail: "), "the summary names the question");
    assert!(html.contains(">Câu owner – Họ và tên: "));
    let field = behind(&html, "for=\"form.mail\"");
    assert!(field.find("form.mail-error").expect("an error") < field.find("<input").expect("a control"));
    assert!(field.contains("aria-invalid=\"true\" aria-describedby=\"form.mail-error\""));
}

#[test]
fn the_summary_of_the_case_explains_each_line() {
    let html = html(&USUAL.form_page(1), Locale::Vi);
    let fee = behind(&html, "data-fee=\"copies\"");
    assert!(fee.contains(">20.000 đồng</strong>"), "the cap counts");
    assert!(fee.contains("24.000 đồng"), "and what it would have been");
    assert!(behind(&html, "data-fee=\"later\"").contains("quầy sẽ báo"));
    assert!(behind(&html, "data-paper=\"scan\"").contains("đã nhận 1 tệp"));
    assert!(html.contains(">24.000 đồng</output>"), "a calculated value");
}

#[test]
fn steps_name_the_page_of_the_form() {
    let html = html(&USUAL.form_page(0), Locale::Vi);
    assert!(html.contains("Bước 3/6") && html.contains("trang 1/2"), "{}", behind(&html, "class=\"steps\""));
}

#[test]
fn the_browser_gets_rules_that_compile_and_decide_alike() {
    let state = USUAL.form_state();
    let sent = super::texts::json(&state.rules.form.without_texts());
    let lean = domain::form::lean::form(&sent).expect("a form");
    let rules = domain::form::Rules::compile(lean).expect("sound without its texts");
    let sent = super::texts::json(&super::texts::lean_context(&state.rules.form, &state.context));
    let context = domain::form::lean::context(&sent).expect("a context");
    assert_eq!(rules.evaluate(&state.answers, &context), state.outcome);
}

#[test]
fn answers_are_read_in_words() {
    let state = USUAL.form_state();
    let words = |field: &str, raw: Value| value_words(Locale::Vi, &state.rules.form, &state.context, field, &raw);
    assert_eq!(words("form.kind", json!("a")), "Thứ nhất");
    assert_eq!(words("form.yes", json!("no")), "Không");
    assert_eq!(words("form.day", json!("2112026")), "2112026", "what is no day stays as it was typed");
    assert_eq!(words("form.day", json!("2/11/2026")), "02/11/2026");
    assert_eq!(words("form.income", json!("1500000")), "1.500.000 đồng");
    assert_eq!(words("form.pages", json!("12")), "12 trang");
    assert_eq!(words("form.home.commune", json!("H28.14")), "xã Cao Phong");
    assert_eq!(words("form.owner.sex", json!("female")), "Nữ");
    assert_eq!(words("form.tags", json!(["a", "b"])), "Thứ nhất\nThứ hai");
}

#[test]
fn what_is_asked_is_handed_in_and_the_rest_is_named_apart() {
    let state = USUAL.form_state();
    let pages = handed_in(Locale::Vi, &FilingWay::Online("1.001193".into()), &state);
    let questions: Vec<&str> = pages.iter().flat_map(|page| &page.rows).map(|row| row.question.as_str()).collect();
    assert!(!questions.contains(&"Vì sao muộn?"));
    assert!(questions.contains(&"Giấy 1: Câu name"));
    let home = pages.iter().flat_map(|page| &page.rows).find(|row| row.question == "Câu home").expect("the address");
    assert_eq!(home.answer, "xóm Chiềng, xã Cao Phong, tỉnh Hòa Bình");
    assert_eq!(home.change.as_deref(), Some("/nop-ho-so/1.001193/to-khai/all?ve=kiem-tra#form.home"));
    let left: Vec<String> = left_out(Locale::Vi, &state).into_iter().map(|row| row.question).collect();
    assert_eq!(left, ["Vì sao muộn?"]);
}

#[test]
fn the_applicant_fills_in_what_nobody_has_answered() {
    let form = USUAL.form();
    let applicant = Applicant { phone: " 0912345678 ".to_owned(), ..Applicant::default() };
    let offered = |kept: Value| prefilled(&form.pages[1], kept.as_object().unwrap_or(&Map::new()), &applicant);
    assert_eq!(offered(json!({})).get("phone"), Some(&json!("0912345678")));
    assert_eq!(offered(json!({"phone": ""})).get("phone"), None, "emptied on purpose");
}

#[test]
fn a_problem_of_no_question_is_a_sentence_of_its_own() {
    let form = USUAL.form();
    let words = problem_words(Locale::Vi, &form, &Problem::new("form", "never_heard_of", &[]));
    assert!(words.starts_with("Hãy kiểm tra"), "{words}");
    let row = problem_words(Locale::Vi, &form, &Problem::new("form.papers.2.name", "required", &[]));
    assert!(row.starts_with("Giấy 2: Câu name: "), "{row}");
}

#[test]
fn what_may_stay_empty_in_this_case_is_marked_and_the_island_finds_the_mark() {
    let mut view = USUAL.form_page(1);
    let text = html(&view, Locale::Vi);
    let mark = |path: &str, hidden: &str| format!("<span data-optional=\"{path}\"{hidden} class=\"field-optional\">");
    assert_eq!(view.required, ["area"], "«yes» was answered with no");
    assert!(text.contains(&mark("proof", "")), "{:.120}", behind(&text, "data-optional=\"proof\""));
    assert!(text.contains(&mark("area", " hidden")), "{:.120}", behind(&text, "data-optional=\"area\""));
    assert!(!text.contains("data-optional=\"short\"") && !text.contains("data-optional=\"long\""), "those are fixed");
    view.required = vec!["proof".to_owned()];
    let text = html(&view, Locale::Vi);
    assert!(text.contains(&mark("proof", " hidden")) && text.contains(&mark("area", "")));
}
