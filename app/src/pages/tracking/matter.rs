//! What the agency asked or decided: supplement, payment, reasons, result.

use domain::dossier::{PaymentDemand, Status};
use domain::filing::Delivery;
use leptos::prelude::*;

use super::found::pair;
use super::messages::code_and_pin;
use crate::components::event_details::{asked_items, hand_over_words};
use crate::components::file_row::file_row_with_hash;
use crate::components::lines::lines;
use crate::locale::{Locale, date, date_time, dong, machine_time};
use crate::view::{Ending, ResultShown, SupplementAsked, TrackedDossier};

/// Everything that applies; nothing where nothing was asked or decided.
pub(super) fn matter(locale: Locale, dossier: &TrackedDossier) -> AnyView {
    let supplement = dossier.supplement.as_ref().map(|asked| supplement(locale, dossier, asked));
    let payment = dossier.payment.as_ref().map(|demand| payment(locale, demand));
    let ending = dossier.ending.as_ref().and_then(|ended| ending(locale, dossier.status, ended));
    let result = dossier.result.as_ref().map(|shown| result(locale, dossier, shown));
    view! { {supplement} {payment} {ending} {result} }.into_any()
}

fn section(id: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn supplement(locale: Locale, dossier: &TrackedDossier, asked: &SupplementAsked) -> AnyView {
    let until = asked.answer_by.map(|at| {
        view! {
            <p>
                {locale.pick("Hãy bổ sung trước ", "Please complete it before ")}
                <strong>
                    <time datetime=machine_time(at)>{date_time(locale, at)}</time>
                </strong> "."
            </p>
        }
    });
    let answered = asked.answered_at.map(|at| {
        view! {
            <p>
                {locale.pick("Bạn đã gửi phần bổ sung lúc ", "You sent it at ")}
                <time datetime=machine_time(at)>{date_time(locale, at)}</time>
                {locale.pick(". Cán bộ đang xem lại.", ". An officer is checking it.")}
            </p>
        }
    });
    let complete = dossier.can_complete.then(|| {
        view! {
            <form method="post" action=locale.href("/tra-cuu/bo-sung")>
                {code_and_pin(dossier)} <button class="button" type="submit">
                    {locale.pick("Bổ sung trực tuyến", "Complete it online")}
                </button>
            </form>
            <p class="quiet">
                {locale
                    .pick(
                        "Những gì bạn đã khai và tệp đã gửi có sẵn ở đó; chỉ sửa chỗ được yêu cầu.",
                        "Your answers and files are already there; change only what is asked for.",
                    )}
            </p>
        }
    });
    let body = view! {
        <p>
            {locale.pick("Cơ quan yêu cầu lúc ", "Asked at ")}
            <time datetime=machine_time(asked.asked_at)>{date_time(locale, asked.asked_at)}</time>
            {locale
                .pick(
                    ". Làm đủ từng mục dưới đây; thời gian chờ bạn không tính vào hạn của cơ quan.",
                    ". Complete each item; the time until you do does not count against the agency.",
                )}
        </p>
        {asked_items(locale, &asked.items)}
        {until}
        {answered}
        {complete}
    };
    section("supplement", locale.pick("Cần bổ sung", "What to complete"), body.into_any())
}

fn payment(locale: Locale, demand: &PaymentDemand) -> AnyView {
    let body = view! {
        <p>
            {locale.pick("Số tiền: ", "Amount: ")} <strong>{dong(locale, demand.amount)}</strong>
        </p>
        <p>{lines(&demand.reason)}</p>
        <p>
            {locale
                .pick(
                    "Nộp tại quầy tiếp nhận và giữ biên lai; khi quầy xác nhận, thời gian lại được tính.",
                    "Pay at the desk and keep the receipt; the clock runs again when the desk confirms it.",
                )}
        </p>
    };
    section("payment", locale.pick("Khoản phải nộp", "What to pay"), body.into_any())
}

fn ending(locale: Locale, status: Status, ended: &Ending) -> Option<AnyView> {
    if ended.reason.is_empty() && ended.where_to_turn.is_empty() {
        return None;
    }
    let title = match status {
        Status::Refused => locale.pick("Vì sao không được tiếp nhận", "Why it was not accepted"),
        Status::Withdrawn => locale.pick("Lý do bạn rút hồ sơ", "Why you withdrew it"),
        _ => locale.pick("Vì sao dừng xử lý", "Why it was stopped"),
    };
    let turn = (!ended.where_to_turn.is_empty()).then(|| {
        view! {
            <p>
                <strong>{locale.pick("Nơi bạn có thể đến: ", "Where to turn: ")}</strong>
                {lines(&ended.where_to_turn)}
            </p>
        }
    });
    let body = view! {
        <p>{lines(&ended.reason)}</p>
        {turn}
    };
    Some(section("ending", title, body.into_any()))
}

fn result(locale: Locale, dossier: &TrackedDossier, shown: &ResultShown) -> AnyView {
    let document = &shown.document;
    let granted = (!document.granted).then(|| {
        view! { <p>{locale.pick("Cơ quan không chấp thuận đề nghị của bạn; lý do ghi trong văn bản.", "The request was not granted; the document says why.")}</p> }
    });
    let how = match (&shown.returned, shown.delivery) {
        (Some((at, how)), _) => view! {
            <span>
                {hand_over_words(locale, *how)} ", "
                <time datetime=machine_time(*at)>{date_time(locale, *at)}</time>
            </span>
        }
        .into_any(),
        (None, Delivery::Counter) => view! {
            <span>{locale.pick("Đến quầy tiếp nhận, mang giấy tờ tùy thân và mã hồ sơ.", "Come to the desk with your identity card and the dossier code.")}</span>
        }
        .into_any(),
        (None, Delivery::Post) => view! {
            <span>{locale.pick("Bưu chính công ích mang đến địa chỉ bạn đã khai.", "The public post brings it to the address you gave.")}</span>
        }
        .into_any(),
        (None, Delivery::Electronic) => view! {
            <span>{locale.pick("Bạn đã chọn bản điện tử; cơ quan sẽ báo khi giao. Bản giấy có thể nhận tại quầy.", "You chose the electronic copy; the agency tells you when it is delivered. A paper copy can be had at the desk.")}</span>
        }
        .into_any(),
    };
    let text = |text: &str| view! { <span>{text.to_owned()}</span> }.into_any();
    let first_time = shown.returned.is_none().then(|| {
        view! {
            <p>
                {locale
                    .pick(
                        "Tải lần đầu tức là bạn đã nhận kết quả; sau đó tải lại lúc nào cũng được.",
                        "The first download counts as having received it; later you can download it again at any time.",
                    )}
            </p>
        }
    });
    let download = shown.file.as_ref().map(|file| {
        view! {
            <ul class="file-list">{file_row_with_hash(locale, "", file)}</ul>
            <form method="post" action=locale.href("/tra-cuu/ket-qua")>
                {code_and_pin(dossier)} {first_time}
                <button class="button" type="submit">{locale.pick("Tải kết quả", "Download the result")}</button>
            </form>
        }
    });
    let body = view! {
        {granted}
        <dl class="pairs">
            {pair(locale.pick("Văn bản", "Document"), text(&document.title))}
            {pair(locale.pick("Số, ký hiệu", "Number"), text(&document.number))}
            {pair(locale.pick("Ngày ký", "Signed on"), text(&date(locale, document.issued_on)))}
            {pair(locale.pick("Người ký", "Signed by"), text(&document.signer))}
            {pair(locale.pick("Cách nhận", "How to get it"), how)}
        </dl>
        {download}
    };
    section("result", locale.pick("Kết quả", "Result"), body.into_any())
}
