//! Pieces of addresses that come from data.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\');
const QUERY_VALUE: &AsciiSet = &SEGMENT.add(b'&').add(b'+').add(b'=').add(b'\'').add(b';');

/// One segment of a path.
#[must_use]
pub fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// One value of a query string.
#[must_use]
pub fn query_value(text: &str) -> String {
    utf8_percent_encode(text, QUERY_VALUE).to_string()
}

/// The page of a procedure, in Vietnamese; wrap it by `locale.href`.
#[must_use]
pub fn procedure_path(code: &str) -> String {
    format!("/thu-tuc/{}", segment(code))
}

/// A step of filing a procedure, such as `nguoi-nop`; empty for the first one.
#[must_use]
pub fn filing_path(code: &str, step: &str) -> String {
    let code = segment(code);
    if step.is_empty() { format!("/nop-ho-so/{code}") } else { format!("/nop-ho-so/{code}/{step}") }
}

/// The value of a `tel:` link.
#[must_use]
pub fn telephone(phone: &str) -> String {
    format!("tel:{}", phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_data_cannot_leave_its_place() {
        assert_eq!(procedure_path("1.001193"), "/thu-tuc/1.001193");
        assert_eq!(procedure_path("../a?b#c"), "/thu-tuc/..%2Fa%3Fb%23c");
        assert_eq!(filing_path("1.1", "giay-to"), "/nop-ho-so/1.1/giay-to");
        assert_eq!(query_value("a&b=c d"), "a%26b%3Dc%20d");
        assert_eq!(telephone("0218 3 855 555"), "tel:02183855555");
    }
}
