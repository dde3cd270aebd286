//! Who asks for a draft, and which one.

use app::locale::Locale;
use axum::extract::{FromRequestParts, Path};
use axum::http::header;
use axum::http::request::Parts;
use std::collections::HashMap;
use storage::DraftAccess;
use uuid::Uuid;

use crate::http::api::problem::{self, ApiError};
use crate::http::browser::Browser;
use crate::http::routes::filing::filer::counter_access;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError, token_hash};

/// The draft of the address, and the key with which it is asked for.
pub(in crate::http) struct DraftKey {
    pub id: Uuid,
    pub access: DraftAccess,
    pub locale: Locale,
}

impl FromRequestParts<App> for DraftKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let locale = problem::language(&parts.headers);
        // Without a key, with a wrong one, or for a draft that is not there: the same answer, so that nobody learns which
        // drafts exist.
        let gone = || ApiError::new(locale, ServiceError::refused(RefusalKind::NotFound, "draft_gone"));
        let Path(path) =
            Path::<HashMap<String, String>>::from_request_parts(parts, app).await.map_err(|_rejection| gone())?;
        let id = path.get("id").and_then(|id| id.parse().ok()).ok_or_else(gone)?;
        // The gate puts an officer there on the routes of staff only: those of the counter.
        if let Some(officer) = parts.extensions.get::<Officer>() {
            return Ok(Self { id, access: counter_access(officer), locale });
        }
        let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = bearer.and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        let access = match token {
            Some(token) => Some(DraftAccess::Token(token_hash(token))),
            None => Browser::of(&parts.headers).hash().map(DraftAccess::Browser),
        };
        Ok(Self { id, access: access.ok_or_else(gone)?, locale })
    }
}
