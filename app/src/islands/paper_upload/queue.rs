//! The files of one paper: what the server has, what is on its way, what did not arrive. One is sent at a time.

use super::UploadedFile;

/// Tries that happen by themselves after the first one.
const RETRIES: u32 = 3;

/// Where a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// The server has acknowledged it.
    Received,
    /// Is being taken away again.
    Removing,
    /// In the line.
    Waiting,
    /// This much percent is on the way.
    Sending(u8),
    /// The line broke; another try comes by itself.
    Pausing,
    /// It did not arrive; the sentence says why.
    Failed { reason: String, cause: Cause },
}

/// Why a file did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The line broke too often: tried again when there is a line.
    Lost,
    /// The server could not: a person may try again.
    Trouble,
    /// This file is not taken: trying again changes nothing.
    Refused,
}

/// One file in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Names the row in this page.
    pub key: u32,
    /// What the server has, or what was picked: without an id until it is received.
    pub file: UploadedFile,
    pub stand: Stand,
    failures: u32,
}

/// All of them, in the order in which they were picked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    rows: Vec<Row>,
    next_key: u32,
}

impl Queue {
    /// What the server had when it rendered the page.
    #[must_use]
    pub fn of(files: Vec<UploadedFile>) -> Self {
        let mut queue = Self::default();
        for file in files {
            queue.push(file, Stand::Received);
        }
        queue
    }

    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    #[must_use]
    pub fn row(&self, key: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    fn push(&mut self, file: UploadedFile, stand: Stand) -> u32 {
        let key = self.next_key;
        self.next_key += 1;
        self.rows.push(Row { key, file, stand, failures: 0 });
        key
    }
}

impl Queue {
    /// A file was picked; it is refused at once when it is too large.
    pub fn add(&mut self, name: String, size: u64, refused: Option<String>) -> u32 {
        let stand = match refused {
            Some(reason) => Stand::Failed { reason, cause: Cause::Refused },
            None => Stand::Waiting,
        };
        self.push(UploadedFile { name, size, ..UploadedFile::default() }, stand)
    }

    fn stand(&mut self, key: u32, stand: Stand) -> Option<&mut Row> {
        let row = self.rows.iter_mut().find(|row| row.key == key)?;
        row.stand = stand;
        Some(row)
    }

    /// The next file to send, unless one is being sent.
    pub fn start_next(&mut self) -> Option<u32> {
        if self.rows.iter().any(|row| matches!(row.stand, Stand::Sending(_))) {
            return None;
        }
        let row = self.rows.iter_mut().find(|row| row.stand == Stand::Waiting)?;
        row.stand = Stand::Sending(0);
        Some(row.key)
    }

    /// More of it is on the way.
    pub fn progress(&mut self, key: u32, percent: u8) {
        if self.is_sending(key) {
            self.stand(key, Stand::Sending(percent));
        }
    }

    /// Whether it is still wanted: a person may have cancelled meanwhile.
    #[must_use]
    pub fn is_sending(&self, key: u32) -> bool {
        self.row(key).is_some_and(|row| matches!(row.stand, Stand::Sending(_)))
    }

    /// The server has it. A second row for the same file (its answer to an earlier try was lost) goes away.
    pub fn received(&mut self, key: u32, file: UploadedFile) {
        self.rows.retain(|row| row.key == key || row.file.id != file.id);
        if let Some(row) = self.stand(key, Stand::Received) {
            row.file = file;
            row.failures = 0;
        }
    }

    /// The line broke: true when another try comes by itself, after the pause for [`Self::failures`].
    pub fn lost(&mut self, key: u32, reason: &str) -> bool {
        let Some(row) = self.rows.iter_mut().find(|row| row.key == key) else {
            return false;
        };
        row.failures += 1;
        let again = row.failures <= RETRIES;
        row.stand =
            if again { Stand::Pausing } else { Stand::Failed { reason: reason.to_owned(), cause: Cause::Lost } };
        again
    }

    /// Failures in a row.
    #[must_use]
    pub fn failures(&self, key: u32) -> u32 {
        self.row(key).map_or(0, |row| row.failures)
    }

    pub fn fail(&mut self, key: u32, reason: String, cause: Cause) {
        self.stand(key, Stand::Failed { reason, cause });
    }

    /// The pause is over.
    pub fn resume(&mut self, key: u32) {
        if self.row(key).is_some_and(|row| row.stand == Stand::Pausing) {
            self.stand(key, Stand::Waiting);
        }
    }

    /// A person asks for another try: the counting starts anew.
    pub fn retry(&mut self, key: u32) {
        if self.row(key).is_some_and(|row| matches!(row.stand, Stand::Failed { .. } | Stand::Pausing))
            && let Some(row) = self.stand(key, Stand::Waiting)
        {
            row.failures = 0;
        }
    }

    /// There is a line again: whatever the line stopped goes on.
    pub fn online(&mut self) {
        for row in &mut self.rows {
            if matches!(row.stand, Stand::Pausing | Stand::Failed { cause: Cause::Lost, .. }) {
                row.stand = Stand::Waiting;
                row.failures = 0;
            }
        }
    }

    /// A received file is to go: its id, once.
    pub fn start_removal(&mut self, key: u32) -> Option<String> {
        let row = self.rows.iter_mut().find(|row| row.key == key && row.stand == Stand::Received)?;
        row.stand = Stand::Removing;
        Some(row.file.id.clone())
    }

    /// It could not be removed and is still there.
    pub fn keep(&mut self, key: u32) {
        self.stand(key, Stand::Received);
    }

    /// Out of the list: the row where the focus goes next, the following one or else the one before.
    pub fn drop_row(&mut self, key: u32) -> Option<u32> {
        let at = self.rows.iter().position(|row| row.key == key)?;
        self.rows.remove(at);
        self.rows.get(at).or_else(|| self.rows.get(at.checked_sub(1)?)).map(|row| row.key)
    }

    /// Whether leaving the page would lose something.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.rows.iter().any(|row| {
            matches!(
                row.stand,
                Stand::Waiting | Stand::Sending(_) | Stand::Pausing | Stand::Failed { cause: Cause::Lost, .. }
            )
        })
    }
}

#[cfg(test)]
mod tests;
