//! Answers that are late: the agency above is told, by itself.

use domain::dossier::Actor;
use domain::feedback::FeedbackCommand;

use crate::services::{RefusalKind, ServiceError, Services};

/// In one run; the rest comes in the next.
const BATCH: i64 = 200;

impl Services {
    /// Tells the agency above of every answer that is late and gives how many were told of. Several processes may do it at once.
    ///
    /// # Errors
    /// When storage fails; what was told stays told.
    pub async fn escalate_feedback(&self) -> Result<usize, ServiceError> {
        let mut told = 0;
        for code in self.storage.late_feedback(self.clock.now(), BATCH).await? {
            let Some(case) = self.storage.feedback(&code).await? else { continue };
            let agency = self.agency_above(&case.record.standing.agency_code);
            match self.change_feedback(&code, Actor::System, &FeedbackCommand::Escalate { agency }).await {
                Ok(_) => told += 1,
                // Answered meanwhile, or another process was first.
                Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {}
                Err(error) => return Err(error),
            }
        }
        Ok(told)
    }
}
