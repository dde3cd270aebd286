//! Withdrawing (*rút hồ sơ*), possible until it is settled.

use app::view::MAX_MESSAGE;
use domain::dossier::{Command, Status};

use super::{Tracked, typed_text};
use crate::services::{Act, Hand, RefusalKind, ServiceError, Services};

impl Services {
    /// Withdraws a dossier; what is withdrawn already stays so. The reason may be empty.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, `withdraw_too_late` when it has ended otherwise, or `too_long` and
    /// `control_character` at the field `reason`.
    pub async fn withdraw(&self, code: &str, pin: &str, reason: &str) -> Result<(), ServiceError> {
        let tracked = self.track(code, pin).await?;
        let reason = typed_text("reason", reason, MAX_MESSAGE)?;
        if tracked.held.state.status == Status::Withdrawn {
            return Ok(());
        }
        let known = tracked.held.dossier.record.code;
        let outcome = self.act(&known, &Hand::Applicant, Act::new(Command::Withdraw { reason }, None)).await;
        match outcome {
            Ok(_) => Ok(()),
            Err(ServiceError::Refused(refusal)) if refusal.key == "desk_not_in_this_status" => {
                // Pressed twice at once: the other press was first.
                let Tracked { held, .. } = self.track(code, pin).await?;
                match held.state.status {
                    Status::Withdrawn => Ok(()),
                    _ => Err(ServiceError::refused(RefusalKind::Conflict, "withdraw_too_late")),
                }
            }
            Err(error) => Err(error),
        }
    }
}
