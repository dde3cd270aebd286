//! Vietnamese text for comparing: NFC for storing, folded (no marks, lower case) for finding.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text in Unicode form NFC, the form in which everything is stored.
#[must_use]
#[cfg(not(all(target_arch = "wasm32", feature = "browser")))]
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Text in Unicode form NFC. The browser brings the tables along, which would weigh as much as all the rules; composed forms
/// of assigned characters never change between versions of Unicode.
#[must_use]
#[cfg(all(target_arch = "wasm32", feature = "browser"))]
pub fn nfc(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { js_sys::JsString::from(text).normalize("NFC").into() }
}

/// Text without marks and in small letters: «Đăng ký» → «dang ky».
///
/// Only for finding and comparing, never for showing. `đ` has no decomposition in Unicode and is mapped by hand.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// Text without marks in the letters it was written in: «Đăng ký» → «Dang ky». For ways that carry plain Latin letters only, as
/// a short message does.
#[must_use]
pub fn unmarked(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_every_vietnamese_mark_and_the_bar_of_d() {
        assert_eq!(fold("ĐĂNG KÝ Quyền sử dụng đường"), "dang ky quyen su dung duong");
    }

    #[test]
    fn without_marks_letters_keep_their_size() {
        assert_eq!(unmarked("Đăng ký ĐƯỜNG, đất: Hẹn trả 15:20"), "Dang ky DUONG, dat: Hen tra 15:20");
        assert_eq!(unmarked("Hộ tịch".nfd().collect::<String>().as_str()), "Ho tich");
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike() {
        let composed = "Hộ tịch";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        assert_eq!(fold(composed), fold(&decomposed));
        assert_eq!(nfc(&decomposed), composed);
    }
}
