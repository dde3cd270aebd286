//! The official papers that were issued to the applicant. Code and PIN travel in the form, never in an address.

use leptos::prelude::*;

use super::messages::code_and_pin;
use crate::components::issued::form_name;
use crate::locale::{Locale, date_time, machine_time};
use crate::view::TrackedDossier;

pub(super) fn issued(locale: Locale, dossier: &TrackedDossier) -> Option<AnyView> {
    if dossier.issued.is_empty() {
        return None;
    }
    let rows = dossier
        .issued
        .iter()
        .map(|one| {
            let name = form_name(locale, one.form);
            let pdf_label = locale.pick(format!("Tải PDF: {name}"), format!("Download PDF: {name}"));
            let view_label = locale.pick(format!("Xem và in: {name}"), format!("Show and print: {name}"));
            view! {
                <li>
                    <p>
                        <strong>{name}</strong>
                        <span class="line quiet">
                            <time datetime=machine_time(one.at)>{date_time(locale, one.at)}</time>
                        </span>
                    </p>
                    <form method="post" action=locale.href("/tra-cuu/giay")>
                        {code_and_pin(dossier)} <input type="hidden" name="giay" value=one.key() />
                        <div class="buttons">
                            <button class="button button--secondary" type="submit" aria-label=view_label>
                                {locale.pick("Xem và in", "Show and print")}
                            </button>
                            <button class="button button--secondary" type="submit" name="dang" value="pdf" aria-label=pdf_label>
                                {locale.pick("Tải PDF", "Download PDF")}
                            </button>
                        </div>
                    </form>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="issued">
                <h2 id="issued">{locale.pick("Giấy tờ cơ quan đã lập", "Papers from the agency")}</h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
