//! The head of a paper: issuer, motto, number, date, title.

use domain::paper::{MOTTO, Sheet};
use leptos::prelude::*;

use super::blocks::{blank, english};

pub fn letterhead(sheet: &Sheet) -> AnyView {
    let line =
        |class: &'static str, text: Option<&String>| text.cloned().map(|text| view! { <p class=class>{text}</p> });
    let number = sheet.number.clone().map_or_else(|| blank("sheet-blank sheet-blank--short"), IntoAny::into_any);
    let [state, words] = MOTTO;
    view! {
        <header class="sheet-head">
            <p class="sheet-copy">{sheet.copy}</p>
            <p class="sheet-form">{sheet.form} " – " {sheet.basis}</p>
            <div class="sheet-issuer">
                {line("sheet-superior", sheet.superior.as_ref())}
                {line("sheet-agency", Some(&sheet.agency))}
                {line("sheet-agency", sheet.desk.as_ref())}
            </div>
            <div class="sheet-motto">
                <p>{state}</p>
                <p>{words}</p>
            </div>
            <p class="sheet-number">"Số: " {number}</p>
            <p class="sheet-date">{sheet.dated.clone()}</p>
            <h1 class="sheet-title">{sheet.title.clone()}</h1>
            {sheet.gloss.map(|gloss| view! { <p class="sheet-gloss">{english(Some(gloss))}</p> })}
            {sheet.code.clone().map(|code| view! { <p class="sheet-code">"Mã hồ sơ: " <strong>{code}</strong></p> })}
        </header>
    }
    .into_any()
}
