//! Who goes through the steps of filing: a browser, or an officer at the counter.

use std::collections::HashMap;
use std::convert::Infallible;

use app::components::address::FilingWay;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::staff::Permission;
use storage::DraftAccess;
use uuid::Uuid;

use crate::http::browser::Browser;
use crate::http::staff::Officer;

/// Who asks for a step.
pub(super) enum Filer {
    /// Somebody in a browser; the draft is that browser's.
    Browser(Browser),
    /// An officer at the counter; the draft is the counter's.
    Officer(Officer),
}

impl<S: Send + Sync> FromRequestParts<S> for Filer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        // The gate puts an officer there on the routes of staff only.
        Ok(match parts.extensions.get::<Officer>() {
            Some(officer) => Self::Officer(officer.clone()),
            None => Self::Browser(Browser::of(&parts.headers)),
        })
    }
}

impl Filer {
    /// The way of the address: its place is the code of a procedure or the identifier of a draft.
    pub(super) fn way(&self, path: &HashMap<String, String>) -> FilingWay {
        let part = |name: &str| path.get(name).cloned();
        match (self, part("code")) {
            (Self::Officer(_), _) => FilingWay::Counter(part("draft").unwrap_or_default()),
            (Self::Browser(_), Some(code)) => FilingWay::Online(code),
            (Self::Browser(_), None) => FilingWay::Supplement(part("draft").unwrap_or_default()),
        }
    }

    /// With what drafts are opened; none for a browser that never began one.
    pub(super) fn access(&self) -> Option<DraftAccess> {
        match self {
            Self::Browser(browser) => browser.hash().map(DraftAccess::Browser),
            Self::Officer(officer) => Some(counter_access(officer)),
        }
    }
}

/// The drafts of the counters at which an officer takes in dossiers.
pub(in crate::http) fn counter_access(officer: &Officer) -> DraftAccess {
    let agencies = officer.reach(Permission::CounterIntake).into_iter().map(str::to_owned).collect();
    DraftAccess::Counter { staff: officer.id, agencies }
}

/// The draft of an address.
pub(super) fn draft_of(way: &FilingWay) -> Option<Uuid> {
    match way {
        FilingWay::Online(_) => None,
        FilingWay::Supplement(id) | FilingWay::Counter(id) => id.parse().ok(),
    }
}
