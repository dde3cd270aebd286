//! «This form is not for your case»: said as soon as it is known, with where to go instead.

use leptos::prelude::*;

use super::page_href;
use crate::components::address::procedure_path;
use crate::components::error_summary::here;
use crate::components::status_line::status_line;
use crate::components::step_list::Step;
use crate::pages::filing::{Frame, frame, plain_words};
use crate::view::{Chrome, ExitView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &ExitView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let instead = view.procedure.as_ref().map(|(code, name)| {
        let words = match name {
            Some(name) => format!("{name} ({code})"),
            None => code.clone(),
        };
        view! {
            <p>
                {locale.pick("Thủ tục dành cho bạn: ", "The procedure for you: ")}
                <a href=locale.href(&procedure_path(code))>{words}</a>
            </p>
        }
    });
    let body = view! {
        <p>{view.text.clone()}</p>
        {instead}
        <p>
            {locale
                .pick(
                    "Nếu bạn trả lời nhầm, hãy quay lại sửa. Những gì bạn đã điền vẫn còn; chưa có gì được gửi đi.",
                    "If you answered by mistake, go back and change it. What you have filled in is kept; nothing was sent.",
                )}
        </p>
        <div class="buttons">
            <a class="button" href=page_href(locale, &view.head.way, &view.page)>
                {locale.pick("Quay lại sửa câu trả lời", "Go back and change the answer")}
            </a>
        </div>
    }
    .into_any();
    let parts = Frame {
        head: &view.head,
        step: Step::Form,
        heading: view.title.clone(),
        problems: &[],
        islands: false,
        status: status_line(locale, &view.head.status),
        body,
    };
    frame(chrome, parts, &here, &plain_words(locale))
}
