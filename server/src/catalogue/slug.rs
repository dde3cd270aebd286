//! Names as they stand in addresses.

use domain::fold::fold;

/// The name without marks, in small letters, with hyphens: «Sở Tư pháp» → `so-tu-phap`.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_name_becomes_an_address() {
        assert_eq!(slug("Ủy ban nhân dân cấp xã"), "uy-ban-nhan-dan-cap-xa");
        assert_eq!(slug("  (Đất đai) – "), "dat-dai");
        assert_eq!(slug("…"), "");
    }
}
