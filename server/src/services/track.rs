//! Looking a dossier up by code and PIN. A wrong code and a wrong PIN look the same.

use domain::dossier::DossierCode;
use storage::DossierRecord;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::Services;
use super::error::{RefusalKind, ServiceError};

/// A dossier somebody with code and PIN may see.
pub struct Tracked {
    pub record: DossierRecord,
    /// The desk has not answered and the time is over.
    pub answer_is_late: bool,
}

impl Services {
    /// The dossier with that code, if the PIN is its own.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, whichever of the two was wrong.
    pub async fn track(&self, code: &str, pin: &str) -> Result<Tracked, ServiceError> {
        let record = match code.parse::<DossierCode>() {
            Ok(code) => self.storage.dossier(&code.to_string()).await?,
            Err(_) => None,
        };
        let typed: String = pin.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
        // Without a dossier a PIN is compared all the same, so that both misses take the same time.
        let expected = self.pin(record.as_ref().map_or_else(Uuid::nil, |record| record.id));
        let right = bool::from(expected.as_bytes().ct_eq(typed.as_bytes()));
        match record {
            Some(record) if right => {
                let answer_is_late = record.answered_at.is_none() && self.clock.now() > record.answer_due_at;
                Ok(Tracked { record, answer_is_late })
            }
            _ => Err(ServiceError::refused(RefusalKind::NotFound, "dossier_not_found")),
        }
    }
}
