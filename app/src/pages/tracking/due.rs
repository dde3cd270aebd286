//! Until when, why it changed, and the plain word when the agency is late.

use domain::clock::Step;
use domain::dossier::{Paused, Status, Turn};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::found::pair;
use crate::components::notice::notice;
use crate::components::phone::phone_link;
use crate::components::tag::Tone;
use crate::locale::{Locale, clock_sentence, date_time, machine_time};
use crate::view::{Chrome, DueChange, DueWhy, TrackedDossier};

/// Said first and plainly: the agency is late, not the citizen.
pub(super) fn late(chrome: &Chrome, dossier: &TrackedDossier) -> Option<AnyView> {
    let locale = chrome.locale;
    let phone = chrome.province.counter.phone.as_str();
    let overdue = dossier.due.as_ref().filter(|due| due.is_late);
    let (words, unit) = match overdue {
        Some(due) => {
            let at = date_time(locale, due.at);
            let words = locale.pick(
                format!("Hồ sơ đã quá hạn: cơ quan hẹn trả kết quả {at} mà chưa xong. Chúng tôi xin lỗi bạn."),
                format!("Your dossier is overdue: the result was promised for {at}. We apologise."),
            );
            (words, &dossier.unit)
        }
        None if dossier.answer_is_late => {
            let words = locale.pick(
                "Cơ quan trả lời quá hạn, chúng tôi xin lỗi bạn.",
                "The agency is late with its answer. We apologise.",
            );
            (words.to_owned(), &dossier.agency)
        }
        None => return None,
    };
    let body = view! {
        <p>
            <strong>{words}</strong>
        </p>
        <p>
            {locale.pick("Bạn không phải làm gì thêm. Muốn hỏi, hãy gọi ", "You need not do anything. To ask, call ")}
            {phone_link(phone)}
            {locale.pick(
                format!(" và đọc mã hồ sơ {}; nơi đang giải quyết là {unit}.", dossier.code),
                format!(" and tell the dossier code {}; it is with {unit}.", dossier.code),
            )}
        </p>
    }
    .into_any();
    Some(notice(Tone::Warning, body))
}

fn moment(locale: Locale, at: OffsetDateTime) -> AnyView {
    view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> }.into_any()
}

/// The rows of the summary that tell until when.
pub(super) fn due_pairs(locale: Locale, dossier: &TrackedDossier) -> AnyView {
    let answer = (dossier.turn == Turn::Desk).then(|| {
        let due = view! {
            <strong>{moment(locale, dossier.answer_due_at)}</strong>
            <span class="fee-label">
                {locale
                    .pick(
                        "8 giờ làm việc kể từ khi nộp; không tính đêm, ngày nghỉ và ngày lễ.",
                        "8 working hours from filing; nights, weekends and holidays do not count.",
                    )}
            </span>
        };
        pair(locale.pick("Trả lời trước", "Answer before"), due.into_any())
    });
    let result = dossier.due.as_ref().filter(|_| dossier.result.is_none() && dossier.turn != Turn::Nobody).map(|due| {
        let first = (due.first != due.at).then(|| {
            view! { <span class="fee-label">{locale.pick("Hẹn lần đầu: ", "First promised: ")} {moment(locale, due.first)}</span> }
        });
        let changes = due.changes.iter().map(|change| change_line(locale, change)).collect_view();
        let how = counted(locale, &due.trace, Some(due.at));
        let shown = view! { <strong>{moment(locale, due.at)}</strong> {first} {changes} {how} };
        pair(locale.pick("Hẹn trả kết quả", "Result promised for"), shown.into_any())
    });
    let open = dossier.due.is_none() && dossier.received_at.is_some() && dossier.turn != Turn::Nobody;
    let without = (open && dossier.result.is_none()).then(|| {
        let words = locale.pick(
            "Chưa có ngày hẹn: thủ tục này chưa công bố thời hạn giải quyết.",
            "No date was promised: no time limit is published for this procedure.",
        );
        pair(locale.pick("Hẹn trả kết quả", "Result promised for"), view! { <span>{words}</span> }.into_any())
    });
    let pauses = (!dossier.pauses.is_empty()).then(|| {
        let rows = dossier.pauses.iter().map(|pause| pause_line(locale, *pause)).collect_view();
        pair(
            locale.pick("Thời gian tạm dừng", "The clock stood still"),
            view! { <ul class="plain">{rows}</ul> }.into_any(),
        )
    });
    view! { {answer} {result} {without} {pauses} }.into_any()
}

/// How the promised date was counted, folded away; nothing where it was set by hand. A way that leads to another date than the
/// one that stands now is that of the first.
pub(in crate::pages) fn counted(locale: Locale, trace: &[Step], due_at: Option<OffsetDateTime>) -> Option<AnyView> {
    if trace.is_empty() {
        return None;
    }
    let leads_here = trace.iter().any(|step| matches!(step, Step::Due { at } if Some(*at) == due_at));
    let question = match leads_here {
        true => locale.pick("Ngày hẹn tính thế nào?", "How was the date counted?"),
        false => locale.pick("Ngày hẹn lần đầu tính thế nào?", "How was the first date counted?"),
    };
    // The moment itself stands above.
    let steps = trace
        .iter()
        .filter(|step| !matches!(step, Step::Due { .. } | Step::AnswerDue { .. }))
        .map(|step| view! { <li>{clock_sentence(locale, step)}</li> })
        .collect_view();
    Some(
        view! {
            <details class="due-how">
                <summary>{question}</summary>
                <ol class="due-trace">{steps}</ol>
            </details>
        }
        .into_any(),
    )
}

fn change_line(locale: Locale, change: &DueChange) -> AnyView {
    let why = match &change.why {
        DueWhy::Pause => locale
            .pick(
                "vì thời gian tạm dừng không tính vào hạn",
                "because the time in which the clock stood still does not count",
            )
            .to_owned(),
        DueWhy::Calendar(day) => {
            locale.pick(format!("vì lịch nghỉ thay đổi: {day}"), format!("because the calendar changed: {day}"))
        }
        DueWhy::Apology(reason) => locale
            .pick(format!("cơ quan xin lỗi và hẹn lại: {reason}"), format!("with an apology of the agency: {reason}")),
    };
    view! {
        <span class="fee-label">
            {moment(locale, change.at)} {locale.pick(": đổi thành ", ": moved to ")} {moment(locale, change.to)} ", " {why}
        </span>
    }
    .into_any()
}

fn pause_line(locale: Locale, pause: Paused) -> AnyView {
    let why = match pause.why {
        Status::SupplementRequested => locale.pick("chờ bạn bổ sung", "waiting for what you complete"),
        Status::PaymentRequested => locale.pick("chờ bạn nộp tiền", "waiting for your payment"),
        _ => locale.pick("cơ quan dừng xử lý", "stopped by the agency"),
    };
    let until = match pause.until {
        Some(until) => view! { {locale.pick(" đến ", " until ")} {moment(locale, until)} }.into_any(),
        None => view! { {locale.pick(" đến nay", " until now")} }.into_any(),
    };
    view! { <li>{locale.pick("Từ ", "From ")} {moment(locale, pause.from)} {until} ": " {why}</li> }.into_any()
}
