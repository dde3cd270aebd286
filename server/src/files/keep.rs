//! Files in the store: moved aside before they are deleted, put back, read again.

use futures::StreamExt;
use object_store::path::Path;
use object_store::{GetResult, ObjectStoreExt};
use sha2::{Digest, Sha256};

use super::store::{FileStore, FileStoreError};

/// How it stands with a stored file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// Byte for byte what was sent.
    Whole,
    /// Other bytes.
    Damaged,
    Missing,
}

impl FileStore {
    /// Where a file waits that nobody seems to use any more.
    fn aside(sha256: &str) -> Path {
        Path::from(format!("aside/{sha256}"))
    }

    /// Moves a file aside; nothing happens if it is not there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn move_aside(&self, sha256: &str) -> Result<(), FileStoreError> {
        self.rename(&Self::place(sha256), &Self::aside(sha256)).await
    }

    /// Puts a file back that was moved aside; one that was sent anew meanwhile stays as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn put_back(&self, sha256: &str) -> Result<(), FileStoreError> {
        match self.store.head(&Self::place(sha256)).await {
            Ok(_) => self.delete_aside(sha256).await,
            Err(object_store::Error::NotFound { .. }) => self.rename(&Self::aside(sha256), &Self::place(sha256)).await,
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a file that was moved aside, for good.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn delete_aside(&self, sha256: &str) -> Result<(), FileStoreError> {
        absent_is_fine(self.store.delete(&Self::aside(sha256)).await)
    }

    async fn rename(&self, from: &Path, to: &Path) -> Result<(), FileStoreError> {
        absent_is_fine(self.store.rename(from, to).await)
    }

    /// Reads a file piece by piece and compares it with its hash.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn check(&self, sha256: &str) -> Result<FileState, FileStoreError> {
        let Some(found) = self.find(sha256).await? else { return Ok(FileState::Missing) };
        let mut pieces = found.into_stream();
        let mut hash = Sha256::new();
        while let Some(piece) = pieces.next().await {
            hash.update(&piece?);
        }
        Ok(if hex::encode(hash.finalize()) == sha256 { FileState::Whole } else { FileState::Damaged })
    }

    /// A file in its place, or aside: between the two looks of clearing it may have got a user again.
    pub(super) async fn find(&self, sha256: &str) -> Result<Option<GetResult>, FileStoreError> {
        for place in [Self::place(sha256), Self::aside(sha256)] {
            match self.store.get(&place).await {
                Ok(found) => return Ok(Some(found)),
                Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }
}

/// Another process may have taken the same step.
fn absent_is_fine(outcome: Result<(), object_store::Error>) -> Result<(), FileStoreError> {
    match outcome {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FilesUrl;
    use bytes::Bytes;
    use futures::stream;
    use uuid::Uuid;

    fn stores() -> (tempfile::TempDir, Vec<FileStore>) {
        let folder = tempfile::tempdir().expect("a folder");
        let local = FileStore::open(&FilesUrl::Folder(folder.path().join("files"))).expect("opens");
        (folder, vec![FileStore::in_memory(), local])
    }

    async fn send(store: &FileStore) -> String {
        let pieces = vec![Ok::<_, String>(Bytes::from("%PDF-1.7 khai sinh"))];
        store.receive(Uuid::nil(), stream::iter(pieces)).await.expect("received").sha256
    }

    #[tokio::test]
    async fn a_file_moved_aside_is_still_read_and_comes_back() {
        let (_folder, stores) = stores();
        for store in stores {
            let hash = send(&store).await;
            for _ in 0..2 {
                store.move_aside(&hash).await.expect("moves");
            }
            assert_eq!(store.check(&hash).await.expect("reads"), FileState::Whole);
            for _ in 0..2 {
                store.put_back(&hash).await.expect("puts back");
            }
            store.delete_aside(&hash).await.expect("there is none aside");
            assert_eq!(store.check(&hash).await.expect("reads"), FileState::Whole);
        }
    }

    #[tokio::test]
    async fn a_file_sent_anew_outlives_the_old_one_aside() {
        let (_folder, stores) = stores();
        for store in stores {
            let hash = send(&store).await;
            store.move_aside(&hash).await.expect("moves");
            assert_eq!(send(&store).await, hash);
            store.put_back(&hash).await.expect("nothing to put back");
            assert_eq!(store.check(&hash).await.expect("reads"), FileState::Whole);
            store.move_aside(&hash).await.expect("moves");
            store.delete_aside(&hash).await.expect("deletes");
            assert_eq!(store.check(&hash).await.expect("answers"), FileState::Missing);
        }
    }

    #[tokio::test]
    async fn other_bytes_under_a_hash_are_noticed() {
        let (folder, stores) = stores();
        let hash = send(&stores[1]).await;
        std::fs::write(folder.path().join("files").join(FileStore::place(&hash).as_ref()), "%PDF-1.7 x")
            .expect("written");
        assert_eq!(stores[1].check(&hash).await.expect("reads"), FileState::Damaged);
    }
}
