//! Receiving one file: limits, hash and kind are decided while it streams in.

use bytes::Bytes;
use domain::filing::{MAX_FILE_BYTES, MediaKind, MediaProblem, MediaSniffer};
use futures::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::store::{FileStore, FileStoreError};

/// A file that is in the store now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedFile {
    pub sha256: String,
    pub size: u64,
    pub kind: MediaKind,
}

/// Why a file was not received. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    #[error("the file is larger than the limit")]
    TooLarge,
    #[error("the file is not taken: {}", .0.key())]
    Refused(MediaProblem),
    /// The connection broke or the body was malformed; trying again may help.
    #[error("the upload broke off: {0}")]
    Broken(String),
    #[error(transparent)]
    Store(#[from] FileStoreError),
}

/// Parts of an S3 upload must have at least 5 MB.
const PART: usize = 5 * 1024 * 1024;

impl FileStore {
    /// Streams a file into the store. `id` names the unfinished file; it is gone afterwards in every case.
    ///
    /// # Errors
    /// Too large, not a kind that is taken, broken off, or the store failed.
    pub async fn receive<S, E>(&self, id: Uuid, mut pieces: S) -> Result<ReceivedFile, ReceiveError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: std::fmt::Display,
    {
        let unfinished = Path::from(format!("incoming/{id}"));
        let upload = self.store.put_multipart(&unfinished).await.map_err(FileStoreError::from)?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, PART);
        let mut sniffer = MediaSniffer::default();
        let mut hash = Sha256::new();
        let read = loop {
            match pieces.next().await {
                None => break Ok(()),
                Some(Err(error)) => break Err(ReceiveError::Broken(error.to_string())),
                Some(Ok(piece)) => {
                    sniffer.feed(&piece);
                    if sniffer.length() > MAX_FILE_BYTES {
                        break Err(ReceiveError::TooLarge);
                    }
                    hash.update(&piece);
                    writer.wait_for_capacity(4).await.map_err(FileStoreError::from)?;
                    writer.put(piece);
                }
            }
        };
        let kind = read.and_then(|()| sniffer.finish().map_err(ReceiveError::Refused));
        let kind = match kind {
            Ok(kind) => kind,
            Err(problem) => {
                if let Err(error) = writer.abort().await {
                    tracing::warn!(%error, "An unfinished upload could not be cleared away");
                }
                return Err(problem);
            }
        };
        writer.finish().await.map_err(FileStoreError::from)?;
        let sha256 = hex::encode(hash.finalize());
        // The same bytes uploaded twice lie under the same name; replacing a file by itself changes nothing.
        self.store.rename(&unfinished, &Self::place(&sha256)).await.map_err(FileStoreError::from)?;
        Ok(ReceivedFile { sha256, size: sniffer.length(), kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FilesUrl;
    use futures::stream;

    async fn receive(store: &FileStore, pieces: Vec<Result<Bytes, String>>) -> Result<ReceivedFile, ReceiveError> {
        store.receive(Uuid::nil(), stream::iter(pieces)).await
    }

    fn stores() -> (tempfile::TempDir, Vec<FileStore>) {
        let folder = tempfile::tempdir().expect("a folder");
        let local = FileStore::open(&FilesUrl::Folder(folder.path().join("files"))).expect("opens");
        (folder, vec![FileStore::in_memory(), local])
    }

    async fn names(store: &FileStore) -> Vec<String> {
        store.store.list(None).map(|object| object.expect("listed").location.to_string()).collect().await
    }

    #[tokio::test]
    async fn a_file_lies_under_its_hash_and_reads_back_as_it_was_sent() {
        let (_folder, stores) = stores();
        for store in stores {
            let file = receive(&store, vec![Ok(Bytes::from("%PDF-")), Ok(Bytes::from("1.7 khai sinh"))]).await;
            let file = file.expect("received");
            assert_eq!((file.kind, file.size), (MediaKind::Pdf, 18));
            let bytes = store.read(&file.sha256).await.expect("reads").expect("is there");
            assert_eq!(bytes, "%PDF-1.7 khai sinh");
            assert_eq!(names(&store).await.len(), 1, "nothing unfinished is left");
            assert_eq!(store.read(&"0".repeat(64)).await.expect("reads"), None);
        }
    }

    #[tokio::test]
    async fn what_is_refused_or_breaks_off_leaves_nothing_behind() {
        let (_folder, stores) = stores();
        for store in stores {
            assert!(matches!(
                receive(&store, vec![Ok(Bytes::from("MZ program"))]).await,
                Err(ReceiveError::Refused(MediaProblem::Executable))
            ));
            assert!(matches!(receive(&store, vec![]).await, Err(ReceiveError::Refused(MediaProblem::Empty))));
            assert!(matches!(
                receive(&store, vec![Ok(Bytes::from("%PDF-1.7")), Err("connection reset".into())]).await,
                Err(ReceiveError::Broken(_))
            ));
            let piece = Bytes::from(vec![b'%'; 3 * 1024 * 1024]);
            let large = vec![Ok(Bytes::from("%PDF-1.7"))].into_iter().chain(vec![Ok(piece); 7]).collect();
            assert!(matches!(receive(&store, large).await, Err(ReceiveError::TooLarge)));
            assert_eq!(names(&store).await, Vec::<String>::new());
        }
    }

    #[tokio::test]
    async fn a_file_that_changed_on_disk_is_noticed() {
        let (folder, stores) = stores();
        let file = receive(&stores[1], vec![Ok(Bytes::from("%PDF-1.7"))]).await.expect("received");
        let path = folder.path().join("files").join(FileStore::place(&file.sha256).as_ref());
        std::fs::write(path, "%PDF-1.7 forged").expect("written");
        assert!(matches!(stores[1].read(&file.sha256).await, Err(FileStoreError::Damaged { .. })));
    }
}
