//! The official papers that a dossier has, to read and to save.

use leptos::prelude::*;

use crate::components::issued::form_name;
use crate::locale::{Locale, date_time, machine_time};
use crate::view::DeskDossierView;

/// The way to the QR code with which the person at the counter rates.
pub(super) fn invite(locale: Locale, view: &DeskDossierView) -> AnyView {
    let address = locale.href(&format!("/can-bo/ho-so/{}/moi-danh-gia", view.code));
    view! { <p><a href=address>{locale.pick("Mời người dân đánh giá (mã QR)", "Ask for a rating (QR code)")}</a></p> }
        .into_any()
}

pub(super) fn issued(locale: Locale, view: &DeskDossierView) -> Option<AnyView> {
    if view.issued.is_empty() {
        return None;
    }
    let rows = view
        .issued
        .iter()
        .map(|one| {
            let address = locale.href(&format!("/can-bo/ho-so/{}/giay/{}", view.code, one.key()));
            let pdf_label = locale.pick(
                format!("Tải PDF: {}", form_name(locale, one.form)),
                format!("Download PDF: {}", form_name(locale, one.form)),
            );
            view! {
                <li>
                    <a href=address.clone()>{form_name(locale, one.form)}</a>
                    <span class="line quiet">
                        <time datetime=machine_time(one.at)>{date_time(locale, one.at)}</time>
                    </span>
                    <a href=format!("{address}.pdf") download="" aria-label=pdf_label>"PDF"</a>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="issued">
                <h2 id="issued">{locale.pick("Giấy tờ đã lập", "Papers issued")}</h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
