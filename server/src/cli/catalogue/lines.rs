//! Reads the lines of an import file, packed or not, with bounded memory.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Result};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

/// Longest line that is kept; the check refuses anything over one mebibyte anyway.
const MAX_KEPT: usize = 16 * 1024 * 1024;

/// The lines of one file.
pub(super) struct Lines {
    reader: Box<dyn BufRead>,
    read: Arc<AtomicU64>,
    /// Bytes of the file as it lies on disk; 0 when unknown.
    pub size: u64,
}

struct Counting<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Lines {
    /// Opens a file; `-` is standard input. Packed files are known by their first bytes, not by their name.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let read = Arc::new(AtomicU64::new(0));
        let (source, size): (Box<dyn Read>, u64) = if path.as_os_str() == "-" {
            (Box::new(std::io::stdin()), 0)
        } else {
            let file = File::open(path)?;
            let size = file.metadata()?.len();
            (Box::new(file), size)
        };
        let mut reader = BufReader::with_capacity(256 * 1024, Counting { inner: source, read: Arc::clone(&read) });
        let packed = reader.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let reader: Box<dyn BufRead> = if packed {
            Box::new(BufReader::with_capacity(256 * 1024, MultiGzDecoder::new(reader)))
        } else {
            Box::new(reader)
        };
        Ok(Self { reader, read, size })
    }

    /// Bytes of the file read so far.
    pub(super) fn position(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The next line without its end; what goes over the limit is read away.
    pub(super) fn next(&mut self, line: &mut Vec<u8>) -> Result<bool> {
        line.clear();
        let mut any = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            let room = MAX_KEPT.saturating_sub(line.len()).min(part.len());
            line.extend_from_slice(part.get(..room).unwrap_or_default());
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(any)
    }
}
