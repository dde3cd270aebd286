//! Fields (*lĩnh vực*): one name for the several spellings of one subject.

use serde::{Deserialize, Serialize};

use super::clean::{capitalised, clean_line, comparable};

/// The spelling that stands for all, where they differ in more than capitals; by key.
const CANONICAL: [(&str, &str); 3] = [
    ("thi-dua-khen-thuong", "Thi đua, khen thưởng"),
    ("to-chuc-can-bo", "Tổ chức, cán bộ"),
    ("an-toan-ve-sinh-lao-dong", "An toàn, vệ sinh lao động"),
];

/// A field as a reader is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldShown {
    /// The same for every spelling; small letters without marks and hyphens, fit for an address.
    pub key: String,
    pub name: String,
}

/// The key under which all spellings of a field meet.
#[must_use]
pub fn field_key(field: &str) -> String {
    comparable(&without_internal_code(field)).replace(' ', "-")
}

/// The field with its key and the one name it is shown under.
#[must_use]
pub fn field_shown(field: &str) -> FieldShown {
    let key = field_key(field);
    let canonical = CANONICAL.iter().find(|(known, _)| *known == key).map(|(_, name)| (*name).to_owned());
    let name = canonical.unwrap_or_else(|| capitalised(&without_internal_code(field)));
    FieldShown { key, name }
}

/// Some ministries published the code of their own list behind the name: «Việc làm (G07-LĐ11)».
fn without_internal_code(field: &str) -> String {
    let field = clean_line(field);
    let Some((name, tail)) = field.rsplit_once('(') else {
        return field;
    };
    let code = tail.trim_end().trim_end_matches(')');
    let is_code = code.split_once('-').is_some_and(|(agency, number)| {
        let mut agency = agency.chars();
        agency.next().is_some_and(|c| matches!(c, 'G' | 'H'))
            && agency.all(|c| c.is_ascii_digit())
            && number.ends_with(|c: char| c.is_ascii_digit())
            && !number.contains(' ')
    });
    if is_code { name.trim_end().to_owned() } else { field }
}
