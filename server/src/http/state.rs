//! What every handler can reach.

use std::sync::Arc;

use app::view::Assets;
use metrics_exporter_prometheus::PrometheusHandle;

use super::limits::Limits;
use super::page_cache::PageCache;
use crate::services::Services;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct App {
    pub services: Arc<Services>,
    pub assets: Arc<Assets>,
    pub(super) page_cache: Arc<PageCache>,
    pub(super) limits: Arc<Limits>,
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
            origin: config.origin.as_str().into(),
            client_address_header: config.client_address_header.as_deref().map(Into::into),
            metrics,
            site_dir: config.site_dir.as_path().into(),
        }
    }

    /// Forgets every kept page; called when the catalogue has changed.
    pub fn forget_pages(&self) {
        self.page_cache.clear();
    }

    /// Forgets addresses that have been quiet; called now and then.
    pub fn forget_quiet_addresses(&self) {
        self.limits.forget_quiet();
    }
}
