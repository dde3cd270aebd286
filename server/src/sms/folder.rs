//! Writing short messages into a folder instead of sending them: for trying the portal out, and for tests.

use std::path::{Path, PathBuf};

use async_trait::async_trait;

use super::{ShortMessage, Sms, SmsError};
use crate::mailbox::{KeptMessage, keep, newest};

/// A folder with a file for every message, named by its identifier: the number, an empty line, the text.
pub(super) struct SmsFolder {
    folder: PathBuf,
}

impl SmsFolder {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }
}

#[async_trait]
impl Sms for SmsFolder {
    async fn send(&self, message: &ShortMessage) -> Result<(), SmsError> {
        let kept = KeptMessage { id: message.id, to: message.to.clone(), subject: None, text: message.text.clone() };
        keep(&self.folder, &kept).await.map_err(|error| SmsError::Passing(error.kind().to_string()))
    }

    async fn kept(&self, most: usize) -> Option<std::io::Result<Vec<KeptMessage>>> {
        Some(newest(&self.folder, most).await)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[tokio::test]
    async fn a_message_is_a_file_and_a_folder_that_cannot_be_made_is_tried_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let message = ShortMessage { id: Uuid::from_u128(7), to: "0912345678".into(), text: "Ho so".into() };
        SmsFolder::new(&folder.path().join("sms")).send(&message).await.expect("sent");
        let path = folder.path().join("sms/00000000-0000-0000-0000-000000000007.txt");
        assert_eq!(std::fs::read_to_string(&path).expect("written"), "To: 0912345678\n\nHo so\n");
        let refused = SmsFolder::new(&path.join("below-a-file")).send(&message).await.expect_err("no folder");
        assert!(matches!(refused, SmsError::Passing(_)), "{refused}");
    }
}
