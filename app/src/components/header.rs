//! The band on top of every page: name, province, look-up, language, and the search where it helps.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locale::Locale;
use crate::view::Chrome;

/// The header; `with_search` puts the plain search form into it.
#[must_use]
pub fn header(chrome: &Chrome, with_search: bool) -> AnyView {
    let locale = chrome.locale;
    let province = locale.of(&chrome.province.name).to_owned();
    let here = |path: &str| (chrome.path == path).then_some("page");
    let search = with_search.then(|| search_form(locale));
    view! {
        <header class="site-header">
            <div class="site-header-row">
                <a class="site-name" href=locale.href("/") aria-current=here("/")>
                    {icon(Icon::Gate)}
                    <span class="site-name-text">
                        <strong lang="vi">"Một Cửa"</strong>
                        <span class="site-name-province">{province}</span>
                    </span>
                </a>
                <nav class="site-nav" aria-label=locale.pick("Chính", "Main")>
                    <ul>
                        <li>
                            <a href=locale.href("/thu-tuc") aria-current=here("/thu-tuc")>
                                {locale.pick("Thủ tục", "Procedures")}
                            </a>
                        </li>
                        <li>
                            <a href=locale.href("/tra-cuu") aria-current=here("/tra-cuu")>
                                {locale.pick("Tra cứu", "Track")}
                            </a>
                        </li>
                        <li>
                            <a href=locale.href("/tai-khoan") aria-current=here("/tai-khoan")>
                                {locale.pick("Tài khoản", "Account")}
                            </a>
                        </li>
                        <li>{language_link(chrome)}</li>
                    </ul>
                </nav>
            </div>
            {search}
        </header>
    }
    .into_any()
}

/// The same page in the other language.
fn language_link(chrome: &Chrome) -> AnyView {
    let other = chrome.locale.pick(Locale::En, Locale::Vi);
    let query = if chrome.query.is_empty() { String::new() } else { format!("?{}", chrome.query) };
    let href = format!("{}{query}", other.href(&chrome.path));
    view! {
        <a href=href lang=other.code() hreflang=other.code() rel="alternate">
            {other.pick("Tiếng Việt", "English")}
        </a>
    }
    .into_any()
}

fn search_form(locale: Locale) -> AnyView {
    view! {
        <form class="site-search" role="search" method="get" action=locale.href("/thu-tuc")>
            <label class="visually-hidden" for="site-q">
                {locale.pick("Tìm thủ tục", "Find a procedure")}
            </label>
            <input
                id="site-q"
                type="search"
                name="q"
                autocomplete="off"
                enterkeyhint="search"
                placeholder=locale.pick("khai sinh, đất đai, 1.001193…", "birth, land, 1.001193…")
            />
            <button type="submit">{locale.pick("Tìm", "Search")}</button>
        </form>
    }
    .into_any()
}
