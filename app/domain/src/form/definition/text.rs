//! A text in the two languages, of which the second may still be missing while a form is being written.

use serde::{Deserialize, Serialize};

/// Words for people. Publishing refuses one without English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub vi: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    #[must_use]
    pub fn new(vi: &str, en: &str) -> Self {
        Self { vi: vi.to_owned(), en: Some(en.to_owned()) }
    }

    /// Whether there are no words at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.vi.is_empty() && self.en.is_none()
    }

    /// Whether both languages have words.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.vi.trim().is_empty() && self.en.as_ref().is_some_and(|en| !en.trim().is_empty())
    }

    /// The English words, else the Vietnamese ones.
    #[must_use]
    pub fn english(&self) -> &str {
        self.en.as_deref().unwrap_or(&self.vi)
    }
}
