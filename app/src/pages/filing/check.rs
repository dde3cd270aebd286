//! Step 4: everything as the officer will read it, then the declaration and the one button.

use domain::filing::{ActingFor, Answers, Problem};
use leptos::prelude::*;

use super::applicant::{acting_for_words, delivery_words};
use super::{Frame, frame, is_missing, resume_part, slot_name, step_href};
use crate::components::address::filing_path;
use crate::components::check_list::{CheckRow, change_link, check_list};
use crate::components::choice::check_box;
use crate::components::file_row::file_row;
use crate::components::notice::notice;
use crate::components::status_line::status_line;
use crate::components::step_list::Step;
use crate::components::tag::Tone;
use crate::locale::Locale;
use crate::view::{CheckView, Chrome, PaperSlot};

/// The whole page.
pub fn page(chrome: &Chrome, view: &CheckView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let code = view.head.code.clone();
    let body = view! {
        <p>{locale.pick("Cán bộ sẽ đọc đúng như dưới đây.", "The officer will read exactly this.")}</p>
        <section aria-labelledby="check-applicant">
            <h2 id="check-applicant">{locale.pick("Người nộp và yêu cầu", "Who files and what is asked")}</h2>
            {check_list(locale, &rows(locale, view))}
        </section>
        <section aria-labelledby="check-papers">
            <h2 id="check-papers">{locale.pick("Giấy tờ", "Papers")}</h2>
            {papers(locale, view)}
        </section>
        {missing(locale, view)}
        {form(locale, view)}
        {resume_part(locale, &code)}
    }
    .into_any();
    let parts = Frame {
        head: &view.head,
        step: Step::Check,
        heading: locale.pick("Kiểm tra và nộp hồ sơ", "Check and file").to_owned(),
        problems: &view.problems,
        islands: false,
        status: status_line(locale, &view.head.status),
        body,
    };
    frame(chrome, parts, &|problem: &Problem| problem_href(locale, &code, problem))
}

/// The page where a problem is put right.
fn problem_href(locale: Locale, code: &str, problem: &Problem) -> String {
    match problem.field.as_str() {
        "declared" => "#declared".to_owned(),
        "agency" | "case" => format!("{}#{}", step_href(locale, code, Step::Start), problem.field),
        field
            if field.starts_with("applicant.")
                || field.starts_with("subject.")
                || field.starts_with("organisation.")
                || matches!(field, "acting_for" | "request" | "delivery") =>
        {
            format!("{}#{field}", step_href(locale, code, Step::Applicant))
        }
        field if field.starts_with(|c: char| c.is_ascii_digit()) || field.starts_with("file") => {
            step_href(locale, code, Step::Papers)
        }
        _ => "#main".to_owned(),
    }
}

fn rows(locale: Locale, view: &CheckView) -> Vec<CheckRow> {
    let Answers { acting_for, applicant, subject, organisation, request, delivery } = &view.answers;
    let page = step_href(locale, &view.head.code, Step::Applicant);
    let row = |field: &str, vi: &str, en: &str, answer: &str| CheckRow {
        question: locale.pick(vi, en).to_owned(),
        lang: None,
        answer: answer.to_owned(),
        change: Some(format!("{page}#{field}")),
    };
    let mut rows = vec![
        row("acting_for", "Nộp cho ai", "Filed for", acting_for_words(locale, *acting_for)),
        row("applicant.name", "Họ và tên người nộp", "Applicant’s full name", &applicant.name),
        row(
            "applicant.identity_number",
            "Số định danh cá nhân hoặc hộ chiếu",
            "Identification or passport number",
            &applicant.identity_number,
        ),
        row("applicant.phone", "Số điện thoại", "Phone", &applicant.phone),
        row("applicant.email", "Thư điện tử", "E-mail", &applicant.email),
        row("applicant.address", "Địa chỉ", "Address", &applicant.address),
    ];
    match acting_for {
        ActingFor::Oneself => {}
        ActingFor::Another => rows.extend([
            row("subject.name", "Chủ hồ sơ", "Whose matter it is", &subject.name),
            row(
                "subject.identity_number",
                "Số định danh của chủ hồ sơ",
                "That person’s identification number",
                &subject.identity_number,
            ),
            row("subject.relation", "Quan hệ với người nộp", "Relation to the applicant", &subject.relation),
        ]),
        ActingFor::Organisation => rows.extend([
            row("organisation.name", "Tên doanh nghiệp, tổ chức", "Name of the organisation", &organisation.name),
            row("organisation.tax_code", "Mã số thuế", "Tax code", &organisation.tax_code),
        ]),
    }
    rows.push(row("request", "Nội dung yêu cầu", "What is asked for", request));
    rows.push(row("delivery", "Nhận kết quả", "How to get the result", delivery_words(locale, *delivery)));
    rows
}

fn papers(locale: Locale, view: &CheckView) -> AnyView {
    let page = step_href(locale, &view.head.code, Step::Papers);
    let sent: Vec<&PaperSlot> = view.slots.iter().filter(|slot| !slot.files.is_empty()).collect();
    if sent.is_empty() {
        return view! {
            <p>
                {locale.pick("Chưa có tệp nào được gửi. ", "No file was sent. ")}
                <a href=page>{locale.pick("Gửi giấy tờ", "Send papers")}</a>
            </p>
        }
        .into_any();
    }
    let rows = sent
        .into_iter()
        .map(|slot| {
            let (name, lang) = slot_name(locale, slot);
            let files = slot.files.iter().map(|file| file_row(locale, file)).collect_view();
            let change = change_link(locale, format!("{page}#file-{}", slot.component), &name);
            view! {
                <div class="check-row">
                    <dt lang=lang>{name}</dt>
                    <dd>
                        <ul class="file-list">{files}</ul>
                    </dd>
                    <dd class="check-change">{change}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="check-list">{rows}</dl> }.into_any()
}

/// Papers that everybody needs and that are not there: said calmly, because the dossier can be filed all the same.
fn missing(locale: Locale, view: &CheckView) -> Option<AnyView> {
    let missing: Vec<AnyView> = view
        .slots
        .iter()
        .filter(|slot| is_missing(slot))
        .map(|slot| {
            let (name, lang) = slot_name(locale, slot);
            view! { <li lang=lang>{name}</li> }.into_any()
        })
        .collect();
    if missing.is_empty() {
        return None;
    }
    let page = step_href(locale, &view.head.code, Step::Papers);
    let body = view! {
        <p>
            {locale
                .pick(
                    "Chưa có tệp cho các giấy tờ sau. Bạn vẫn nộp được; cơ quan có thể yêu cầu bổ sung.",
                    "These papers have no file yet. You can file all the same; the agency may ask for them.",
                )}
        </p>
        <ul>{missing}</ul>
        <p>
            <a href=page>{locale.pick("Gửi thêm giấy tờ", "Send more papers")}</a>
        </p>
    }
    .into_any();
    Some(notice(Tone::Warning, body))
}

fn form(locale: Locale, view: &CheckView) -> AnyView {
    let action = locale.href(&filing_path(&view.head.code, "kiem-tra"));
    let sentence = locale.pick(
        "Tôi cam đoan những điều khai trên là đúng và chịu trách nhiệm trước pháp luật về lời khai của mình.",
        "I declare that what is stated above is true, and I answer for it before the law.",
    );
    view! {
        <form class="submit" method="post" action=action novalidate>
            <input type="hidden" name="submission_key" value=view.submission_key.clone() />
            <input type="hidden" name="draft_id" value=view.draft_id.clone() />
            <h2>{locale.pick("Cam đoan", "Declaration")}</h2>
            {check_box(locale, "declared", sentence, &view.problems)}
            <p class="quiet">
                {locale
                    .pick(
                        "Bấm nút nhiều lần hay mạng chập chờn cũng chỉ tạo một hồ sơ.",
                        "Pressing twice or a bad line still makes one dossier only.",
                    )}
            </p>
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Nộp hồ sơ", "File the dossier")}</button>
                <a class="button button--quiet" href=step_href(locale, &view.head.code, Step::Papers)>
                    {locale.pick("Quay lại", "Back")}
                </a>
            </div>
        </form>
    }
    .into_any()
}
