//! The mailbox of a portal that is only tried: what it would have sent.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::locale::{date_time, machine_time};
use crate::view::{Chrome, DeskHead, MailboxView};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &MailboxView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Hộp thư thử nghiệm", "Mailbox for trying");
    let lines = view
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let (id, named_by) = (format!("thu-{at}"), format!("thu-{at}"));
            let channel = if line.channel == "sms" {
                locale.pick("Tin nhắn", "SMS")
            } else {
                locale.pick("Thư điện tử", "E-mail")
            };
            let heading = line.subject.clone().unwrap_or_else(|| channel.to_owned());
            view! {
                <article aria-labelledby=named_by>
                    <h2 id=id>{heading}</h2>
                    <p class="quiet">
                        {format!("{channel} · {} {} · ", locale.pick("đến", "to"), line.to)}
                        <time datetime=machine_time(line.at)>{date_time(locale, line.at)}</time>
                    </p>
                    <pre class="desk-message">{line.text.clone()}</pre>
                </article>
            }
        })
        .collect_view();
    let empty = view
        .lines
        .is_empty()
        .then(|| notice_text(Tone::Information, locale.pick("Chưa có tin nào.", "There is nothing in it yet.")));
    let main = view! {
        <h1>{title}</h1>
        <p>
            {locale
                .pick(
                    "Cổng này đang chạy thử: thư và tin nhắn không được gửi đi mà giữ lại ở đây, mới nhất ở trên.",
                    "This portal is on trial: e-mail and short messages are not sent but kept here, the newest first.",
                )}
        </p>
        {empty}
        {lines}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}
