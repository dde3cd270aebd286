//! Names under which staff sign in, and passwords.

use crate::fold::fold;

/// Fewest characters of a password. Length is what counts; no mixture of kinds is asked for (as NIST SP 800-63B advises).
pub const MIN_PASSWORD: usize = 12;
/// Most characters of a password.
pub const MAX_PASSWORD: usize = 128;
/// Longest login.
const MAX_LOGIN: usize = 64;
/// A password of fewer different signs than this is a row of the same key.
const FEWEST_SIGNS: usize = 5;

/// What a login is compared by: without marks, in small letters; none when it cannot be a login.
///
/// «Nguyễn.Văn.A» and «nguyen.van.a» are the same person. Letters, digits, dot, hyphen, underscore and @ are taken, 2 to 64
/// of them.
#[must_use]
pub fn login_key(login: &str) -> Option<String> {
    let login = login.trim();
    if login.chars().count() > MAX_LOGIN {
        return None;
    }
    let key = fold(login);
    let takes = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_@".contains(&b);
    (key.len() >= 2 && key.bytes().all(takes)).then_some(key)
}

/// Why a password is not taken: a stable key; none when it is.
#[must_use]
pub fn password_problem(password: &str, login: &str, name: &str) -> Option<&'static str> {
    let length = password.chars().count();
    if length < MIN_PASSWORD {
        return Some("password_short");
    }
    if length > MAX_PASSWORD {
        return Some("password_long");
    }
    let folded = fold(password);
    let letters = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let without = letters(password);
    let own = [letters(login), letters(name)];
    // The name with a year or «123» behind it is what is tried first.
    let is_own = own
        .iter()
        .filter(|own| own.len() >= 3)
        .any(|own| without.contains(own.as_str()) && without.len() < own.len() + MIN_PASSWORD / 2);
    if is_own {
        return Some("password_like_name");
    }
    let mut signs: Vec<char> = folded.chars().collect();
    signs.sort_unstable();
    signs.dedup();
    let is_row = ["12345678901234567890", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz"]
        .into_iter()
        .any(|row| row.contains(without.as_str()));
    let is_common = ["matkhau", "password", "motcua", "hoabinh", "vietnam"].into_iter().any(|word| {
        let rest = without.replace(word, "");
        rest.len() < without.len() && (rest.is_empty() || rest.bytes().all(|b| b.is_ascii_digit()))
    });
    (signs.len() < FEWEST_SIGNS || is_row || is_common).then_some("password_simple")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_one_person_however_it_is_written() {
        for login in ["Nguyễn.Văn.A", " nguyen.van.a ", "NGUYEN.VAN.A"] {
            assert_eq!(login_key(login).as_deref(), Some("nguyen.van.a"), "{login}");
        }
        assert_eq!(login_key("ĐỨC-01@hoabinh.gov.vn").as_deref(), Some("duc-01@hoabinh.gov.vn"));
        for login in ["", "a", "hai từ", "a/b", "a\u{0}b", "имя", &"a".repeat(65)] {
            assert_eq!(login_key(login), None, "{login:?}");
        }
    }

    #[test]
    fn long_passwords_are_taken_and_those_tried_first_are_not() {
        let problem = |password: &str| password_problem(password, "tran.thi.hoa", "Trần Thị Hoa");
        for good in ["con trâu đi trước cái cày", "Zx81!ngựa-ô qua", "correct horse battery"] {
            assert_eq!(problem(good), None, "{good}");
        }
        assert_eq!(problem("ngắn quá"), Some("password_short"));
        assert_eq!(problem(&"dài ".repeat(40)), Some("password_long"));
        for own in ["TranThiHoa2026", "trần thị hoa 1", "tran.thi.hoa!"] {
            assert_eq!(problem(own), Some("password_like_name"), "{own}");
        }
        for simple in
            ["111111111111", "123456789012", "ababababababab", "matkhau123456", "Password 2026", "qwertyuiopasd"]
        {
            assert_eq!(problem(simple), Some("password_simple"), "{simple}");
        }
    }
}
