//! The electronic form (*tờ khai*), a page of it at a time.

pub mod answers;
pub mod exit;
mod prefill;
mod texts;
mod words;

use domain::filing::Problem;
use leptos::prelude::*;

pub use prefill::prefilled;
pub use words::{field_label, problem_words, value_words};

use super::{Frame, frame, step_href};
use crate::components::address::FilingWay;
use crate::components::case_summary::{Lines, fee_list, paper_list};
use crate::components::error_summary::here;
use crate::components::notice::notice_text;
use crate::components::question::{Sheet, question};
use crate::components::status_line::saved_text;
use crate::components::step_list::Step;
use crate::components::tag::Tone;
use crate::islands::{FormGuide, GuideForm};
use crate::locale::Locale;
use crate::view::{Chrome, FormPageView};

const FORM_ID: &str = "form-page";
/// Name of the hidden field that says where the person goes after a good page.
pub const BACK_TO: &str = "back";
/// Its value for the check.
pub const TO_CHECK: &str = "check";

/// The address of a page of the form.
#[must_use]
pub fn page_href(locale: Locale, way: &FilingWay, page: &str) -> String {
    locale.href(&way.path(&format!("to-khai/{page}")))
}

/// The whole page.
pub fn page(chrome: &Chrome, view: &FormPageView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let document = &view.form.rules.form;
    let this = document.pages.get(view.page);
    let status = view! {
        <FormGuide
            api=view.head.api_of(&view.draft_id)
            version=view.version
            form_id=FORM_ID.to_owned()
            saved_text=saved_text(locale, &view.head.status)
            form=GuideForm {
                rules: texts::json(&document.without_texts()),
                context: texts::json(&texts::lean_context(document, &view.form.context)),
                kept: texts::kept_elsewhere(document, view.page, &view.form.answers),
                page: view.page,
            }
            texts=texts::texts(locale)
        />
    };
    let form_state = view.form.clone();
    let words = move |problem: &Problem| words::problem_words(locale, &form_state.rules.form, problem);
    let parts = Frame {
        head: &view.head,
        step: Step::Form,
        heading: this.map_or("", |page| locale.words(&page.title)).to_owned(),
        problems: &view.problems,
        islands: true,
        status: Some(status.into_any()),
        body: body(locale, view),
    };
    frame(chrome, parts, &here, &words)
}

fn body(locale: Locale, view: &FormPageView) -> AnyView {
    let state = &view.form;
    let document = &state.rules.form;
    let Some(this) = document.pages.get(view.page) else { return ().into_any() };
    let way = &view.head.way;
    let sheet = Sheet {
        locale,
        form: document,
        context: &state.context,
        problems: &view.problems,
        shown: &view.shown,
        required: &view.required,
        prefilled: &view.prefilled,
        calculated: &state.outcome.calculated,
    };
    let questions = this
        .questions
        .iter()
        .map(|one| question(&sheet, &one.id, one, state.answers.get(&one.id).unwrap_or(&serde_json::Value::Null)))
        .collect_view();
    let intro = this.intro.as_ref().map(|intro| view! { <p class="lead">{locale.words(intro).to_owned()}</p> });
    let back_to = view.from_check.then(|| view! { <input type="hidden" name=BACK_TO value=TO_CHECK /> });
    let first = view.page == state.outcome.pages.iter().position(|page| page.asked).unwrap_or(0);
    view! {
        <div class="form-page">
            <div>
                {intro}
                {newly_note(locale, view.newly.len())}
                <form id=FORM_ID class="form-questions" method="post" action=page_href(locale, way, &this.id) novalidate>
                    // Who presses Enter in a field means «go on», not the first button of a row.
                    <button class="default-button" type="submit" tabindex="-1" aria-hidden="true">
                        {locale.pick("Tiếp tục", "Continue")}
                    </button>
                    <input type="hidden" name="version" value=view.version.to_string() />
                    <input type="hidden" name="asked" value=view.shown.join(" ") />
                    {back_to}
                    {questions}
                    <div class="buttons">
                        <button class="button" type="submit">
                            {if view.from_check {
                                locale.pick("Lưu và quay lại kiểm tra", "Save and go back to the check")
                            } else {
                                locale.pick("Tiếp tục", "Continue")
                            }}
                        </button>
                        <button class="button button--secondary" type="submit" name="after" value="later">
                            {locale.pick("Lưu và làm tiếp sau", "Save and go on later")}
                        </button>
                        <a class="button button--quiet" href=back_href(locale, view)>
                            {if first { locale.pick("Quay lại: Người nộp", "Back: who files") } else { locale.pick("Quay lại", "Back") }}
                        </a>
                    </div>
                </form>
            </div>
            {aside(locale, view)}
        </div>
    }
    .into_any()
}

/// The page before this one among those that are asked, else the applicant step.
fn back_href(locale: Locale, view: &FormPageView) -> String {
    let pages = &view.form.outcome.pages;
    let before = pages.iter().take(view.page).rev().find(|page| page.asked && page.questions > 0);
    match before {
        Some(page) => page_href(locale, &view.head.way, &page.id),
        None => step_href(locale, &view.head.way, Step::Applicant),
    }
}

/// Said gently: nothing was wrong.
fn newly_note(locale: Locale, count: usize) -> Option<AnyView> {
    let text = match (locale, count) {
        (_, 0) => return None,
        (Locale::Vi, count) => {
            format!("Theo câu trả lời của bạn, trang này hỏi thêm {count} câu. Hãy trả lời rồi bấm Tiếp tục.")
        }
        (Locale::En, 1) => {
            "Because of your answer, this page asks one more question. Answer it, then continue.".to_owned()
        }
        (Locale::En, count) => {
            format!("Because of your answers, this page asks {count} more questions. Answer them, then continue.")
        }
    };
    Some(view! { <div id="newly" role="status">{notice_text(Tone::Information, text)}</div> }.into_any())
}

/// What the answers mean so far: fees and papers.
fn aside(locale: Locale, view: &FormPageView) -> Option<AnyView> {
    let state = &view.form;
    let fees = fee_list(locale, &state.rules, &state.outcome, Lines::All)
        .map(|list| view! { <h3>{locale.pick("Phí, lệ phí", "Fees")}</h3> {list} });
    let papers = paper_list(locale, &state.rules, &state.outcome, Lines::All)
        .map(|list| view! { <h3>{locale.pick("Giấy tờ cần gửi", "Papers to send")}</h3> {list} });
    if fees.is_none() && papers.is_none() {
        return None;
    }
    Some(
        view! {
            <aside class="case-summary" aria-labelledby="case-summary">
                <h2 id="case-summary">{locale.pick("Trường hợp của bạn", "Your case")}</h2>
                <p class="quiet">{locale.pick("Tính theo những gì bạn đã trả lời.", "Worked out from your answers so far.")}</p>
                {fees}
                {papers}
            </aside>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests;
