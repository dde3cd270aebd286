//! Notices about dossiers: planned in the transaction of the event (invariant I4), sent by e-mail and SMS. Each is claimed before it
//! is sent, so that two processes do not send it both; one whose process dies after sending it may go out once more.

use app::locale::{DossierNews, Locale, NoticeFacts, dossier_mail, dossier_sms};
use domain::dossier::{EventKind, MOST_NOTICE_TRIES, State, Turn, notice_pause_after};
use domain::filing::Answers;
use domain::rating::RatingOccasion;
use futures::{StreamExt, stream};
use storage::{DeskDossier, DueDossierNotice, NewDossierNotice, NoticeChannel};
use time::{Duration, OffsetDateTime};

use super::desk::ways;
use super::error::ServiceError;
use super::{Delivered, Services};
use crate::mail::{Mail, MailError};
use crate::sms::{ShortMessage, SmsError};

/// Notices of one run; the rest comes in the next.
const BATCH: i64 = 100;
/// Tried at the same time: a server that stalls holds up so many, and not all that wait.
const AT_ONCE: usize = 8;
/// A process that dies in the last try is replaced after this time.
const LEASE: Duration = Duration::minutes(5);
/// One try may take so long. Shorter than the shortest pause: nobody else begins the next one while this one is under way.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(45);

/// Why a notice did not leave. `key` is kept in the ledger and shown at the desk; `reason` holds no address.
struct Failure {
    key: &'static str,
    /// Trying the same way again will not help.
    lasting: bool,
    reason: String,
}

impl Failure {
    fn lasting(key: &'static str, reason: &str) -> Self {
        Self { key, lasting: true, reason: reason.to_owned() }
    }

    fn stalled() -> Self {
        Self { key: "unreachable", lasting: false, reason: "the message was not taken in time".to_owned() }
    }
}

impl From<MailError> for Failure {
    fn from(error: MailError) -> Self {
        let key = match error {
            MailError::Refused(_) => "address",
            MailError::RefusedByServer(_) => "refused",
            MailError::Passing(_) => "unreachable",
        };
        Self { key, lasting: !error.is_passing(), reason: error.to_string() }
    }
}

impl From<SmsError> for Failure {
    fn from(error: SmsError) -> Self {
        let (key, lasting) = match error {
            SmsError::Refused(_) => ("refused", true),
            SmsError::Passing(_) => ("unreachable", false),
        };
        Self { key, lasting, reason: error.to_string() }
    }
}

impl Services {
    /// Sends what is due. What cannot be sent waits longer each time; when it is given up, the other way is used if the
    /// applicant has one that was not used for the same event. Several processes may do it at once.
    ///
    /// # Errors
    /// When storage fails; what was sent stays sent.
    pub async fn deliver_dossier_notices(&self) -> Result<Delivered, ServiceError> {
        let now = self.clock.now();
        let due = self.storage.due_dossier_notices(now, BATCH).await?;
        let mut running = stream::iter(due).map(|notice| self.deliver_dossier_notice(notice)).buffer_unordered(AT_ONCE);
        let (mut delivered, mut failed) = (Delivered::default(), None);
        while let Some(outcome) = running.next().await {
            match outcome {
                Ok(one) => {
                    delivered.sent += one.sent;
                    delivered.put_off += one.put_off;
                    delivered.given_up += one.given_up;
                }
                // The others are tried all the same.
                Err(error) => failed = Some(error),
            }
        }
        failed.map_or(Ok(delivered), Err)
    }

    async fn deliver_dossier_notice(&self, notice: DueDossierNotice) -> Result<Delivered, ServiceError> {
        // Those before it may have taken their time: what counts for this one begins now.
        let now = self.clock.now();
        let attempts = notice.attempts + 1;
        let next_try = notice_pause_after(attempts);
        // Taken before it is sent: should this process die now, the next try comes after the pause and not at once.
        let until = now.saturating_add(next_try.unwrap_or(LEASE));
        if !self.storage.claim_dossier_notice(notice.id, notice.attempts, until).await? {
            return Ok(Delivered::default());
        }
        let dossier = self.storage.desk_dossier(&notice.code).await?;
        let dossier = dossier.ok_or_else(|| ServiceError::Failed("the dossier of a notice is missing".into()))?;
        let (kind, channel) = (notice.kind.as_str(), notice.channel.key());
        let count = |outcome: &'static str| {
            metrics::counter!("dossier_notices_total", "channel" => channel, "outcome" => outcome).increment(1);
        };
        let mut delivered = Delivered::default();
        let tried = tokio::time::timeout(PATIENCE, self.try_dossier_notice(&notice, &dossier, now)).await;
        match tried.unwrap_or_else(|_elapsed| Err(Failure::stalled())) {
            Ok(()) => {
                self.storage.dossier_notice_sent(notice.id, now).await?;
                delivered.sent = 1;
                count("sent");
            }
            Err(failure) if !failure.lasting && next_try.is_some() => {
                self.storage.dossier_notice_failed(notice.id, failure.key, now, Some(until), None).await?;
                delivered.put_off = 1;
                count("put_off");
                tracing::warn!(notice.id = %notice.id, notice.kind = kind, notice.channel = channel, attempts, error = failure.reason, "A notice waits for the next of {MOST_NOTICE_TRIES} tries");
            }
            Err(failure) => {
                let instead = self.other_way(&notice, &dossier, now);
                self.storage.dossier_notice_failed(notice.id, failure.key, now, None, instead).await?;
                delivered.given_up = 1;
                count("given_up");
                tracing::error!(notice.id = %notice.id, notice.kind = kind, notice.channel = channel, attempts, error = failure.reason, "A notice was given up");
            }
        }
        Ok(delivered)
    }

    async fn try_dossier_notice(
        &self,
        notice: &DueDossierNotice,
        dossier: &DeskDossier,
        now: OffsetDateTime,
    ) -> Result<(), Failure> {
        let unknown = || Failure::lasting("unknown_kind", "nobody is told of such news");
        let off = || Failure::lasting("channel_off", "this portal does not send by this channel");
        let news = DossierNews::from_key(&notice.kind).ok_or_else(unknown)?;
        let locale = Locale::from_code(&notice.language);
        let link = format!("{}{}", self.origin, locale.href("/tra-cuu"));
        let rating = rated_after(news)
            .and_then(|occasion| self.rating_link(&notice.code, occasion, now))
            .map(|path| format!("{}{}", self.origin, locale.href(&path)));
        let facts = NoticeFacts {
            code: &notice.code,
            link: &link,
            rating: rating.as_deref(),
            phone: &self.data.province.counter.phone,
            ..facts_of(news, notice.sequence, dossier, now)
        };
        match notice.channel {
            NoticeChannel::Email => {
                let mailer = self.mailer.as_ref().ok_or_else(off)?;
                let text = dossier_mail(locale, &facts).ok_or_else(unknown)?;
                let mail = Mail {
                    id: notice.id,
                    to: notice.address.clone(),
                    subject: text.subject,
                    text: text.text,
                    language: locale.code(),
                    at: now,
                };
                Ok(mailer.send(&mail).await?)
            }
            NoticeChannel::Sms => {
                let sms = self.sms.as_ref().ok_or_else(off)?;
                let text = dossier_sms(locale, &facts).ok_or_else(unknown)?;
                Ok(sms.send(&ShortMessage { id: notice.id, to: notice.address.clone(), text }).await?)
            }
            NoticeChannel::Call => Err(Failure::lasting("call", "an officer has to call")),
        }
    }

    /// A notice of the same news by the other way, where the applicant has it and this portal too. Storage leaves it out when
    /// that way was used for the news already.
    fn other_way(
        &self,
        notice: &DueDossierNotice,
        dossier: &DeskDossier,
        now: OffsetDateTime,
    ) -> Option<NewDossierNotice> {
        let answers: Answers = serde_json::from_str(&dossier.record.answers).ok()?;
        let (channel, address) =
            ways(&answers).find(|(channel, _)| *channel != notice.channel && self.sends_by(*channel))?;
        Some(NewDossierNotice {
            id: self.random.uuid(now),
            kind: notice.kind.clone(),
            channel,
            address,
            language: notice.language.clone(),
        })
    }

    pub(in crate::services) fn sends_by(&self, channel: NoticeChannel) -> bool {
        match channel {
            NoticeChannel::Email => self.mailer.is_some(),
            NoticeChannel::Sms => self.sms.is_some(),
            NoticeChannel::Call => false,
        }
    }

    /// Of planned notices those by a way that this portal has. When it has none of them, all stay: they are given up in sight,
    /// and the desk knows that this person has to be told in another way.
    pub(in crate::services) fn by_ways_of_this_portal(&self, planned: Vec<NewDossierNotice>) -> Vec<NewDossierNotice> {
        let (here, elsewhere): (Vec<_>, Vec<_>) = planned.into_iter().partition(|notice| self.sends_by(notice.channel));
        if here.is_empty() { elsewhere } else { here }
    }
}

/// What can be rated from then on.
fn rated_after(news: DossierNews) -> Option<RatingOccasion> {
    match news {
        DossierNews::Event(EventKind::Received) => Some(RatingOccasion::Received),
        DossierNews::Event(EventKind::Settled | EventKind::Refused) => Some(RatingOccasion::Settled),
        _ => None,
    }
}

/// What the dossier was like when it happened: a notice that comes late tells of its own event, not of later ones.
fn facts_of(news: DossierNews, sequence: i64, dossier: &DeskDossier, now: OffsetDateTime) -> NoticeFacts<'static> {
    let events = &dossier.record.events;
    let until = match news {
        DossierNews::Event(_) => events.partition_point(|entry| entry.sequence <= sequence),
        // A message has no place among the events; its sequence is the moment it was written, in microseconds below zero.
        DossierNews::Message => {
            let written = OffsetDateTime::from_unix_timestamp_nanos(i128::from(sequence.unsigned_abs()) * 1_000);
            events.partition_point(|entry| entry.at <= written.unwrap_or(now))
        }
    };
    let past = events.get(..until).unwrap_or(events);
    let state = State::of(&dossier.record.agency_code, past);
    let (at, kind) = match news {
        DossierNews::Event(kind) => {
            (past.iter().rfind(|entry| entry.event.kind() == kind).map(|entry| entry.at), Some(kind))
        }
        DossierNews::Message => {
            (dossier.messages.iter().rfind(|message| message.staff_id.is_some()).map(|message| message.at), None)
        }
    };
    let state = state.as_ref();
    NoticeFacts {
        news,
        code: "",
        at: at.unwrap_or(now),
        turn: state.map_or(Turn::Desk, State::turn),
        // While the clock stands still, and after the end, the date means nothing.
        due_at: state.filter(|state| state.is_open() && state.paused_since().is_none()).and_then(|state| state.due_at),
        desk_answers_by: (kind == Some(EventKind::Submitted)).then_some(dossier.record.answer_due_at),
        answer_by: state
            .filter(|_| kind == Some(EventKind::SupplementRequested))
            .and_then(|state| state.supplement.as_ref()?.answer_by),
        amount: state
            .filter(|_| kind == Some(EventKind::PaymentRequested))
            .and_then(|state| state.payment.as_ref().map(|demand| demand.amount)),
        link: "",
        rating: None,
        phone: "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_try_is_over_before_the_next_may_begin() {
        let shortest = notice_pause_after(1).expect("there is a second try");
        assert!(PATIENCE < shortest && PATIENCE < LEASE);
    }
}
