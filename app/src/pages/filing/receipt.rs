//! Step 5: the receipt.

use leptos::prelude::*;

use crate::components::address::{FilingWay, procedure_path};
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::file_row::file_row_with_hash;
use crate::components::icon::{Icon, icon};
use crate::components::issued::issued_papers;
use crate::components::phone::phone_link;
use crate::components::receipt_panel::receipt_panel;
use crate::components::step_list::{Step, step_list};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{Chrome, FormPlace, ReceiptView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &ReceiptView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let head = Head {
        title: locale.pick(format!("Biên nhận hồ sơ {}", view.code), format!("Receipt for dossier {}", view.code)),
        description: locale.pick("Biên nhận hồ sơ nộp trực tuyến.", "Receipt of a dossier filed online.").to_owned(),
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let way = FilingWay::Online(view.procedure_code.clone());
    let main = view! {
        <div class="filing">
            {step_list(locale, &way, Step::Receipt, view.has_form.then(FormPlace::default).as_ref(), false)}
            <h1 class="receipt-title">{icon(Icon::Tick)} {locale.pick("Hồ sơ đã được nộp", "Your dossier is filed")}</h1>
            {receipt_panel(locale, &view.code, &view.pin)}
            <p class="print-hint">
                {locale
                    .pick(
                        "Hãy chụp màn hình, chép lại hoặc in trang này: hai mã trên là chìa khoá để xem hồ sơ.",
                        "Take a picture of this page, write the codes down or print it: they are the key to your dossier.",
                    )}
            </p>
            {facts(locale, view)}
            {next(chrome, view)}
            {issued_papers(locale, &view.issued, &view.code, &view.pin)}
            {files(locale, view)}
            <form method="post" action=locale.href("/tra-cuu") class="buttons">
                <input type="hidden" name="code" value=view.code.clone() />
                <input type="hidden" name="pin" value=view.pin.clone() />
                <button class="button" type="submit">{locale.pick("Xem hồ sơ đang ở đâu", "See where the dossier is")}</button>
                <a class="button button--quiet" href=locale.href("/")>{locale.pick("Về trang chủ", "Home")}</a>
            </form>
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn facts(locale: Locale, view: &ReceiptView) -> AnyView {
    let pair = |heading: &'static str, content: AnyView| {
        view! {
            <div class="pair">
                <dt>{heading}</dt>
                <dd>{content}</dd>
            </div>
        }
    };
    let procedure =
        view! { <a href=locale.href(&procedure_path(&view.procedure_code))>{view.procedure_name.clone()}</a> };
    let submitted =
        view! { <time datetime=machine_time(view.submitted_at)>{date_time(locale, view.submitted_at)}</time> };
    let due = view! {
        <strong>
            <time datetime=machine_time(view.answer_due_at)>{date_time(locale, view.answer_due_at)}</time>
        </strong>
    };
    view! {
        <dl class="pairs">
            {pair(locale.pick("Thủ tục", "Procedure"), procedure.into_any())}
            {pair(locale.pick("Nơi nhận", "Sent to"), view! { <span>{view.agency.clone()}</span> }.into_any())}
            {pair(locale.pick("Nộp lúc", "Filed"), submitted.into_any())}
            {pair(locale.pick("Sẽ có người trả lời trước", "Somebody answers before"), due.into_any())}
        </dl>
    }
    .into_any()
}

/// What happens now, and how one hears of it.
fn next(chrome: &Chrome, view: &ReceiptView) -> AnyView {
    let locale = chrome.locale;
    let phone = chrome.province.counter.phone.as_str();
    view! {
        <section aria-labelledby="next">
            <h2 id="next">{locale.pick("Tiếp theo", "What happens next")}</h2>
            <ol class="next">
                <li>
                    {locale
                        .pick(
                            "Cán bộ đọc hồ sơ và trả lời trong 8 giờ làm việc: nhận, yêu cầu bổ sung, hoặc từ chối kèm lý do.",
                            "An officer reads the dossier and answers within 8 working hours: accepted, something to be completed, or refused with the reason.",
                        )}
                </li>
                <li>
                    {locale.pick("Bạn được báo qua: ", "You hear by: ")} <strong>{view.contact.clone()}</strong>"."
                </li>
                <li>
                    {locale.pick("Quá giờ mà chưa thấy trả lời, hãy gọi ", "If nobody answers in time, call ")}
                    {phone_link(phone)} {locale.pick(" và đọc mã hồ sơ.", " and read out the code.")}
                </li>
            </ol>
        </section>
    }
    .into_any()
}

fn files(locale: Locale, view: &ReceiptView) -> AnyView {
    let heading = match (locale, view.files.len()) {
        (Locale::Vi, count) => format!("Tệp đã nhận ({count})"),
        (Locale::En, count) => format!("Files received ({count})"),
    };
    let body = if view.files.is_empty() {
        view! { <p>{locale.pick("Bạn không gửi tệp nào.", "You sent no files.")}</p> }.into_any()
    } else {
        let rows = view.files.iter().map(|(paper, file)| file_row_with_hash(locale, paper, file)).collect_view();
        view! { <ul class="file-list">{rows}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="files">
            <h2 id="files">{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}
