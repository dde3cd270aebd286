//! Beginning a dossier at the counter: which case, which desk.

use leptos::prelude::*;

use super::{COUNTER, begin_path};
use crate::components::error_summary::{error_summary, here};
use crate::components::notice::notice;
use crate::components::tag::Tone;
use crate::locale::Locale;
use crate::pages::desk::frame::{Frame, frame};
use crate::pages::filing::start::{case_choice, desk_choice};
use crate::view::{Chrome, CounterBeginView, DeskHead};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &CounterBeginView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let heading = locale.pick("Nhận hồ sơ cho thủ tục này", "Take in this procedure");
    let body = match view.agencies.is_empty() {
        true => elsewhere(locale, view),
        false => form(locale, view),
    };
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <h1>{heading}</h1>
        <p class="lead">
            <span lang=(locale == Locale::En).then_some("vi")>{view.procedure_name.clone()}</span>
            <span class="line quiet code">{view.procedure_code.clone()}</span>
        </p>
        {body}
        <p>
            <a href=locale.href(COUNTER)>{locale.pick("Chọn thủ tục khác", "Choose another procedure")}</a>
        </p>
    }
    .into_any();
    let title = format!("{heading}: {}", view.procedure_code);
    frame(chrome, Some(desk), Frame { title, has_problems: !view.problems.is_empty() }, main)
}

fn form(locale: Locale, view: &CounterBeginView) -> AnyView {
    view! {
        <form method="post" action=locale.href(&begin_path(&view.procedure_code)) novalidate>
            {case_choice(locale, &view.cases, &view.problems)}
            {desk_choice(
                locale,
                locale.pick("Các quầy mà bạn được nhận hồ sơ.", "The counters at which you take in dossiers."),
                &view.agencies,
                &view.problems,
            )}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Bắt đầu nhận", "Begin")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Who is sent away is told where to go.
fn elsewhere(locale: Locale, view: &CounterBeginView) -> AnyView {
    let desks = view.elsewhere.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
    let body = view! {
        <p>{locale.pick("Quầy của bạn không nhận thủ tục này. Nơi nhận:", "Your counter does not receive this procedure. It is received at:")}</p>
        <ul>{desks}</ul>
    };
    notice(Tone::Information, body.into_any())
}
