//! What every handler can reach.

use std::sync::Arc;

use app::view::Assets;
use documents::Printer;
use metrics_exporter_prometheus::PrometheusHandle;

use super::limits::Limits;
use super::live::Live;
use super::page_cache::PageCache;
use crate::services::{Services, mark_of};

/// Dossiers in one question to the database.
const ASKED_AT_ONCE: usize = 500;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct App {
    pub services: Arc<Services>,
    pub assets: Arc<Assets>,
    pub(super) page_cache: Arc<PageCache>,
    pub(super) limits: Arc<Limits>,
    /// Pages that wait for news about a dossier.
    pub(super) live: Arc<Live>,
    /// Sets papers as PDF, a few at a time.
    pub(super) printer: Printer,
    /// Public origin, for canonical links and feeds.
    pub origin: Arc<str>,
    /// Header in which a trusted proxy passes the caller's address.
    pub client_address_header: Option<Arc<str>>,
    pub(super) metrics: Option<PrometheusHandle>,
    /// When this process began to serve.
    pub started_at: time::OffsetDateTime,
    pub(super) site_dir: Arc<std::path::Path>,
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        services: Arc<Services>,
        assets: Assets,
        config: &crate::config::Config,
        metrics: Option<PrometheusHandle>,
    ) -> Self {
        Self {
            started_at: services.clock.now(),
            services,
            assets: Arc::new(assets),
            page_cache: Arc::new(PageCache::default()),
            limits: Arc::new(Limits::new(config.rate_limits)),
            live: Arc::default(),
            printer: Printer::default(),
            origin: config.origin.as_str().into(),
            client_address_header: config.client_address_header.as_deref().map(Into::into),
            metrics,
            site_dir: config.site_dir.as_path().into(),
        }
    }

    /// With another printer, as with other limits.
    #[must_use]
    pub fn with_printer(self, printer: Printer) -> Self {
        Self { printer, ..self }
    }

    /// Forgets every kept page; called when the catalogue has changed.
    pub fn forget_pages(&self) {
        self.page_cache.clear();
    }

    /// Tells every page that waits how its dossier stands.
    ///
    /// # Errors
    /// When storage fails; what was not told is told the next time.
    pub async fn tell_news(&self) -> Result<(), storage::StorageError> {
        for codes in self.live.codes().chunks(ASKED_AT_ONCE) {
            for (code, version, messages) in self.services.storage.dossier_marks(codes.to_vec()).await? {
                self.live.tell(&code, mark_of(version, messages));
            }
        }
        Ok(())
    }

    /// Ends the streams of all pages that wait.
    pub fn end_streams(&self) {
        self.live.close();
    }

    /// Forgets addresses that have been quiet; called now and then.
    pub fn forget_quiet_addresses(&self) {
        self.limits.forget_quiet();
    }
}
