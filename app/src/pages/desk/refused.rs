//! A signed-in person may not do this: which role it takes, and whom to ask.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use super::words::{permission_name, role_name};
use crate::view::{Chrome, DeskHead, RefusedView};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &RefusedView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Vai trò của bạn chưa cho phép việc này", "Your roles do not allow this");
    let needed = view.permission.map(|permission| {
        let roles: Vec<&str> = permission.roles().iter().map(|role| role_name(locale, *role)).collect();
        let what = permission_name(locale, permission);
        let who = roles.join(locale.pick(" hoặc ", " or "));
        view! {
            <p>
                {locale.pick(
                    format!("Để {what}, cần vai trò {who} tại cơ quan đó."),
                    format!("To {what} it takes the role {who} at that agency."),
                )}
            </p>
        }
    });
    let ask = if view.administrators.is_empty() {
        locale.pick("Hãy nhờ người vận hành cổng giao vai trò.", "Ask whoever runs the portal for the role.").to_owned()
    } else {
        let names = view.administrators.join(", ");
        locale.pick(format!("Người giao được vai trò: {names}."), format!("Who can give the role: {names}."))
    };
    let main = view! {
        <div class="filing">
            <h1>{title}</h1>
            {needed}
            <p>{ask}</p>
            <p>
                <a href=locale.href("/can-bo")>{locale.pick("Về bàn làm việc", "Back to the desk")}</a>
            </p>
        </div>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}
