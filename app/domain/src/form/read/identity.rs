//! Numbers that carry their own proof: the personal identification number and the tax code.

use time::Date;

/// Province codes that open a personal identification number: the 63 provinces before 01/07/2025. Numbers keep the code of
/// the place where they were given (Thông tư 59/2021/TT-BCA; the list is from memory, unverified).
const PROVINCES: [u16; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45,
    46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92,
    93, 94, 95, 96,
];

/// Last year of this century.
const LAST_YEAR: i32 = 2099;

/// What is wrong with a personal identification number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityFault {
    /// Not 12 digits, but so many signs.
    Form(usize),
    /// The first three digits are no province.
    Province,
    /// Century and year in the number are not those of the birth date.
    BirthYear,
    /// The number says a year that has not come.
    NotBorn,
    /// The number says the other sex.
    Sex,
}

/// What is known of the person whose number it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holder {
    pub birth: Option<Date>,
    pub male: Option<bool>,
    /// Nobody is born after today; without it, not after this century.
    pub today: Option<Date>,
}

/// Checks a personal identification number (*số định danh cá nhân*): 3 digits of the province, one of century and sex, two of
/// the birth year, six more. Birth and sex are compared when they are known. (Nghị định 137/2015/NĐ-CP Đ13 and its successors,
/// unverified.)
///
/// # Errors
/// The first thing that cannot be.
pub fn check_personal_id(number: &str, holder: &Holder) -> Result<String, IdentityFault> {
    let plain: String = number.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    let digits: Vec<u16> = plain.bytes().filter(u8::is_ascii_digit).map(|b| u16::from(b - b'0')).collect();
    let (&[a, b, c, century, tens, ones, ..], 12, 12) = (digits.as_slice(), digits.len(), plain.chars().count()) else {
        return Err(IdentityFault::Form(plain.chars().count()));
    };
    if !PROVINCES.contains(&(a * 100 + b * 10 + c)) {
        return Err(IdentityFault::Province);
    }
    // 0 and 1 for men and women born in the 20th century, 2 and 3 in the 21st, and so on.
    let year = i32::from(1900 + century / 2 * 100 + tens * 10 + ones);
    if holder.birth.is_some_and(|birth| birth.year() != year) {
        return Err(IdentityFault::BirthYear);
    }
    if year > holder.today.map_or(LAST_YEAR, |today| today.year()) {
        return Err(IdentityFault::NotBorn);
    }
    if holder.male.is_some_and(|male| male != (century % 2 == 0)) {
        return Err(IdentityFault::Sex);
    }
    Ok(plain)
}

/// What is wrong with a tax code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaxCodeFault {
    /// Neither 10 nor 13 digits.
    Form,
    /// The tenth digit does not follow from the nine before it.
    CheckDigit,
}

/// Checks a tax code (*mã số thuế*): ten digits of which the last is a check digit, and for a branch three more, not 000.
/// (Thông tư 105/2020/TT-BTC Đ5; the weights are from memory, as in public validators, unverified.)
///
/// # Errors
/// The first thing that cannot be.
pub fn check_tax_code(code: &str) -> Result<String, TaxCodeFault> {
    const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];
    let plain: String = code.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let digits: Vec<u32> = plain.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != plain.chars().count() || !matches!(digits.len(), 10 | 13) || plain.get(10..) == Some("000") {
        return Err(TaxCodeFault::Form);
    }
    let sum: u32 = WEIGHTS.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
    if digits.get(9) != Some(&(10 - sum % 11)) {
        return Err(TaxCodeFault::CheckDigit);
    }
    Ok(plain)
}
