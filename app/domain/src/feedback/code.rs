//! The code of a feedback: `PA-<agency>-<yyMMdd>-<NNNN>`, such as `PA-H28.14-261124-0001`.

use std::fmt;
use std::str::FromStr;

use crate::dossier::DossierCode;

/// What stands before the number, so that nobody takes it for a dossier (*phản ánh*).
const MARK: &str = "PA-";

/// A code in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeedbackCode(DossierCode);

/// The text does not have the form of such a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a feedback code looks like PA-H28.14-261124-0001")]
pub struct InvalidFeedbackCode;

impl FeedbackCode {
    /// The code of the `number`-th feedback (counted from 1) to an agency on a Vietnamese calendar day.
    #[must_use]
    pub fn new(agency: &str, day: time::Date, number: u64) -> Self {
        Self(DossierCode::new(agency, day, number))
    }
}

impl fmt::Display for FeedbackCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}", self.0)
    }
}

impl FromStr for FeedbackCode {
    type Err = InvalidFeedbackCode;

    /// Forgives what [`DossierCode`] forgives.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).take(80).collect();
        let (mark, rest) = plain.split_at_checked(2).ok_or(InvalidFeedbackCode)?;
        let rest = rest.strip_prefix(['-', '–', '—', '‑', '‐']).ok_or(InvalidFeedbackCode)?;
        if !mark.eq_ignore_ascii_case("PA") {
            return Err(InvalidFeedbackCode);
        }
        rest.parse().map(Self).map_err(|_not_one| InvalidFeedbackCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_code_copied_from_paper_is_understood_and_a_dossier_code_is_none() {
        let code = FeedbackCode::new("H28.14", date!(2026 - 11 - 24), 7);
        assert_eq!(code.to_string(), "PA-H28.14-261124-0007");
        assert_eq!(" pa – h28.14 – 261124 – 0007 ".parse(), Ok(code));
        for wrong in ["H28.14-261124-0007", "PA", "PA-", "PAH28.14-261124-0007", "PA-H28.14-261124-0000", "Đ", ""] {
            assert_eq!(wrong.parse::<FeedbackCode>(), Err(InvalidFeedbackCode), "{wrong}");
        }
    }
}
