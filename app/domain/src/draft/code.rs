//! The code with which a draft is taken up on another device: `ABCD-EFGH-JKLM`.

use std::fmt;
use std::str::FromStr;

/// Signs of codes that people copy by hand: none that is mistaken for another on paper or on the phone.
pub const SIGNS: &[u8; 28] = b"2345678ACDEFGHJKLMNPQRTUVWXY";

/// Signs of a resume code.
const LENGTH: usize = 12;
/// Signs between two dashes.
const GROUP: usize = 4;

/// A resume code in its canonical form; shown as `XXXX-XXXX-XXXX`.
///
/// 28 signs at 12 places are about 2 × 10¹⁷ codes, so that trying them out is hopeless at any rate the portal answers.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ResumeCode(String);

/// The text does not have the form of a resume code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a resume code has 12 letters and digits, such as ACDE-FGHJ-2345")]
pub struct InvalidResumeCode;

impl ResumeCode {
    /// The code of a number; equal numbers give equal codes.
    #[must_use]
    pub fn from_number(mut number: u64) -> Self {
        let count = SIGNS.len() as u64;
        let mut code = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let at = usize::try_from(number % count).unwrap_or_default();
            code.push(char::from(SIGNS.get(at).copied().unwrap_or(b'2')));
            number /= count;
        }
        Self(code)
    }

    /// The signs without dashes: what is hashed.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ResumeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, sign) in self.0.chars().enumerate() {
            if at > 0 && at.is_multiple_of(GROUP) {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

/// Whoever has the code has the draft, so it never gets into a log by way of a debug print.
impl fmt::Debug for ResumeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResumeCode(…)")
    }
}

impl FromStr for ResumeCode {
    type Err = InvalidResumeCode;

    /// Forgives small letters, blanks and dashes of any length, because people type the code from paper.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut code = String::with_capacity(LENGTH);
        for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '—' | '.' | '_'))
        {
            let sign = c.to_ascii_uppercase();
            if code.len() == LENGTH || !sign.is_ascii() || !SIGNS.contains(&(sign as u8)) {
                return Err(InvalidResumeCode);
            }
            code.push(sign);
        }
        if code.len() == LENGTH { Ok(Self(code)) } else { Err(InvalidResumeCode) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_shown_in_three_groups() {
        assert_eq!(ResumeCode::from_number(0).to_string(), "2222-2222-2222");
        assert_eq!(ResumeCode::from_number(1).to_string(), "3222-2222-2222");
    }

    #[test]
    fn case_blanks_and_dashes_do_not_matter() {
        let code = ResumeCode::from_number(u64::MAX);
        let shown = code.to_string();
        for typed in
            [shown.to_lowercase(), shown.replace('-', " "), shown.replace('-', " – "), format!(" {}\t", code.plain())]
        {
            assert_eq!(typed.parse::<ResumeCode>(), Ok(code.clone()), "{typed}");
        }
    }

    #[test]
    fn signs_that_are_mistaken_for_others_are_in_no_code() {
        for sign in "019BIOSZ".chars() {
            assert!(!SIGNS.contains(&(sign as u8)), "{sign}");
        }
        for bad in ["", "ACDE-FGHJ-234", "ACDE-FGHJ-23456", "ACDE-FGHJ-2340", "ACDE-FGHJ-234Ạ"] {
            assert_eq!(bad.parse::<ResumeCode>(), Err(InvalidResumeCode), "{bad}");
        }
    }

    #[test]
    fn a_debug_print_does_not_tell_the_code() {
        assert!(!format!("{:?}", ResumeCode::from_number(7)).contains('2'));
    }

    proptest! {
        #[test]
        fn a_code_read_back_is_the_same(number: u64) {
            let code = ResumeCode::from_number(number);
            prop_assert_eq!(code.to_string().parse::<ResumeCode>(), Ok(code));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = text.parse::<ResumeCode>();
        }
    }
}
