//! What an event tells the applicant beside its kind.

use domain::dossier::{Channel, HandOver};
use leptos::prelude::*;

use super::lines::{lines, vietnamese_part};
use super::timeline::event_words;
use crate::locale::{Locale, date_time, dong, machine_time};
use crate::view::{AskedFor, EventDetail, SupplementLine};

/// The details, each with its label.
#[must_use]
pub fn event_details(locale: Locale, details: &[EventDetail]) -> AnyView {
    details.iter().map(|detail| one(locale, detail)).collect_view().into_any()
}

fn one(locale: Locale, detail: &EventDetail) -> AnyView {
    let said = |label: &'static str, text: &str| {
        view! { <p class="timeline-said"><strong>{label} ": "</strong>{lines(text)}</p> }.into_any()
    };
    let moment = |label: &'static str, at: time::OffsetDateTime| {
        view! {
            <p class="timeline-said">
                <strong>{label} ": "</strong>
                <time datetime=machine_time(at)>{date_time(locale, at)}</time>
            </p>
        }
        .into_any()
    };
    match detail {
        EventDetail::Channel(channel) => {
            said(locale.pick("Cách nộp", "Filed how"), filing_channel_name(locale, *channel))
        }
        EventDetail::Due(at) => moment(locale.pick("Hẹn trả kết quả", "Result promised for"), *at),
        EventDetail::AnswerBy(at) => moment(locale.pick("Trả lời trước", "Answer before"), *at),
        EventDetail::Unit(name) => said(locale.pick("Đơn vị", "Unit"), name),
        EventDetail::Reason(text) => said(locale.pick("Lý do", "Reason"), text),
        EventDetail::WhereToTurn(text) => said(locale.pick("Nơi bạn có thể đến", "Where to turn"), text),
        EventDetail::AgainBecause(text) => said(locale.pick("Vì sao thêm một lần", "Why once more"), text),
        EventDetail::Note(text) => said(locale.pick("Bạn viết", "You wrote"), text),
        EventDetail::Step(name) => said(locale.pick("Bước", "Step"), name),
        EventDetail::Receipt(text) => said(locale.pick("Biên lai", "Receipt"), text),
        EventDetail::Amount(amount) => said(locale.pick("Số tiền", "Amount"), &dong(locale, *amount)),
        EventDetail::Returned(how) => said(locale.pick("Hình thức", "How"), hand_over_words(locale, *how)),
        EventDetail::TakesBack(kind) => said(locale.pick("Thu hồi", "Takes back"), event_words(locale, *kind).0),
        EventDetail::Asked(items) => asked_items(locale, items),
    }
}

/// Everything that is asked for, each with what to do about it.
#[must_use]
pub fn asked_items(locale: Locale, items: &[SupplementLine]) -> AnyView {
    let items = items
        .iter()
        .map(|item| {
            let about = match item.about {
                AskedFor::Paper => locale.pick("Giấy tờ: ", "Paper: "),
                AskedFor::Field => locale.pick("Mục đã khai: ", "Entry: "),
            };
            let lang = vietnamese_part(locale, item.name_is_vietnamese);
            view! {
                <li>
                    <strong>{about} <span lang=lang>{item.name.clone()}</span></strong>
                    <span class="asked-what">{lines(&item.instruction)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="asked-list">{items}</ol> }.into_any()
}

/// How a result was handed over.
#[must_use]
pub fn hand_over_words(locale: Locale, how: HandOver) -> &'static str {
    match how {
        HandOver::Counter => locale.pick("Nhận tại quầy", "At the counter"),
        HandOver::Post => locale.pick("Qua bưu chính công ích", "By the public post"),
        HandOver::Online => locale.pick("Tải về trên mạng", "Downloaded"),
    }
}

/// How it came in.
#[must_use]
pub fn filing_channel_name(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => locale.pick("Nộp tại quầy", "At the counter"),
        Channel::Online => locale.pick("Nộp trực tuyến", "Online"),
        Channel::Post => locale.pick("Qua bưu chính", "By post"),
    }
}
