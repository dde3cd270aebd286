//! Entering the code of a draft, and restoring one that has expired.

use domain::filing::Problem;
use leptos::prelude::*;

use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::expired_draft::expired_draft;
use crate::components::resume_form::resume_form;
use crate::locale::Locale;
use crate::view::{Chrome, ResumeView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &ResumeView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let problems: Vec<Problem> = view.problem.iter().map(|key| Problem::new("ma", key, &[])).collect();
    let title = match view.expired {
        Some(_) => locale.pick("Khôi phục bản nháp", "Restore a draft"),
        None => locale.pick("Làm tiếp hồ sơ", "Go on with a draft"),
    };
    let head = Head {
        title: title.to_owned(),
        description: locale
            .pick(
                "Nhập mã làm tiếp để mở trên máy này bản nháp hồ sơ đã bắt đầu ở máy khác.",
                "Enter the code to open a draft on this device that was begun on another one.",
            )
            .to_owned(),
        public: view.public,
        has_problems: !problems.is_empty(),
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let content = match &view.expired {
        Some(expired) => expired_draft(locale, expired, &locale.href("/tiep-tuc/khoi-phuc"), Some(&view.code)),
        None => enter(locale, view, &problems),
    };
    let main = view! {
        <div class="filing">
            {error_summary(locale, &problems, here)}
            <h1>{title}</h1>
            {content}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn enter(locale: Locale, view: &ResumeView, problems: &[Problem]) -> AnyView {
    let lead = if view.code.is_empty() || view.problem.is_some() {
        locale.pick(
            "Mã làm tiếp nằm ở mục “Làm tiếp trên máy khác” của bản nháp, hoặc trong thư điện tử bạn đã nhờ gửi.",
            "The code stands under “Go on with it on another device” in the draft, or in the e-mail that you asked for.",
        )
    } else {
        locale.pick(
            "Bấm “Mở bản nháp” để làm tiếp trên máy này. Chỉ mở mã của chính bạn: ai giữ mã đều xem được những gì bạn điền.",
            "Press “Open the draft” to go on with it here. Open your own code only: whoever has it can read what you fill in.",
        )
    };
    view! {
        <p>{lead}</p>
        {resume_form(locale, &view.code, problems)}
        <p class="quiet">
            {locale
                .pick(
                    "Trên máy dùng chung, hãy dùng cửa sổ ẩn danh: máy đã mở bản nháp thì mở lại được.",
                    "On a shared device use a private window: a device that opened a draft can open it again.",
                )}
        </p>
    }
    .into_any()
}
