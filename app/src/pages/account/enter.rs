//! Signing in: first where the one-time code goes, then the code.

use leptos::prelude::*;

use super::{MY_PAGE, SECURITY, SIGN_IN, trail};
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Width, field};
use crate::components::notice::notice_text;
use crate::components::phone::phone_link;
use crate::components::tag::Tone;
use crate::locale::{Locale, clock_of};
use crate::view::{Chrome, CodeView, EnterView};

/// The page that asks where the code goes.
pub fn page(chrome: &Chrome, view: &EnterView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Đăng nhập", "Sign in");
    let head = Head {
        title: title.to_owned(),
        description: locale
            .pick(
                "Đăng nhập bằng mã gửi đến điện thoại hoặc thư điện tử để xem mọi hồ sơ của bạn ở một nơi.",
                "Sign in with a code sent to your phone or e-mail to see all your dossiers in one place.",
            )
            .to_owned(),
        has_problems: !view.problems.is_empty(),
        trail: trail(locale, false),
        ..Head::default()
    };
    let said = match (view.signed_out, view.again) {
        _ if view.deleted => Some(notice_text(
            Tone::Done,
            locale.pick(
                "Tài khoản của bạn đã được xoá. Hồ sơ đã nộp vẫn tra cứu được bằng mã hồ sơ và mã PIN.",
                "Your account is deleted. What you filed can still be looked up with code and PIN.",
            ),
        )),
        (true, _) => Some(notice_text(
            Tone::Done,
            locale.pick(
                "Bạn đã đăng xuất. Máy này không mở được hồ sơ trong tài khoản của bạn nữa.",
                "You are signed out. This device does not open the dossiers of your account any more.",
            ),
        )),
        (false, true) => Some(notice_text(
            Tone::Information,
            locale.pick(
                "Bạn đã lâu không dùng nên cần đăng nhập lại. Những gì đã điền vào hồ sơ vẫn được giữ.",
                "You have not been here for a while: sign in again. What you filled in is kept.",
            ),
        )),
        (false, false) => None,
    };
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)} {said} <h1>{title}</h1>
            {if view.by_email || view.by_phone { ask(locale, view) } else { not_here(chrome) }}
            <h2>{locale.pick("Không có tài khoản?", "No account?")}</h2>
            <p>
                {locale
                    .pick(
                        "Bạn vẫn nộp được hồ sơ mà không cần tài khoản: biên nhận có mã hồ sơ và mã PIN để tra cứu.",
                        "You can file without one: the receipt has a code and a PIN with which you look the dossier up.",
                    )}
            </p>
            <ul>
                <li><a href=locale.href("/thu-tuc")>{locale.pick("Tìm thủ tục để nộp", "Find a procedure to file")}</a></li>
                <li>
                    <a href=locale.href("/tra-cuu")>
                        {locale.pick("Tra cứu hồ sơ bằng mã và PIN", "Track a dossier with code and PIN")}
                    </a>
                </li>
            </ul>
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn ask(locale: Locale, view: &EnterView) -> AnyView {
    let (label, kind, autocomplete) = match (view.by_phone, view.by_email) {
        (true, false) => (locale.pick("Số điện thoại", "Phone number"), Kind::Phone, "tel"),
        (false, true) => (locale.pick("Thư điện tử", "E-mail address"), Kind::Email, "email"),
        _ => (locale.pick("Số điện thoại hoặc thư điện tử", "Phone number or e-mail address"), Kind::Text, "username"),
    };
    let contact = Field {
        id: "contact".to_owned(),
        label: label.to_owned(),
        hints: vec![
            locale
                .pick(
                    "Chúng tôi gửi đến đó một mã gồm 6 chữ số. Không cần mật khẩu.",
                    "We send a code of 6 digits there. You need no password.",
                )
                .to_owned(),
        ],
        value: view.contact.clone(),
        kind,
        autocomplete: Some(autocomplete),
        width: Width::Medium,
        ..Field::default()
    };
    view! {
        <p>
            {locale
                .pick(
                    "Để xem mọi hồ sơ, bản nháp và kết quả của bạn ở một nơi, trên máy nào cũng được.",
                    "To see all your dossiers, drafts and results in one place, on any device.",
                )}
        </p>
        <form method="post" action=locale.href(SIGN_IN) novalidate>
            {back(view.back.as_deref())} {field(locale, &contact, &view.problems)}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Gửi mã cho tôi", "Send me the code")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Said plainly where nothing can be sent, so that nobody waits for a code.
fn not_here(chrome: &Chrome) -> AnyView {
    let locale = chrome.locale;
    view! {
        {notice_text(
            Tone::Information,
            locale.pick(
                "Cổng này chưa gửi được tin nhắn và thư điện tử, nên chưa đăng nhập được.",
                "This portal sends neither SMS nor e-mail yet, so nobody can sign in.",
            ),
        )}
        <p>{locale.pick("Cần giúp, hãy gọi ", "If you need help, call ")} {phone_link(&chrome.province.counter.phone)} "."</p>
    }
    .into_any()
}

fn back(path: Option<&str>) -> Option<AnyView> {
    path.map(|path| view! { <input type="hidden" name="tiep" value=path.to_owned() /> }.into_any())
}

/// The page on which the code is typed.
pub fn code(chrome: &Chrome, view: &CodeView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = match (&view.merge_with, view.adds) {
        (Some(_), _) => locale.pick("Gộp hai tài khoản?", "Make the two accounts one?"),
        (None, true) => locale.pick("Xác nhận cách đăng nhập mới", "Confirm the new way to sign in"),
        (None, false) => locale.pick("Nhập mã", "Enter the code"),
    };
    let head = Head {
        title: title.to_owned(),
        has_problems: !view.problems.is_empty(),
        trail: trail(locale, view.adds),
        ..Head::default()
    };
    let content = match &view.merge_with {
        Some(code) => merge(locale, view, code),
        None => type_code(locale, view),
    };
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)} <h1>{title}</h1> {content}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn type_code(locale: Locale, view: &CodeView) -> AnyView {
    let code = Field {
        id: "code".to_owned(),
        label: locale.pick("Mã 6 chữ số", "6-digit code").to_owned(),
        kind: Kind::Number,
        autocomplete: Some("one-time-code"),
        width: Width::Short,
        ..Field::default()
    };
    let sent = view.good_until.map(|until| {
        let until = clock_of(until);
        let to = &view.sent_to;
        locale.pick(
            format!("Đã gửi mã đến {to}. Mã dùng được đến {until}. Không thấy? Hãy xem cả mục thư rác."),
            format!("The code went to {to}. It is good until {until}. Not there? Look into the spam folder too."),
        )
    });
    let again = if view.adds { SECURITY } else { SIGN_IN };
    let keep = (!view.adds).then(|| {
        view! {
            <div class="field">
                <div class="choice">
                    <input type="checkbox" id="own_device" name="own_device" value="yes" checked=view.own_device aria-describedby="own_device-hint" />
                    <label for="own_device">
                        {locale.pick("Đây là máy của riêng tôi", "This device is mine alone")}
                    </label>
                </div>
                <p class="field-hint" id="own_device-hint">
                    {locale
                        .pick(
                            "Đánh dấu thì lần sau không phải nhập mã trong 14 ngày. Máy dùng chung thì để trống: 30 phút không dùng sẽ tự thoát.",
                            "Tick it and you stay signed in for 14 days. On a shared device leave it empty: after 30 minutes without use you are signed out.",
                        )}
                </p>
            </div>
        }
    });
    view! {
        {sent.map(|text| view! { <p>{text}</p> })}
        <form method="post" action=locale.href("/dang-nhap/ma") novalidate>
            {back(view.back.as_deref())} {field(locale, &code, &view.problems)} {keep}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Tiếp tục", "Continue")}</button>
            </div>
        </form>
        <p>
            <a href=locale.href(again)>
                {locale.pick("Không nhận được mã? Gửi lại, hoặc dùng địa chỉ khác", "No code? Send it again, or use another address")}
            </a>
        </p>
    }
    .into_any()
}

fn merge(locale: Locale, view: &CodeView, code: &str) -> AnyView {
    let to = view.sent_to.clone();
    view! {
        <p>
            {locale
                .pick(
                    format!("{to} đang thuộc một tài khoản khác. Bạn vừa chứng minh rằng địa chỉ đó cũng là của bạn."),
                    format!("{to} belongs to another account. You have just shown that it is yours too."),
                )}
        </p>
        <p>
            {locale
                .pick(
                    "Gộp lại thì mọi hồ sơ, bản nháp và cách đăng nhập của tài khoản kia chuyển sang tài khoản này, và không tách ra được nữa.",
                    "As one account, all dossiers, drafts and ways to sign in of the other one move to this one. They cannot be parted again.",
                )}
        </p>
        <form method="post" action=locale.href("/dang-nhap/ma") novalidate>
            <input type="hidden" name="code" value=code.to_owned() />
            <input type="hidden" name="merge" value="yes" />
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Có, gộp hai tài khoản", "Yes, make them one")}</button>
                <a class="button button--secondary" href=locale.href(SECURITY)>{locale.pick("Không, giữ riêng", "No, keep them apart")}</a>
            </div>
        </form>
        <p><a href=locale.href(MY_PAGE)>{locale.pick("Về trang của tôi", "Back to my page")}</a></p>
    }
    .into_any()
}
