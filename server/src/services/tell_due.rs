//! Telling until when a dossier has to be settled.

use domain::filing::Problem;

use super::Services;
use super::error::{Refusal, RefusalKind, ServiceError};
use crate::calendar::{Asked, DueTold, Refused, answer};

impl From<Refused> for ServiceError {
    fn from(refused: Refused) -> Self {
        let Refused { parameter, key, arguments } = refused;
        let problems = match parameter {
            "" => Vec::new(),
            parameter => vec![Problem::new(parameter, key, &arguments)],
        };
        Self::Refused(Box::new(Refusal { kind: RefusalKind::Invalid, key, arguments, problems, current: None }))
    }
}

impl Services {
    /// Until when a dossier has to be settled, under the calendar in force and the hours of the agency.
    ///
    /// # Errors
    /// When the procedure is unknown or a parameter has to be put right.
    pub async fn tell_due(&self, asked: &Asked) -> Result<DueTold, ServiceError> {
        let procedure = match asked.procedure.as_deref() {
            None => None,
            Some(code) => {
                let current = self.procedure(code).await?;
                let unknown = || ServiceError::refused(RefusalKind::NotFound, "procedure_unknown");
                Some(current.ok_or_else(unknown)?.procedure)
            }
        };
        Ok(answer(&self.calendars, &self.data, procedure.as_ref(), asked, self.clock.now())?)
    }
}
