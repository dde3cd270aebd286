//! Where somebody arrives after signing in.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use super::words::{permission_name, role_at};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::view::{Chrome, DeskHead, DeskStartView};

/// The whole page: roles, and what they allow.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &DeskStartView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Bàn làm việc", "Desk");
    let roles = view.roles.iter().map(|line| view! { <li>{role_at(locale, line)}</li> }).collect_view();
    let permissions = view
        .permissions
        .iter()
        .map(|permission| view! { <li>{permission_name(locale, *permission)}</li> })
        .collect_view();
    let body = if view.roles.is_empty() {
        notice_text(
            Tone::Information,
            locale.pick(
                "Tài khoản của bạn chưa có vai trò nào. Hãy nhờ quản trị viên của đơn vị giao vai trò.",
                "Your account has no role yet. Ask the administrator of your agency for one.",
            ),
        )
    } else {
        view! {
            <section aria-labelledby="roles">
                <h2 id="roles">{locale.pick("Vai trò của bạn", "Your roles")}</h2>
                <ul>{roles}</ul>
            </section>
            <section aria-labelledby="may">
                <h2 id="may">{locale.pick("Bạn được", "You may")}</h2>
                <ul>{permissions}</ul>
            </section>
        }
        .into_any()
    };
    let main = view! {
        <h1>{title}</h1>
        {body}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}
