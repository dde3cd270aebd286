//! One published feedback, as everybody may read it.

use leptos::prelude::*;

use super::history::{answer_view, history, paragraphs, state_tag};
use super::list::too;
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::locale::{date, date_time};
use crate::view::{Chrome, PublicFeedbackView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &PublicFeedbackView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let found = &view.found;
    let head = Head {
        title: found.title.clone(),
        public: true,
        trail: vec![
            home_link(locale),
            (locale.pick("Phản ánh, kiến nghị", "Problems and proposals").to_owned(), super::PATH.to_owned()),
        ],
        ..Head::default()
    };
    let supported = view.supported.map(|is_new| {
        let words = if is_new {
            locale.pick("Đã thêm tiếng nói của bạn.", "Your voice was added.")
        } else {
            locale.pick("Tiếng nói của bạn đã được tính từ trước.", "Your voice was counted before.")
        };
        notice_text(Tone::Done, words)
    });
    let owed = found.status.is_open().then(|| {
        let due = date_time(locale, found.answer_due_at);
        view! { <p>{locale.pick(format!("Trả lời chậm nhất {due}."), format!("To be answered by {due}."))}</p> }
    });
    let main = view! {
        <div class="filing">
            <h1 lang="vi">{found.title.clone()}</h1>
            <p class="filing-place">
                {found.agency.clone()} ", "
                {date(locale, found.received_at.to_offset(domain::calendar::vietnam()).date())}
                {too(locale, found.supporters)}
            </p>
            {supported}
            <p>{state_tag(locale, found.status, found.is_late)} " " {locale.of(&found.category).to_owned()}</p>
            {paragraphs(&found.words)}
            {owed}
            {answer_view(locale, found.answer.as_ref())}
            <form method="post" action=locale.href(&format!("/phan-anh/{}/toi-cung-gap", found.code))>
                <button class="button button--secondary" type="submit">
                    {locale.pick("Tôi cũng gặp việc này", "I have the same trouble")}
                </button>
            </form>
            {history(locale, found)}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}
