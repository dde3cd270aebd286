//! Limits and names of the files a person attaches.

/// Largest file: 20 MB, so that a scanned contract passes and a phone on a bad line still finishes.
pub const MAX_FILE_BYTES: u64 = 20 * 1024 * 1024;
/// All files of one dossier together: 100 MB.
pub const MAX_DOSSIER_BYTES: u64 = 100 * 1024 * 1024;
/// Files of one dossier.
pub const MAX_FILES: usize = 100;
/// Longest file name that is kept; longer ones are cut before the extension.
pub const MAX_FILE_NAME_CHARS: usize = 150;
/// Component for a paper that the published list does not name.
pub const OTHER_PAPER: &str = "other";

/// Whether the text can name a component: `group.row` counted from 1 as in the published table, or [`OTHER_PAPER`].
#[must_use]
pub fn valid_component(component: &str) -> bool {
    if component == OTHER_PAPER {
        return true;
    }
    let Some((group, row)) = component.split_once('.') else {
        return false;
    };
    [group, row].iter().all(|part| {
        !part.is_empty() && part.len() <= 4 && !part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit())
    })
}

/// A file name that is safe to show, to store and to send back in a header: no path, no control or bidirectional
/// characters, no quotes, never empty.
#[must_use]
pub fn safe_file_name(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = crate::fold::nfc(base)
        .chars()
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '"' | '<' | '>' | '|' | ':' | '*' | '?' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        })
        .collect();
    let clean = clean.trim().trim_start_matches('.').trim();
    if clean.is_empty() {
        return "tep".to_owned();
    }
    let length = clean.chars().count();
    if length <= MAX_FILE_NAME_CHARS {
        return clean.to_owned();
    }
    let (stem, extension) = match clean.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= 10 => (stem, format!(".{extension}")),
        _ => (clean, String::new()),
    };
    let kept: String = stem.chars().take(MAX_FILE_NAME_CHARS - extension.chars().count()).collect();
    format!("{kept}{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn component_names_a_row_of_the_published_table() {
        for good in ["1.1", "2.13", OTHER_PAPER] {
            assert!(valid_component(good), "{good}");
        }
        for bad in ["", "1", "0.1", "1.0", "1.1.1", "a.b", "-1.2", "1.99999", "١.١"] {
            assert!(!valid_component(bad), "{bad}");
        }
    }

    #[test]
    fn a_file_name_loses_its_path_and_what_deceives() {
        assert_eq!(safe_file_name("C:\\scan\\giấy khai sinh.pdf"), "giấy khai sinh.pdf");
        assert_eq!(safe_file_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_file_name("anh\u{202E}gpj.exe\r\nX: 1"), "anhgpj.exeX 1");
        assert_eq!(safe_file_name("\"><script>.pdf"), "script.pdf");
        assert_eq!(safe_file_name("..."), "tep");
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = safe_file_name(&format!("{}.pdf", "ă".repeat(400)));
        assert_eq!(name.chars().count(), MAX_FILE_NAME_CHARS);
        assert!(name.ends_with(".pdf"));
    }
}
