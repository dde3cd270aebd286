//! What officers do about notices that could not be delivered.

use domain::filing::Answers;
use storage::{DossierNoticeState, NewDossierNotice, NoticeChannel};
use uuid::Uuid;

use super::ways;
use crate::services::{RefusalKind, ServiceError, Services};

impl Services {
    /// A notice that was given up, if it is about a dossier of an agency that `may` names.
    async fn given_up(
        &self,
        id: Uuid,
        may: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<DossierNoticeState, ServiceError> {
        let notice = self.storage.dossier_notice(id).await?;
        // Whoever may not see it learns nothing of it.
        let notice = notice.filter(|notice| may(&notice.unit_code));
        let notice = notice.ok_or_else(|| ServiceError::refused(RefusalKind::NotFound, "notice_unknown"))?;
        if notice.failed_at.is_none() || notice.sent_at.is_some() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "notice_not_given_up"));
        }
        Ok(notice)
    }

    /// Has it tried again as if it were new; the job sends it.
    ///
    /// # Errors
    /// Refused with `notice_unknown` or `notice_not_given_up`.
    pub async fn retry_notice(&self, id: Uuid, may: &(dyn Fn(&str) -> bool + Sync)) -> Result<(), ServiceError> {
        let notice = self.given_up(id, may).await?;
        // There is nothing to try: somebody has to call.
        if notice.channel != NoticeChannel::Call && self.storage.retry_dossier_notice(id, self.clock.now()).await? {
            return Ok(());
        }
        Err(ServiceError::refused(RefusalKind::Conflict, "notice_not_given_up"))
    }

    /// Somebody has told the applicant in person.
    ///
    /// # Errors
    /// As [`Self::retry_notice`].
    pub async fn told_notice(
        &self,
        id: Uuid,
        officer: Uuid,
        may: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<(), ServiceError> {
        self.given_up(id, may).await?;
        if self.storage.told_dossier_notice(id, officer, self.clock.now()).await? {
            return Ok(());
        }
        Err(ServiceError::refused(RefusalKind::Conflict, "notice_not_given_up"))
    }

    /// Plans the same news by the applicant's other way.
    ///
    /// # Errors
    /// As [`Self::retry_notice`]; further with `notice_no_other_way` when the applicant gave none or this portal does not send
    /// by it, and `notice_other_way_used` when the news goes or went by it already.
    pub async fn send_notice_otherwise(
        &self,
        id: Uuid,
        may: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<(), ServiceError> {
        let notice = self.given_up(id, may).await?;
        let dossier = self.storage.desk_dossier(&notice.code).await?;
        let dossier = dossier.ok_or_else(|| ServiceError::Failed("the dossier of a notice is missing".into()))?;
        let answers: Answers = serde_json::from_str(&dossier.record.answers)
            .map_err(|error| ServiceError::Failed(format!("answers of a dossier are damaged: {error}").into()))?;
        let now = self.clock.now();
        let other = ways(&answers).find(|(channel, _)| *channel != notice.channel && self.sends_by(*channel));
        let (channel, address) =
            other.ok_or_else(|| ServiceError::refused(RefusalKind::Conflict, "notice_no_other_way"))?;
        let (id, kind, language) = (self.random.uuid(now), notice.kind, notice.language);
        let instead = NewDossierNotice { id, kind, channel, address, language };
        if self.storage.add_dossier_notice(dossier.record.id, notice.sequence, instead, now).await? {
            return Ok(());
        }
        Err(ServiceError::refused(RefusalKind::Conflict, "notice_other_way_used"))
    }
}
