//! Figures as the page writes them, without a formatting crate.

/// Whole numbers in groups of three.
#[must_use]
pub fn grouped(number: &str, separator: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("−", digits));
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut text = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

/// A day of the rules (`2026-11-02`) as it is read in Vietnam: `02/11/2026`.
#[must_use]
pub fn day(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_as_the_page_writes_them() {
        assert_eq!(grouped("0", "."), "0");
        assert_eq!(grouped("999", "."), "999");
        assert_eq!(grouped("1500000", "."), "1.500.000");
        assert_eq!(grouped("-1234", ","), "−1,234");
        assert_eq!(grouped("27/3/1990", "."), "27/3/1990", "no number");
        assert_eq!(day("2026-11-02"), "02/11/2026");
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn the_browser_writes_as_the_server_does() {
        use crate::locale::{Locale, number};
        for value in [0, 7, 1_000, 1_500_000, -42_000] {
            assert_eq!(grouped(&value.to_string(), "."), number(Locale::Vi, value));
            assert_eq!(grouped(&value.to_string(), ","), number(Locale::En, value));
        }
    }
}
