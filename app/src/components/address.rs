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

/// Whether the way through the steps completes a dossier: then the place in the addresses is the identifier of a draft (a
/// UUID), and not the code of a procedure.
#[must_use]
pub fn is_supplement(place: &str) -> bool {
    place.len() == 36 && place.bytes().all(|sign| sign.is_ascii_hexdigit() || sign == b'-')
}

/// A step of filing a procedure or of completing a dossier, such as `nguoi-nop`; empty for the first one. `place` is the code of
/// the procedure, or the identifier of the draft that completes a dossier.
#[must_use]
pub fn filing_path(place: &str, step: &str) -> String {
    let way = if is_supplement(place) { "bo-sung" } else { "nop-ho-so" };
    let place = segment(place);
    if step.is_empty() { format!("/{way}/{place}") } else { format!("/{way}/{place}/{step}") }
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
        let draft = "0198a7c2-1111-7222-8333-444455556666";
        assert_eq!(filing_path(draft, "giay-to"), format!("/bo-sung/{draft}/giay-to"));
        assert_eq!(query_value("a&b=c d"), "a%26b%3Dc%20d");
        assert_eq!(telephone("0218 3 855 555"), "tel:02183855555");
    }
}
