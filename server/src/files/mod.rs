//! Uploaded files: received as a stream, hashed, told by content, kept under their hash.

mod keep;
mod receive;
mod store;

pub use keep::FileState;
pub use receive::{ReceiveError, ReceivedFile};
pub use store::{FileStore, FileStoreError};
