//! What the upload says, in the language of the page.

use serde::{Deserialize, Serialize};

use crate::locale::Locale;

/// Texts of [`super::PaperUpload`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadTexts {
    /// Decides how a size is written.
    pub locale: Locale,
    /// Label of the file input: «Chọn tệp hoặc chụp ảnh».
    pub choose: String,
    /// Beside it where files can be dragged: «hoặc kéo tệp vào đây».
    pub drop_here: String,
    /// Submit button without a script: «Gửi tệp».
    pub send: String,
    /// The list is empty.
    pub empty: String,
    /// In the line.
    pub waiting: String,
    /// `{percent}` of it is on the way.
    pub progress: String,
    /// All of it is on the way, the server has not answered yet.
    pub checking: String,
    /// The server has it.
    pub received: String,
    /// Announced when `{n}` files have arrived.
    pub received_many: String,
    pub cancel: String,
    pub remove: String,
    pub removing: String,
    /// Announced when `{name}` is gone.
    pub removed: String,
    /// It is still there.
    pub remove_failed: String,
    pub retry: String,
    /// The line broke; tried again by itself.
    pub offline: String,
    /// The server could not.
    pub failed: String,
    /// Larger than `{limit}`.
    pub too_large: String,
    /// What arrived is not what was picked: «Tệp bị hỏng trên đường truyền, hãy gửi lại».
    pub mismatch: String,
    /// Sentences for keys and codes of problems, for when the server sends none.
    pub reasons: Vec<(String, String)>,
}
