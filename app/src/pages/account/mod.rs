//! Pages of citizens' accounts.

pub mod data;
pub mod enter;
pub mod my_page;
pub mod security;
pub mod store;

use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::locale::Locale;
use crate::view::AccountHead;

/// The own page.
pub const MY_PAGE: &str = "/tai-khoan";
/// Name, ways to sign in, sessions.
pub const SECURITY: &str = "/tai-khoan/bao-mat";
/// What the portal knows of somebody.
pub const DATA: &str = "/tai-khoan/du-lieu";
/// Results and papers of somebody.
pub const STORE: &str = "/tai-khoan/kho-giay-to";
/// Where somebody signs in.
pub const SIGN_IN: &str = "/dang-nhap";

/// The way from the front page to a page below the own one.
fn trail(locale: Locale, below: bool) -> Vec<(String, String)> {
    let own = (locale.pick("Trang của tôi", "My page").to_owned(), MY_PAGE.to_owned());
    if below { vec![home_link(locale), own] } else { vec![home_link(locale)] }
}

/// As whom somebody acts here, and the way out.
fn acting(locale: Locale, head: &AccountHead) -> AnyView {
    view! {
        <div class="acting">
            <p>{locale.pick("Bạn đang dùng tài khoản ", "You are signed in as ")} <strong>{head.called.clone()}</strong></p>
            <form method="post" action=locale.href("/dang-xuat")>
                <button class="button button--quiet" type="submit">{locale.pick("Đăng xuất", "Sign out")}</button>
            </form>
        </div>
    }
    .into_any()
}
