//! The address on a paper and its QR code.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// Longest address that is printed; beyond it the code could not be read from paper.
const LONGEST: usize = 600;

/// Light squares around the code that readers need (ISO/IEC 18004).
const QUIET: usize = 4;

/// What one finds behind the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Where the dossier stands.
    Tracking,
    /// Whether this paper was issued as it is.
    Verification,
    /// The agency's Zalo.
    Zalo,
    /// A published month, with its data.
    Publication,
}

impl Purpose {
    /// What stands beside the code.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Tracking => "Tra cứu tình trạng giải quyết hồ sơ",
            Self::Verification => "Kiểm tra tính xác thực của giấy này",
            Self::Zalo => "Theo dõi hồ sơ qua Zalo",
            Self::Publication => "Xem bản công bố, tải dữ liệu và tự tính lại",
        }
    }

    /// The same in English.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::Tracking => "Track this dossier",
            Self::Verification => "Check that this paper is genuine",
            Self::Zalo => "Follow the dossier on Zalo",
            Self::Publication => "The published month and its data",
        }
    }
}

/// A web address that may be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    url: String,
    purpose: Purpose,
}

impl Link {
    /// `None` unless it is a plain `https://` or `http://` address of at most 600 printable ASCII characters: anything else must
    /// not become something to press, and a longer one cannot be read from paper.
    #[must_use]
    pub fn new(url: &str, purpose: Purpose) -> Option<Self> {
        let web = ["https://", "http://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
        let plain =
            url.len() <= LONGEST && url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>'));
        (web && plain).then(|| Self { url: url.to_owned(), purpose })
    }

    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }
}

/// A QR code as one path of squares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// Width and height in squares, with the light border.
    pub size: usize,
    /// The dark squares as an SVG path in units of one square.
    pub path: String,
}

impl Qr {
    /// The code of a text, error correction level M (a seventh of it may be soiled); `None` when the text is too long.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let colours = code.into_colors();
        let mut path = String::new();
        for (y, row) in colours.chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, next| one == next) {
                if run.first() == Some(&Color::Dark) {
                    let (left, top, long) = (x + QUIET, y + QUIET, run.len());
                    path.push_str(&format!("M{left} {top}h{long}v1h-{long}z"));
                }
                x += run.len();
            }
        }
        Some(Self { size: width + 2 * QUIET, path })
    }

    /// A whole SVG document: dark squares on white.
    #[must_use]
    pub fn svg(&self) -> String {
        let Self { size, path } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\"><path d=\"{path}\" fill=\"#000\"/></svg>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        assert!(Link::new("https://dichvucong.example/tra-cuu?ma=H28", Purpose::Tracking).is_some());
        for bad in ["", "https://", "javascript:alert(1)", "https://a b", "https://a\"b", "ftp://a", "https://á"] {
            assert_eq!(Link::new(bad, Purpose::Tracking), None, "{bad}");
        }
        assert_eq!(Link::new(&format!("https://{}", "a".repeat(LONGEST)), Purpose::Tracking), None);
    }

    #[test]
    fn a_code_has_its_three_finders_and_its_light_border() {
        let qr = Qr::of("https://dichvucong.example/tra-cuu").expect("short enough");
        // Version 3 has 29 squares a side.
        assert_eq!(qr.size, 29 + 8);
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "{}", qr.path);
        assert!(qr.path.contains("M26 4h7v1h-7z") && qr.path.contains("M4 26h7v1h-7z"));
        assert!(qr.svg().contains("viewBox=\"0 0 37 37\""));
    }

    #[test]
    fn what_does_not_fit_has_no_code() {
        assert_eq!(Qr::of(&"a".repeat(3_000)), None);
        assert!(Qr::of(&"a".repeat(LONGEST)).is_some());
    }
}
