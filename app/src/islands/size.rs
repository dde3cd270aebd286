//! Size of a file in few characters.

use crate::locale::Locale;

/// «1,2 MB» or «1.2 MB»; steps of 1,024, as phones show sizes. The same words as the pages use, here small enough for WASM.
#[must_use]
pub(super) fn size_text(locale: Locale, size: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * 1024;
    if size < KB {
        return format!("{size} {}", locale.pick("byte", "bytes"));
    }
    // Just below one MB it would round up to «1024 KB».
    if size < MB - KB / 2 {
        return format!("{} KB", (size + KB / 2) / KB);
    }
    let tenths = size.saturating_mul(10).saturating_add(MB / 2) / MB;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} MB"),
        (whole, part) => format!("{whole}{}{part} MB", locale.pick(',', '.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!(size_text(Locale::Vi, 0), "0 byte");
        assert_eq!(size_text(Locale::En, 900), "900 bytes");
        assert_eq!(size_text(Locale::Vi, 340 * 1024), "340 KB");
        assert_eq!(size_text(Locale::Vi, 1_258_291), "1,2 MB");
        assert_eq!(size_text(Locale::En, 1_258_291), "1.2 MB");
        assert_eq!(size_text(Locale::Vi, 1024 * 1024 - 1), "1 MB");
        assert_eq!(size_text(Locale::Vi, 20 * 1024 * 1024), "20 MB");
        assert!(size_text(Locale::Vi, u64::MAX).ends_with(" MB"));
    }
}
