//! Phone numbers and e-mail addresses: the form only; whether somebody is there is found out by writing.

/// Longest part of an e-mail address before the at sign, and longest label of the host (RFC 5321 and 1035).
const MAX_LOCAL: usize = 64;
const MAX_LABEL: usize = 63;
const MAX_EMAIL: usize = 254;

/// Vietnamese numbers (mobile: 0, one of 35789, 8 more digits; landline: 02 and 9 more, by the numbering plan of Thông tư
/// 22/2014/TT-BTTTT, from memory, unverified), with 0 or +84 in front; and international ones with a plus.
#[must_use]
pub fn is_phone(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    match plain.strip_prefix('+') {
        Some(rest) => match rest.strip_prefix("84") {
            // Some write the 0 as well: +84 (0) 912 345 678.
            Some(national) => is_national(national.strip_prefix('0').unwrap_or(national)),
            None => digits(rest) && (8..=15).contains(&rest.len()) && !rest.starts_with('0') && !is_one_digit(rest),
        },
        None => plain.strip_prefix('0').is_some_and(is_national),
    }
}

/// The number behind the 0.
fn is_national(number: &str) -> bool {
    let length = match number.as_bytes().first() {
        Some(b'2') => 10,
        Some(b'3' | b'5' | b'7' | b'8' | b'9') => 9,
        _ => return false,
    };
    digits(number) && number.len() == length
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn is_one_digit(text: &str) -> bool {
    text.bytes().all(|b| text.as_bytes().first() == Some(&b))
}

/// Words parted by single points before the at sign, a host of at least two labels behind it. More is found out by writing.
#[must_use]
pub fn is_email(value: &str) -> bool {
    let Some((local, host)) = value.split_once('@') else {
        return false;
    };
    let word =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(c));
    let label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    value.len() <= MAX_EMAIL
        && local.len() <= MAX_LOCAL
        && local.split('.').all(word)
        && host.split('.').all(label)
        && top.chars().count() >= 2
        && top.chars().any(char::is_alphabetic)
}
