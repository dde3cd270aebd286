//! The first sign-in: a password, the authenticator app, recovery codes.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Width, field};
use crate::components::notice::notice_text;
use crate::components::qr::qr as picture;
use crate::components::tag::Tone;
use crate::locale::Locale;
use crate::view::{Chrome, DeskHead, QrView, RecoveryCodesView, SetUpView};

/// The fields of a new password.
pub(super) fn new_password_fields(locale: Locale, problems: &[domain::filing::Problem]) -> AnyView {
    let password = Field {
        id: "password".to_owned(),
        label: locale.pick("Mật khẩu mới", "New password").to_owned(),
        hints: vec![
            locale
                .pick(
                    "Ít nhất 12 ký tự. Một câu ngắn, có dấu cách cũng được.",
                    "At least 12 characters. A short sentence, blanks included.",
                )
                .to_owned(),
        ],
        kind: Kind::Password,
        autocomplete: Some("new-password"),
        width: Width::Medium,
        ..Field::default()
    };
    let repeated = Field {
        id: "repeated".to_owned(),
        label: locale.pick("Nhập lại mật khẩu mới", "The new password again").to_owned(),
        kind: Kind::Password,
        autocomplete: Some("new-password"),
        width: Width::Medium,
        ..Field::default()
    };
    view! { {field(locale, &password, problems)} {field(locale, &repeated, problems)} }.into_any()
}

/// The step that is next: the password, or the app.
pub fn page(chrome: &Chrome, view: &SetUpView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let (title, body) = match &view.secret {
        None => (locale.pick("Đặt mật khẩu", "Choose a password"), password(locale, view)),
        Some((secret, qr)) => {
            (locale.pick("Nối ứng dụng xác thực", "Connect an authenticator app"), app(locale, view, secret, qr))
        }
    };
    let step = if view.secret.is_none() { 1 } else { 2 };
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)}
            <p class="filing-place">
                {locale.pick(format!("Đăng nhập lần đầu · bước {step} trên 3"), format!("First sign-in · step {step} of 3"))}
            </p> <h1>{title}</h1> {body}
        </div>
    }
    .into_any();
    frame(chrome, None, Frame { title: title.to_owned(), has_problems: !view.problems.is_empty() }, main)
}

fn password(locale: Locale, view: &SetUpView) -> AnyView {
    view! {
        <p>
            {locale.pick("Tên đăng nhập của bạn: ", "Your login: ")} <strong class="code">{view.login.clone()}</strong>
        </p>
        <form method="post" action=locale.href("/can-bo/thiet-lap") novalidate>
            // For password managers: whose password it is.
            <input type="text" name="username" value=view.login.clone() autocomplete="username" hidden readonly />
            {new_password_fields(locale, &view.problems)}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Tiếp tục", "Continue")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn app(locale: Locale, view: &SetUpView, secret: &str, qr: &QrView) -> AnyView {
    let groups: Vec<String> =
        secret.chars().collect::<Vec<_>>().chunks(4).map(|group| group.iter().collect()).collect();
    let code = Field {
        id: "code".to_owned(),
        label: locale.pick("Mã 6 chữ số mà ứng dụng hiện", "The 6 digits the app shows").to_owned(),
        kind: Kind::Number,
        autocomplete: Some("one-time-code"),
        width: Width::Short,
        ..Field::default()
    };
    view! {
        <ol class="desk-steps">
            <li>
                {locale
                    .pick(
                        "Trên điện thoại, mở một ứng dụng xác thực (ví dụ Google Authenticator, Microsoft Authenticator, Aegis). Ứng dụng sẽ hiện mã để bạn nhập mỗi lần đăng nhập.",
                        "On the phone open an authenticator app (such as Google Authenticator, Microsoft Authenticator, Aegis). It shows the code you enter at each sign-in.",
                    )}
            </li>
            <li>
                {locale.pick("Quét hình này bằng ứng dụng.", "Scan this picture with the app.")}
                {picture(
                    qr,
                    locale.pick("Mã QR của khoá bí mật; khoá bằng chữ ở ngay dưới", "QR code of the secret key; the key in letters is below").to_owned(),
                )}
                <p>
                    {locale.pick("Không quét được? Chọn “nhập khoá” trong ứng dụng và gõ:", "Cannot scan? Choose “enter a key” in the app and type:")}
                    <strong class="code desk-secret">{groups.join(" ")}</strong>
                </p>
            </li>
        </ol>
        <form method="post" action=locale.href("/can-bo/thiet-lap/xac-nhan") novalidate>
            {field(locale, &code, &view.problems)}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Xác nhận", "Confirm")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The recovery codes, shown once.
pub fn codes(chrome: &Chrome, desk: &DeskHead, view: &RecoveryCodesView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Cất mười mã khôi phục", "Put ten recovery codes away");
    let place = view.first.then(|| {
        view! { <p class="filing-place">{locale.pick("Đăng nhập lần đầu · bước 3 trên 3", "First sign-in · step 3 of 3")}</p> }
    });
    let rows = view.codes.iter().map(|code| view! { <li class="code">{code.clone()}</li> }).collect_view();
    let main = view! {
        <div class="filing">
            {place} <h1>{title}</h1>
            {notice_text(
                Tone::Warning,
                locale
                    .pick(
                        "Các mã này chỉ hiện một lần. Hãy in hoặc chép ra giấy và cất nơi chỉ bạn lấy được.",
                        "These codes are shown only now. Print them or copy them down and keep them where only you can get at them.",
                    ),
            )}
            <p>
                {locale
                    .pick(
                        "Khi không có điện thoại, mỗi mã thay được mã xác thực một lần. Mã cũ, nếu có, không còn dùng được.",
                        "Without your phone each of them replaces the second factor once. Earlier codes, if any, are worth nothing now.",
                    )}
            </p> <ol class="desk-codes">{rows}</ol>
            <div class="buttons">
                <a class="button" href=locale.href("/can-bo")>
                    {locale.pick("Đã cất, vào bàn làm việc", "They are safe, go to the desk")}
                </a>
            </div>
        </div>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}
