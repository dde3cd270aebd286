//! Finding a dossier at the desk.

use app::view::{FoundLine, Lateness};
use domain::dossier::DossierCode;
use domain::fold::fold;
use storage::DossierSearch;

use super::super::near::near_until;
use super::lines::procedure_name;
use crate::http::page::Asked;
use crate::http::state::App;
use crate::services::ServiceError;

/// Most found dossiers.
const FOUND: i64 = 100;

/// Dossiers of these agencies by code, name or phone, the newest first.
pub(super) async fn find(
    app: &App,
    asked: &Asked,
    units: Vec<String>,
    search: &str,
) -> Result<Vec<FoundLine>, ServiceError> {
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    let is_phone = digits.len() >= 6 && !search.chars().any(char::is_alphabetic);
    let wanted = match search.parse::<DossierCode>() {
        Ok(code) => DossierSearch::Code(code.to_string()),
        Err(_) if is_phone => DossierSearch::Phone(digits),
        Err(_) => DossierSearch::Name(fold(search).split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    let now = app.services.clock.now();
    let near = near_until(app, units.iter().map(String::as_str), now);
    let found = app.services.storage.find_dossiers(units, wanted, FOUND).await?;
    Ok(found
        .into_iter()
        .map(|one| FoundLine {
            procedure: procedure_name(app, asked, &one.procedure_code),
            code: one.code,
            applicant: one.applicant_name,
            status: one.status,
            submitted_at: one.submitted_at,
            due_at: one.due_at,
            lateness: if one.status.is_over() { Lateness::NoDate } else { Lateness::of(one.due_at, now, near) },
        })
        .collect())
}
