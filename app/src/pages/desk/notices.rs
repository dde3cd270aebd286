//! Notices that could not be delivered: who was not reached, why, and what can be done.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::notice::notice_text;
use crate::components::rows_table::rows_table;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time, news_name};
use crate::view::{Chrome, DeskHead, FailedNoticeLine, FailedNoticesView, NoticeDone};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &FailedNoticesView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Thông báo chưa đến người nộp", "Notices that did not arrive");
    let done = view.done.map(|done| {
        let words = match done {
            NoticeDone::TriedAgain => {
                locale.pick("Đã đưa thông báo vào hàng chờ gửi lại.", "The notice waits to be sent again.")
            }
            NoticeDone::OtherWay => locale.pick(
                "Đã đưa thông báo vào hàng chờ gửi bằng cách khác.",
                "The notice waits to be sent by the other way.",
            ),
            NoticeDone::Told => {
                locale.pick("Đã ghi nhận: người nộp đã được báo trực tiếp.", "Noted: the applicant was told in person.")
            }
        };
        notice_text(Tone::Done, words)
    });
    let body = if view.lines.is_empty() {
        notice_text(
            Tone::Done,
            locale.pick(
                "Mọi thông báo về hồ sơ của đơn vị bạn đều đã gửi được hoặc đang chờ gửi.",
                "Every notice about the dossiers of your agency was sent or told, or is waiting to be sent.",
            ),
        )
    } else {
        table(locale, &view.lines)
    };
    let more = view.more.then(|| {
        notice_text(
            Tone::Information,
            locale.pick("Chỉ hiện các thông báo mới nhất; còn nữa.", "Only the newest are shown; there are more."),
        )
    });
    let main = view! {
        <h1>{title}</h1>
        {done}
        <p>
            {locale
                .pick(
                    "Những người này chưa biết tin về hồ sơ của mình. Hãy gửi lại, gửi bằng cách khác, hoặc gọi điện cho họ rồi bấm «Đã báo trực tiếp».",
                    "These people do not know the news about their dossier. Send it again or by the other way, or call them and then press “Told in person”.",
                )}
        </p>
        {body}
        {more}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}

fn reason(locale: Locale, key: &str) -> &'static str {
    match key {
        "refused" => locale.pick("Nơi nhận từ chối", "Refused by the receiver"),
        "address" => locale.pick("Địa chỉ không đúng", "The address is not one"),
        "channel_off" => locale.pick("Cổng không gửi bằng cách này", "This portal does not send by this way"),
        "call" => locale
            .pick("Cần gọi điện: không có thư điện tử và số di động", "To be called: no e-mail and no mobile number"),
        "unknown_kind" => locale.pick("Loại tin không rõ", "Unknown kind of news"),
        _ => locale.pick("Không liên lạc được với máy chủ gửi tin", "The sending server could not be reached"),
    }
}

fn channel_name(locale: Locale, channel: &str) -> &'static str {
    match channel {
        "sms" => locale.pick("Tin nhắn", "SMS"),
        "call" => locale.pick("Điện thoại", "Phone"),
        _ => locale.pick("Thư điện tử", "E-mail"),
    }
}

fn table(locale: Locale, lines: &[FailedNoticeLine]) -> AnyView {
    let (code, news, to, why, act) = (
        locale.pick("Hồ sơ", "Dossier"),
        locale.pick("Tin", "News"),
        locale.pick("Gửi đến", "Sent to"),
        locale.pick("Vì sao chưa đến", "Why it did not arrive"),
        locale.pick("Làm gì", "What to do"),
    );
    let rows = lines.iter().map(|line| row(locale, line, [news, to, why, act])).collect_view();
    rows_table(&[code, news, to, why, act], rows)
}

fn row(locale: Locale, line: &FailedNoticeLine, [news, to, why, act]: [&'static str; 4]) -> AnyView {
    let attempts = line.attempts;
    let tries = locale.pick(format!("Đã thử {attempts} lần"), format!("Tried {attempts} times"));
    let other = match line.channel {
        "sms" => locale.pick("Gửi bằng thư điện tử", "Send by e-mail"),
        _ => locale.pick("Gửi bằng tin nhắn", "Send by SMS"),
    };
    // Two rows may name the same dossier: the names of their buttons say which news is meant.
    let told = news_name(locale, &line.news).map_or_else(|| line.news.clone(), str::to_owned);
    let button = |path: &str, words: &str| {
        let action = locale.href(&format!("/can-bo/thong-bao/{}/{path}", line.id));
        let name = format!("{words}: {} ({told})", line.code);
        view! {
            <form method="post" action=action>
                <button class="button button--secondary desk-small" type="submit" aria-label=name>{words.to_owned()}</button>
            </form>
        }
    };
    let by_itself = (line.channel != "call").then(|| {
        view! { {button("gui-lai", locale.pick("Gửi lại", "Try again"))} {button("cach-khac", other)} }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="code" href=locale.href(&format!("/can-bo/ho-so/{}", line.code))>{line.code.clone()}</a>
            </th>
            <td data-label=news>{told.clone()}</td>
            <td data-label=to>
                <span class="line">{channel_name(locale, line.channel)}</span>
                <span class="line quiet">{line.address.clone()}</span>
            </td>
            <td data-label=why>
                {tag(Tone::Error, reason(locale, &line.reason))}
                {(attempts > 0).then(|| view! { <span class="line quiet">{tries}</span> })}
                <time class="line quiet" datetime=machine_time(line.failed_at)>{date_time(locale, line.failed_at)}</time>
            </td>
            <td data-label=act>
                <div class="desk-ways">
                    {by_itself} {button("da-bao", locale.pick("Đã báo trực tiếp", "Told in person"))}
                </div>
            </td>
        </tr>
    }
    .into_any()
}
