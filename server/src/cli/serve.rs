//! `motcua serve`

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use domain::catalogue::check::check_line;
use domain::indicator::Measure;
use storage::{ImportRow, Storage};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{CommandError, tell};
use crate::calendar::Calendars;
use crate::catalogue::{Catalogue, EMBEDDED_PROCEDURES, ProvinceData, SharedCatalogue, desk_day};
use crate::cli::catalogue::import_row;
use crate::clock::{Clock, Randomness, SystemClock};
use crate::config::Config;
use crate::files::FileStore;
use crate::forms::{EmbeddedOutcome, Forms, embedded_forms, load, publish_embedded, units, unraised_sentence};
use crate::http::{App, read_assets, router};
use crate::mail::mailer;
use crate::processes::publish_embedded_processes;
use crate::services::staff::{LEAST_ANSWER, StaffAccounts};
use crate::services::{RecentProcedures, Services};
use crate::sms::sms;
use crate::{jobs, telemetry};

/// How long running requests may take when the process is told to stop.
const GRACE: Duration = Duration::from_secs(25);

pub(super) async fn serve(config: Config) -> Result<ExitCode, CommandError> {
    telemetry::start_log(&config);
    let metrics = telemetry::start_metrics()?;
    // The address is taken first: a second process on it should fail before it touches anything.
    let listener = TcpListener::bind(config.address)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}; is another one running?", config.address))?;
    let assets = read_assets(&config.site_dir)?;
    std::fs::create_dir_all(&config.data_dir)
        .map_err(|error| format!("cannot make the folder {}: {error}", config.data_dir.display()))?;
    let storage = storage::open(&config.database_url).await?;
    count_once(&*storage).await?;
    let services = Arc::new(services(&config, Arc::clone(&storage)).await?);
    ::metrics::gauge!("catalogue_procedures").set(services.catalogue().entries().len() as f64);
    // Fails only when the executor is set already, as a second call in one process would.
    drop(any_spawner::Executor::init_tokio());
    let app = App::new(services, assets, &config, Some(metrics));
    let (stop, stopping) = watch::channel(false);
    let jobs = jobs::start(&app, &stopping);
    // Without it a page sent in two pieces waits 40 ms for the caller's acknowledgement.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "A connection could not be set to send at once");
        }
    });
    tell(&format!("Một Cửa is listening on http://{}", config.address));
    let service = router(app).into_make_service();
    let mut told = stopping.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = told.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(server.into_future());
    wait_for_signal().await;
    tracing::info!("Stopping: running requests are finished, new ones are not taken");
    let _ = stop.send(true);
    if tokio::time::timeout(GRACE, server).await.is_err() {
        tracing::warn!("Some requests did not finish in time");
    }
    for job in jobs {
        let _ = job.await;
    }
    storage.close().await;
    Ok(ExitCode::SUCCESS)
}

/// A portal from before there were counters counts everything once; on a new one there is nothing to count.
async fn count_once(storage: &dyn Storage) -> Result<(), CommandError> {
    let sums = storage.indicator_sums(None, 0, i64::MAX).await?;
    let is_settled =
        |measure: Measure| matches!(measure, Measure::SettledEarly | Measure::SettledOnTime | Measure::SettledLate);
    let has_settled = sums.iter().any(|sum| is_settled(sum.measure) && sum.amount > 0);
    // A portal from before the waits were counted has results and no waits.
    let lacks_waits = has_settled && storage.indicator_waits(None, None, 0, i64::MAX).await?.is_empty();
    if sums.is_empty() || lacks_waits {
        let counted = storage.recount_indicators(true).await?;
        if counted.dossiers > 0 {
            tracing::info!(dossiers = counted.dossiers, "Counted for the indicators");
        }
    }
    Ok(())
}

pub(super) async fn services(config: &Config, storage: Arc<dyn Storage>) -> Result<Services, CommandError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let random = Randomness::system();
    let data = Arc::new(ProvinceData::embedded()?);
    if storage.catalogue_version().await? == 0 {
        let rows = embedded_rows()?;
        let summary = storage.import(rows, false, clock.now()).await?;
        tracing::info!(catalogue.procedures = summary.new, "Published the embedded province");
    }
    let today = desk_day(clock.now());
    let catalogue = Catalogue::load(&*storage, Arc::clone(&data), today).await?;
    let calendars = Calendars::embedded()?;
    calendars.reload(&*storage).await?;
    let forms = forms(&*storage, &data, &*clock).await?;
    publish_embedded_processes(&*storage, clock.now()).await?;
    let pin_key = storage.secret("pin_key", random.bytes::<32>().to_vec()).await?;
    let staff = StaffAccounts::new(
        Arc::clone(&storage),
        Arc::clone(&data),
        Arc::clone(&clock),
        Randomness::system(),
        &pin_key,
        LEAST_ANSWER,
    );
    Ok(Services {
        staff,
        files: FileStore::open(&config.files_url)?,
        catalogue: SharedCatalogue::new(catalogue),
        storage,
        data,
        calendars,
        recent: RecentProcedures::default(),
        processes: crate::processes::ProcessCache::default(),
        forms,
        clock,
        random,
        pin_key,
        mailer: config.mail.as_ref().map(mailer).transpose()?,
        sms: config.sms.as_ref().map(sms).transpose()?,
        origin: config.origin.as_str().into(),
    })
}

/// Publishes the embedded forms that are new or were raised, and loads what is in force.
async fn forms(storage: &dyn Storage, data: &ProvinceData, clock: &dyn Clock) -> Result<Forms, CommandError> {
    let outcomes = publish_embedded(storage, &embedded_forms()?, clock.now()).await?;
    // It does not keep the portal from starting: who published a revision of their own by hand could not upgrade otherwise.
    for outcome in &outcomes {
        if let EmbeddedOutcome::Unraised(file, revision) = outcome {
            tracing::error!(form.file = file, form.revision = revision, "{}", unraised_sentence(file, *revision));
        }
    }
    let unraised = outcomes.iter().filter(|outcome| matches!(outcome, EmbeddedOutcome::Unraised(..))).count();
    metrics::gauge!("forms_unraised").set(u32::try_from(unraised).unwrap_or(u32::MAX));
    let published = outcomes.iter().filter(|outcome| **outcome == EmbeddedOutcome::Published).count();
    if published > 0 {
        tracing::info!(forms.published = published, "Published electronic forms of the embedded province");
    }
    Ok(Forms::new(load(storage).await?, units(data)?))
}

/// The embedded procedures, checked like any import.
///
/// # Errors
/// When a line is wrong; a test sees that none is.
pub fn embedded_rows() -> Result<Vec<ImportRow>, CommandError> {
    EMBEDDED_PROCEDURES
        .lines()
        .map(|line| {
            let checked = check_line(line).map_err(|rejected| {
                let findings: Vec<String> = rejected.findings.iter().map(ToString::to_string).collect();
                format!("the embedded procedure {:?}: {}", rejected.code, findings.join("; "))
            })?;
            import_row(&checked.procedure)
        })
        .collect()
}

async fn wait_for_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
