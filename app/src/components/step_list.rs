//! Where one is on the way: the five steps of filing, six with an electronic form.

use leptos::prelude::*;

use super::address::FilingWay;
use crate::locale::Locale;
use crate::view::FormPlace;

/// The steps of filing, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Start,
    Applicant,
    /// The electronic form (*tờ khai*), where the procedure has one.
    Form,
    Papers,
    Check,
    Receipt,
}

impl Step {
    const ALL: [Self; 6] = [Self::Start, Self::Applicant, Self::Form, Self::Papers, Self::Check, Self::Receipt];

    /// The steps of a procedure. Completing a dossier has no receipt of its own.
    pub fn all(with_form: bool, completes: bool) -> impl Iterator<Item = Self> {
        let left_out = move |step: &Self| (!with_form && *step == Self::Form) || (completes && *step == Self::Receipt);
        Self::ALL.into_iter().filter(move |step| !left_out(step))
    }

    /// Name of the step when a dossier is completed.
    #[must_use]
    pub fn name_completing(self, locale: Locale) -> &'static str {
        match self {
            Self::Start => locale.pick("Nội dung cần bổ sung", "What is asked"),
            Self::Check => locale.pick("Kiểm tra và gửi", "Check and send"),
            other => other.name(locale),
        }
    }

    /// Name of the step.
    #[must_use]
    pub fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Start => locale.pick("Nơi nhận", "Where to file"),
            Self::Applicant => locale.pick("Người nộp", "Who files"),
            Self::Form => locale.pick("Tờ khai", "The form"),
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
            Self::Form => "to-khai",
            Self::Papers => "giay-to",
            Self::Check => "kiem-tra",
            Self::Receipt => "bien-nhan",
        }
    }
}

/// «Bước 3/6: Tờ khai, trang 2/5» and the list, with links back to the steps that are done.
#[must_use]
pub fn step_list(locale: Locale, way: &FilingWay, current: Step, form: Option<&FormPlace>, completes: bool) -> AnyView {
    let steps: Vec<Step> = Step::all(form.is_some(), completes).collect();
    let number = steps.iter().position(|step| *step == current).map_or(1, |at| at + 1);
    let now = format!("{} {number}/{}", locale.pick("Bước", "Step"), steps.len());
    let page = form
        .and_then(|place| Some(format!("{} {}/{}", locale.pick("trang", "page"), place.at?, place.of)))
        .filter(|_| current == Step::Form);
    let items = steps
        .into_iter()
        .map(|step| {
            let name = if completes { step.name_completing(locale) } else { step.name(locale) };
            // At the counter the desk is chosen before there is a draft.
            let leads_back = !(step == Step::Start && !completes && matches!(way, FilingWay::Counter(_)));
            let inside = if step < current && current != Step::Receipt && leads_back {
                let href = locale.href(&way.path(step.slug()));
                view! { <a href=href>{name}</a> }.into_any()
            } else {
                let page = page.clone().filter(|_| step == current).map(|page| format!(", {page}"));
                view! { <span>{name} {page}</span> }.into_any()
            };
            let class = if step < current { "step-done" } else { "" };
            view! {
                <li class=class aria-current=(step == current).then_some("step")>{inside}</li>
            }
        })
        .collect_view();
    let label = match completes {
        true => locale.pick("Các bước bổ sung hồ sơ", "Steps of completing"),
        false => locale.pick("Các bước nộp hồ sơ", "Steps of filing"),
    };
    view! {
        <nav class="steps" aria-label=label>
            <p class="steps-now">{now}</p>
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}
