//! QR codes as paths of a picture.

use app::view::QrView;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around a QR code, which cameras need.
const QUIET: usize = 4;

/// The dark modules as one path: a run of them is a row of height one. Empty when the text does not fit, which no address of this
/// portal is long enough for.
pub(super) fn qr(text: &str) -> QrView {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return QrView::default() };
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    QrView { size: width + 2 * QUIET, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_the_modules_of_the_code() {
        let uri = "otpauth://totp/Mot%20Cua:hoa?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mot%20Cua";
        let code = QrCode::with_error_correction_level(uri, EcLevel::M).expect("fits");
        let view = qr(uri);
        assert_eq!(view.size, code.width() + 8);
        let dark = code.to_colors().into_iter().filter(|color| *color == Color::Dark).count();
        let drawn: usize = view
            .path
            .split('M')
            .skip(1)
            .map(|run| {
                let length = run.split_once('h').and_then(|(_, rest)| rest.split_once('v')).expect("a run").0;
                length.parse::<usize>().expect("a number")
            })
            .sum();
        assert_eq!(drawn, dark);
    }
}
