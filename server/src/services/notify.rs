//! Messages about drafts: planned from the last change, sent by e-mail, each at most once.

use app::locale::{Locale, MailText, SupplementReminder, draft_mail, supplement_mail};
use domain::catalogue::shown::display_name;
use domain::draft::{MOST_ATTEMPTS, NoticeKind, changed_while_open, kept_until, pause_after, plan, plan_supplement};
use domain::form::read::is_email;
use storage::{Draft, DraftToPlan, DueNotice, NewNotice, NoticeState};
use time::{Duration, OffsetDateTime};

use super::Services;
use super::error::{RefusalKind, ServiceError};
use super::supplement::waiting;
use crate::mail::{Mail, MailError, Mailer};

/// What a run of the job did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    pub sent: usize,
    /// Not sent now; tried again later.
    pub put_off: usize,
    pub given_up: usize,
}

/// Drafts or messages of one look into the database.
const BATCH: i64 = 100;
/// A process that dies while it plans is replaced after this time.
const LEASE: Duration = Duration::minutes(5);
/// Changes are looked at again for so long, because the one that is committed last need not be the latest.
const OVERLAP: Duration = Duration::minutes(5);
/// The same link is not sent to the same address again before this time.
const LINK_PAUSE: Duration = Duration::minutes(10);

impl Services {
    /// The address to which messages about a draft go: the applicant's, else none.
    #[must_use]
    pub fn address_in(answers: &str) -> Option<String> {
        let answers: serde_json::Value = serde_json::from_str(answers).ok()?;
        let address = answers.pointer("/applicant/email")?.as_str()?.trim();
        is_email(address).then(|| address.to_owned())
    }

    /// Asks for the link that takes a draft up to be sent by e-mail.
    ///
    /// # Errors
    /// Refused when this portal sends no e-mail, the address is none, or the link went there a moment ago.
    pub async fn ask_for_link(&self, draft: &Draft, address: &str, locale: Locale) -> Result<(), ServiceError> {
        if self.mailer.is_none() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "mail_not_sent_here"));
        }
        let address = address.trim();
        if !is_email(address) || address.parse::<lettre::Address>().is_err() {
            return Err(ServiceError::field("email", "email_form", &[]));
        }
        let now = self.clock.now();
        if let Some(last) = self.link_notice(draft).await?
            && last.address == address
            && last.failed_at.is_none()
            && last.due_at.saturating_add(LINK_PAUSE) > now
        {
            return Err(ServiceError::field("email", "mail_asked_too_often", &[]));
        }
        self.shown_resume_code(draft.id).await?;
        let notice = NewNotice {
            id: self.random.uuid(now),
            kind: NoticeKind::ResumeLink,
            address: address.to_owned(),
            language: locale.code().to_owned(),
            due_at: now,
        };
        self.storage.ask_for_link(draft.id, notice).await?;
        // The other messages may have an address now.
        if let Some(draft) = self.storage.draft_to_plan(draft.id).await? {
            self.plan_draft(&draft).await?;
        }
        Ok(())
    }

    /// How it stands with the link that was asked for last, if any was.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn link_notice(&self, draft: &Draft) -> Result<Option<NoticeState>, ServiceError> {
        let notices = self.storage.notices(draft.id).await?;
        Ok(notices.into_iter().find(|notice| notice.kind == NoticeKind::ResumeLink))
    }

    /// Plans the messages of the drafts that changed since the last run; gives how many. Without e-mail nothing is
    /// planned. Of several processes one plans at a time.
    ///
    /// # Errors
    /// When storage fails; what was planned stays planned.
    pub async fn plan_notices(&self) -> Result<usize, ServiceError> {
        const JOB: &str = "plan_notices";
        if self.mailer.is_none() {
            return Ok(0);
        }
        let now = self.clock.now();
        let Some(position) = self.storage.take_job(JOB, now, now.saturating_add(LEASE)).await? else { return Ok(0) };
        // The first run, or the first one for long: what has expired needs no message any more.
        let oldest = changed_while_open(now);
        let after = instant(&position).map_or(oldest, |last| last.saturating_sub(OVERLAP).max(oldest));
        let mut planned = 0;
        loop {
            let drafts = self.storage.drafts_to_plan(after, BATCH).await?;
            let mut done = 0;
            for draft in &drafts {
                done += usize::from(self.plan_draft(draft).await?);
            }
            planned += done;
            // A draft that changed meanwhile comes again in the next run.
            if done < drafts.len() || (drafts.len() as i64) < BATCH {
                break;
            }
        }
        self.storage.leave_job(JOB, &now.unix_timestamp().to_string(), now).await?;
        Ok(planned)
    }

    async fn plan_draft(&self, draft: &DraftToPlan) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        let address = Self::address_in(&draft.answers).or_else(|| draft.link_address.clone());
        let due = match &draft.supplement_of {
            None => plan(draft.updated_at, now),
            Some(code) => plan_supplement(draft.updated_at, self.answer_wanted_by(code).await?, now),
        };
        let planned = address.map_or_else(Vec::new, |address| {
            due.into_iter()
                .map(|planned| NewNotice {
                    id: self.random.uuid(now),
                    kind: planned.kind,
                    address: address.clone(),
                    language: draft.language.clone(),
                    due_at: planned.due_at,
                })
                .collect()
        });
        Ok(self.storage.plan_notices(draft.id, draft.updated_at, planned).await?)
    }

    /// Until when the agency waits for what a dossier lacks, if it said so.
    async fn answer_wanted_by(&self, code: &str) -> Result<Option<OffsetDateTime>, ServiceError> {
        let held = self.open_dossier(code).await?;
        Ok(held.and_then(|held| waiting(&held.state)?.answer_by))
    }

    /// Sends what is due. What cannot be sent waits longer each time and is given up in the end.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn deliver_notices(&self) -> Result<Delivered, ServiceError> {
        let mut delivered = Delivered::default();
        let Some(mailer) = &self.mailer else { return Ok(delivered) };
        let now = self.clock.now();
        for notice in self.storage.due_notices(now, changed_while_open(now), BATCH).await? {
            let next_try = pause_after(notice.attempts + 1);
            // Taken before it is sent: should this process die now, the next try comes after the pause and not at once.
            let until = now.saturating_add(next_try.unwrap_or(LEASE));
            if !self.storage.claim_notice(notice.id, notice.attempts, until).await? {
                continue;
            }
            let kind = notice.kind.key();
            match self.send(&**mailer, &notice, now).await {
                Ok(()) => {
                    self.storage.notice_sent(notice.id, now).await?;
                    delivered.sent += 1;
                    metrics::counter!("notices_total", "kind" => kind, "outcome" => "sent").increment(1);
                }
                Err(error) if error.is_passing() && next_try.is_some() => {
                    delivered.put_off += 1;
                    metrics::counter!("notices_total", "kind" => kind, "outcome" => "put_off").increment(1);
                    let attempts = notice.attempts + 1;
                    tracing::warn!(notice.id = %notice.id, notice.kind = kind, attempts, %error, "A message waits for the next of {MOST_ATTEMPTS} tries");
                }
                Err(error) => {
                    self.storage.notice_given_up(notice.id, now).await?;
                    delivered.given_up += 1;
                    metrics::counter!("notices_total", "kind" => kind, "outcome" => "given_up").increment(1);
                    tracing::error!(notice.id = %notice.id, notice.kind = kind, %error, "A message was given up");
                }
            }
        }
        Ok(delivered)
    }

    async fn send(&self, mailer: &dyn Mailer, notice: &DueNotice, now: OffsetDateTime) -> Result<(), MailError> {
        let locale = Locale::from_code(&notice.language);
        let text = match &notice.supplement_of {
            None => self.text_of_draft(notice, locale).await?,
            Some(code) => self.text_of_supplement(notice, code, locale).await?,
        };
        let mail = Mail {
            id: notice.id,
            to: notice.address.clone(),
            subject: text.subject,
            text: text.text,
            language: locale.code(),
            at: now,
        };
        mailer.send(&mail).await
    }

    async fn text_of_supplement(&self, notice: &DueNotice, code: &str, locale: Locale) -> Result<MailText, MailError> {
        let answer_by = self.answer_wanted_by(code).await;
        let answer_by = answer_by.map_err(|_storage| MailError::Passing("the dossier could not be read".into()))?;
        let link = format!("{}{}", self.origin, locale.href("/tra-cuu"));
        let until = kept_until(notice.updated_at);
        Ok(supplement_mail(locale, &SupplementReminder { kind: notice.kind, code, link: &link, until, answer_by }))
    }

    async fn text_of_draft(&self, notice: &DueNotice, locale: Locale) -> Result<MailText, MailError> {
        let current = self.procedure_revision(&notice.procedure_code, notice.procedure_revision).await;
        let current = current.map_err(|_storage| MailError::Passing("the procedure could not be read".into()))?;
        let procedure = current.map_or_else(
            || notice.procedure_code.clone(),
            |current| match (locale, &current.service) {
                (Locale::En, Some(service)) => service.name_en.clone(),
                _ => display_name(&current.procedure),
            },
        );
        let code = self.resume_code(notice.draft_id);
        let link = format!("{}{}?ma={code}", self.origin, locale.href("/tiep-tuc"));
        Ok(draft_mail(locale, notice.kind, &procedure, &link, kept_until(notice.updated_at)))
    }
}

/// A position of a job: seconds since 1970.
pub(super) fn instant(position: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(position.parse().ok()?).ok()
}
