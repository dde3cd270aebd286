//! A dossier by code and PIN: where is it, whose turn, until when, what do I do now.

use domain::dossier::Status;
use domain::filing::Problem;
use leptos::prelude::*;

use crate::components::address::procedure_path;
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::icon::{Icon, icon};
use crate::components::lookup_form::lookup_form;
use crate::components::notice::notice;
use crate::components::phone::phone_link;
use crate::components::tag::{Tone, status_tag};
use crate::components::timeline::timeline;
use crate::locale::{Locale, bytes, date_time, machine_time};
use crate::view::{Chrome, TrackedDossier, TrackingView};

/// The whole page: the form, or the answer with the form below.
pub fn page(chrome: &Chrome, view: &TrackingView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let problems: Vec<Problem> = view.problem.iter().map(|key| Problem::new("code", key, &[])).collect();
    let title = match &view.found {
        Some(dossier) => locale.pick(format!("Hồ sơ {}", dossier.code), format!("Dossier {}", dossier.code)),
        None => locale.pick("Tra cứu hồ sơ", "Track a dossier").to_owned(),
    };
    let head = Head {
        title,
        description: locale.pick(
            "Nhập mã hồ sơ và mã PIN trên biên nhận để biết hồ sơ đang ở đâu, đến lượt ai và bao giờ xong.",
            "Enter the code and PIN from your receipt to see where your dossier is, whose turn it is and until when.",
        )
        .to_owned(),
        // The form is public, an answer never is.
        public: view.found.is_none(),
        has_problems: !problems.is_empty(),
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let main = match &view.found {
        Some(dossier) => found(chrome, dossier),
        None => view! {
            <div class="filing">
                {error_summary(locale, &problems, here)}
                <h1>{locale.pick("Tra cứu hồ sơ", "Track a dossier")}</h1>
                <p>
                    {locale.pick("Hai mã nằm trên biên nhận bạn thấy sau khi nộp.", "Both stand on the receipt you saw after filing.")}
                </p>
                {lookup_form(locale, &view.code, &problems, false)}
                {lost(chrome)}
            </div>
        }
        .into_any(),
    };
    document(chrome, head, main)
}

fn lost(chrome: &Chrome) -> AnyView {
    let locale = chrome.locale;
    let phone = chrome.province.counter.phone.as_str();
    view! {
        <details class="case">
            <summary>{locale.pick("Mất mã hồ sơ hoặc mã PIN?", "Lost the code or the PIN?")}</summary>
            <p>
                {locale.pick("Gọi ", "Call ")} {phone_link(phone)}
                {locale
                    .pick(
                        " hoặc đến quầy với giấy tờ tùy thân. Cán bộ sẽ tìm hồ sơ theo tên và số điện thoại của bạn.",
                        " or come to the counter with your identity card. An officer finds the dossier by your name and phone number.",
                    )}
            </p>
        </details>
    }
    .into_any()
}

fn found(chrome: &Chrome, dossier: &TrackedDossier) -> AnyView {
    let locale = chrome.locale;
    let files = (!dossier.files.is_empty()).then(|| {
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
        view! {
            <section aria-labelledby="files">
                <h2 id="files">{locale.pick("Tệp đã nhận", "Files received")}</h2>
                <ul class="file-list">{rows}</ul>
            </section>
        }
    });
    view! {
        <div class="filing">
            <h1>{locale.pick("Hồ sơ ", "Dossier ")} <span class="code">{dossier.code.clone()}</span></h1>
            <p class="filing-place">
                <a href=locale.href(&procedure_path(&dossier.procedure_code))>{dossier.procedure_name.clone()}</a>
            </p>
            {late(chrome, dossier)}
            {answers(locale, dossier)}
            <section aria-labelledby="timeline">
                <h2 id="timeline">{locale.pick("Đã diễn ra", "What happened")}</h2>
                {timeline(locale, &dossier.timeline)}
            </section>
            {files}
            {copy(locale, dossier)}
            <div class="buttons">
                <a class="button button--secondary" href=locale.href("/tra-cuu")>
                    {locale.pick("Tra cứu hồ sơ khác", "Track another dossier")}
                </a>
            </div>
        </div>
    }
    .into_any()
}

/// A new dossier with the answers of this one. Code and PIN go along, because nobody is signed in; the page is never kept.
fn copy(locale: Locale, dossier: &TrackedDossier) -> Option<AnyView> {
    let pin = dossier.copy_with.clone()?;
    Some(
        view! {
            <section aria-labelledby="again">
                <h2 id="again">{locale.pick("Nộp lần nữa", "File again")}</h2>
                <form method="post" action=locale.href("/tra-cuu/nop-lai")>
                    <input type="hidden" name="code" value=dossier.code.clone() />
                    <input type="hidden" name="pin" value=pin />
                    <p>
                        {locale
                            .pick(
                                "Nội dung đã khai được chép sang bản nháp mới để bạn sửa; tệp thì gửi lại.",
                                "Your answers are copied into a new draft for you to change; the files are sent again.",
                            )}
                    </p>
                    <button class="button button--secondary" type="submit">
                        {locale.pick("Nộp hồ sơ mới từ hồ sơ này", "File a new dossier from this one")}
                    </button>
                </form>
            </section>
        }
        .into_any(),
    )
}

/// Said first and plainly: the agency is late, not the citizen.
fn late(chrome: &Chrome, dossier: &TrackedDossier) -> Option<AnyView> {
    if !dossier.answer_is_late {
        return None;
    }
    let locale = chrome.locale;
    let phone = chrome.province.counter.phone.as_str();
    let body = view! {
        <p>
            <strong>{locale.pick("Cơ quan trả lời muộn, chúng tôi xin lỗi bạn.", "The agency is late with its answer. We apologise.")}</strong>
        </p>
        <p>
            {locale.pick("Bạn không phải làm gì thêm. Muốn hỏi, hãy gọi ", "You need not do anything. To ask, call ")}
            {phone_link(phone)} "."
        </p>
    }
    .into_any();
    Some(notice(Tone::Warning, body))
}

/// The four questions.
fn answers(locale: Locale, dossier: &TrackedDossier) -> AnyView {
    let pair = |question: &'static str, answer: AnyView| {
        view! {
            <div class="pair">
                <dt>{question}</dt>
                <dd>{answer}</dd>
            </div>
        }
    };
    let due = view! {
        <strong>
            <time datetime=machine_time(dossier.answer_due_at)>{date_time(locale, dossier.answer_due_at)}</time>
        </strong>
        <span class="fee-label">
            {locale
                .pick(
                    "8 giờ làm việc kể từ khi nộp; không tính đêm, ngày nghỉ và ngày lễ.",
                    "8 working hours from filing; nights, weekends and holidays do not count.",
                )}
        </span>
    };
    let waiting = dossier.status == Status::Submitted;
    let submitted =
        view! { <time datetime=machine_time(dossier.submitted_at)>{date_time(locale, dossier.submitted_at)}</time> };
    view! {
        <dl class="pairs pairs-large">
            {pair(locale.pick("Đang ở đâu?", "Where is it?"), view! { {status_tag(locale, dossier.status)} <span class="fee-label">{dossier.agency.clone()}</span> }.into_any())}
            {pair(locale.pick("Đến lượt ai?", "Whose turn is it?"), view! { <span>{turn(locale, dossier)}</span> }.into_any())}
            {waiting.then(|| pair(locale.pick("Trả lời trước", "Answer before"), due.into_any()))}
            {pair(locale.pick("Bạn cần làm gì?", "What do I do now?"), view! { <span>{what_now(locale, dossier.status)}</span> }.into_any())}
            {pair(locale.pick("Nộp lúc", "Filed"), submitted.into_any())}
        </dl>
    }
    .into_any()
}

fn turn(locale: Locale, dossier: &TrackedDossier) -> String {
    match dossier.status {
        Status::Submitted | Status::Received | Status::Processing => {
            locale.pick(format!("Cơ quan: {}", dossier.agency), format!("The agency: {}", dossier.agency))
        }
        Status::SupplementRequested | Status::PaymentRequested | Status::Settled => {
            locale.pick("Bạn", "You").to_owned()
        }
        Status::Refused | Status::Withdrawn | Status::Stopped | Status::Returned => {
            locale.pick("Không còn ai: hồ sơ đã kết thúc", "Nobody: the dossier is closed").to_owned()
        }
    }
}

fn what_now(locale: Locale, status: Status) -> &'static str {
    match status {
        Status::Submitted => locale.pick(
            "Chưa phải làm gì. Cán bộ đang đọc hồ sơ và sẽ báo cho bạn.",
            "Nothing yet. An officer is reading the dossier and will tell you.",
        ),
        Status::Received | Status::Processing => locale.pick(
            "Không phải làm gì. Bạn sẽ được báo khi có kết quả.",
            "Nothing. You will hear when there is a result.",
        ),
        Status::SupplementRequested => {
            locale.pick("Gửi các giấy tờ mà cơ quan đã nêu.", "Send the papers that the agency named.")
        }
        Status::PaymentRequested => locale.pick("Nộp khoản tiền đã được báo.", "Pay the amount you were told."),
        Status::Settled => locale.pick("Nhận kết quả theo cách bạn đã chọn.", "Get the result in the way you chose."),
        Status::Returned => locale.pick("Không phải làm gì nữa.", "Nothing more."),
        Status::Withdrawn => locale
            .pick("Bạn đã rút hồ sơ. Khi cần, hãy nộp hồ sơ mới.", "You withdrew it. File a new one when you need it."),
        Status::Refused | Status::Stopped => locale.pick(
            "Xem lý do cơ quan đã báo; nếu chưa rõ, hãy gọi số điện thoại ở cuối trang.",
            "Read the reason the agency gave; if it is not clear, call the number at the end of the page.",
        ),
    }
}
