//! Drafts over the API. A draft is opened by its token (`Authorization: Bearer`) or by the browser that began it.

pub(in crate::http) mod access;
pub(in crate::http) mod create;
pub(in crate::http) mod files;
pub(in crate::http) mod patch;
pub(in crate::http) mod show;
pub(in crate::http) mod submit;

use domain::calendar::vietnam;
use domain::draft::kept_until;
use serde::Serialize;
use storage::{Draft, DraftFile};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use utoipa::ToSchema;

/// An instant as the API writes it: RFC 3339 in Vietnamese time, to the second.
pub(in crate::http) fn instant(at: OffsetDateTime) -> String {
    let local = at.to_offset(vietnam());
    let whole = local.replace_nanosecond(0).unwrap_or(local);
    whole.format(&Rfc3339).unwrap_or_default()
}

/// A received file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::http) struct FileBody {
    pub id: String,
    /// Which paper it is: `group.row` of the published table, or `other`.
    pub component: String,
    pub name: String,
    /// Told by the content, not by the name.
    pub media_type: String,
    pub size: i64,
    /// SHA-256 of the bytes as they arrived.
    pub sha256: String,
}

impl FileBody {
    pub(in crate::http) fn of(file: &DraftFile) -> Self {
        Self {
            id: file.id.to_string(),
            component: file.component.clone(),
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
        }
    }
}

/// A draft as it is now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct DraftBody {
    pub id: String,
    /// Counts up with every change of the answers; send it as `If-Match`.
    pub version: i64,
    pub procedure: String,
    pub procedure_revision: i64,
    pub case: Option<String>,
    pub agency: Option<String>,
    /// Revision of the electronic form that the answers are read under; null when the procedure has none.
    pub form_revision: Option<i64>,
    #[schema(value_type = Object)]
    pub answers: serde_json::Value,
    pub files: Vec<FileBody>,
    pub submission_key: String,
    pub updated_at: String,
    /// When it expires unless it is changed before; null once it was filed.
    pub kept_until: Option<String>,
    /// Code of the dossier, once it was filed.
    pub dossier: Option<String>,
}

impl DraftBody {
    pub(in crate::http) fn of(draft: &Draft) -> Self {
        Self {
            id: draft.id.to_string(),
            version: draft.version,
            procedure: draft.procedure_code.clone(),
            procedure_revision: draft.procedure_revision,
            case: draft.case_id.clone(),
            agency: draft.agency_code.clone(),
            form_revision: draft.form_revision,
            answers: serde_json::from_str(&draft.answers).unwrap_or_default(),
            files: draft.files.iter().map(FileBody::of).collect(),
            submission_key: draft.submission_key.clone(),
            updated_at: instant(draft.updated_at),
            kept_until: draft.dossier_code.is_none().then(|| instant(kept_until(draft.updated_at))),
            dossier: draft.dossier_code.clone(),
        }
    }
}
