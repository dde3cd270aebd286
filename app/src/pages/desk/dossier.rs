//! One dossier at the desk: where it stands, what was handed in, what can be done, what happened.

use leptos::prelude::*;

use super::acts::acts;
use super::dossier_words::{act_name, due};
use super::frame::{Frame, frame};
use super::issued::{invite, issued};
use super::messages::messages;
use crate::components::address::FilingWay;
use crate::components::change_list::change_list;
use crate::components::check_list::check_list;
use crate::components::error_summary::{error_summary, here};
use crate::components::event_details::filing_channel_name;
use crate::components::fold::fold;
use crate::components::icon::{Icon, icon};
use crate::components::lines::lines;
use crate::components::notice::notice_text;
use crate::components::tag::{Tone, status_tag};
use crate::components::timeline::event_words;
use crate::locale::{Locale, bytes, date_time, machine_time};
use crate::pages::filing::check::applicant_rows;
use crate::pages::filing::form::answers::handed_in;
use crate::pages::tracking::due::counted;
use crate::view::SupplementAnswerView;
use crate::view::{Chrome, DeskDossierView, DeskEventLine, DeskFileLine, DeskHead, DeskStepLine, ShownFile, Walk};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &DeskDossierView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let done = view.done.filter(|_| view.problems.is_empty()).map(|kind| {
        let words =
            locale.pick(format!("Đã ghi: {}.", act_name(locale, kind)), format!("Done: {}.", act_name(locale, kind)));
        notice_text(Tone::Done, words)
    });
    let shown = view.shown.as_ref().map(|file| beside(locale, file));
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        {walk(locale, &view.walk)}
        <h1>{locale.pick("Hồ sơ ", "Dossier ")} <span class="code">{view.code.clone()}</span></h1>
        <p class="filing-place">{view.procedure.clone()}</p>
        {done}
        {standing(locale, view)}
        <div class="desk-two">
            <div>
                {view.supplement.as_ref().map(|answered| supplement(locale, answered))} {answers(locale, view)}
                {papers(locale, view)} {issued(locale, view)} {invite(locale, view)}
            </div>
            <div>{shown} {acts(locale, view)} {steps(locale, &view.steps)} {messages(locale, view)} {history(locale, &view.history)} {looks(locale, view)}</div>
        </div>
    }
    .into_any();
    let title = locale.pick(format!("Hồ sơ {}", view.code), format!("Dossier {}", view.code));
    let title = match view.open_act {
        Some(kind) => format!("{}: {title}", act_name(locale, kind)),
        None => title,
    };
    frame(chrome, Some(desk), Frame { title, has_problems: !view.problems.is_empty() }, main)
}

/// Back to the queue, and on to the dossiers before and after in it.
fn walk(locale: Locale, walk: &Walk) -> AnyView {
    let back = walk.back.clone().unwrap_or_else(|| locale.href("/can-bo/ho-so"));
    let previous = walk.previous.clone().map(|href| {
        view! { <a rel="prev" href=href>{locale.pick("Hồ sơ trước", "Previous dossier")}</a> }
    });
    let next = walk.next.clone().map(|href| {
        view! { <a rel="next" href=href>{locale.pick("Hồ sơ sau", "Next dossier")}</a> }
    });
    view! {
        <nav class="desk-walk" aria-label=locale.pick("Trong danh sách việc", "In the list of work")>
            <a href=back>{locale.pick("Việc cần làm", "What is to be done")}</a>
            {previous}
            {next}
        </nav>
    }
    .into_any()
}

/// A paper beside the form, so that both are read at once.
fn beside(locale: Locale, file: &ShownFile) -> AnyView {
    let body = if file.image {
        view! { <img src=file.href.clone() alt=file.name.clone() /> }.into_any()
    } else {
        view! { <iframe src=file.href.clone() title=file.name.clone()></iframe> }.into_any()
    };
    view! {
        <section class="desk-shown" aria-labelledby="shown" id="xem">
            <h2 id="shown">{file.name.clone()}</h2>
            <p><a href=file.close.clone()>{locale.pick("Đóng", "Close")}</a></p>
            {body}
        </section>
    }
    .into_any()
}

fn standing(locale: Locale, view: &DeskDossierView) -> AnyView {
    let pair = |name: &'static str, value: AnyView| {
        view! {
            <div class="pair">
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let when = |at| view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> }.into_any();
    let paused = view.paused.then(|| locale.pick("Thời gian đang tạm dừng", "The clock stands still"));
    let holder = view.holder.as_ref().map(|(name, own)| {
        let words = if *own { locale.pick(format!("{name} (bạn)"), format!("{name} (you)")) } else { name.clone() };
        pair(locale.pick("Người nhận việc", "In hand of"), words.into_any())
    });
    let answer = view.answer_due_at.map(|at| pair(locale.pick("Trả lời trước", "Answer before"), when(at)));
    let moved = view.first_due_at.filter(|first| Some(*first) != view.due_at);
    let moved = moved.map(|at| pair(locale.pick("Hẹn lúc đầu", "First promised"), when(at)));
    view! {
        <dl class="pairs desk-standing">
            {pair(locale.pick("Trạng thái", "State"), status_tag(locale, view.status))}
            {pair(locale.pick("Đơn vị", "Unit"), view.unit.clone().into_any())}
            {pair(locale.pick("Nộp lúc", "Filed"), when(view.submitted_at))}
            {pair(locale.pick("Cách nộp", "Channel"), filing_channel_name(locale, view.channel).into_any())}
            {answer}
            {pair(
                locale.pick("Hẹn trả", "Due"),
                view! { {due(locale, view.due_at, view.lateness)} {paused.map(|words| view! { <span class="line">{words}</span> })} }
                    .into_any(),
            )}
            {moved}
            {counted(locale, &view.trace, view.due_at).map(|how| pair(locale.pick("Cách tính", "Counted"), how))}
            {holder}
        </dl>
    }
    .into_any()
}

/// What the applicant completed last, old and new side by side.
fn supplement(locale: Locale, answered: &SupplementAnswerView) -> AnyView {
    let note = (!answered.note.is_empty()).then(|| {
        view! {
            <p>
                <strong>{locale.pick("Người nộp giải thích: ", "The applicant explains: ")}</strong>
                {lines(&answered.note)}
            </p>
        }
    });
    view! {
        <section aria-labelledby="supplement">
            <h2 id="supplement">{locale.pick("Đã bổ sung", "What was completed")}</h2>
            <p class="quiet">
                <time datetime=machine_time(answered.answered_at)>{date_time(locale, answered.answered_at)}</time>
            </p>
            {note}
            {change_list(locale, &answered.changes)}
        </section>
    }
    .into_any()
}

fn answers(locale: Locale, view: &DeskDossierView) -> AnyView {
    let rows: Vec<_> = applicant_rows(locale, &view.answers, view.form.is_some(), |_| None);
    let pages = view
        .form
        .as_ref()
        .map(|form| handed_in(locale, &FilingWay::Online(view.procedure_code.clone()), form))
        .unwrap_or_default();
    let pages = pages
        .into_iter()
        .map(|mut page| {
            page.rows.iter_mut().for_each(|row| row.change = None);
            view! {
                <h3>{page.title}</h3>
                {check_list(locale, &page.rows)}
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="answers">
            <h2 id="answers">{locale.pick("Nội dung đã khai", "What was filled in")}</h2>
            {check_list(locale, &rows)}
            {pages}
        </section>
    }
    .into_any()
}

fn file(locale: Locale, file: &DeskFileLine) -> AnyView {
    let origin = match file.origin {
        "supplement" => Some(locale.pick("bổ sung", "supplement")),
        "scan" => Some(locale.pick("số hóa tại quầy", "scanned at the desk")),
        "result" => Some(locale.pick("kết quả", "result")),
        _ => None,
    };
    view! {
        <li class="file-row">
            {icon(Icon::Paper)} <a class="file-name" href=file.href.clone()>{file.name.clone()}</a>
            <span class="file-size">{bytes(locale, file.size)}</span>
            {file.beside.clone().map(|href| view! { <a href=href>{locale.pick("Xem cạnh tờ khai", "Show beside the form")}</a> })}
            {origin.map(|words| view! { <span class="quiet">{words}</span> })}
            {file.reused_from.clone().map(|code| {
                let words = locale.pick("dùng lại từ hồ sơ ", "taken again from dossier ");
                view! { <span class="quiet">{words} <span class="code">{code}</span></span> }
            })}
        </li>
    }
    .into_any()
}

fn papers(locale: Locale, view: &DeskDossierView) -> AnyView {
    let rows = view
        .papers
        .iter()
        .map(|paper| {
            let files = if paper.files.is_empty() {
                view! { <p class="quiet">{locale.pick("Không có tệp", "No file")}</p> }.into_any()
            } else {
                let files = paper.files.iter().map(|one| file(locale, one)).collect_view();
                view! { <ul class="file-list">{files}</ul> }.into_any()
            };
            view! {
                <li>
                    <p><strong>{paper.name.clone()}</strong></p>
                    {files}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="papers">
            <h2 id="papers">{locale.pick("Giấy tờ", "Papers")}</h2>
            <ul class="desk-papers">{rows}</ul>
        </section>
    }
    .into_any()
}

fn steps(locale: Locale, steps: &[DeskStepLine]) -> Option<AnyView> {
    if steps.is_empty() {
        return None;
    }
    let rows = steps
        .iter()
        .map(|step| {
            view! {
                <li>
                    <strong>{step.name.clone()}</strong>
                    <span class="line quiet">{step.unit.clone()}</span>
                    {due(locale, step.due_at, step.lateness)}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="steps">
                <h2 id="steps">{locale.pick("Bước đang làm", "Steps in hand")}</h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn history(locale: Locale, events: &[DeskEventLine]) -> AnyView {
    let rows = events
        .iter()
        .rev()
        .map(|event| {
            let (what, _) = event_words(locale, event.kind);
            let who = event.who.clone().map(|who| view! { <p class="quiet">{who}</p> });
            let texts = event.text.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view();
            view! {
                <li>
                    <p class="timeline-what">{what}</p>
                    <p class="timeline-when">
                        <time datetime=machine_time(event.at)>{date_time(locale, event.at)}</time>
                    </p>
                    {who}
                    {texts}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="history">
            <h2 id="history">{locale.pick("Đã diễn ra", "What happened")}</h2>
            <ol class="timeline">{rows}</ol>
        </section>
    }
    .into_any()
}

/// Who looked, folded away: it is for the day when somebody asks.
fn looks(locale: Locale, view: &DeskDossierView) -> Option<AnyView> {
    let looks = view.looks.as_ref()?;
    let rows = looks
        .iter()
        .map(|(who, at)| {
            view! {
                <li>
                    <time datetime=machine_time(*at)>{date_time(locale, *at)}</time>
                    " " {who.clone()}
                </li>
            }
        })
        .collect_view();
    let title = locale.pick("Ai đã mở hồ sơ", "Who looked at it");
    Some(fold("looks", title, false, view! { <ul>{rows}</ul> }.into_any()))
}
