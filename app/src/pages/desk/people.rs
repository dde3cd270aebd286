//! Managing accounts: the list, and one account.

use domain::filing::Problem;
use domain::staff::Role;
use leptos::prelude::*;

use super::frame::{Frame, frame};
use super::words::{account_state, role_at, role_name};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Width, error_view, field, field_class, field_errors};
use crate::components::notice::{notice, notice_text};
use crate::components::rows_table::rows_table;
use crate::components::tag::Tone;
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{AccountState, Chrome, DeskHead, HistoryLine, PeopleView, PersonLine, PersonView};

/// The list of accounts within reach, and the form that adds one.
pub fn list(chrome: &Chrome, desk: &DeskHead, view: &PeopleView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Nhân sự", "Staff");
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <h1>{title}</h1>
        <p>
            {locale
                .pick(
                    format!("{} tài khoản có vai trò tại đơn vị của bạn và các đơn vị trực thuộc.", view.people.len()),
                    format!("{} accounts have a role at your agency or below it.", view.people.len()),
                )}
        </p>
        {people(locale, &view.people)}
        <section aria-labelledby="add" class="filing">
            <h2 id="add">{locale.pick("Thêm cán bộ", "Add somebody")}</h2>
            <p>
                {locale
                    .pick(
                        "Sau khi thêm, bạn nhận một mã đăng nhập một lần để đưa tận tay người đó.",
                        "You then get a one-time sign-in code to hand to the person.",
                    )}
            </p>
            <form method="post" action=locale.href("/can-bo/nhan-su") novalidate>
                {text(locale, "login", locale.pick("Tên đăng nhập", "Login"), &view.login, &view.problems)}
                {text(locale, "name", locale.pick("Họ và tên", "Full name"), &view.name, &view.problems)}
                {role_choice(locale, &view.agencies, &view.agency, &view.role, &view.problems)}
                <button class="button" type="submit">{locale.pick("Thêm cán bộ", "Add")}</button>
            </form>
        </section>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: !view.problems.is_empty() }, main)
}

fn text(locale: Locale, id: &'static str, label: &str, value: &str, problems: &[Problem]) -> AnyView {
    let shown = Field {
        id: id.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        kind: if id == "login" { Kind::Name } else { Kind::Text },
        autocomplete: Some("off"),
        width: Width::Medium,
        ..Field::default()
    };
    field(locale, &shown, problems)
}

/// Agency and role, as two lists.
fn role_choice(
    locale: Locale,
    agencies: &[(String, String)],
    agency: &str,
    role: &str,
    problems: &[Problem],
) -> AnyView {
    let agencies = agencies
        .iter()
        .map(|(code, name)| {
            let chosen = code == agency;
            view! { <option value=code.clone() selected=chosen>{format!("{name} ({code})")}</option> }
        })
        .collect_view();
    let roles = Role::ALL
        .into_iter()
        .map(|known| {
            let chosen = known.key() == role;
            view! { <option value=known.key() selected=chosen>{role_name(locale, known)}</option> }
        })
        .collect_view();
    let select = |id: &'static str, label: &'static str, options: AnyView| {
        let errors = field_errors(locale, id, problems);
        let describes = (!errors.is_empty()).then(|| format!("{id}-error"));
        view! {
            <div class=field_class(&errors)>
                <label for=id>{label}</label>
                {error_view(locale, id, &errors)}
                <select id=id name=id aria-describedby=describes>
                    <option value="">{locale.pick("– Chọn –", "– Choose –")}</option>
                    {options}
                </select>
            </div>
        }
    };
    view! {
        <div class="desk-pair">
            {select("agency", locale.pick("Cơ quan", "Agency"), agencies.into_any())}
            {select("role", locale.pick("Vai trò", "Role"), roles.into_any())}
        </div>
    }
    .into_any()
}

fn people(locale: Locale, people: &[PersonLine]) -> AnyView {
    let (name, state, roles, last) = (
        locale.pick("Họ và tên", "Name"),
        locale.pick("Trạng thái", "State"),
        locale.pick("Vai trò", "Roles"),
        locale.pick("Đăng nhập gần nhất", "Last sign-in"),
    );
    let rows = people
        .iter()
        .map(|person| {
            let href = locale.href(&format!("/can-bo/nhan-su/{}", person.id));
            let lines =
                person.roles.iter().map(|line| view! { <span class="line">{role_at(locale, line)}</span> }).collect_view();
            view! {
                <tr>
                    <th scope="row">
                        <a href=href>{person.name.clone()}</a> <span class="line quiet code">{person.login.clone()}</span>
                    </th>
                    <td data-label=roles>{lines}</td>
                    <td data-label=state>{account_state(locale, person.state)}</td>
                    <td data-label=last>{last_sign_in(locale, person)}</td>
                </tr>
            }
        })
        .collect_view();
    rows_table(&[name, roles, state, last], rows)
}

fn last_sign_in(locale: Locale, person: &PersonLine) -> AnyView {
    match person.signed_in_at {
        Some(at) => view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> }.into_any(),
        None => locale.pick("Chưa lần nào", "Never").into_any(),
    }
}

/// One account: its roles, what can be done with it, its history.
pub fn person(chrome: &Chrome, desk: &DeskHead, view: &PersonView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let person = &view.person;
    let title = person.name.clone();
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <p class="filing-place">
            <a href=locale.href("/can-bo/nhan-su")>{locale.pick("Nhân sự", "Staff")}</a>
        </p>
        <h1>{title.clone()}</h1>
        <p>
            <span class="code">{person.login.clone()}</span> " · " {account_state(locale, person.state)}
        </p>
        {view.code.as_deref().map(|code| one_time_code(locale, &person.login, code))}
        <section aria-labelledby="roles">
            <h2 id="roles">{locale.pick("Vai trò", "Roles")}</h2>
            {roles(locale, person)}
            <form method="post" action=locale.href(&format!("/can-bo/nhan-su/{}/vai-tro", person.id)) novalidate>
                {role_choice(locale, &view.agencies, "", "", &view.problems)}
                <button class="button button--secondary" type="submit">{locale.pick("Giao vai trò", "Give the role")}</button>
            </form>
        </section>
        {account(locale, view)}
        <section aria-labelledby="history">
            <h2 id="history">{locale.pick("Lịch sử tài khoản", "History of the account")}</h2>
            {history(locale, &view.history)}
        </section>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title, has_problems: !view.problems.is_empty() }, main)
}

fn one_time_code(locale: Locale, login: &str, code: &str) -> AnyView {
    notice(
        Tone::Warning,
        view! {
            <p>
                {locale.pick("Mã đăng nhập một lần, chỉ hiện bây giờ: ", "One-time sign-in code, shown only now: ")}
                <strong class="code desk-secret">{code.to_owned()}</strong>
            </p>
            <p>
                {locale
                    .pick(
                        format!(
                            "Đưa tận tay người dùng “{login}”. Trong 24 giờ, người đó nhập mã này thay mật khẩu tại trang đăng nhập rồi tự đặt mật khẩu.",
                        ),
                        format!(
                            "Hand it to “{login}” in person. Within 24 hours they enter it in place of the password and then choose their own.",
                        ),
                    )}
            </p>
        }
        .into_any(),
    )
}

fn roles(locale: Locale, person: &PersonLine) -> AnyView {
    if person.roles.is_empty() {
        return notice_text(Tone::Information, locale.pick("Chưa có vai trò nào.", "No role yet."));
    }
    let rows = person
        .roles
        .iter()
        .map(|line| {
            let take = line.removable.then(|| {
                view! {
                    <form method="post" action=locale.href(&format!("/can-bo/nhan-su/{}/bo-vai-tro", person.id))>
                        <input type="hidden" name="agency" value=line.agency.clone() />
                        <input type="hidden" name="role" value=line.role.key() />
                        <button class="button button--quiet desk-small" type="submit">
                            {locale.pick("Thu lại", "Take it")}
                            <span class="visually-hidden">{format!(": {}", role_at(locale, line))}</span>
                        </button>
                    </form>
                }
            });
            view! { <li class="desk-role"><span>{role_at(locale, line)}</span> {take}</li> }
        })
        .collect_view();
    view! { <ul class="desk-roles">{rows}</ul> }.into_any()
}

/// What can be done with the account as a whole.
fn account(locale: Locale, view: &PersonView) -> AnyView {
    let heading = locale.pick("Tài khoản", "Account");
    let body = if view.own {
        view! {
            <p>
                {locale.pick("Đây là tài khoản của bạn. ", "This is your own account. ")}
                <a href=locale.href("/can-bo/tai-khoan")>{locale.pick("Mở trang tài khoản của tôi", "Open my account")}</a>
            </p>
        }
        .into_any()
    } else if view.manages {
        buttons(locale, &view.person)
    } else {
        view! {
            <p>
                {locale
                    .pick(
                        "Người này còn có vai trò ngoài phạm vi của bạn, nên chỉ quản trị viên cấp trên mới ngừng hoặc đặt lại tài khoản được.",
                        "This person also has roles outside your reach, so only an administrator above you can disable or reset the account.",
                    )}
            </p>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="account">
            <h2 id="account">{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn buttons(locale: Locale, person: &PersonLine) -> AnyView {
    let post = |verb: &str, label: &'static str, about: &'static str| {
        view! {
            <form method="post" action=locale.href(&format!("/can-bo/nhan-su/{}/{verb}", person.id)) class="desk-act">
                <button class="button button--secondary" type="submit">{label}</button>
                <p class="quiet">{about}</p>
            </form>
        }
    };
    let switch = if matches!(person.state, AccountState::Disabled(_)) {
        post(
            "mo",
            locale.pick("Mở lại tài khoản", "Enable the account"),
            locale.pick("Người này đăng nhập lại được như trước.", "The person can sign in as before."),
        )
    } else {
        post(
            "khoa",
            locale.pick("Ngừng tài khoản", "Disable the account"),
            locale.pick(
                "Người này bị đăng xuất ngay và không đăng nhập được. Việc đã làm vẫn còn ghi tên.",
                "The person is signed out at once and cannot sign in. What they did keeps their name.",
            ),
        )
    };
    view! {
        {switch}
        {post(
            "dat-lai",
            locale.pick("Đặt lại mật khẩu và xác thực", "Reset password and second factor"),
            locale
                .pick(
                    "Khi quên mật khẩu hoặc mất điện thoại. Mọi phiên kết thúc; bạn nhận một mã đăng nhập một lần.",
                    "When the password is forgotten or the phone lost. All sessions end; you get a one-time sign-in code.",
                ),
        )}
    }
    .into_any()
}

fn history(locale: Locale, lines: &[HistoryLine]) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            let by = line.by.as_ref().map(|by| format!(" · {} {by}", locale.pick("bởi", "by")));
            let detail = line.detail.as_ref().map(|detail| format!(": {detail}"));
            view! {
                <li>
                    <time datetime=machine_time(line.at)>{date_time(locale, line.at)}</time> " · "
                    {event_name(locale, &line.kind)} {detail} {by}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="desk-history">{rows}</ul> }.into_any()
}

fn event_name(locale: Locale, kind: &str) -> String {
    let (vi, en) = match kind {
        "account_added" => ("Tạo tài khoản", "Account added"),
        "attempt_failed" => ("Đăng nhập sai", "Wrong attempt"),
        "account_locked" => ("Tạm khoá", "Locked"),
        "signed_in" => ("Đăng nhập", "Signed in"),
        "password_set" => ("Đặt mật khẩu", "Password set"),
        "second_factor_set" => ("Nối ứng dụng xác thực", "Authenticator app connected"),
        "recovery_codes_set" => ("Tạo mã khôi phục", "Recovery codes made"),
        "recovery_code_used" => ("Dùng mã khôi phục", "Recovery code used"),
        "role_given" => ("Giao vai trò", "Role given"),
        "role_taken" => ("Thu lại vai trò", "Role taken"),
        "session_ended" => ("Kết thúc phiên", "Session ended"),
        "account_disabled" => ("Ngừng tài khoản", "Disabled"),
        "account_enabled" => ("Mở lại tài khoản", "Enabled"),
        "account_reset" => ("Đặt lại tài khoản", "Reset"),
        other => return other.to_owned(),
    };
    locale.pick(vi, en).to_owned()
}
