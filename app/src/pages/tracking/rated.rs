//! After rating through a link: thanks, or why the link does nothing and what else one can do.

use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::locale::problem_sentence;
use crate::view::{Chrome, RatedView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &RatedView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = match &view.problem {
        None => locale.pick("Cảm ơn bạn đã đánh giá", "Thank you for rating"),
        Some(_) => locale.pick("Đường dẫn này không dùng được", "This link does not work"),
    };
    let head = Head { title: title.to_owned(), trail: vec![home_link(locale)], ..Head::default() };
    let said = match &view.problem {
        None => notice_text(
            Tone::Done,
            locale.pick(
                "Đánh giá đã được ghi. Chỉ tổng số theo cơ quan được công bố; cán bộ không thấy ai đã đánh giá.",
                "Your rating is kept. Only sums by agency are published; officers do not see who rated.",
            ),
        ),
        Some(problem) => notice_text(Tone::Warning, problem_sentence(locale, problem)),
    };
    let main = view! {
        <div class="filing">
            <h1>{title}</h1>
            {said}
            <p>
                <a href=locale.href("/tra-cuu")>{locale.pick("Tra cứu hồ sơ bằng mã và PIN", "Look up the dossier with code and PIN")}</a>
            </p>
            <p>
                <a href=locale.href("/chi-so")>{locale.pick("Xem các cơ quan phục vụ ra sao", "See how the agencies perform")}</a>
            </p>
        </div>
    }
    .into_any();
    document(chrome, head, main)
}
