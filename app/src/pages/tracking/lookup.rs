//! A dossier by code and PIN: where is it, whose turn, until when, what do I do now.

use domain::filing::Problem;
use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::lookup_form::lookup_form;
use crate::components::phone::phone_link;
use crate::view::{Chrome, TrackingView};

use super::found::found;

/// The whole page: the form, or the answer with the form below.
pub fn page(chrome: &Chrome, view: &TrackingView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let miss = view.problem.iter().map(|key| Problem::new("code", key, &[]));
    let problems: Vec<Problem> = miss.chain(view.message_problems.iter().cloned()).collect();
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
        live: view.found.is_some(),
        // The form is public, an answer never is.
        public: view.found.is_none(),
        has_problems: !problems.is_empty(),
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let main = match &view.found {
        Some(dossier) => found(chrome, view, dossier),
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
