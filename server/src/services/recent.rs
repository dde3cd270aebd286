//! The procedures under which people file just now, read once.
//!
//! A revision never changes, but it is long: reading it takes more than everything else that judging a submission needs.

use std::sync::Arc;

use moka::sync::Cache;
use storage::Draft;

use super::{CurrentProcedure, ServiceError, Services};

/// As many as are filed under at the same time; most people ask for the same few.
const KEPT: u64 = 32;

/// Revisions by code and number. What can change of them is left out: whether they are withdrawn.
pub struct RecentProcedures(Cache<(String, i64), Arc<CurrentProcedure>>);

impl Default for RecentProcedures {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl RecentProcedures {
    /// The procedure as it was published when the draft was begun; taken as being in force.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn of(&self, services: &Services, draft: &Draft) -> Result<Arc<CurrentProcedure>, ServiceError> {
        let key = (draft.procedure_code.clone(), draft.procedure_revision);
        if let Some(known) = self.0.get(&key) {
            return Ok(known);
        }
        let mut current = services.current_of(draft).await?;
        current.published.withdrawn_at = None;
        current.published.document = String::new();
        let current = Arc::new(current);
        self.0.insert(key, Arc::clone(&current));
        Ok(current)
    }
}
