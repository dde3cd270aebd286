//! Words that several pages of the desk share.

use domain::staff::{Permission, Role};
use leptos::prelude::*;

use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time};
use crate::view::{AccountState, RoleLine};

/// Name of a role.
pub(super) fn role_name(locale: Locale, role: Role) -> &'static str {
    locale.pick(role.name_vi(), role.name_en())
}

/// What a permission is, as a sentence goes on.
pub(super) fn permission_name(locale: Locale, permission: Permission) -> &'static str {
    locale.pick(permission.name_vi(), permission.name_en())
}

/// «Lãnh đạo, Sở Tư pháp (H28.14)»
pub(super) fn role_at(locale: Locale, line: &RoleLine) -> String {
    format!("{}, {} ({})", role_name(locale, line.role), line.agency_name, line.agency)
}

/// State of an account as a word with its shape, and since or until when.
pub(super) fn account_state(locale: Locale, state: AccountState) -> AnyView {
    let (tone, word, at) = match state {
        AccountState::Active => (Tone::Done, locale.pick("Đang dùng", "Active"), None),
        AccountState::ToSetUp(until) => (
            Tone::Information,
            locale.pick("Chờ đăng nhập lần đầu", "To be set up"),
            Some((locale.pick("mã dùng được đến ", "code good until "), until)),
        ),
        AccountState::CodeOver => (Tone::Warning, locale.pick("Mã lần đầu đã hết hạn", "Code expired"), None),
        AccountState::Locked(until) => {
            (Tone::Warning, locale.pick("Tạm khoá", "Locked"), Some((locale.pick("đến ", "until "), until)))
        }
        AccountState::Disabled(at) => {
            (Tone::Error, locale.pick("Đã ngừng", "Disabled"), Some((locale.pick("từ ", "since "), at)))
        }
    };
    let at = at.map(|(word, at)| {
        view! { <span class="quiet desk-when">{format!("{word}{}", date_time(locale, at))}</span> }
    });
    view! { {tag(tone, word)} " " {at} }.into_any()
}
