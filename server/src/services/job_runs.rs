//! When each job last ran to its end. A job that does not run any more says nothing by itself; this does.

use std::time::Duration as Pause;

use time::{Duration, OffsetDateTime};

use super::Services;
use super::error::ServiceError;

/// A job whose successes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// Stable key, in the database and in the metric.
    pub name: &'static str,
    /// Between two runs.
    pub every: Pause,
}

pub const DRAFT_NOTICES: Job = Job { name: "draft_notices", every: Pause::from_secs(15) };
pub const DOSSIER_NOTICES: Job = Job { name: "dossier_notices", every: Pause::from_secs(5) };
pub const APOLOGIES: Job = Job { name: "apologies", every: Pause::from_secs(5 * 60) };
pub const MOVE_DUE: Job = Job { name: "move_due", every: Pause::from_secs(30) };
pub const CLEAR: Job = Job { name: "clear", every: Pause::from_secs(10 * 60) };
pub const CHECK_FILES: Job = Job { name: "check_files", every: Pause::from_secs(10 * 60) };
pub const CALENDAR: Job = Job { name: "calendar", every: Pause::from_secs(2) };
pub const CATALOGUE: Job = Job { name: "catalogue", every: Pause::from_secs(2) };
pub const FORMS: Job = Job { name: "forms", every: Pause::from_secs(2) };
pub const LIVE: Job = Job { name: "live", every: Pause::from_secs(2) };
pub const ESCALATE: Job = Job { name: "escalate_feedback", every: Pause::from_secs(5 * 60) };
pub const PUBLISH: Job = Job { name: "publish_month", every: Pause::from_secs(60 * 60) };
pub const MISTAKES: Job = Job { name: "mistakes", every: Pause::from_secs(10) };

/// Every job whose successes are kept. What only forgets addresses that are quiet, and what shows these successes, is not among
/// them: the second is missed when the gauges are read, for it renews [`show_job_runs`]'s own moment.
pub const JOBS: [Job; 13] = [
    DRAFT_NOTICES,
    DOSSIER_NOTICES,
    APOLOGIES,
    MOVE_DUE,
    CLEAR,
    CHECK_FILES,
    CALENDAR,
    CATALOGUE,
    FORMS,
    LIVE,
    ESCALATE,
    PUBLISH,
    MISTAKES,
];

/// Beyond three pauses: a run may take long, and successes are written down once a minute.
const ALLOWANCE: Duration = Duration::minutes(5);

/// How it stands with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobRun {
    pub job: Job,
    /// When it last ran to its end in any process; none when it never did.
    pub succeeded_at: Option<OffsetDateTime>,
}

impl JobRun {
    /// Whether it should have run to its end again by now. One that never did counts from `since`, the start of the portal.
    #[must_use]
    pub fn is_late(&self, since: OffsetDateTime, now: OffsetDateTime) -> bool {
        let pauses = Duration::try_from(self.job.every).unwrap_or(Duration::MAX).saturating_mul(3);
        let last = self.succeeded_at.map_or(since, |at| at.max(since));
        last.saturating_add(pauses).saturating_add(ALLOWANCE) < now
    }
}

impl Services {
    /// Keeps that a job has run to its end now.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn job_succeeded(&self, job: Job) -> Result<(), ServiceError> {
        Ok(self.storage.job_succeeded(job.name, self.clock.now()).await?)
    }

    /// How it stands with every job, those that never ran among them.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn job_runs(&self) -> Result<Vec<JobRun>, ServiceError> {
        let kept = self.storage.job_successes().await?;
        let succeeded = |job: Job| kept.iter().find(|(name, _)| name == job.name).map(|(_, at)| *at);
        Ok(JOBS.into_iter().map(|job| JobRun { job, succeeded_at: succeeded(job) }).collect())
    }
}

/// Shows the last successes as metrics (0 is never), and which jobs did not run. `since` is the start of the portal.
pub fn show_job_runs(runs: &[JobRun], since: OffsetDateTime, now: OffsetDateTime) {
    // Gauges that stand still tell nothing: this one says when they were last set.
    metrics::gauge!("jobs_shown_timestamp_seconds").set(now.unix_timestamp() as f64);
    for run in runs {
        let at = run.succeeded_at.map_or(0, OffsetDateTime::unix_timestamp);
        metrics::gauge!("job_last_success_timestamp_seconds", "job" => run.job.name).set(at as f64);
        metrics::gauge!("job_interval_seconds", "job" => run.job.name).set(run.job.every.as_secs_f64());
        let late = if run.is_late(since, now) { 1.0 } else { 0.0 };
        metrics::gauge!("job_did_not_run", "job" => run.job.name).set(late);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use metrics_exporter_prometheus::PrometheusBuilder;
    use time::macros::datetime;

    const START: OffsetDateTime = datetime!(2026-11-23 06:30 +7);

    #[test]
    fn a_job_that_never_ran_is_seen_as_well_as_one_that_did() {
        let recorder = PrometheusBuilder::new().build_recorder();
        let runs = [JobRun { job: CLEAR, succeeded_at: Some(START) }, JobRun { job: CHECK_FILES, succeeded_at: None }];
        metrics::with_local_recorder(&recorder, || show_job_runs(&runs, START, START + Duration::HOUR));
        let shown = recorder.handle().render();
        for line in [
            r#"job_last_success_timestamp_seconds{job="clear"} 1795390200"#,
            r#"job_last_success_timestamp_seconds{job="check_files"} 0"#,
            r"jobs_shown_timestamp_seconds 1795393800",
            r#"job_interval_seconds{job="clear"} 600"#,
            r#"job_did_not_run{job="check_files"} 1"#,
        ] {
            assert!(shown.lines().any(|shown| shown == line), "{line} is missing in {shown}");
        }
    }

    #[test]
    fn a_job_is_late_after_three_pauses_and_a_little() {
        let run = |succeeded_at| JobRun { job: CLEAR, succeeded_at };
        let after = |minutes| START + Duration::minutes(minutes);
        assert!(!run(None).is_late(START, after(35)), "it is given time after the start");
        assert!(run(None).is_late(START, after(36)));
        assert!(!run(Some(after(10))).is_late(START, after(45)));
        assert!(run(Some(after(10))).is_late(START, after(46)));
        assert!(!run(Some(after(-600))).is_late(START, after(1)), "nobody ran while the portal was stopped");
    }
}
