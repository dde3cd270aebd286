//! Completing a dossier: what is asked, item by item, with the officer's words; on every step, and as the first one.

use leptos::prelude::*;

use super::{Frame, frame, plain_words, step_href};
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::error_summary::here;
use crate::components::lines::{lines, vietnamese_part};
use crate::components::notice::{notice, notice_text};
use crate::components::step_list::Step;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{AnswerItem, AskedFor, Chrome, ItemPlace, SupplementHead, SupplementSentView, SupplementView};

/// The first step: what has to be done, and what else may be changed.
pub fn page(chrome: &Chrome, view: &SupplementView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let way = &view.head.way;
    let asked = view.head.supplement.as_ref();
    let items = asked.map(|asked| asked.items.as_slice()).unwrap_or_default();
    let next = items.iter().find(|item| !item.touched).map(|item| item.href.clone());
    let go_on = match &next {
        Some(href) => (href.clone(), locale.pick("Bắt đầu bổ sung", "Begin")),
        None => (step_href(locale, way, Step::Check), locale.pick("Kiểm tra và gửi", "Check and send")),
    };
    let review = next.is_some().then(|| {
        view! {
            <a class="button button--secondary" href=step_href(locale, way, Step::Check)>
                {locale.pick("Kiểm tra và gửi", "Check and send")}
            </a>
        }
    });
    let until = asked.and_then(|asked| asked.answer_by).map(|at| {
        view! {
            <p>
                {locale.pick("Hãy gửi trước ", "Please send it before ")}
                <strong>
                    <time datetime=machine_time(at)>{date_time(locale, at)}</time>
                </strong> "."
            </p>
        }
    });
    let rows = items.iter().map(|item| item_view(locale, item, true)).collect_view();
    let body = view! {
        {until}
        <ol class="asked-list">{rows}</ol>
        <p>
            {locale
                .pick(
                    "Mỗi mục trên phải được sửa; nếu thấy mục nào đã đúng, hãy giải thích ở bước cuối. Những gì đã nộp được giữ nguyên, kể cả tệp. Bạn có thể sửa thêm mục khác; cán bộ sẽ thấy mọi thay đổi. Thủ tục, trường hợp và nơi nhận thì không đổi được.",
                    "Each of these has to be changed; if one is right as it is, explain that in the last step. Everything you filed is kept, the files too. You may change other entries as well; the officer sees every change. The procedure, the case and the agency cannot be changed.",
                )}
        </p>
        <div class="buttons">
            <a class="button" href=go_on.0>{go_on.1}</a>
            {review}
        </div>
    }
    .into_any();
    let dossier = asked.map(|asked| asked.dossier.clone()).unwrap_or_default();
    let parts = Frame {
        head: &view.head,
        step: Step::Start,
        heading: locale.pick(format!("Bổ sung hồ sơ {dossier}"), format!("Complete dossier {dossier}")),
        problems: &[],
        islands: false,
        status: None,
        body,
    };
    frame(chrome, parts, &here, &plain_words(locale))
}

/// On every step: whether it can still be sent, and what is asked for on this step.
pub(super) fn box_of(locale: Locale, asked: &SupplementHead, step: Step, page: Option<&str>) -> AnyView {
    let closed = asked.closed.then(|| {
        notice_text(
            Tone::Warning,
            locale.pick(
                "Hồ sơ không còn chờ bạn bổ sung: cơ quan đã quyết định, đã nhận bổ sung cách khác, hoặc bạn đã rút. Những gì bạn điền vẫn còn ở đây để xem và chép lại, nhưng không gửi được nữa. Hãy tra cứu hồ sơ để biết kết quả.",
                "The dossier does not wait for this any more: the agency decided, got it in another way, or you withdrew. What you filled in is still here to read and copy, but cannot be sent. Look the dossier up to see how it stands.",
            ),
        )
    });
    let here = |item: &&AnswerItem| match (&item.place, step) {
        (ItemPlace::Applicant, Step::Applicant) | (ItemPlace::Paper(_), Step::Papers) => true,
        (ItemPlace::Page(id), Step::Form) => page == Some(id.as_str()),
        _ => false,
    };
    let mine: Vec<&AnswerItem> = asked.items.iter().filter(here).collect();
    let items = (!mine.is_empty() && !asked.closed).then(|| {
        let rows = mine.into_iter().map(|item| item_view(locale, item, false)).collect_view();
        let body = view! {
            <p>
                <strong>{locale.pick("Cơ quan yêu cầu ở bước này:", "The agency asks on this step:")}</strong>
            </p>
            <ol class="asked-list">{rows}</ol>
        };
        notice(Tone::Information, body.into_any())
    });
    view! { {closed} {items} }.into_any()
}

fn item_view(locale: Locale, item: &AnswerItem, with_state: bool) -> AnyView {
    let about = match item.line.about {
        AskedFor::Paper => locale.pick("Giấy tờ: ", "Paper: "),
        AskedFor::Field => locale.pick("Mục đã khai: ", "Entry: "),
    };
    let lang = vietnamese_part(locale, item.line.name_is_vietnamese);
    let state = with_state.then(|| match item.touched {
        true => tag(Tone::Done, locale.pick("Đã sửa", "Changed")),
        false => tag(Tone::Warning, locale.pick("Chưa sửa", "Not changed yet")),
    });
    view! {
        <li>
            <a href=item.href.clone()>{about} <span lang=lang>{item.line.name.clone()}</span></a>
            {state}
            <span class="asked-what">{lines(&item.line.instruction)}</span>
        </li>
    }
    .into_any()
}

/// It was sent; shown as often as it is asked for.
pub fn sent(chrome: &Chrome, view: &SupplementSentView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let head = Head {
        title: locale
            .pick(format!("Đã gửi bổ sung hồ sơ {}", view.dossier), format!("Dossier {} is completed", view.dossier)),
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let main = view! {
        <div class="filing">
            <h1>{locale.pick("Đã gửi phần bổ sung", "What you completed was sent")}</h1>
            <p>
                {locale.pick("Hồ sơ ", "Dossier ")} <span class="code">{view.dossier.clone()}</span>
                {locale
                    .pick(
                        " đã nhận phần bổ sung của bạn. Thời gian giải quyết lại được tính; ngày hẹn mới, nếu có, nằm ở trang tra cứu.",
                        " has what you completed. The clock runs again; a new date, if there is one, stands on the tracking page.",
                    )}
            </p>
            <p>
                {locale
                    .pick("Bấm gửi hai lần cũng chỉ được ghi một lần.", "Pressing twice still sends it once.")}
            </p>
            <div class="buttons">
                <a class="button" href=locale.href("/tra-cuu")>{locale.pick("Tra cứu hồ sơ", "Track the dossier")}</a>
                <a class="button button--quiet" href=locale.href("/")>{locale.pick("Về trang chủ", "Home")}</a>
            </div>
        </div>
    }
    .into_any();
    document(chrome, head, main)
}
