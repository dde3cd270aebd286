//! What every page of the desk has around its content: who is signed in and where, the way on, the way out.

use leptos::prelude::*;

use super::counter::COUNTER;
use crate::components::document::loader;
use crate::components::icon::{Icon, icon};
use crate::components::phone::phone_link;
use crate::locale::Locale;
use crate::view::{Chrome, DeskHead};

/// What a page of the desk says about itself.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Without the name of the product.
    pub title: String,
    /// Whether something is to be put right: the title then starts with «Lỗi».
    pub has_problems: bool,
}

/// The whole document. Without `desk` nobody is signed in. `main` starts with the one `h1`.
pub fn frame(chrome: &Chrome, desk: Option<&DeskHead>, frame: Frame, main: AnyView) -> impl IntoView + use<> {
    document(chrome, desk, frame, None, main)
}

/// The same for a page with islands.
pub fn frame_with_islands(chrome: &Chrome, desk: &DeskHead, frame: Frame, main: AnyView) -> impl IntoView + use<> {
    document(chrome, Some(desk), frame, Some(loader(chrome)), main)
}

fn document(
    chrome: &Chrome,
    desk: Option<&DeskHead>,
    frame: Frame,
    loader: Option<AnyView>,
    main: AnyView,
) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = format!(
        "{}{} – {}",
        if frame.has_problems { locale.pick("Lỗi: ", "Error: ") } else { "" },
        frame.title,
        locale.pick("Một Cửa, phần cán bộ", "Một Cửa, desk")
    );
    let header = header(chrome, desk);
    let footer = footer(chrome);
    view! {
        <!DOCTYPE html>
        <html lang=locale.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                <meta name="robots" content="noindex, nofollow" />
                <meta name="color-scheme" content="light dark" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="stylesheet" href=chrome.assets.css.clone() />
                <link rel="stylesheet" href=chrome.assets.desk_css.clone() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                {loader}
            </head>
            <body class="desk">
                <a class="skip" href="#main">{locale.pick("Đến nội dung chính", "Skip to main content")}</a>
                {header}
                <main id="main" tabindex="-1">{main}</main>
                {footer}
            </body>
        </html>
    }
}

fn header(chrome: &Chrome, desk: Option<&DeskHead>) -> AnyView {
    let locale = chrome.locale;
    let place = desk.map_or_else(|| locale.of(&chrome.province.name).to_owned(), |desk| desk.place.clone());
    let row = match desk {
        Some(desk) => signed_in(chrome, desk),
        None => view! {
            <nav class="site-nav" aria-label=locale.pick("Chính", "Main")>
                <ul>
                    <li><a href=locale.href("/")>{locale.pick("Cổng cho người dân", "Portal for citizens")}</a></li>
                    <li>{language_link(chrome)}</li>
                </ul>
            </nav>
        }
        .into_any(),
    };
    view! {
        <header class="site-header">
            <div class="site-header-row">
                <a class="site-name" href=locale.href("/can-bo")>
                    {icon(Icon::Gate)}
                    <span class="site-name-text">
                        <strong>{locale.pick("Một Cửa – cán bộ", "Một Cửa – desk")}</strong>
                        <span class="site-name-province">{place}</span>
                    </span>
                </a>
                {row}
            </div>
        </header>
    }
    .into_any()
}

fn signed_in(chrome: &Chrome, desk: &DeskHead) -> AnyView {
    let locale = chrome.locale;
    let here = |path: &str| (chrome.path == path).then_some("page");
    let link = |path: &'static str, label: String| {
        view! {
            <li>
                <a href=locale.href(path) aria-current=here(path)>{label}</a>
            </li>
        }
    };
    let counter = desk.takes_in.then(|| link(COUNTER, locale.pick("Tại quầy", "Counter").to_owned()));
    let people = desk.manages_staff.then(|| link("/can-bo/nhan-su", locale.pick("Nhân sự", "Staff").to_owned()));
    view! {
        <nav class="site-nav" aria-label=locale.pick("Chính", "Main")>
            <ul>
                {link("/can-bo", locale.pick("Bàn làm việc", "Desk").to_owned())}
                {link("/can-bo/ho-so", locale.pick("Hồ sơ", "Dossiers").to_owned())}
                {counter}
                {people}
                {link("/can-bo/tai-khoan", desk.name.clone())}
                <li>{language_link(chrome)}</li>
                <li>
                    <form method="post" action=locale.href("/can-bo/dang-xuat")>
                        <button class="desk-sign-out" type="submit">{locale.pick("Đăng xuất", "Sign out")}</button>
                    </form>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}

/// The same page in the other language.
fn language_link(chrome: &Chrome) -> AnyView {
    let other = chrome.locale.pick(Locale::En, Locale::Vi);
    view! {
        <a href=other.href(&chrome.path) lang=other.code() hreflang=other.code()>
            {other.pick("Tiếng Việt", "English")}
        </a>
    }
    .into_any()
}

fn footer(chrome: &Chrome) -> AnyView {
    let locale = chrome.locale;
    view! {
        <footer class="site-footer">
            <div class="site-footer-inner">
                <p>
                    {locale.pick("Cần người giúp: ", "Need help: ")} {phone_link(&chrome.province.counter.phone)}
                    {format!(" ({})", locale.of(&chrome.province.counter.hours))}
                </p>
            </div>
        </footer>
    }
    .into_any()
}
