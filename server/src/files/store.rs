//! Content-addressed storage: a file lies under the SHA-256 of its bytes, written once, never changed.

use std::sync::Arc;

use bytes::Bytes;
use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;

use crate::config::FilesUrl;

/// The store of files failed. For the log only.
#[derive(Debug, thiserror::Error)]
pub enum FileStoreError {
    #[error("the store of files failed")]
    Store(#[from] object_store::Error),
    #[error("the folder of files cannot be made")]
    Folder(#[from] std::io::Error),
    /// A file does not hash to the name it lies under (invariant I3).
    #[error("the file {sha256} is damaged")]
    Damaged { sha256: String },
}

/// Where the files are.
#[derive(Clone)]
pub struct FileStore {
    pub(super) store: Arc<dyn ObjectStore>,
}

impl FileStore {
    /// Opens the folder or the bucket.
    ///
    /// # Errors
    /// When the folder cannot be made or the settings of the bucket are wrong.
    pub fn open(url: &FilesUrl) -> Result<Self, FileStoreError> {
        let store: Arc<dyn ObjectStore> = match url {
            FilesUrl::Folder(folder) => {
                std::fs::create_dir_all(folder)?;
                // A receipt promises that the files are kept, so they have to survive a power cut.
                Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
            }
            FilesUrl::S3 { bucket, prefix } => {
                let store = AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
                Arc::new(PrefixStore::new(store, prefix.as_str()))
            }
        };
        Ok(Self { store })
    }

    /// Files in memory; for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self { store: Arc::new(InMemory::new()) }
    }

    /// Where a file with that hash lies. Two levels of folders keep each of them small.
    pub(super) fn place(sha256: &str) -> Path {
        let (first, rest) = sha256.split_at_checked(2).unwrap_or((sha256, ""));
        let second = rest.get(..2).unwrap_or_default();
        Path::from(format!("sha256/{first}/{second}/{sha256}"))
    }

    /// The bytes of a file, checked against its hash; none when there is no such file.
    ///
    /// # Errors
    /// When the store fails, or the file is not what it was.
    pub async fn read(&self, sha256: &str) -> Result<Option<Bytes>, FileStoreError> {
        use sha2::{Digest, Sha256};
        let Some(found) = self.find(sha256).await? else { return Ok(None) };
        let bytes = found.bytes().await?;
        if hex::encode(Sha256::digest(&bytes)) != sha256 {
            return Err(FileStoreError::Damaged { sha256: sha256.to_owned() });
        }
        Ok(Some(bytes))
    }
}
