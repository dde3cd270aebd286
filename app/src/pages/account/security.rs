//! Name, ways to sign in, and where somebody is signed in.

use leptos::prelude::*;

use super::{SECURITY, acting, trail};
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Optional, Width, field};
use crate::components::notice::notice_text;
use crate::components::rows_table::rows_table;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{Chrome, ContactLine, SecurityDone, SecurityView, SessionLine};

/// The whole page.
pub fn page(chrome: &Chrome, view: &SecurityView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Tên, cách đăng nhập và bảo mật", "Name, ways to sign in, and security");
    let head = Head {
        title: title.to_owned(),
        has_problems: !view.problems.is_empty(),
        trail: trail(locale, true),
        ..Head::default()
    };
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        {view.done.map(|done| notice_text(Tone::Done, done_words(locale, done)))}
        <h1>{title}</h1>
        {acting(locale, &view.head)}
        {name(locale, view)}
        {contacts(locale, view)}
        <section aria-labelledby="sessions">
            <h2 id="sessions">{locale.pick("Đang đăng nhập ở đâu", "Where you are signed in")}</h2>
            <p>
                {locale
                    .pick(
                        "Thấy máy lạ? Hãy kết thúc phiên đó: máy ấy sẽ không mở được hồ sơ của bạn nữa.",
                        "Something you do not know? End that session: the device does not open your dossiers any more.",
                    )}
            </p>
            {sessions(locale, &view.sessions)}
            {view.open_until.map(|at| {
                view! {
                    <p class="quiet">
                        {locale.pick("Phiên này tự kết thúc lúc ", "This session ends by itself on ")}
                        <time datetime=machine_time(at)>{date_time(locale, at)}</time>
                        {locale.pick(" nếu bạn không dùng nữa.", " if you do not come back.")}
                    </p>
                }
            })}
        </section>
    }
    .into_any();
    document(chrome, head, main)
}

fn done_words(locale: Locale, done: SecurityDone) -> &'static str {
    match done {
        SecurityDone::NameKept => locale.pick("Đã lưu tên gọi.", "The name is saved."),
        SecurityDone::ContactAdded => {
            locale.pick("Từ nay bạn đăng nhập được bằng cả địa chỉ mới.", "You can sign in with the new address too.")
        }
        SecurityDone::ContactRemoved => {
            locale.pick("Địa chỉ đó không đăng nhập được nữa.", "Nobody can sign in with that address any more.")
        }
        SecurityDone::SessionEnded => locale.pick("Phiên đã kết thúc.", "The session has ended."),
    }
}

fn name(locale: Locale, view: &SecurityView) -> AnyView {
    let name = Field {
        id: "name".to_owned(),
        label: locale.pick("Tên gọi", "Name").to_owned(),
        hints: vec![
            locale
                .pick(
                    "Để bạn nhận ra tài khoản của mình, và để điền sẵn họ tên khi nộp hồ sơ.",
                    "So that you know your account, and to fill in your name when you file.",
                )
                .to_owned(),
        ],
        value: view.name.clone(),
        kind: Kind::Text,
        autocomplete: Some("name"),
        optional: Optional::Always,
        width: Width::Medium,
        ..Field::default()
    };
    view! {
        <section aria-labelledby="your-name">
            <h2 id="your-name">{locale.pick("Bạn tên là gì", "Your name")}</h2>
            <form method="post" action=locale.href("/tai-khoan/bao-mat/ten") novalidate>
                {field(locale, &name, &view.problems)}
                <button class="button button--secondary" type="submit">{locale.pick("Lưu tên gọi", "Save the name")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn contacts(locale: Locale, view: &SecurityView) -> AnyView {
    let is_only = view.contacts.len() < 2;
    let items = view.contacts.iter().map(|contact| contact_item(locale, contact, is_only)).collect_view();
    let add = Field {
        id: "contact".to_owned(),
        label: locale.pick("Thêm số điện thoại hoặc thư điện tử", "Add a phone number or e-mail address").to_owned(),
        hints: vec![
            locale
                .pick(
                    "Có hai cách thì mất điện thoại vẫn vào được. Chúng tôi gửi mã đến đó để chắc là của bạn.",
                    "With two you still get in when the phone is lost. We send a code there to be sure that it is yours.",
                )
                .to_owned(),
        ],
        value: view.contact.clone(),
        width: Width::Medium,
        autocomplete: Some("off"),
        ..Field::default()
    };
    view! {
        <section aria-labelledby="contacts">
            <h2 id="contacts">{locale.pick("Cách đăng nhập", "Ways to sign in")}</h2>
            <ul class="contact-list">{items}</ul>
            <form method="post" action=locale.href("/tai-khoan/bao-mat/lien-he") novalidate>
                {field(locale, &add, &view.problems)}
                <button class="button button--secondary" type="submit">{locale.pick("Gửi mã để thêm", "Send the code")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn contact_item(locale: Locale, contact: &ContactLine, is_only: bool) -> AnyView {
    let kind = if contact.is_email {
        locale.pick("Thư điện tử", "E-mail")
    } else {
        locale.pick("Điện thoại", "Phone")
    };
    let remove = (!is_only).then(|| {
        view! {
            <form method="post" action=locale.href("/tai-khoan/bao-mat/bo-lien-he")>
                <input type="hidden" name="address" value=contact.address.clone() />
                <button class="button button--quiet" type="submit">
                    {locale.pick("Xoá", "Remove")} <span class="visually-hidden">{format!(" {}", contact.address)}</span>
                </button>
            </form>
        }
    });
    view! {
        <li>
            <span>{kind} ": " <strong>{contact.address.clone()}</strong></span>
            {remove}
        </li>
    }
    .into_any()
}

fn sessions(locale: Locale, sessions: &[SessionLine]) -> AnyView {
    let time = |at| view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> };
    let headings = [
        locale.pick("Thiết bị", "Device"),
        locale.pick("Đăng nhập lúc", "Signed in"),
        locale.pick("Dùng gần nhất", "Last used"),
        locale.pick("Kết thúc", "End"),
    ];
    let [_, began, seen, end] = headings;
    let rows = sessions
        .iter()
        .map(|session| {
            let action = if session.current {
                tag(Tone::Done, locale.pick("Máy này", "This one"))
            } else {
                view! {
                    <form method="post" action=locale.href(&format!("{SECURITY}/phien"))>
                        <input type="hidden" name="session" value=session.id.clone() />
                        <button class="button button--quiet" type="submit">
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
                    <td data-label=end>{action}</td>
                </tr>
            }
        })
        .collect_view();
    rows_table(&headings, rows)
}
