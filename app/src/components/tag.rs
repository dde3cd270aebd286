//! A state as a word with a shape and a colour, never by colour alone.

use domain::dossier::Status;
use domain::province::OnlineLevel;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locale::Locale;

/// How a state is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Done,
    Information,
    Warning,
    Error,
    Quiet,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "tag tag-done",
            Self::Information => "tag tag-info",
            Self::Warning => "tag tag-late",
            Self::Error => "tag tag-error",
            Self::Quiet => "tag",
        }
    }

    fn icon(self) -> Option<Icon> {
        match self {
            Self::Done => Some(Icon::Tick),
            Self::Information => Some(Icon::Info),
            Self::Warning => Some(Icon::Clock),
            Self::Error => Some(Icon::Warning),
            Self::Quiet => None,
        }
    }
}

/// A word with its shape.
#[must_use]
pub fn tag(tone: Tone, word: &str) -> AnyView {
    view! { <span class=tone.class()>{tone.icon().map(icon)} {word.to_owned()}</span> }.into_any()
}

/// What can be done online.
#[must_use]
pub fn online_tag(locale: Locale, level: OnlineLevel) -> AnyView {
    match level {
        OnlineLevel::Full => tag(Tone::Done, locale.pick("Trực tuyến toàn trình", "Fully online")),
        OnlineLevel::Partial => tag(Tone::Information, locale.pick("Trực tuyến một phần", "Partly online")),
        OnlineLevel::Information => tag(Tone::Quiet, locale.pick("Nộp tại quầy", "At the counter")),
    }
}

/// State of a dossier.
#[must_use]
pub fn status_tag(locale: Locale, status: Status) -> AnyView {
    let tone = match status {
        Status::Submitted | Status::Received | Status::Processing => Tone::Information,
        Status::SupplementRequested | Status::PaymentRequested => Tone::Warning,
        Status::Refused | Status::Stopped => Tone::Error,
        Status::Withdrawn => Tone::Quiet,
        Status::Settled | Status::Returned => Tone::Done,
    };
    tag(tone, locale.pick(status.name_vi(), status.name_en()))
}
