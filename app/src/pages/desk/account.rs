//! The own account: roles, sessions, password, recovery codes.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use super::set_up::new_password_fields;
use super::words::role_at;
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Width, field};
use crate::components::notice::notice_text;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{AccountView, Chrome, DeskHead, SessionLine};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &AccountView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Tài khoản của tôi", "My account");
    let (of_password, of_codes) =
        if view.problems_of_codes { (Vec::new(), view.problems.clone()) } else { (view.problems.clone(), Vec::new()) };
    let roles = view.roles.iter().map(|line| view! { <li>{role_at(locale, line)}</li> }).collect_view();
    let changed = view.password_changed.then(|| {
        notice_text(
            Tone::Done,
            locale.pick(
                "Đã đổi mật khẩu. Các phiên khác đã kết thúc.",
                "The password is changed. Your other sessions have ended.",
            ),
        )
    });
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        {changed}
        <h1>{title}</h1>
        <p>
            {desk.name.clone()} " · " <span class="code">{view.login.clone()}</span>
        </p>
        <section aria-labelledby="roles">
            <h2 id="roles">{locale.pick("Vai trò", "Roles")}</h2>
            <ul>{roles}</ul>
        </section>
        <section aria-labelledby="sessions">
            <h2 id="sessions">{locale.pick("Đang đăng nhập ở đâu", "Where you are signed in")}</h2>
            <p>
                {locale
                    .pick(
                        "Thấy máy lạ? Hãy kết thúc phiên đó rồi đổi mật khẩu. Phiên tự hết sau 30 phút không dùng, và sau 12 giờ.",
                        "Something you do not know? End that session, then change the password. A session ends by itself after 30 minutes without use, and after 12 hours.",
                    )}
            </p>
            {sessions(locale, &view.sessions)}
        </section>
        <section aria-labelledby="change-password">
            <h2 id="change-password">{locale.pick("Đổi mật khẩu", "Change the password")}</h2>
            <form method="post" action=locale.href("/can-bo/tai-khoan/mat-khau") novalidate>
                <input type="text" name="username" value=view.login.clone() autocomplete="username" hidden readonly />
                {current_password(locale, "current", &of_password)} {new_password_fields(locale, &of_password)}
                <button class="button button--secondary" type="submit">{locale.pick("Đổi mật khẩu", "Change the password")}</button>
            </form>
        </section>
        <section aria-labelledby="recovery">
            <h2 id="recovery">{locale.pick("Mã khôi phục", "Recovery codes")}</h2>
            <p>
                {locale
                    .pick(
                        format!("Còn {} mã chưa dùng. Tạo mã mới thì mã cũ không còn dùng được.", view.recovery_codes_left),
                        format!("{} codes are left. New ones make the earlier ones worthless.", view.recovery_codes_left),
                    )}
            </p>
            <form method="post" action=locale.href("/can-bo/tai-khoan/ma-khoi-phuc") novalidate>
                {current_password(locale, "current_of_codes", &of_codes)}
                <button class="button button--secondary" type="submit">{locale.pick("Tạo mười mã mới", "Make ten new codes")}</button>
            </form>
        </section>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: !view.problems.is_empty() }, main)
}

fn current_password(locale: Locale, id: &'static str, problems: &[domain::filing::Problem]) -> AnyView {
    let current = Field {
        id: id.to_owned(),
        label: locale.pick("Mật khẩu hiện tại", "Current password").to_owned(),
        kind: Kind::Password,
        autocomplete: Some("current-password"),
        width: Width::Medium,
        ..Field::default()
    };
    field(locale, &current, problems)
}

fn sessions(locale: Locale, sessions: &[SessionLine]) -> AnyView {
    let time = |at| view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> };
    let (browser, began, seen) = (
        locale.pick("Trình duyệt", "Browser"),
        locale.pick("Đăng nhập lúc", "Signed in"),
        locale.pick("Dùng gần nhất", "Last used"),
    );
    let rows = sessions
        .iter()
        .map(|session| {
            let action = if session.current {
                tag(Tone::Done, locale.pick("Phiên này", "This one"))
            } else {
                view! {
                    <form method="post" action=locale.href("/can-bo/tai-khoan/phien")>
                        <input type="hidden" name="session" value=session.id.clone() />
                        <button class="button button--quiet desk-small" type="submit">
                            {locale.pick("Kết thúc", "End it")}
                            <span class="visually-hidden">{format!(": {}, {}", session.browser, date_time(locale, session.began))}</span>
                        </button>
                    </form>
                }
                .into_any()
            };
            view! {
                <tr>
                    <th scope="row">{session.browser.clone()}</th>
                    <td data-label=began>{time(session.began)}</td>
                    <td data-label=seen>{time(session.seen)}</td>
                    <td>{action}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="rows">
            <thead>
                <tr>
                    <th scope="col">{browser}</th>
                    <th scope="col">{began}</th>
                    <th scope="col">{seen}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
