//! What the product does, independent of HTTP: every use case is a method of [`Services`].

pub mod account;
mod begin_draft;
mod change_draft;
mod check_files;
mod choices;
mod clear_drafts;
mod copy_dossier;
mod desk;
mod error;
mod feedback;
mod file_dossier;
mod indicators;
pub mod job_runs;
mod judge_answers;
mod merge_answers;
mod notify;
mod notify_dossier;
pub mod publish;
mod read_draft;
mod receive_file;
mod recent;
mod resume_draft;
pub mod staff;
mod supplement;
mod tell_due;
mod track;
mod vault;

pub use begin_draft::{BeginDraft, OpenedDraft, token_hash};
pub use change_draft::DraftAnswers;
pub use check_files::CheckedFiles;
pub use clear_drafts::Cleared;
pub use copy_dossier::Copied;
pub use desk::{Act, Acted, Hand, MAX_REGISTER_ROWS, MovedDue, OpenDossier, RegisterPeriod};
pub use error::{Refusal, RefusalKind, ServiceError};
pub use feedback::{
    DeskFeedback, FeedbackActs, FeedbackContact, FeedbackForm, FeedbackReceipt, TrackedFeedback, feedback_rules,
};
pub use file_dossier::{Receipt, ReceiptFile, found_by};
pub use indicators::{PeriodTotals, Waits, indicator_methods};
pub use notify::Delivered;
pub use recent::RecentProcedures;
pub use resume_draft::{Expired, Held, Resumed};
pub use supplement::{Answerable, counting_files, files_before};
pub use track::{RatingOffer, Tracked, mark_of};

use std::sync::Arc;

use domain::procedure::Procedure;
use domain::province::{Agency, Service, ServiceCase};
use storage::{PublishedRevision, Storage};

use crate::calendar::Calendars;
use crate::catalogue::{Catalogue, ProvinceData, SharedCatalogue, desk_day, desks};
use crate::clock::{Clock, Randomness};
use crate::files::FileStore;
use crate::forms::Forms;
use crate::mail::Mailer;
use crate::processes::ProcessCache;
use crate::sms::Sms;

/// Every dependency of the use cases; tests swap each of them.
pub struct Services {
    pub storage: Arc<dyn Storage>,
    pub files: FileStore,
    pub catalogue: SharedCatalogue,
    pub data: Arc<ProvinceData>,
    /// When which agency is open.
    pub calendars: Calendars,
    /// Procedures under which people file just now.
    pub recent: RecentProcedures,
    /// Revisions of internal processes that were read.
    pub processes: ProcessCache,
    /// Electronic forms in force, and what judging by them needs.
    pub forms: Forms,
    pub clock: Arc<dyn Clock>,
    pub random: Randomness,
    /// Key from which look-up PINs and resume codes are derived; never leaves the server.
    pub pin_key: Vec<u8>,
    /// Accounts of staff and who is signed in.
    pub staff: staff::StaffAccounts,
    /// Sends e-mail; none when this portal sends none.
    pub mailer: Option<Arc<dyn Mailer>>,
    /// Sends short messages; none when this portal sends none.
    pub sms: Option<Arc<dyn Sms>>,
    /// Public origin, for the links in messages.
    pub origin: Arc<str>,
}

/// A procedure with the document in force and what the province adds.
pub struct CurrentProcedure {
    pub procedure: Procedure,
    pub published: PublishedRevision,
    pub service: Option<Service>,
}

impl Services {
    /// The procedure in force (or last in force, when withdrawn).
    ///
    /// # Errors
    /// When storage fails.
    pub async fn procedure(&self, code: &str) -> Result<Option<CurrentProcedure>, ServiceError> {
        let published = self.storage.procedure(code).await?;
        published.map(|published| self.current(published)).transpose()
    }

    /// One revision of a procedure.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn procedure_revision(
        &self,
        code: &str,
        revision: i64,
    ) -> Result<Option<CurrentProcedure>, ServiceError> {
        let published = self.storage.procedure_revision(code, revision).await?;
        published.map(|published| self.current(published)).transpose()
    }

    fn current(&self, published: PublishedRevision) -> Result<CurrentProcedure, ServiceError> {
        let procedure: Procedure = serde_json::from_str(&published.document)
            .map_err(|error| ServiceError::Failed(format!("a stored procedure is damaged: {error}").into()))?;
        let service = self.data.services.get(&procedure.code).cloned();
        Ok(CurrentProcedure { procedure, published, service })
    }

    /// The desks among which an applicant chooses today: those of the procedure, and the centre of the province, which
    /// receives for every desk (*tiếp nhận phi địa giới*, Decree 118/2025/NĐ-CP; text unverified).
    #[must_use]
    pub fn filing_desks(&self, current: &CurrentProcedure) -> Vec<&Agency> {
        let today = desk_day(self.clock.now());
        let mut found = desks(&self.data, current.service.as_ref(), &current.procedure.levels, today);
        if found.is_empty() {
            return found;
        }
        if let Some(centre) = self.centre()
            && !found.iter().any(|desk| desk.code == centre.code)
        {
            found.push(centre);
        }
        found
    }

    /// The one-stop centre of the province: receives what is filed without naming a desk.
    #[must_use]
    pub fn centre(&self) -> Option<&Agency> {
        let today = desk_day(self.clock.now());
        self.data.agencies.iter().find(|agency| {
            agency.tier == domain::province::Tier::Province && agency.one_stop_desk && agency.is_valid_on(today)
        })
    }

    /// The catalogue as it is served now.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.get()
    }
}

impl CurrentProcedure {
    /// The cases an applicant chooses from: the province's own, else those of the table of papers.
    #[must_use]
    pub fn cases(&self) -> Vec<ServiceCase> {
        if let Some(service) = self.service.as_ref().filter(|service| !service.cases.is_empty()) {
            return service.cases.clone();
        }
        let named: Vec<(usize, String)> = self
            .procedure
            .document_groups
            .iter()
            .enumerate()
            .filter_map(|(at, group)| Some((at + 1, domain::catalogue::shown::clean_line(group.case.as_deref()?))))
            .filter(|(_, name)| !name.is_empty())
            .collect();
        if named.len() < 2 {
            return Vec::new();
        }
        named
            .into_iter()
            .map(|(at, name)| ServiceCase {
                id: at.to_string(),
                name: domain::province::Bilingual { vi: name.clone(), en: name },
            })
            .collect()
    }

    /// Whether the published procedure has an online channel.
    #[must_use]
    pub fn has_online_channel(&self) -> bool {
        self.procedure.channels.iter().any(|row| row.channel == domain::procedure::Channel::Online)
    }
}
