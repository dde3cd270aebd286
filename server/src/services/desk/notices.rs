//! Which notices follow from which events. They are planned in the transaction of the event (invariant I4) and sent by a job.

use domain::dossier::{Channel, Event, EventKind, State};
use domain::filing::Answers;
use storage::{FilingNotice, NewDossierNotice, NoticeChannel};
use time::OffsetDateTime;

use crate::clock::Randomness;
use crate::services::Services;

/// Whether the applicant is told of it: whatever changes the state, the turn or the time.
fn is_told(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Received
            | EventKind::Refused
            | EventKind::SupplementRequested
            | EventKind::SupplementAnswered
            | EventKind::Stopped
            | EventKind::Resumed
            | EventKind::PaymentRequested
            | EventKind::Paid
            | EventKind::Settled
            | EventKind::Returned
            | EventKind::Withdrawn
            | EventKind::Reappointed
            | EventKind::DueMoved
            | EventKind::Corrected
    )
}

/// A notice by each way in which the applicant can be reached, for the last of the events that is told. A date that moves while
/// the clock stands still is told when it goes on.
pub(super) fn notices_of(
    state: &State,
    events: &[Event],
    answers: &Answers,
    language: &str,
    random: &Randomness,
    at: OffsetDateTime,
) -> Vec<NewDossierNotice> {
    let waits = state.paused_since().is_some();
    let is_told = |kind: EventKind| is_told(kind) && !(waits && kind == EventKind::DueMoved);
    let Some(kind) = events.iter().map(Event::kind).rfind(|kind| is_told(*kind)) else { return Vec::new() };
    ways_or_call(answers)
        .into_iter()
        .map(|(channel, address)| NewDossierNotice {
            id: random.uuid(at),
            kind: kind.key().to_owned(),
            channel,
            address,
            language: language.to_owned(),
        })
        .collect()
}

impl Services {
    /// By which ways the applicant is told that a dossier was filed. Whoever stands at the counter holds the paper already; and
    /// the receipt told whoever filed online, so a way that this portal does not have is no failure.
    pub(in crate::services) fn filing_notices(
        &self,
        answers: &Answers,
        channel: Channel,
        at: OffsetDateTime,
    ) -> Vec<FilingNotice> {
        if channel != Channel::Online {
            return Vec::new();
        }
        ways(answers)
            .filter(|(way, _)| self.sends_by(*way))
            .map(|(channel, address)| FilingNotice { id: self.random.uuid(at), channel, address })
            .collect()
    }
}

/// How the applicant is told of news: by each way that reaches them by itself; else, where there is a number, by a call that
/// stands at the desk until somebody has made it.
pub(in crate::services) fn ways_or_call(answers: &Answers) -> Vec<(NoticeChannel, String)> {
    let found: Vec<_> = ways(answers).collect();
    let number = answers.applicant.phone.trim();
    if found.is_empty() && !number.is_empty() { vec![(NoticeChannel::Call, number.to_owned())] } else { found }
}

/// How the applicant can be reached: e-mail, and SMS where the number is a mobile one (they begin with 03, 05, 07, 08, 09).
pub(in crate::services) fn ways(answers: &Answers) -> impl Iterator<Item = (NoticeChannel, String)> {
    let email = Some(answers.applicant.email.trim()).filter(|email| email.contains('@')).map(str::to_owned);
    let digits: String = answers.applicant.phone.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("84").map_or_else(|| digits.clone(), |rest| format!("0{rest}"));
    let mobile =
        national.len() == 10 && ["03", "05", "07", "08", "09"].into_iter().any(|prefix| national.starts_with(prefix));
    let phone = mobile.then_some(national);
    email.map(|email| (NoticeChannel::Email, email)).into_iter().chain(phone.map(|phone| (NoticeChannel::Sms, phone)))
}
