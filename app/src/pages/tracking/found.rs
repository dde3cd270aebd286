//! The dossier itself: the four questions first, then what is asked, what happened, and what one can do.

use domain::dossier::{Channel, Status, Turn};
use leptos::prelude::*;

use super::acts::acts;
use super::due::{due_pairs, late};
use super::matter::matter;
use super::messages::{code_and_pin, messages};
use crate::components::address::procedure_path;
use crate::components::error_summary::{error_summary, here};
use crate::components::icon::{Icon, icon};
use crate::components::issued::issued_papers;
use crate::components::notice::notice_text;
use crate::components::tag::{Tone, status_tag};
use crate::components::timeline::timeline;
use crate::locale::{Locale, bytes, date_time, machine_time};
use crate::view::{Chrome, TrackedDossier, TrackingDone, TrackingView};

pub(super) fn found(chrome: &Chrome, view: &TrackingView, dossier: &TrackedDossier) -> AnyView {
    let locale = chrome.locale;
    view! {
        <div class="filing">
            {error_summary(locale, &view.message_problems, here)}
            <h1>{locale.pick("Hồ sơ ", "Dossier ")} <span class="code">{dossier.code.clone()}</span></h1>
            <p class="filing-place">
                <a href=locale.href(&procedure_path(&dossier.procedure_code))>{dossier.procedure_name.clone()}</a>
            </p>
            {news(locale, dossier)}
            {as_of(locale, dossier)}
            {view.done.map(|done| notice_text(Tone::Done, done_words(locale, done)))}
            {late(chrome, dossier)}
            {answers(locale, dossier)}
            {matter(locale, dossier)}
            <section aria-labelledby="timeline">
                <h2 id="timeline">{locale.pick("Đã diễn ra", "What happened")}</h2>
                {timeline(locale, &dossier.timeline)}
            </section>
            {messages(locale, view, dossier)}
            {issued(locale, dossier)}
            {files(locale, dossier)}
            {acts(locale, dossier)}
            <div class="buttons">
                <a class="button button--secondary" href=locale.href("/tra-cuu")>
                    {locale.pick("Tra cứu hồ sơ khác", "Track another dossier")}
                </a>
            </div>
        </div>
    }
    .into_any()
}

/// Empty until `public/live.js` hears that something happened; then a screen reader says it, and the button shows it. The focus
/// stays where it is.
fn news(locale: Locale, dossier: &TrackedDossier) -> AnyView {
    view! {
        <div role="status" class="news" data-live=locale.href("/tra-cuu/tin-moi") data-mark=dossier.mark.clone()>
            <form method="post" action=locale.href("/tra-cuu") hidden>
                {code_and_pin(dossier)}
                <p>
                    <strong>{locale.pick("Có tin mới về hồ sơ này.", "There is news about this dossier.")}</strong>
                </p>
                <button class="button button--secondary" type="submit">
                    {locale.pick("Xem tin mới", "Show it")}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// When it stood like this, and the button that asks again: the way to news for whoever has no scripts.
fn as_of(locale: Locale, dossier: &TrackedDossier) -> AnyView {
    let at = dossier.seen_at;
    view! {
        <form method="post" action=locale.href("/tra-cuu") class="as-of">
            {code_and_pin(dossier)}
            <p>
                {locale.pick("Tình trạng lúc ", "As it stood on ")}
                <time datetime=machine_time(at)>{date_time(locale, at)}</time> ". "
                <noscript>
                    {locale
                        .pick(
                            "Trang này không tự báo tin mới; muốn biết tin mới, hãy bấm nút bên cạnh. ",
                            "This page does not tell by itself that there is news; press the button to see it. ",
                        )}
                </noscript>
            </p>
            <button class="button button--quiet" type="submit">{locale.pick("Xem lại bây giờ", "Look again now")}</button>
        </form>
    }
    .into_any()
}

fn done_words(locale: Locale, done: TrackingDone) -> &'static str {
    match done {
        TrackingDone::Withdrawn => locale.pick(
            "Bạn đã rút hồ sơ. Cơ quan không giải quyết hồ sơ này nữa.",
            "You withdrew the dossier. The agency does not go on with it.",
        ),
        TrackingDone::Rated => locale.pick(
            "Cảm ơn bạn. Đánh giá đã được lưu; bạn sửa được trong 7 ngày.",
            "Thank you. Your rating is kept; you can change it for 7 days.",
        ),
        TrackingDone::MessageSent => locale.pick(
            "Đã gửi lời nhắn. Cán bộ sẽ đọc và trả lời ở trang này.",
            "Your message was sent. The officer reads it and answers on this page.",
        ),
    }
}

/// What was issued; while it waits to be accepted, what will be.
fn issued(locale: Locale, dossier: &TrackedDossier) -> Option<AnyView> {
    let tells = !dossier.issued.is_empty() || dossier.status == Status::Submitted;
    tells.then(|| issued_papers(locale, &dossier.issued, &dossier.code, &dossier.pin))
}

fn files(locale: Locale, dossier: &TrackedDossier) -> Option<AnyView> {
    if dossier.files.is_empty() {
        return None;
    }
    let rows = dossier
        .files
        .iter()
        .map(|(name, size)| {
            view! {
                <li class="file-row">
                    {icon(Icon::Paper)} <span class="file-name">{name.clone()}</span>
                    <span class="file-size">{bytes(locale, *size)}</span>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="files">
                <h2 id="files">{locale.pick("Tệp đã nhận", "Files received")}</h2>
                <ul class="file-list">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

/// One question with its answer.
pub(super) fn pair(question: &'static str, answer: AnyView) -> AnyView {
    view! {
        <div class="pair">
            <dt>{question}</dt>
            <dd>{answer}</dd>
        </div>
    }
    .into_any()
}

/// Where is it, whose turn is it, until when, what do I do now.
fn answers(locale: Locale, dossier: &TrackedDossier) -> AnyView {
    let place = view! { {status_tag(locale, dossier.status)} <span class="fee-label">{dossier.unit.clone()}</span> };
    let way = match dossier.channel {
        Channel::Online => None,
        Channel::Counter => Some(locale.pick("Tại quầy, cán bộ nhập giúp", "At the counter, typed in by an officer")),
        Channel::Post => Some(locale.pick("Qua bưu chính, cán bộ nhập giúp", "By post, typed in by an officer")),
    };
    let submitted = view! {
        <time datetime=machine_time(dossier.submitted_at)>{date_time(locale, dossier.submitted_at)}</time>
        {way.map(|way| view! { <span class="line quiet">{way}</span> })}
    };
    view! {
        <dl class="pairs pairs-large">
            {pair(locale.pick("Đang ở đâu?", "Where is it?"), place.into_any())}
            {pair(locale.pick("Đến lượt ai?", "Whose turn is it?"), view! { <span>{turn(locale, dossier)}</span> }.into_any())}
            {due_pairs(locale, dossier)}
            {pair(locale.pick("Bạn cần làm gì?", "What do I do now?"), view! { <span>{what_now(locale, dossier)}</span> }.into_any())}
            {pair(locale.pick("Nộp lúc", "Filed"), submitted.into_any())}
        </dl>
    }
    .into_any()
}

fn turn(locale: Locale, dossier: &TrackedDossier) -> String {
    match dossier.turn {
        Turn::Desk => locale.pick(format!("Cơ quan: {}", dossier.agency), format!("The agency: {}", dossier.agency)),
        Turn::Unit => locale.pick(format!("Cơ quan: {}", dossier.unit), format!("The agency: {}", dossier.unit)),
        Turn::Applicant => locale.pick("Bạn", "You").to_owned(),
        Turn::Nobody => locale.pick("Không còn ai: hồ sơ đã kết thúc", "Nobody: the dossier is closed").to_owned(),
    }
}

fn what_now(locale: Locale, dossier: &TrackedDossier) -> &'static str {
    match dossier.status {
        Status::Submitted => locale.pick(
            "Chưa phải làm gì. Cán bộ đang đọc hồ sơ và sẽ báo cho bạn.",
            "Nothing yet. An officer is reading the dossier and will tell you.",
        ),
        Status::Received | Status::Processing => locale.pick(
            "Không phải làm gì. Bạn sẽ được báo khi có kết quả.",
            "Nothing. You will hear when there is a result.",
        ),
        Status::SupplementRequested if dossier.turn == Turn::Desk => locale.pick(
            "Chưa phải làm gì. Cán bộ đang đọc phần bạn bổ sung.",
            "Nothing yet. An officer is reading what you sent.",
        ),
        Status::SupplementRequested => locale.pick(
            "Bổ sung từng mục mà cơ quan nêu dưới đây.",
            "Complete each of the items that the agency names below.",
        ),
        Status::PaymentRequested => {
            locale.pick("Nộp khoản tiền được báo dưới đây.", "Pay the amount that is told below.")
        }
        Status::Settled => locale.pick("Nhận kết quả theo cách bạn đã chọn.", "Get the result in the way you chose."),
        Status::Returned => locale.pick("Không phải làm gì nữa.", "Nothing more."),
        Status::Withdrawn => locale
            .pick("Bạn đã rút hồ sơ. Khi cần, hãy nộp hồ sơ mới.", "You withdrew it. File a new one when you need it."),
        Status::Refused | Status::Stopped => locale.pick(
            "Xem lý do cơ quan nêu dưới đây; nếu chưa rõ, hãy nhắn cho cán bộ hoặc gọi số điện thoại ở cuối trang.",
            "Read the reason below; if it is not clear, write to the officer or call the number at the end of the page.",
        ),
    }
}
