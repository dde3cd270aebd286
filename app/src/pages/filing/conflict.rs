//! Two windows changed the same draft: nothing is overwritten, the person chooses field by field.

use leptos::prelude::*;

use super::{Frame, frame, plain_words};
use crate::components::error_summary::here;
use crate::components::lines::lines;
use crate::components::notice::notice_text;
use crate::components::status_line::status_line;
use crate::components::step_list::Step;
use crate::components::tag::Tone;
use crate::locale::Locale;
use crate::view::{Chrome, ConflictField, ConflictView};

/// What the radio of a field is called: `choose.` and the name of the field.
pub const CHOOSE: &str = "choose.";
/// Its value for what the server has.
pub const KEPT: &str = "kept";
/// Its value for what this window has.
pub const MINE: &str = "mine";

/// The whole page.
pub fn page(chrome: &Chrome, view: &ConflictView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let fields = view.fields.iter().map(|field| choice(locale, field)).collect_view();
    let hidden = view
        .hidden
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> })
        .collect_view();
    let why = locale.pick(
        "Hồ sơ này vừa được sửa ở một cửa sổ khác, nên có hai câu trả lời khác nhau. Chưa có gì bị ghi đè.",
        "This draft was changed in another window, so there are two different answers. Nothing was overwritten.",
    );
    let body = view! {
        {notice_text(Tone::Warning, why)}
        <form class="conflict" method="post" action=view.action.clone() novalidate>
            <input type="hidden" name="version" value=view.version.to_string() />
            {hidden}
            {fields}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Lưu lựa chọn", "Save the choice")}</button>
                <a class="button button--quiet" href=view.action.clone()>
                    {locale.pick("Bỏ tất cả những gì gõ ở đây", "Drop everything typed here")}
                </a>
            </div>
        </form>
    }
    .into_any();
    let parts = Frame {
        head: &view.head,
        step: if view.in_form { Step::Form } else { Step::Applicant },
        heading: locale.pick("Giữ câu trả lời nào?", "Which answer counts?").to_owned(),
        problems: &[],
        islands: false,
        status: status_line(locale, &view.head.status),
        body,
    };
    frame(chrome, parts, &here, &plain_words(locale))
}

fn choice(locale: Locale, field: &ConflictField) -> AnyView {
    let name = format!("{CHOOSE}{}", field.name);
    let row = |value: &'static str, label: &'static str, words: &str, chosen: bool| {
        let id = format!("{name}-{value}");
        let words = if words.trim().is_empty() {
            view! { <span class="quiet">{locale.pick("(để trống)", "(empty)")}</span> }.into_any()
        } else {
            lines(words)
        };
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name=name.clone() value=value checked=chosen />
                <label for=id>
                    <strong>{label}</strong>
                    <span class="conflict-answer">{words}</span>
                </label>
            </div>
        }
        .into_any()
    };
    let values = field
        .values
        .iter()
        .map(|value| view! { <input type="hidden" name=field.name.clone() value=value.clone() /> })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{field.label.clone()}</legend>
            {values}
            {row(MINE, locale.pick("Gõ ở cửa sổ này", "Typed in this window"), &field.mine, true)}
            {row(KEPT, locale.pick("Đang lưu trên máy chủ", "Kept on the server"), &field.kept, false)}
        </fieldset>
    }
    .into_any()
}
