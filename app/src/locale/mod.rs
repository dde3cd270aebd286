//! The two languages. Vietnamese is at `/…`, English at `/en/…`.
//!
//! Texts of a page stand in both languages side by side where they are used (`locale.pick("…", "…")`): a missing translation
//! does not compile. See `docs/decisions/0004-two-languages-side-by-side.md`.

#[cfg(feature = "ssr")]
mod account_mail;
#[cfg(feature = "ssr")]
mod account_message;
#[cfg(feature = "ssr")]
mod apology;
#[cfg(feature = "ssr")]
mod clock;
#[cfg(feature = "ssr")]
mod desk_message;
#[cfg(feature = "ssr")]
mod dossier_notice;
#[cfg(feature = "ssr")]
mod feedback_message;
#[cfg(feature = "ssr")]
mod figure;
#[cfg(feature = "ssr")]
mod format;
#[cfg(feature = "ssr")]
mod mail;
#[cfg(feature = "ssr")]
mod message;
#[cfg(feature = "ssr")]
mod notice_message;
#[cfg(feature = "ssr")]
mod service_message;
#[cfg(feature = "ssr")]
mod staff_message;

#[cfg(feature = "ssr")]
pub use account_mail::{new_device_mail, new_device_sms, sign_in_mail, sign_in_sms};
#[cfg(feature = "ssr")]
pub use apology::apology_reason;
#[cfg(feature = "ssr")]
pub use clock::{clock_sentence, limit_words};
#[cfg(feature = "ssr")]
pub use dossier_notice::{DossierNews, NoticeFacts, dossier_mail, dossier_sms, news_name};
#[cfg(feature = "ssr")]
pub(crate) use figure::FIGURES;
#[cfg(feature = "ssr")]
pub use figure::figure_name;
#[cfg(feature = "ssr")]
pub use format::{bytes, clock_of, date, date_of, date_time, dong, machine_time, number};
#[cfg(feature = "ssr")]
pub use mail::{MailText, SupplementReminder, draft_mail, supplement_mail};
#[cfg(feature = "ssr")]
pub use message::problem_sentence;

use serde::{Deserialize, Serialize};

/// Language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    #[default]
    Vi,
    En,
}

impl Locale {
    /// Value of the `lang` attribute.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.pick("vi", "en")
    }

    /// The language with that code; Vietnamese for every other.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Vi }
    }

    /// The text in this language.
    #[must_use]
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// The text of the province's data in this language.
    #[must_use]
    pub fn of(self, text: &domain::province::Bilingual) -> &str {
        self.pick(&text.vi, &text.en)
    }

    /// The text of an electronic form in this language.
    #[must_use]
    pub fn words(self, text: &domain::form::Text) -> &str {
        self.pick(&text.vi, text.english())
    }

    /// The address of a page in this language; `path` is the Vietnamese one and starts with `/`.
    #[must_use]
    pub fn href(self, path: &str) -> String {
        match self {
            Self::Vi => path.to_owned(),
            Self::En if path == "/" => "/en".to_owned(),
            Self::En => format!("/en{path}"),
        }
    }
}
