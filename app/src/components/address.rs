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

/// A way through the steps of filing, with its place in the addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilingWay {
    /// A new dossier online: the code of the procedure.
    Online(String),
    /// Completing a dossier online: the identifier of the draft.
    Supplement(String),
    /// A dossier that staff take in at the counter: the identifier of the draft.
    Counter(String),
}

impl FilingWay {
    /// A step in Vietnamese, such as `nguoi-nop`, or the first one when empty; wrap it by `locale.href`.
    #[must_use]
    pub fn path(&self, step: &str) -> String {
        let (way, place) = match self {
            Self::Online(code) => ("nop-ho-so", code),
            Self::Supplement(draft) => ("bo-sung", draft),
            Self::Counter(draft) => ("can-bo/tai-quay", draft),
        };
        let place = segment(place);
        if step.is_empty() { format!("/{way}/{place}") } else { format!("/{way}/{place}/{step}") }
    }
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
        assert_eq!(FilingWay::Online("1.1".into()).path("giay-to"), "/nop-ho-so/1.1/giay-to");
        assert_eq!(FilingWay::Online("../1.1".into()).path(""), "/nop-ho-so/..%2F1.1");
        let draft = "0198a7c2-1111-7222-8333-444455556666";
        assert_eq!(FilingWay::Supplement(draft.into()).path("giay-to"), format!("/bo-sung/{draft}/giay-to"));
        assert_eq!(FilingWay::Counter(draft.into()).path("giay-to"), format!("/can-bo/tai-quay/{draft}/giay-to"));
        assert_eq!(query_value("a&b=c d"), "a%26b%3Dc%20d");
        assert_eq!(telephone("0218 3 855 555"), "tel:02183855555");
    }
}
