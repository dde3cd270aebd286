//! It is kept: the code, the PIN, and what happens next.

use leptos::prelude::*;

use super::mine::photo_form;
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::icon::{Icon, icon};
use crate::components::receipt_panel::receipt_panel_of;
use crate::locale::{date_time, machine_time};
use crate::view::{Chrome, FeedbackSentView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &FeedbackSentView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Đã nhận phản ánh của bạn", "We have your feedback");
    let head = Head { title: title.to_owned(), trail: vec![home_link(locale)], ..Head::default() };
    let due = |at| view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> };
    let main = view! {
        <div class="filing">
            <h1 class="receipt-title">{icon(Icon::Tick)} {title}</h1>
            {receipt_panel_of(locale, locale.pick("Mã phản ánh", "Feedback code"), &view.code, &view.pin)}
            <p class="print-hint">
                {locale
                    .pick(
                        "Hãy chụp màn hình, chép lại hoặc in trang này: hai mã trên là chìa khoá để đọc câu trả lời.",
                        "Take a picture of this page, write the codes down or print it: they are the key to the answer.",
                    )}
            </p>
            <section aria-labelledby="next">
                <h2 id="next">{locale.pick("Tiếp theo", "What happens next")}</h2>
                <ol class="next">
                    <li>
                        {locale.pick("Chậm nhất ", "By ")} {due(view.acknowledge_due_at)} {", "} {view.agency.clone()}
                        {locale.pick(" xác nhận đã nhận và nói bộ phận nào trả lời.", " says that it has it and which office answers.")}
                    </li>
                    <li>
                        {locale.pick("Chậm nhất ", "By ")} <strong>{due(view.answer_due_at)}</strong>
                        {locale.pick(" bạn có câu trả lời. Quá hạn, cơ quan cấp trên được báo.", " you have an answer. When it is late, the agency above is told.")}
                    </li>
                    <li>
                        {locale
                            .pick(
                                "Trả lời chưa đúng ý, bạn bấm một lần là cơ quan cấp trên phải trả lời lại.",
                                "If it does not answer, say so once: the agency above has to answer anew.",
                            )}
                    </li>
                </ol>
            </section>
            {photo_form(locale, &view.code, &view.pin, &view.problems)}
            <form method="post" action=locale.href("/phan-anh/cua-toi") class="buttons">
                <input type="hidden" name="code" value=view.code.clone() />
                <input type="hidden" name="pin" value=view.pin.clone() />
                <button class="button" type="submit">{locale.pick("Xem phản ánh của tôi", "See my feedback")}</button>
                <a class="button button--quiet" href=locale.href("/")>{locale.pick("Về trang chủ", "Home")}</a>
            </form>
        </div>
    }
    .into_any();
    document(chrome, head, main)
}
