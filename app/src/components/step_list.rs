//! Where one is on the way: the five steps of filing.

use leptos::prelude::*;

use crate::locale::Locale;

/// The steps of filing, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Start,
    Applicant,
    Papers,
    Check,
    Receipt,
}

impl Step {
    pub const ALL: [Self; 5] = [Self::Start, Self::Applicant, Self::Papers, Self::Check, Self::Receipt];

    /// Counted from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).map_or(1, |at| at + 1)
    }

    /// Name of the step.
    #[must_use]
    pub fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Start => locale.pick("Nơi nhận", "Where to file"),
            Self::Applicant => locale.pick("Người nộp", "Who files"),
            Self::Papers => locale.pick("Giấy tờ", "Papers"),
            Self::Check => locale.pick("Kiểm tra và nộp", "Check and file"),
            Self::Receipt => locale.pick("Biên nhận", "Receipt"),
        }
    }

    /// Last part of the address; empty for the first step.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Applicant => "nguoi-nop",
            Self::Papers => "giay-to",
            Self::Check => "kiem-tra",
            Self::Receipt => "bien-nhan",
        }
    }
}

/// «Bước 2/5: Người nộp» and the list, with links back to the steps that are done.
#[must_use]
pub fn step_list(locale: Locale, code: &str, current: Step) -> AnyView {
    let total = Step::ALL.len();
    let now = format!("{} {}/{total}", locale.pick("Bước", "Step"), current.number());
    let items = Step::ALL
        .into_iter()
        .map(|step| {
            let name = step.name(locale);
            let inside = if step < current && current != Step::Receipt {
                let href = locale.href(&super::address::filing_path(code, step.slug()));
                view! { <a href=href>{name}</a> }.into_any()
            } else {
                view! { <span>{name}</span> }.into_any()
            };
            let class = if step < current { "step-done" } else { "" };
            view! {
                <li class=class aria-current=(step == current).then_some("step")>{inside}</li>
            }
        })
        .collect_view();
    view! {
        <nav class="steps" aria-label=locale.pick("Các bước nộp hồ sơ", "Steps of filing")>
            <p class="steps-now">{now}</p>
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}
