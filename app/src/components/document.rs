//! The whole HTML document around the content of a page.

use leptos::prelude::*;

use super::{breadcrumb::breadcrumb, footer::footer, header::header};
use crate::locale::Locale;
use crate::view::Chrome;

/// What a page says about itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Without the name of the product; unique in the product.
    pub title: String,
    /// One or two sentences for search engines.
    pub description: String,
    /// Ready JSON-LD, already safe inside a script element.
    pub json_ld: Option<String>,
    /// Whether the page has islands and needs the loader.
    pub islands: bool,
    /// Whether the page waits for news about a dossier.
    pub live: bool,
    /// Whether search engines may keep the page; never for what belongs to one person.
    pub public: bool,
    /// Whether the header shows the search form; not where the page has its own or a form is being filled in.
    pub search: bool,
    /// Whether something is to be put right: the title then starts with «Lỗi».
    pub has_problems: bool,
    /// Way from the front page to this one: label and Vietnamese path. Empty on the front page.
    pub trail: Vec<(String, String)>,
}

/// The document. `main` is the content of the `main` landmark, starting with the one `h1`.
#[must_use]
pub fn document(chrome: &Chrome, head: Head, main: AnyView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let head_view = head_element(chrome, &head);
    let header = header(chrome, head.search);
    let trail = breadcrumb(locale, &head.trail);
    let footer = footer(chrome);
    let skip = locale.pick("Đến nội dung chính", "Skip to main content");
    view! {
        <!DOCTYPE html>
        <html lang=locale.code()>
            {head_view}
            <body>
                <a class="skip" href="#main">{skip}</a>
                {header}
                {trail}
                <main id="main" tabindex="-1">{main}</main>
                {footer}
            </body>
        </html>
    }
}

/// What hydrates the islands of a page.
#[must_use]
pub fn loader(chrome: &Chrome) -> AnyView {
    let assets = &chrome.assets;
    view! {
        <script
            type="module"
            src=assets.loader.clone()
            nonce=chrome.nonce.clone()
            data-js=assets.js.clone()
            data-wasm=assets.wasm.clone()
        ></script>
    }
    .into_any()
}

fn head_element(chrome: &Chrome, head: &Head) -> AnyView {
    let locale = chrome.locale;
    let product = locale.pick("Một Cửa", "Một Cửa one-stop shop");
    let title = format!(
        "{}{} – {product}, {}",
        if head.has_problems { locale.pick("Lỗi: ", "Error: ") } else { "" },
        head.title,
        locale.of(&chrome.province.name)
    );
    let address = |language: Locale| {
        let path = language.href(&chrome.path);
        let query = if chrome.query.is_empty() { String::new() } else { format!("?{}", chrome.query) };
        format!("{}{path}{query}", chrome.origin)
    };
    let public = head.public.then(|| {
        view! {
            <link rel="canonical" href=address(locale) />
            <link rel="alternate" hreflang="vi" href=address(Locale::Vi) />
            <link rel="alternate" hreflang="en" href=address(Locale::En) />
            <link rel="alternate" hreflang="x-default" href=address(Locale::Vi) />
        }
    });
    let private = (!head.public).then(|| view! { <meta name="robots" content="noindex" /> });
    let json_ld =
        head.json_ld.clone().map(|json| view! { <script type="application/ld+json" inner_html=json></script> });
    let loader = head.islands.then(|| loader(chrome));
    let live = head.live.then(|| {
        view! { <script type="module" src=chrome.assets.live.clone() nonce=chrome.nonce.clone()></script> }
    });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title}</title>
            <meta name="description" content=head.description.clone() />
            <meta name="color-scheme" content="light dark" />
            <meta name="theme-color" content="#8f1d1d" media="(prefers-color-scheme: light)" />
            <meta name="theme-color" content="#3a1414" media="(prefers-color-scheme: dark)" />
            <meta name="format-detection" content="telephone=no" />
            <link rel="stylesheet" href=chrome.assets.css.clone() />
            <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
            <link rel="manifest" href="/manifest.webmanifest" />
            <link
                rel="search"
                type="application/opensearchdescription+xml"
                href="/opensearch.xml"
                title=locale.pick("Một Cửa: tìm thủ tục", "Một Cửa: find a procedure")
            />
            <link
                rel="alternate"
                type="application/atom+xml"
                href=locale.href("/thu-tuc.atom")
                title=locale.pick("Thủ tục mới công bố và sửa đổi", "New and changed procedures")
            />
            {public}
            {private}
            {json_ld}
            {loader}
            {live}
        </head>
    }
    .into_any()
}
