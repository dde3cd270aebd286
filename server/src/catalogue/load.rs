//! Loads the published catalogue from storage and builds the search over it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::procedure::Procedure;
use futures::stream::{StreamExt, poll_fn};
use search::{Document, IndexBuilder, SearchIndex};
use storage::{CatalogueEntry, Storage, StorageError};
use time::Date;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::{JoinError, spawn_blocking};

use super::{Entry, ProvinceData};

/// Rank factor of what a desk of this province receives.
const RECEIVED_HERE: f32 = 1.15;
/// Documents that are read as one piece of work.
const BATCH: usize = 16;
/// Batches that are being read at once, and batches that wait for the index: more would only lie in memory.
const AHEAD: usize = 2;

/// The catalogue could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("the catalogue could not be read")]
    Storage(#[from] StorageError),
    #[error("the stored procedure {code} is damaged: {reason}")]
    Damaged { code: String, reason: String },
    #[error("the catalogue was not read to its end")]
    Interrupted(#[from] JoinError),
}

/// The catalogue at one version; immutable.
pub struct Catalogue {
    version: i64,
    day: Date,
    data: Arc<ProvinceData>,
    entries: Vec<Entry>,
    by_code: HashMap<String, usize>,
    index: SearchIndex,
}

impl Catalogue {
    /// Reads every procedure in force.
    ///
    /// # Errors
    /// When storage fails or holds a document that this program did not write.
    pub async fn load(storage: &dyn Storage, data: Arc<ProvinceData>, today: Date) -> Result<Self, LoadError> {
        // Read before the rows: a change in between is then noticed by the next look at the version.
        let version = storage.catalogue_version().await?;
        let mut published = storage.catalogue().await?;
        let (batches, waiting) = channel(AHEAD);
        let building = spawn_blocking({
            let data = Arc::clone(&data);
            move || build(waiting, &data)
        });
        // Documents are read on one core while the index takes them up on another. Each is let go as soon as it is in
        // the index: all of them together are several times what is served from memory.
        let mut reading = poll_fn(move |context| published.poll_recv(context))
            .chunks(BATCH)
            .map(|rows| {
                let data = Arc::clone(&data);
                spawn_blocking(move || rows.into_iter().map(|row| read(&row?, &data, today)).collect())
            })
            .buffered(AHEAD);
        while let Some(batch) = reading.next().await {
            let batch: Result<Vec<_>, LoadError> = batch?;
            if batches.send(batch?).await.is_err() {
                break;
            }
        }
        drop((reading, batches));
        let (mut entries, index) = building.await?;
        entries.sort_by(|a, b| {
            b.received_here
                .cmp(&a.received_here)
                .then_with(|| a.sort_name.cmp(&b.sort_name))
                .then_with(|| a.code.cmp(&b.code))
        });
        let by_code = entries.iter().enumerate().map(|(at, entry)| (entry.code.clone(), at)).collect();
        Ok(Self { version, day: today, data, entries, by_code, index })
    }

    /// Counts up with every change of the published catalogue.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The day for which «received here» holds.
    #[must_use]
    pub fn day(&self) -> Date {
        self.day
    }

    #[must_use]
    pub fn data(&self) -> &ProvinceData {
        &self.data
    }

    /// What is received here first, then by name.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    #[must_use]
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.by_code.get(code).and_then(|at| self.entries.get(*at))
    }

    /// What answers the text, best first.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<&Entry> {
        self.index.search(text, limit).iter().filter_map(|hit| self.entry(&hit.code)).collect()
    }

    /// What the text may become while it is typed.
    #[must_use]
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<&Entry> {
        self.index.suggest(text, limit).iter().filter_map(|hit| self.entry(&hit.code)).collect()
    }

    /// What comes nearest when nothing answers.
    #[must_use]
    pub fn nearest(&self, text: &str, limit: usize) -> Vec<&Entry> {
        self.index.nearest(text, limit).iter().filter_map(|hit| self.entry(&hit.code)).collect()
    }
}

/// One document, read; None for what is not shown.
fn read(row: &CatalogueEntry, data: &ProvinceData, today: Date) -> Result<Option<(Entry, Procedure)>, LoadError> {
    let procedure: Procedure = serde_json::from_str(&row.document)
        .map_err(|error| LoadError::Damaged { code: row.code.clone(), reason: error.to_string() })?;
    let entry = Entry::of(&procedure, row.revision, row.published_at, data, today);
    Ok(entry.map(|entry| (entry, procedure)))
}

/// The lists and the index over all batches, in the order in which they come.
fn build(mut batches: Receiver<Vec<Option<(Entry, Procedure)>>>, data: &ProvinceData) -> (Vec<Entry>, SearchIndex) {
    let mut entries = Vec::new();
    let mut index = IndexBuilder::new(data.lexicon.clone());
    while let Some(batch) = batches.blocking_recv() {
        for (entry, procedure) in batch.into_iter().flatten() {
            let service = data.services.get(&entry.code);
            index.add(&Document::from_procedure(
                &procedure,
                service.map(|service| service.name_en.as_str()),
                service.map(|service| service.summary.vi.as_str()),
                if entry.received_here { RECEIVED_HERE } else { 1.0 },
            ));
            entries.push(entry);
        }
    }
    (entries, index.finish())
}

/// The catalogue that is served now; replaced as a whole when a new version is published.
pub struct SharedCatalogue(RwLock<Arc<Catalogue>>);

impl SharedCatalogue {
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        Self(RwLock::new(Arc::new(catalogue)))
    }

    #[must_use]
    pub fn get(&self) -> Arc<Catalogue> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn replace(&self, catalogue: Catalogue) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(catalogue);
    }
}
