//! View-models of what runs beside the desk: notices that could not be delivered, the mailbox for trying, the jobs.

use time::OffsetDateTime;

/// A notice that was given up.
#[derive(Debug, Clone)]
pub struct FailedNoticeLine {
    pub id: String,
    pub code: String,
    /// Key of the news it tells.
    pub news: String,
    /// `email`, `sms` or `call`.
    pub channel: &'static str,
    /// Not the whole address, but for a call the whole number.
    pub address: String,
    /// Key of why the last try failed.
    pub reason: String,
    pub attempts: i64,
    pub failed_at: OffsetDateTime,
}

/// What was done with a notice just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeDone {
    TriedAgain,
    OtherWay,
    /// Somebody told the applicant in person.
    Told,
}

/// The notices that could not be delivered.
#[derive(Debug, Clone, Default)]
pub struct FailedNoticesView {
    pub lines: Vec<FailedNoticeLine>,
    /// Whether there are more than are shown.
    pub more: bool,
    pub done: Option<NoticeDone>,
}

/// A message that was kept instead of sent.
#[derive(Debug, Clone)]
pub struct MailboxLine {
    /// `email` or `sms`.
    pub channel: &'static str,
    pub to: String,
    pub subject: Option<String>,
    pub text: String,
    pub at: OffsetDateTime,
}

/// The mailbox of a portal that is only tried.
#[derive(Debug, Clone, Default)]
pub struct MailboxView {
    /// The newest first.
    pub lines: Vec<MailboxLine>,
}

/// How it stands with a job.
#[derive(Debug, Clone)]
pub struct JobLine {
    /// Stable key.
    pub name: &'static str,
    /// Seconds between two runs.
    pub every: u64,
    pub succeeded_at: Option<OffsetDateTime>,
    /// Whether it should have run again by now.
    pub late: bool,
}

/// The jobs of the portal.
#[derive(Debug, Clone, Default)]
pub struct JobsView {
    pub lines: Vec<JobLine>,
}

/// How much there is, counted up to a limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    pub count: usize,
    /// Whether there is more than was counted.
    pub more: bool,
}

/// What the first page of the desk warns of; nothing of what the person may not see.
#[derive(Debug, Clone, Default)]
pub struct DeskWarnings {
    pub late: Counted,
    /// Due today or on the next day on which the agency opens.
    pub near: Counted,
    /// Agencies below, code and name, with how many things to do are late there; the latest first.
    pub late_below: Vec<(String, String, i64)>,
    pub failed_notices: Counted,
    /// Keys of the jobs that did not run.
    pub late_jobs: Vec<&'static str>,
    /// Whether this portal is on trial and the person may see its mailbox.
    pub mailbox: bool,
}
