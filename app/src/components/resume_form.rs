//! The form for the code of a draft.

use domain::filing::Problem;
use leptos::prelude::*;

use super::field::{Field, Kind, Width, field};
use crate::locale::Locale;

/// The form, with the code as it came with a link or as it was typed.
#[must_use]
pub fn resume_form(locale: Locale, code: &str, problems: &[Problem]) -> AnyView {
    // Hyphens at which no line ends.
    let hint = locale.pick(
        "12 chữ và số, ví dụ ACDE\u{2011}FGHJ\u{2011}2345. Chữ hoa, chữ thường, dấu cách hay gạch đều được.",
        "12 letters and digits, such as ACDE\u{2011}FGHJ\u{2011}2345. Capitals, blanks and dashes do not matter.",
    );
    let code_field = Field {
        id: "ma".to_owned(),
        label: locale.pick("Mã làm tiếp", "Code of the draft").to_owned(),
        hints: vec![hint.to_owned()],
        value: code.to_owned(),
        kind: Kind::Code,
        autocomplete: Some("off"),
        width: Width::Medium,
        ..Field::default()
    };
    view! {
        <form class="lookup" method="post" action=locale.href("/tiep-tuc") novalidate>
            {field(locale, &code_field, problems)}
            <button class="button" type="submit">{locale.pick("Mở bản nháp", "Open the draft")}</button>
        </form>
    }
    .into_any()
}
