//! Phone numbers and e-mail addresses: the form only; whether somebody is there is found out by writing.

/// Vietnamese numbers (0 and 9 or 10 more digits), and international ones with a plus.
#[must_use]
pub fn is_phone(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    match plain.strip_prefix('+') {
        Some(rest) => rest.chars().all(|c| c.is_ascii_digit()) && (8..=15).contains(&rest.len()),
        None => plain.starts_with('0') && plain.chars().all(|c| c.is_ascii_digit()) && (10..=11).contains(&plain.len()),
    }
}

/// Something before the at sign, a domain with a point behind it, no blanks. More is found out by writing to it.
#[must_use]
pub fn is_email(value: &str) -> bool {
    let Some((local, host)) = value.rsplit_once('@') else {
        return false;
    };
    let host_good = host.split('.').count() >= 2
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    !local.is_empty() && !local.contains('@') && !value.chars().any(char::is_whitespace) && host_good
}
