//! What a draft may be begun with and changed to: a procedure that is received that way, one of its cases, one of its desks.

use domain::dossier::Channel;

use super::error::{RefusalKind, ServiceError};
use super::{CurrentProcedure, Services};

impl Services {
    /// Whether the procedure can be filed that way at a desk of this province.
    ///
    /// # Errors
    /// Refused with the reason.
    pub fn check_fileable(&self, current: &CurrentProcedure, channel: Channel) -> Result<(), ServiceError> {
        let refused = |key| Err(ServiceError::refused(RefusalKind::Conflict, key));
        if current.published.withdrawn_at.is_some() || domain::catalogue::shown::is_deleted(&current.procedure.code) {
            return refused("procedure_withdrawn");
        }
        if self.filing_desks(current).is_empty() {
            return refused("procedure_not_received_here");
        }
        if channel == Channel::Online && !current.has_online_channel() {
            return refused("procedure_not_online");
        }
        Ok(())
    }

    pub(super) fn check_agency(&self, current: &CurrentProcedure, agency: Option<&str>) -> Result<(), ServiceError> {
        let known = agency.is_none_or(|code| self.filing_desks(current).iter().any(|desk| desk.code == code));
        if known { Ok(()) } else { Err(ServiceError::field("agency", "agency_unknown", &[])) }
    }
}

pub(super) fn check_case(current: &CurrentProcedure, case: Option<&str>) -> Result<(), ServiceError> {
    let known = case.is_none_or(|id| current.cases().iter().any(|known| known.id == id));
    if known { Ok(()) } else { Err(ServiceError::field("case", "case_unknown", &[])) }
}
