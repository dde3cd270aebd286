//! Logs and metrics. Neither holds personal data: paths are logged as route patterns, never with their query.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::Config;

/// Buckets of request durations in seconds.
const BUCKETS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

/// Starts the log. Called once, by the command line.
pub fn start_log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log_filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Fails only when a log is running already, as in tests; then that one goes on.
    let started = if config.log_json { log.json().try_init() } else { log.try_init() };
    drop(started);
}

/// Starts collecting metrics.
///
/// # Errors
/// When metrics are being collected already in this process.
pub fn start_metrics() -> Result<PrometheusHandle, metrics_exporter_prometheus::BuildError> {
    let handle = PrometheusBuilder::new().set_buckets(&BUCKETS)?.install_recorder()?;
    metrics::describe_counter!("http_requests_total", "Answered requests by route pattern, method and status");
    metrics::describe_histogram!("http_request_seconds", "Time to the head of the answer, by route pattern");
    metrics::describe_counter!("dossiers_submitted_total", "Dossiers accepted (repeated submissions not counted)");
    metrics::describe_counter!("page_cache_total", "Look-ups in the page cache by outcome");
    metrics::describe_counter!("rate_limited_total", "Requests turned away by limit");
    metrics::describe_counter!("notices_total", "Messages about drafts by kind and outcome");
    metrics::describe_counter!("dossier_notices_total", "Notices about dossiers by channel and outcome");
    metrics::describe_gauge!("job_last_success_timestamp_seconds", "When a job last ran to its end; 0 is never");
    metrics::describe_gauge!("job_interval_seconds", "Pause between two runs of a job");
    metrics::describe_gauge!("job_did_not_run", "1 when a job should have run to its end again by now");
    metrics::describe_counter!("drafts_cleared_total", "Drafts cleared for good");
    metrics::describe_counter!("files_cleared_total", "Stored files deleted because nothing uses them any more");
    metrics::describe_counter!("files_checked_total", "Stored files read again by outcome");
    metrics::describe_counter!("sql_statements_total", "Statements sent to the database");
    metrics::describe_gauge!("forms_unraised", "Embedded forms that were changed without a new revision");
    metrics::describe_gauge!("catalogue_procedures", "Procedures in the served catalogue");
    Ok(handle)
}
