//! What the pages of a form ask of the database, statement by statement.

use std::fmt::Write as _;

use axum::http::StatusCode;

use crate::forms::{CODE, publish};
use crate::steps::{answer_as, begin, hidden, path};
use crate::test_app::{Answer, TestApp};

const CONDITIONS: usize = 100;
/// Statements of one request: to show a page, to save it.
const TO_SHOW: u64 = 10;
const TO_SAVE: u64 = 15;

/// Each question is asked only when the one before it was answered with yes.
fn chain() -> String {
    let mut form = format!(
        "procedure = {CODE:?}\nrevision = 1\ntitle = {{ vi = \"Chuỗi\", en = \"Chain\" }}\n\n[[page]]\nid = \"chain\"\n\
         title = {{ vi = \"Chuỗi\", en = \"Chain\" }}\n"
    );
    for at in 0..=CONDITIONS {
        let when = at.checked_sub(1).map(|before| format!("when = \"q{before}\"\n")).unwrap_or_default();
        write!(
            form,
            "[[page.question]]\nid = \"q{at}\"\n{when}label = {{ vi = \"Câu {at}\", en = \"Question {at}\" }}\n\
             answer = {{ type = \"yes_no\" }}\n"
        )
        .expect("a string takes everything");
    }
    form
}

/// The answer and how many statements it took.
async fn counted(app: &TestApp, request: impl Future<Output = Answer>) -> (Answer, u64) {
    let before = app.services.storage.statements();
    let answer = request.await;
    (answer, app.services.storage.statements() - before)
}

#[tokio::test]
async fn a_page_with_a_hundred_chained_conditions_stays_within_its_queries() {
    let app = TestApp::start().await;
    publish(&app, &chain()).await;
    let cookie = begin(&app).await;
    answer_as(&app, &cookie, "", "/to-khai").await;
    let page = path("/to-khai/chain");
    let yes: Vec<(String, &str)> = (0..CONDITIONS).map(|at| (format!("form.q{at}"), "yes")).collect();
    let asked: Vec<String> = (0..=CONDITIONS).map(|at| format!("q{at}")).collect();

    let (empty, to_show) = counted(&app, app.get_as(&page, &cookie)).await;
    assert_eq!((empty.status, to_show > 0), (StatusCode::OK, true), "{}", empty.header("location"));
    let mut fields = vec![("version", hidden(&empty, "version")), ("asked", asked.join(" "))];
    fields.extend(yes.iter().map(|(name, value)| (name.as_str(), (*value).to_owned())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (saved, to_save) = counted(&app, app.post_form(&page, &cookie, &fields)).await;
    assert_eq!(saved.header("location"), format!("{page}?loi=1"), "the last question was asked and not answered");
    let (full, to_show_again) = counted(&app, app.get_as(&page, &cookie)).await;
    let text = full.text();
    assert!(!text.contains(&format!("data-question=\"q{CONDITIONS}\" hidden")), "every condition holds");

    eprintln!("statements: {to_show} and {to_show_again} to show, {to_save} to save");
    assert!(
        to_show <= TO_SHOW && to_show_again <= TO_SHOW,
        "{to_show} and {to_show_again} statements to show the page"
    );
    assert!(to_save > 1 && to_save <= TO_SAVE, "{to_save} statements to save it");
}
