//! What went wrong, what is kept, what to do.

use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::phone::phone_link;
use crate::view::{Chrome, ErrorView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &ErrorView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let head = Head {
        title: view.title.clone(),
        description: view.sentences.first().cloned().unwrap_or_default(),
        search: view.status == 404,
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let sentences = view.sentences.iter().map(|sentence| view! { <p>{sentence.clone()}</p> }).collect_view();
    let links = (!view.links.is_empty()).then(|| {
        let links = view
            .links
            .iter()
            .map(|(label, href)| {
                view! {
                    <li>
                        <a href=href.clone()>{label.clone()}</a>
                    </li>
                }
            })
            .collect_view();
        view! { <ul>{links}</ul> }
    });
    let phone = chrome.province.counter.phone.as_str();
    let main = view! {
        <div class="filing">
            <h1>{view.title.clone()}</h1>
            {sentences}
            {links}
            <p>
                {locale.pick("Cần người giúp ngay: ", "To talk to somebody now: ")}
                {phone_link(phone)} {format!(" ({})", locale.of(&chrome.province.counter.hours))}
            </p>
            <p class="quiet">{locale.pick(format!("Mã của lỗi: {}", view.status), format!("Number of the error: {}", view.status))}</p>
        </div>
    }
    .into_any();
    document(chrome, head, main)
}
