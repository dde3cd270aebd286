//! What is handed to the person at the counter: code and PIN on paper, and the appointment.

use leptos::prelude::*;

use super::{COUNTER, dossier_path};
use crate::components::file_row::file_row_with_hash;
use crate::components::issued::form_name;
use crate::components::notice::notice;
use crate::components::receipt_panel::receipt_panel;
use crate::components::tag::Tone;
use crate::locale::{Locale, date_time, machine_time};
use crate::pages::desk::frame::{Frame, frame};
use crate::view::{Chrome, CounterReceiptView, DeskHead};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &CounterReceiptView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let heading = match view.received_at {
        Some(_) => locale.pick("Đã tiếp nhận hồ sơ", "The dossier is accepted"),
        None => locale.pick("Đã ghi nhận hồ sơ, chưa tiếp nhận", "The dossier is filed, and not accepted yet"),
    };
    let main = view! {
        <h1>{heading}</h1>
        {receipt_panel(locale, &view.code, &view.pin)}
        <div class="print-hint">
            {view.received_at.is_none().then(|| to_accept(locale, view))}
            <p>
                {locale
                    .pick(
                        "In trang này (Ctrl + P) đưa cho người nộp: hai mã trên là chìa khoá để tra cứu. Đừng giữ lại mã PIN.",
                        "Print this page (Ctrl + P) for the applicant: the two codes are the key to the dossier. Do not keep the PIN.",
                    )}
            </p>
            {papers(locale, view)}
        </div>
        {facts(locale, view)}
        {look_up(locale, view)}
        {files(locale, view)}
        <div class="buttons">
            <a class="button" href=locale.href(COUNTER)>{locale.pick("Nhận hồ sơ khác", "Take in another one")}</a>
            <a class="button button--secondary" href=locale.href(&dossier_path(&view.code))>
                {locale.pick("Mở hồ sơ", "Open the dossier")}
            </a>
        </div>
    }
    .into_any();
    let title = format!("{heading} {}", view.code);
    frame(chrome, Some(desk), Frame { title, has_problems: false }, main)
}

fn to_accept(locale: Locale, view: &CounterReceiptView) -> AnyView {
    let href = format!("{}?viec=receive#acts", locale.href(&dossier_path(&view.code)));
    let body = view! {
        <p>
            {locale
                .pick(
                    "Hồ sơ đang ở danh sách việc, chưa có ngày hẹn. ",
                    "It waits in the list of work and has no appointment yet. ",
                )} <a href=href>{locale.pick("Tiếp nhận, yêu cầu bổ sung hoặc từ chối", "Accept it, ask for papers, or refuse it")}</a>
        </p>
    };
    notice(Tone::Warning, body.into_any())
}

fn papers(locale: Locale, view: &CounterReceiptView) -> Option<AnyView> {
    let issued = view.form_01.as_ref()?;
    let address = locale.href(&format!("{}/giay/{}", dossier_path(&view.code), issued.key()));
    Some(
        view! {
            <div class="buttons">
                <a class="button" href=format!("{address}.pdf")>
                    {locale.pick("In giấy tiếp nhận và hẹn trả (PDF)", "Print the receipt with the appointment (PDF)")}
                </a>
                <a class="button button--quiet" href=address>{form_name(locale, issued.form)}</a>
            </div>
        }
        .into_any(),
    )
}

fn facts(locale: Locale, view: &CounterReceiptView) -> AnyView {
    let pair = |heading: &'static str, content: AnyView| {
        view! {
            <div class="pair">
                <dt>{heading}</dt>
                <dd>{content}</dd>
            </div>
        }
    };
    let time = |at| view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> }.into_any();
    let due = match (view.received_at, view.due_at) {
        (Some(_), Some(due)) => view! { <strong>{time(due)}</strong> }.into_any(),
        (Some(_), None) => locale.pick("Cơ quan sẽ báo ngày trả", "The agency will tell the day").into_any(),
        (None, _) => locale.pick("Chưa có: hồ sơ chưa được tiếp nhận", "None yet: it is not accepted").into_any(),
    };
    let contact = match view.contact.is_empty() {
        true => {
            locale.pick("Trên giấy này; tra cứu bằng hai mã trên", "On this paper, and by the two codes").to_owned()
        }
        false => view.contact.clone(),
    };
    view! {
        <dl class="pairs">
            {pair(locale.pick("Người có việc", "Whose matter it is"), view! { <span>{view.applicant.clone()}</span> }.into_any())}
            {pair(
                locale.pick("Thủ tục", "Procedure"),
                view! { <span lang=(locale == Locale::En).then_some("vi")>{view.procedure_name.clone()}</span> }.into_any(),
            )}
            {pair(locale.pick("Nơi nhận", "Received at"), view! { <span>{view.agency.clone()}</span> }.into_any())}
            {pair(locale.pick("Nộp lúc", "Handed in"), time(view.submitted_at))}
            {pair(locale.pick("Hẹn trả kết quả", "Result promised for"), due)}
            {pair(locale.pick("Báo tin cho người nộp", "News reaches the applicant"), view! { <span>{contact}</span> }.into_any())}
        </dl>
    }
    .into_any()
}

/// Where the codes are entered; somebody may read it from paper.
fn look_up(locale: Locale, view: &CounterReceiptView) -> AnyView {
    view! {
        <p>
            {locale.pick("Tra cứu tại: ", "Look it up at: ")} <strong class="wrap">{view.look_up.clone()}</strong>
            {locale.pick(", hoặc đọc mã hồ sơ qua điện thoại, hoặc đến quầy.", ", or read out the code by phone, or come to the counter.")}
        </p>
    }
    .into_any()
}

fn files(locale: Locale, view: &CounterReceiptView) -> AnyView {
    let count = view.files.len();
    let heading = locale.pick(format!("Bản chụp giấy tờ ({count})"), format!("Scans ({count})"));
    let body = if view.files.is_empty() {
        let words = locale.pick("Không có bản chụp nào.", "There are no scans.");
        view! { <p>{words}</p> }.into_any()
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
