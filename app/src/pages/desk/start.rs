//! Where somebody arrives after signing in.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use super::jobs::job_name;
use super::words::{permission_name, role_at};
use crate::components::notice::{notice, notice_text};
use crate::components::tag::Tone;
use crate::locale::{Locale, number};
use crate::view::{Chrome, Counted, DeskHead, DeskStartView, DeskWarnings};
use domain::staff::Permission;

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
        {warnings(locale, &view.warnings)}
        {ways(locale, &view.permissions, view.warnings.mailbox)}
        {body}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}

fn counted(locale: Locale, counted: Counted) -> String {
    let plus = if counted.more { "+" } else { "" };
    format!("{}{plus}", number(locale, i64::try_from(counted.count).unwrap_or(i64::MAX)))
}

/// What is late or about to be, who was not reached, what does not run; nothing where all is well.
fn warnings(locale: Locale, view: &DeskWarnings) -> AnyView {
    let line = |tone, shown: bool, words: String, path: &str| {
        shown.then(|| notice(tone, view! { <p><a href=locale.href(path)>{words}</a></p> }.into_any()))
    };
    let (late, near, failed) =
        (counted(locale, view.late), counted(locale, view.near), counted(locale, view.failed_notices));
    let jobs: Vec<String> = view.late_jobs.iter().map(|name| job_name(locale, name)).collect();
    let jobs = jobs.join("; ");
    view! {
        {line(
            Tone::Error,
            view.late.count > 0,
            locale.pick(format!("{late} việc đã quá hạn"), format!("{late} things to do are late")),
            "/can-bo/ho-so?han=late",
        )}
        {below(locale, &view.late_below)}
        {line(
            Tone::Warning,
            view.near.count > 0,
            locale.pick(
                format!("{near} việc đến hạn hôm nay hoặc ngày làm việc tới"),
                format!("{near} things to do are due today or on the next working day"),
            ),
            "/can-bo/ho-so?han=near",
        )}
        {line(
            Tone::Error,
            view.failed_notices.count > 0,
            locale.pick(format!("{failed} thông báo chưa đến người nộp"), format!("{failed} notices did not arrive")),
            "/can-bo/thong-bao",
        )}
        {line(
            Tone::Error,
            !view.late_jobs.is_empty(),
            locale.pick(format!("Việc tự động không chạy: {jobs}"), format!("Does not run by itself: {jobs}")),
            "/can-bo/viec-tu-dong",
        )}
    }
    .into_any()
}

/// Agencies below that are late: nobody else may look there.
fn below(locale: Locale, units: &[(String, String, i64)]) -> Option<AnyView> {
    if units.is_empty() {
        return None;
    }
    let rows = units
        .iter()
        .map(|(code, name, late)| {
            let late = number(locale, *late);
            let words = locale.pick(format!("{name}: {late} việc"), format!("{name}: {late} things to do"));
            view! { <li><a href=locale.href(&format!("/can-bo/ho-so?don-vi={code}&han=late"))>{words}</a></li> }
        })
        .collect_view();
    let words = locale.pick("Đơn vị cấp dưới có việc quá hạn:", "Agencies below are late:");
    Some(notice(Tone::Error, view! { <p>{words}</p> <ul>{rows}</ul> }.into_any()))
}

/// Pages that have no place of their own in the frame.
fn ways(locale: Locale, permissions: &[Permission], mailbox: bool) -> AnyView {
    let way = |permission: Permission, path: &str, words: &'static str| {
        permissions.contains(&permission).then(|| view! { <li><a href=locale.href(path)>{words}</a></li> })
    };
    let ways = [
        way(
            Permission::SeeFailedNotices,
            "/can-bo/thong-bao",
            locale.pick("Thông báo chưa đến người nộp", "Notices that did not arrive"),
        ),
        way(Permission::SeeFeedback, "/can-bo/phan-anh", locale.pick("Phản ánh, kiến nghị", "Feedback")),
        way(Permission::Explain, "/can-bo/giai-trinh", locale.pick("Giải trình chậm trễ", "Explain delays")),
        way(Permission::SeeJobs, "/can-bo/viec-tu-dong", locale.pick("Việc chạy tự động", "What runs by itself")),
        way(Permission::SeeMailbox, "/can-bo/hop-thu", locale.pick("Hộp thư thử nghiệm", "Mailbox for trying"))
            .filter(|_| mailbox),
    ];
    if ways.iter().all(Option::is_none) {
        return ().into_any();
    }
    view! {
        <nav aria-label=locale.pick("Trang khác", "Other pages")>
            <ul>{ways.into_iter().flatten().collect_view()}</ul>
        </nav>
    }
    .into_any()
}
