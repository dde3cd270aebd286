//! The code with which a draft is taken up on another device: on paper, or by e-mail.

use leptos::prelude::*;

use super::{Frame, frame, plain_words, step_href};
use crate::components::error_summary::here;
use crate::components::field::{Field, Kind, field};
use crate::components::notice::notice_text;
use crate::components::step_list::Step;
use crate::components::tag::Tone;
use crate::locale::{Locale, date_time};
use crate::view::{AskedLink, Chrome, LinkMail, LinkState, ResumeCodeView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &ResumeCodeView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let way = &view.head.way;
    let body = view! {
        <section aria-labelledby="by-code">
            <h2 id="by-code">{locale.pick("Bằng mã làm tiếp", "With the code")}</h2>
            {panel(locale, view)}
        </section>
        <section aria-labelledby="by-mail">
            <h2 id="by-mail">{locale.pick("Bằng thư điện tử", "By e-mail")}</h2>
            {match &view.mail {
                Some(mail) => by_mail(locale, view, mail),
                None => no_mail(locale),
            }}
        </section>
        <div class="buttons">
            <a class="button button--secondary" href=step_href(locale, way, Step::Applicant)>
                {locale.pick("Quay lại hồ sơ", "Back to the draft")}
            </a>
        </div>
    }
    .into_any();
    let parts = Frame {
        head: &view.head,
        step: Step::Applicant,
        heading: locale.pick("Làm tiếp trên máy khác", "Go on with it on another device").to_owned(),
        problems: &view.problems,
        islands: false,
        status: None,
        body,
    };
    frame(chrome, parts, &here, &plain_words(locale))
}

fn panel(locale: Locale, view: &ResumeCodeView) -> AnyView {
    let path = locale.href("/tiep-tuc");
    let (origin, path) = match view.address.strip_suffix(&path) {
        Some(origin) => (origin.to_owned(), path),
        None => (view.address.clone(), String::new()),
    };
    view! {
        <p>
            {locale.pick("Trên máy kia, mở trang ", "On the other device, open ")}
            <strong class="resume-address">
                <span>{origin}</span>
                <span>{path}</span>
            </strong>
            {locale.pick(" và nhập mã này:", " and enter this code:")}
        </p>
        <div class="resume-panel">
            // On paper it must say which draft the code is for: the breadcrumb is not printed.
            <p class="resume-label">{view.head.name.clone()}</p>
            <p class="resume-label" id="resume-code">{locale.pick("Mã làm tiếp", "Code of the draft")}</p>
            <output class="resume-code" aria-labelledby="resume-code">{view.resume_code.clone()}</output>
        </div>
        <p>
            {locale
                .pick(
                    "Hãy chép lại hoặc in trang này. Ai có mã đều mở và sửa được bản nháp, nên đừng đưa cho người lạ.",
                    "Write it down or print this page. Whoever has the code can open and change the draft, so keep it to yourself.",
                )}
        </p>
    }
    .into_any()
}

/// Said plainly, so that nobody waits for a message that never comes.
fn no_mail(locale: Locale) -> AnyView {
    let text = locale.pick(
        "Cổng này không gửi thư điện tử, nên cũng không có thư nhắc khi bản nháp sắp hết hạn. Hãy giữ mã ở trên.",
        "This portal sends no e-mail, so there is no reminder before the draft expires either. Keep the code above.",
    );
    notice_text(Tone::Information, text)
}

fn by_mail(locale: Locale, view: &ResumeCodeView, mail: &LinkMail) -> AnyView {
    let action = locale.href(&view.head.way.path("lam-tiep"));
    let email = Field {
        id: "email".to_owned(),
        label: locale.pick("Gửi liên kết đến", "Send the link to").to_owned(),
        hints: vec![
            locale
                .pick(
                    "Cũng nhận thư nhắc khi hồ sơ chưa nộp và trước khi bản nháp hết hạn, nếu bạn chưa khai thư điện tử.",
                    "Reminders that the draft is not filed or about to expire go there too, unless your answers name an e-mail address.",
                )
                .to_owned(),
        ],
        value: mail.address.clone(),
        kind: Kind::Email,
        autocomplete: Some("email"),
        ..Field::default()
    };
    view! {
        {mail.asked.as_ref().map(|asked| asked_link(locale, asked))}
        <form method="post" action=action novalidate>
            {field(locale, &email, &view.problems)}
            <button class="button" type="submit">
                {locale.pick("Gửi liên kết cho tôi", "Send me the link")}
            </button>
        </form>
    }
    .into_any()
}

fn asked_link(locale: Locale, asked: &AskedLink) -> AnyView {
    let address = &asked.address;
    match asked.state {
        LinkState::Waiting => notice_text(
            Tone::Information,
            locale.pick(
                format!("Liên kết đang được gửi đến {address}. Thường mất dưới một phút."),
                format!("The link is on its way to {address}. It usually takes less than a minute."),
            ),
        ),
        LinkState::Sent(at) => notice_text(
            Tone::Done,
            locale.pick(
                format!("Liên kết đã được gửi đến {address} lúc {}. Hãy xem cả mục thư rác.", date_time(locale, at)),
                format!("The link was sent to {address} at {}. Look into the spam folder too.", date_time(locale, at)),
            ),
        ),
        LinkState::GivenUp => notice_text(
            Tone::Error,
            locale.pick(
                format!("Không gửi được thư đến {address}. Hãy kiểm tra địa chỉ, hoặc dùng mã ở trên."),
                format!("No message could be sent to {address}. Check the address, or use the code above."),
            ),
        ),
    }
}
