//! Words for the parts of blocks and for the keys that every form has in common.

use crate::locale::Locale;

/// What a part of a person, an address or an organisation is called.
#[must_use]
pub fn part_label(locale: Locale, part: &str) -> &'static str {
    match part {
        "name" => locale.pick("Họ và tên", "Full name"),
        "birth_date" => locale.pick("Ngày sinh", "Date of birth"),
        "sex" => locale.pick("Giới tính", "Sex"),
        "nationality" => locale.pick("Quốc tịch", "Nationality"),
        "nationality_name" => locale.pick("Tên nước", "Name of the country"),
        "document_kind" => locale.pick("Loại giấy tờ tùy thân", "Kind of identity document"),
        "document_number" => locale.pick("Số giấy tờ", "Number of the document"),
        "province" => locale.pick("Tỉnh, thành phố", "Province or city"),
        "commune" | "commune_name" => locale.pick("Xã, phường", "Commune or ward"),
        "line" => locale.pick("Số nhà, đường, thôn xóm", "House number, street, hamlet"),
        "tax_code" => locale.pick("Mã số thuế", "Tax code"),
        _ => "",
    }
}

/// Keys of the sexes with their words.
#[must_use]
pub fn sexes(locale: Locale) -> [(&'static str, &'static str); 2] {
    [("male", locale.pick("Nam", "Male")), ("female", locale.pick("Nữ", "Female"))]
}

/// Keys of the nationalities with their words.
#[must_use]
pub fn nationalities(locale: Locale) -> [(&'static str, &'static str); 2] {
    [("vn", locale.pick("Việt Nam", "Vietnamese")), ("other", locale.pick("Nước khác", "Another"))]
}

/// Keys of the kinds of identity documents with their words.
#[must_use]
pub fn document_kinds(locale: Locale) -> [(&'static str, &'static str); 3] {
    [
        ("identity", locale.pick("Căn cước hoặc căn cước công dân", "Identity card")),
        ("passport", locale.pick("Hộ chiếu", "Passport")),
        ("other", locale.pick("Giấy tờ khác", "Another document")),
    ]
}
