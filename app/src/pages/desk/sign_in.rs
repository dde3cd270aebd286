//! Signing in: login and password, then the second factor.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Width, field};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::locale::Locale;
use crate::view::{Chrome, SecondFactorView, SignInNotice, SignInView};

/// The page with login and password.
pub fn page(chrome: &Chrome, view: &SignInView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Cán bộ đăng nhập", "Staff sign-in");
    let said = view.notice.map(|notice| match notice {
        SignInNotice::SignedOut => notice_text(Tone::Done, locale.pick("Bạn đã đăng xuất.", "You are signed out.")),
        SignInNotice::SignInAgain => notice_text(
            Tone::Information,
            locale.pick("Phiên trước đã hết. Hãy đăng nhập lại.", "The session before is over. Sign in again."),
        ),
    });
    let login = Field {
        id: "login".to_owned(),
        label: locale.pick("Tên đăng nhập", "Login").to_owned(),
        value: view.login.clone(),
        kind: Kind::Name,
        autocomplete: Some("username"),
        width: Width::Medium,
        ..Field::default()
    };
    let password = Field {
        id: "password".to_owned(),
        label: locale.pick("Mật khẩu", "Password").to_owned(),
        hints: vec![
            locale
                .pick(
                    "Lần đầu, nhập mã đăng nhập một lần mà quản trị viên đã đưa.",
                    "The first time, enter the one-time sign-in code that the administrator gave you.",
                )
                .to_owned(),
        ],
        kind: Kind::Password,
        autocomplete: Some("current-password"),
        width: Width::Medium,
        ..Field::default()
    };
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)} {said} <h1>{title}</h1>
            <form method="post" action=locale.href("/can-bo/dang-nhap") novalidate>
                {back(view.back.as_deref())} {field(locale, &login, &view.problems)}
                {field(locale, &password, &view.problems)}
                <div class="buttons">
                    <button class="button" type="submit">{locale.pick("Đăng nhập", "Sign in")}</button>
                </div>
            </form>
            {forgotten(locale)}
        </div>
    }
    .into_any();
    frame(chrome, None, Frame { title: title.to_owned(), has_problems: !view.problems.is_empty() }, main)
}

fn back(path: Option<&str>) -> Option<AnyView> {
    path.map(|path| view! { <input type="hidden" name="tiep" value=path.to_owned() /> }.into_any())
}

fn forgotten(locale: Locale) -> AnyView {
    view! {
        <details class="case">
            <summary>{locale.pick("Quên mật khẩu hoặc mất điện thoại?", "Forgot the password or lost the phone?")}</summary>
            <p>
                {locale
                    .pick(
                        "Nhờ quản trị viên của đơn vị đặt lại tài khoản. Bạn sẽ nhận một mã đăng nhập một lần, dùng trong 24 giờ. Đừng gửi mật khẩu cho ai, kể cả quản trị viên.",
                        "Ask the administrator of your agency to reset the account. You get a one-time sign-in code, good for 24 hours. Never give your password to anybody, administrators included.",
                    )}
            </p>
        </details>
    }
    .into_any()
}

/// The page with the second factor.
pub fn second_factor(chrome: &Chrome, view: &SecondFactorView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Mã xác thực", "Second factor");
    let (of_code, of_recovery) =
        if view.recovery { (Vec::new(), view.problems.clone()) } else { (view.problems.clone(), Vec::new()) };
    let code = Field {
        id: "code".to_owned(),
        label: locale.pick("Mã 6 chữ số trong ứng dụng xác thực", "6 digits from the authenticator app").to_owned(),
        hints: vec![
            locale
                .pick("Mã đổi sau mỗi 30 giây và chỉ dùng được một lần.", "It changes every 30 seconds and works once.")
                .to_owned(),
        ],
        kind: Kind::Number,
        autocomplete: Some("one-time-code"),
        width: Width::Short,
        ..Field::default()
    };
    let recovery = Field {
        id: "recovery".to_owned(),
        label: locale.pick("Mã khôi phục", "Recovery code").to_owned(),
        hints: vec![
            locale
                .pick(
                    "Một trong mười mã bạn đã cất, ví dụ ACDE-FGHJ-2345.",
                    "One of the ten you put away, such as ACDE-FGHJ-2345.",
                )
                .to_owned(),
        ],
        kind: Kind::Code,
        autocomplete: Some("off"),
        width: Width::Medium,
        ..Field::default()
    };
    let action = locale.href("/can-bo/xac-thuc");
    let go_on = locale.pick("Tiếp tục", "Continue");
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)} <h1>{title}</h1>
            <form method="post" action=action.clone() novalidate>
                {back(view.back.as_deref())} {field(locale, &code, &of_code)}
                <div class="buttons">
                    <button class="button" type="submit">{go_on}</button>
                </div>
            </form>
            <details class="case" open=view.recovery>
                <summary>{locale.pick("Không có điện thoại bên mình?", "No phone at hand?")}</summary>
                <form method="post" action=action novalidate>
                    {back(view.back.as_deref())} {field(locale, &recovery, &of_recovery)}
                    <button class="button button--secondary" type="submit">
                        {locale.pick("Dùng mã khôi phục", "Use the recovery code")}
                    </button>
                </form>
            </details>
        </div>
    }
    .into_any();
    frame(chrome, None, Frame { title: title.to_owned(), has_problems: !view.problems.is_empty() }, main)
}
