//! Step 4: everything as the officer will read it, then the declaration and the one button.

use domain::filing::{ActingFor, Answers, Problem};
use leptos::prelude::*;

use super::applicant::{acting_for_words, delivery_words, field_label};
use super::form::answers::{handed_in, left_out};
use super::form::{page_href, problem_words};
use super::{Frame, frame, is_missing, plain_words, resume_part, slot_name, step_href};
use crate::components::address::FilingWay;
use crate::components::case_summary::{Lines, fee_list};
use crate::components::change_list::change_list;
use crate::components::check_list::{CheckRow, change_link, check_list};
use crate::components::choice::check_box;
use crate::components::field::{Field, Kind, Optional, field};
use crate::components::file_row::file_row;
use crate::components::notice::notice;
use crate::components::status_line::status_line;
use crate::components::step_list::Step;
use crate::components::tag::Tone;
use crate::filling::page_of;
use crate::locale::Locale;
use crate::view::{CheckView, Chrome, FormState, PaperSlot, SupplementPart};

/// The whole page.
pub fn page(chrome: &Chrome, view: &CheckView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let way = view.head.way.clone();
    let body = view! {
        {view.supplement.as_ref().map(|part| changes(locale, part))}
        <p>
            {match view.head.counter {
                Some(_) => locale.pick("Hãy đọc lại từng mục cho người nộp nghe.", "Read every line back to the applicant."),
                None => locale.pick("Cán bộ sẽ đọc đúng như dưới đây.", "The officer will read exactly this."),
            }}
        </p>
        <section aria-labelledby="check-applicant">
            <h2 id="check-applicant">{if view.form.is_some() {
                    locale.pick("Người nộp", "Who files")
                } else {
                    locale.pick("Người nộp và yêu cầu", "Who files and what is asked")
                }}</h2>
            {check_list(locale, &rows(locale, view))}
        </section>
        {view.form.as_ref().map(|form| answers(locale, &view.head.way, form))}
        <section aria-labelledby="check-papers">
            <h2 id="check-papers">{locale.pick("Giấy tờ", "Papers")}</h2>
            {papers(locale, view)}
        </section>
        {missing(locale, view)}
        {view.form.as_ref().map(|form| costs(locale, form))}
        {form(locale, view)}
        {resume_part(locale, &way)}
    }
    .into_any();
    let parts = Frame {
        head: &view.head,
        step: Step::Check,
        heading: match view.supplement {
            Some(_) => locale.pick("Kiểm tra và gửi phần bổ sung", "Check and send what you completed"),
            None if view.head.counter.is_some() => {
                locale.pick("Đọc lại cho người nộp và tiếp nhận", "Read it back and take it in")
            }
            None => locale.pick("Kiểm tra và nộp hồ sơ", "Check and file"),
        }
        .to_owned(),
        problems: &view.problems,
        islands: false,
        status: status_line(locale, &view.head.status),
        body,
    };
    let state = view.form.clone();
    let href = move |problem: &Problem| {
        let page = state.as_ref().and_then(|state| field_href(locale, &way, state, problem));
        page.unwrap_or_else(|| problem_href(locale, &way, problem))
    };
    let state = view.form.clone();
    let words = move |problem: &Problem| match &state {
        Some(state) => problem_words(locale, &state.rules.form, problem),
        None => plain_words(locale)(problem),
    };
    frame(chrome, parts, &href, &words)
}

/// The page of the form, or the paper, that a problem is about.
fn field_href(locale: Locale, way: &FilingWay, state: &FormState, problem: &Problem) -> Option<String> {
    let form = &state.rules.form;
    if let Some(page) = page_of(form, &problem.field).and_then(|page| form.pages.get(page)) {
        return Some(format!("{}?loi=1&ve=kiem-tra#{}", page_href(locale, way, &page.id), problem.field));
    }
    let paper = problem.field.strip_prefix("form.").and_then(|id| {
        state.outcome.papers.iter().find(|paper| paper.question == id).map(|paper| paper.component.clone())
    })?;
    Some(format!("{}?loi=1#file-{paper}", step_href(locale, way, Step::Papers)))
}

/// The form's answers page by page, and apart from them what was typed and is not handed in.
fn answers(locale: Locale, way: &FilingWay, state: &FormState) -> AnyView {
    let pages = handed_in(locale, way, state)
        .into_iter()
        .zip(1..)
        .map(|(page, number)| {
            let id = format!("check-page-{number}");
            let labelled_by = id.clone();
            let change = change_link(locale, page.href, &page.title);
            view! {
                <section aria-labelledby=labelled_by>
                    <h2 id=id>{page.title}</h2>
                    {check_list(locale, &page.rows)}
                    <p>{change}</p>
                </section>
            }
        })
        .collect_view();
    let left = left_out(locale, state);
    let left = (!left.is_empty()).then(|| {
        view! {
            <section class="left-out" aria-labelledby="check-left-out">
                <h2 id="check-left-out">{locale.pick("Không gửi vì không còn được hỏi", "Not sent, because it is not asked any more")}</h2>
                <p>
                    {locale
                        .pick(
                            "Bạn đã điền các mục này, rồi đổi câu trả lời trước đó. Chúng không đến tay cán bộ.",
                            "You filled these in and then changed an earlier answer. The officer will not get them.",
                        )}
                </p>
                {check_list(locale, &left)}
            </section>
        }
    });
    view! { {pages} {left} }.into_any()
}

/// What it costs, with the reason for each line.
fn costs(locale: Locale, state: &FormState) -> Option<AnyView> {
    let fees = fee_list(locale, &state.rules, &state.outcome, Lines::Holding)?;
    Some(
        view! {
            <section aria-labelledby="check-fees">
                <h2 id="check-fees">{locale.pick("Phí, lệ phí", "Fees")}</h2>
                {fees}
            </section>
        }
        .into_any(),
    )
}

/// The page where a problem is put right.
fn problem_href(locale: Locale, way: &FilingWay, problem: &Problem) -> String {
    match problem.field.as_str() {
        "declared" | "note" => format!("#{}", problem.field),
        "agency" | "case" => format!("{}#{}", step_href(locale, way, Step::Start), problem.field),
        field
            if field.starts_with("applicant.")
                || field.starts_with("subject.")
                || field.starts_with("organisation.")
                || matches!(field, "acting_for" | "request" | "delivery") =>
        {
            format!("{}#{field}", step_href(locale, way, Step::Applicant))
        }
        field if field.starts_with(|c: char| c.is_ascii_digit()) || field.starts_with("file") => {
            step_href(locale, way, Step::Papers)
        }
        _ => "#main".to_owned(),
    }
}

fn rows(locale: Locale, view: &CheckView) -> Vec<CheckRow> {
    let page = step_href(locale, &view.head.way, Step::Applicant);
    applicant_rows(locale, &view.answers, view.form.is_some(), |field| Some(format!("{page}#{field}")))
}

/// What the applicant step asked. `change` tells where an answer is changed, by its field.
pub(in crate::pages) fn applicant_rows(
    locale: Locale,
    answers: &Answers,
    has_form: bool,
    change: impl Fn(&str) -> Option<String>,
) -> Vec<CheckRow> {
    let Answers { acting_for, applicant, subject, organisation, request, delivery, .. } = answers;
    let row = |field: &str, answer: &str| CheckRow {
        question: field_label(locale, field).to_owned(),
        lang: None,
        answer: answer.to_owned(),
        change: change(field),
    };
    let mut rows = vec![
        row("acting_for", acting_for_words(locale, *acting_for)),
        row("applicant.name", &applicant.name),
        row("applicant.identity_number", &applicant.identity_number),
        row("applicant.phone", &applicant.phone),
        row("applicant.email", &applicant.email),
        row("applicant.address", &applicant.address),
    ];
    match acting_for {
        ActingFor::Oneself => {}
        ActingFor::Another => rows.extend([
            row("subject.name", &subject.name),
            row("subject.identity_number", &subject.identity_number),
            row("subject.relation", &subject.relation),
        ]),
        ActingFor::Organisation => rows.extend([
            row("organisation.name", &organisation.name),
            row("organisation.tax_code", &organisation.tax_code),
        ]),
    }
    if !has_form {
        rows.push(row("request", request));
    }
    rows.push(row("delivery", delivery_words(locale, *delivery)));
    rows
}

fn papers(locale: Locale, view: &CheckView) -> AnyView {
    let page = step_href(locale, &view.head.way, Step::Papers);
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
    let page = step_href(locale, &view.head.way, Step::Papers);
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

/// What is another one than in the dossier, before all that stays.
fn changes(locale: Locale, part: &SupplementPart) -> AnyView {
    view! {
        <section aria-labelledby="check-changes">
            <h2 id="check-changes">{locale.pick("Những gì bạn thay đổi", "What you change")}</h2>
            {change_list(locale, &part.changes)}
        </section>
    }
    .into_any()
}

/// At the counter a dossier can be filed without accepting it at once.
fn only_keep(locale: Locale, view: &CheckView) -> Option<AnyView> {
    (view.head.counter.is_some() && view.supplement.is_none()).then(|| {
        view! {
            <button class="button button--secondary" type="submit" name="then" value="later">
                {locale.pick("Chỉ ghi nhận, xem xét sau", "File it only, and look at it later")}
            </button>
        }
        .into_any()
    })
}

fn form(locale: Locale, view: &CheckView) -> AnyView {
    let action = locale.href(&view.head.way.path("kiem-tra"));
    let sentence = match view.head.counter {
        Some(_) => locale.pick(
            "Người nộp đã xem hoặc nghe đọc lại và xác nhận lời khai trên; tôi đã đối chiếu từng bản chụp với giấy tờ được đưa đến và chịu trách nhiệm về bản chụp.",
            "The applicant has read or heard all of it and confirms it; I have compared every scan with the paper that was brought, and I answer for the scans.",
        ),
        None => locale.pick(
            "Tôi cam đoan những điều khai trên là đúng và chịu trách nhiệm trước pháp luật về lời khai của mình.",
            "I declare that what is stated above is true, and I answer for it before the law.",
        ),
    };
    let (button, once) = match view.supplement {
        None if view.head.counter.is_some() => (
            locale.pick("Tiếp nhận và in giấy hẹn", "Accept, and print the appointment"),
            locale.pick(
                "Bấm nút nhiều lần hay mạng chập chờn cũng chỉ tạo một hồ sơ.",
                "Pressing twice or a bad line still makes one dossier only.",
            ),
        ),
        Some(_) => (
            locale.pick("Gửi phần bổ sung", "Send what you completed"),
            locale.pick(
                "Bấm nút nhiều lần hay mạng chập chờn cũng chỉ gửi một lần.",
                "Pressing twice or a bad line still sends it once.",
            ),
        ),
        None => (
            locale.pick("Nộp hồ sơ", "File the dossier"),
            locale.pick(
                "Bấm nút nhiều lần hay mạng chập chờn cũng chỉ tạo một hồ sơ.",
                "Pressing twice or a bad line still makes one dossier only.",
            ),
        ),
    };
    let note = view.supplement.as_ref().map(|part| {
        let note = Field {
            id: "note".to_owned(),
            label: locale.pick("Lời giải thích cho cán bộ", "What you want to explain to the officer").to_owned(),
            hints: vec![
                locale
                    .pick(
                        "Cần viết khi có mục được yêu cầu mà bạn không sửa.",
                        "Needed when you did not change something that was asked for.",
                    )
                    .to_owned(),
            ],
            value: part.note.clone(),
            kind: Kind::Long,
            optional: Optional::fixed(part.changes.iter().all(|line| line.changed || line.asked.is_none())),
            ..Field::default()
        };
        field(locale, &note, &view.problems)
    });
    view! {
        <form class="submit" method="post" action=action novalidate>
            <input type="hidden" name="submission_key" value=view.submission_key.clone() />
            <input type="hidden" name="seen" value=view.seen.clone() />
            <input type="hidden" name="draft_id" value=view.draft_id.clone() />
            {note}
            <h2>{locale.pick("Cam đoan", "Declaration")}</h2>
            {check_box(locale, "declared", sentence, false, &view.problems)}
            <p class="quiet">{once}</p>
            <div class="buttons">
                <button class="button" type="submit">{button}</button>
                {only_keep(locale, view)}
                <a class="button button--quiet" href=step_href(locale, &view.head.way, Step::Papers)>
                    {locale.pick("Quay lại", "Back")}
                </a>
            </div>
        </form>
    }
    .into_any()
}
