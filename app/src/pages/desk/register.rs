//! Which register of dossiers (form 06) is to be printed.

use domain::filing::Problem;
use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{error_view, field_class, field_errors};
use crate::locale::Locale;
use crate::view::{Chrome, DeskHead, RegisterView};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &RegisterView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Sổ theo dõi hồ sơ (mẫu 06)", "Register of dossiers (form 06)");
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <h1>{title}</h1>
        <p>
            {locale
                .pick(
                    "Sổ ghi các hồ sơ đã được tiếp nhận trong số những hồ sơ nộp vào những ngày bạn chọn, tối đa 300 hồ sơ một lần.",
                    "It lists the accepted dossiers among those filed on the days you choose, 300 at most at a time.",
                )}
        </p>
        <form class="filing" method="get" action=locale.href("/can-bo/so-theo-doi") novalidate>
            {agencies(locale, view)}
            {day(locale, "tu", locale.pick("Nộp từ ngày", "Filed from"), &view.from, &view.problems)}
            {day(locale, "den", locale.pick("Đến hết ngày", "To the end of"), &view.to, &view.problems)}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Xem và in", "Show and print")}</button>
                <button class="button button--secondary" type="submit" name="dang" value="pdf">
                    {locale.pick("Tải tệp PDF", "Download as PDF")}
                </button>
            </div>
        </form>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: !view.problems.is_empty() }, main)
}

fn agencies(locale: Locale, view: &RegisterView) -> AnyView {
    let errors = field_errors(locale, "don-vi", &view.problems);
    let described = (!errors.is_empty()).then_some("don-vi-error");
    let options = view
        .agencies
        .iter()
        .map(|(code, name)| {
            let chosen = *code == view.agency;
            view! { <option value=code.clone() selected=chosen>{format!("{name} ({code})")}</option> }
        })
        .collect_view();
    view! {
        <div class=field_class(&errors)>
            <label for="don-vi">{locale.pick("Nơi tiếp nhận", "Desk")}</label>
            {error_view(locale, "don-vi", &errors)}
            <select id="don-vi" name="don-vi" aria-describedby=described>{options}</select>
        </div>
    }
    .into_any()
}

fn day(locale: Locale, id: &'static str, label: &'static str, value: &str, problems: &[Problem]) -> AnyView {
    let errors = field_errors(locale, id, problems);
    let described = (!errors.is_empty()).then(|| format!("{id}-error"));
    view! {
        <div class=field_class(&errors)>
            <label for=id>{label}</label>
            {error_view(locale, id, &errors)}
            <input id=id name=id type="date" value=value.to_owned() aria-describedby=described />
        </div>
    }
    .into_any()
}
