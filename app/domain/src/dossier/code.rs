//! The code a person quotes: `<agency>-<yyMMdd>-<NNNN>`, such as `H28.14-261122-0001`.

use std::fmt;
use std::str::FromStr;
use time::Date;

/// A dossier code in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DossierCode {
    agency: String,
    day: String,
    number: u64,
}

/// The text does not have the form of a dossier code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a dossier code looks like H28.14-261122-0001")]
pub struct InvalidDossierCode;

impl DossierCode {
    /// The code of the `number`-th dossier (counted from 1) of an agency on a Vietnamese calendar day.
    #[must_use]
    pub fn new(agency: &str, day: Date, number: u64) -> Self {
        Self { agency: agency.to_owned(), day: day_part(day), number }
    }
}

/// The day as it stands in a code and keys the counter: `yyMMdd`.
#[must_use]
pub fn day_part(day: Date) -> String {
    format!("{:02}{:02}{:02}", day.year().rem_euclid(100), u8::from(day.month()), day.day())
}

impl fmt::Display for DossierCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:04}", self.agency, self.day, self.number)
    }
}

impl FromStr for DossierCode {
    type Err = InvalidDossierCode;

    /// Forgives blanks, small letters and long dashes, because people type the code from paper.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if matches!(c, '–' | '—' | '‑' | '‐') { '-' } else { c.to_ascii_uppercase() })
            .collect();
        if plain.len() > 64 {
            return Err(InvalidDossierCode);
        }
        let mut parts = plain.split('-');
        let (Some(agency), Some(day), Some(number), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(InvalidDossierCode);
        };
        let digits = |text: &str, least: usize, most: usize| {
            (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        let agency_good = agency.starts_with(|c: char| c.is_ascii_uppercase())
            && agency.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.');
        if !agency_good || !digits(day, 6, 6) || !digits(number, 4, 9) {
            return Err(InvalidDossierCode);
        }
        let number = number.parse().ok().filter(|n| *n > 0).ok_or(InvalidDossierCode)?;
        Ok(Self { agency: agency.to_owned(), day: day.to_owned(), number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    #[test]
    fn code_names_agency_day_and_number() {
        assert_eq!(DossierCode::new("H28.14", date!(2026 - 11 - 22), 1).to_string(), "H28.14-261122-0001");
        assert_eq!(DossierCode::new("H28", date!(2026 - 01 - 02), 12_345).to_string(), "H28-260102-12345");
    }

    #[test]
    fn a_code_copied_from_paper_is_understood() {
        let code: DossierCode = " h28.14 – 261122 – 0001 ".parse().expect("a code");
        assert_eq!(code.to_string(), "H28.14-261122-0001");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for bad in [
            "",
            "H28.14",
            "H28-261122",
            "H28-2611-0001",
            "H28-261122-1",
            "H28-261122-0000",
            "1-261122-0001",
            "H28-261122-0001-2",
        ] {
            assert_eq!(bad.parse::<DossierCode>(), Err(InvalidDossierCode), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_code_read_back_is_the_same(number in 1u64..1_000_000) {
            let code = DossierCode::new("H28.31.02", date!(2026 - 11 - 22), number);
            prop_assert_eq!(code.to_string().parse::<DossierCode>(), Ok(code));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = text.parse::<DossierCode>();
        }
    }
}
