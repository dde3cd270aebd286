//! Official papers (forms 01 to 06), for the screen and for printing.
//!
//! The paper itself is in Vietnamese in both languages of the portal, because that is what the agency issues; only what stands
//! around it is translated.

mod blocks;
mod foot;
mod letterhead;

use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::icon::{Icon, icon};
use crate::locale::Locale;
use crate::view::{Chrome, PaperView};

/// The whole page of one paper, whichever form it is.
pub fn page(chrome: &Chrome, view: &PaperView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let sheet = &view.sheet;
    let head = Head {
        title: sheet.name(),
        description: locale
            .pick("Giấy tờ của hồ sơ, để xem và in.", "A paper of a dossier, to read and print.")
            .to_owned(),
        trail: [home_link(locale)].into_iter().chain(view.back.clone()).collect(),
        ..Head::default()
    };
    let class = if sheet.landscape { "sheet sheet--wide" } else { "sheet" };
    let main = view! {
        {tools(locale, view)}
        <article class=class lang="vi">
            {letterhead::letterhead(sheet)}
            {sheet.blocks.iter().map(blocks::block).collect_view()}
            {foot::signatures(sheet)}
            {foot::closing(sheet)}
            {foot::links(sheet)}
        </article>
    }
    .into_any();
    document(chrome, head, main)
}

/// What one can do with the paper; not printed.
fn tools(locale: Locale, view: &PaperView) -> AnyView {
    let pdf = view.pdf.clone().map(|address| {
        view! {
            <p>
                <a class="button" href=address download="">
                    {icon(Icon::Download)} {locale.pick("Tải tệp PDF", "Download as PDF")}
                </a>
            </p>
        }
    });
    let held = view.held.clone().map(|held| {
        view! {
            <form method="post" action=locale.href("/tra-cuu/giay")>
                <input type="hidden" name="code" value=held.code />
                <input type="hidden" name="pin" value=held.pin />
                <input type="hidden" name="giay" value=held.paper />
                <input type="hidden" name="dang" value="pdf" />
                <button class="button" type="submit">
                    {icon(Icon::Download)} {locale.pick("Tải tệp PDF", "Download as PDF")}
                </button>
            </form>
        }
    });
    let language = (locale == Locale::En).then(
        || view! { <p>"This paper is issued in Vietnamese; the lines in italics are translations for your help."</p> },
    );
    view! {
        <div class="sheet-tools">
            {language} {pdf} {held}
            <p class="print-hint">
                {locale
                    .pick(
                        "Để in trang này, dùng lệnh In của trình duyệt: chỉ tờ giấy bên dưới được in.",
                        "To print, use your browser's Print command: only the paper below is printed.",
                    )}
            </p>
        </div>
    }
    .into_any()
}
