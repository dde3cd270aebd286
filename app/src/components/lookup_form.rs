//! Code and PIN: the form that leads to one's own dossier. On the front page and on the look-up page.

use domain::filing::Problem;
use leptos::prelude::*;

use super::field::{Field, Kind, Width, field};
use crate::locale::Locale;

/// The form; the PIN is never shown again. `brief` leaves out where the codes are found, for the front page.
#[must_use]
pub fn lookup_form(locale: Locale, code: &str, problems: &[Problem], brief: bool) -> AnyView {
    let hint = |vi: &str, en: &str| (!brief).then(|| locale.pick(vi, en).to_owned()).into_iter().collect();
    let code_field = Field {
        id: "code".to_owned(),
        label: locale.pick("Mã hồ sơ", "Dossier code").to_owned(),
        hints: hint("Ví dụ H28.14-261122-0001, ở đầu biên nhận", "Such as H28.14-261122-0001, on top of the receipt"),
        value: code.to_owned(),
        kind: Kind::Code,
        autocomplete: Some("off"),
        width: Width::Medium,
        ..Field::default()
    };
    let pin_field = Field {
        id: "pin".to_owned(),
        label: locale.pick("Mã PIN", "PIN").to_owned(),
        hints: hint("Ở ngay dưới mã hồ sơ trên biên nhận", "Below the code on the receipt"),
        kind: Kind::Code,
        autocomplete: Some("off"),
        width: Width::Short,
        ..Field::default()
    };
    view! {
        <form class="lookup" method="post" action=locale.href("/tra-cuu") novalidate>
            {field(locale, &code_field, problems)}
            {field(locale, &pin_field, problems)}
            <button class="button" type="submit">{locale.pick("Xem hồ sơ", "Show the dossier")}</button>
        </form>
    }
    .into_any()
}
