//! The personal store (*kho quản lý dữ liệu điện tử*): results that somebody was given, and papers that were accepted once.
//! Decree 45/2020/NĐ-CP, article 16, and Decree 107/2021/NĐ-CP (texts unverified).

use domain::dossier::{ResultDocument, Status};
use storage::StoredPaper;

use super::session::Holder;
use crate::services::{ServiceError, Services};

/// Papers of one store that are shown, the newest ones.
const MOST_PAPERS: i64 = 200;
/// Results of one store that are shown, the newest ones.
const MOST_RESULTS: usize = 50;
/// Dossiers of one look into the database.
const BATCH: i64 = 100;

/// A result as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptResult {
    /// Code of the dossier.
    pub dossier: String,
    pub procedure_code: String,
    /// The unit that issued it.
    pub unit: String,
    pub result: ResultDocument,
}

/// What is in somebody's store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalStore {
    pub results: Vec<KeptResult>,
    pub papers: Vec<StoredPaper>,
    /// There is more than what is shown.
    pub is_cut: bool,
}

impl Services {
    /// What is in somebody's store, the newest first.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn personal_store(&self, holder: &Holder) -> Result<PersonalStore, ServiceError> {
        let mut papers = self.storage.stored_papers(holder.id, MOST_PAPERS + 1).await?;
        let mut is_cut = papers.len() as i64 > MOST_PAPERS;
        papers.truncate(MOST_PAPERS as usize);
        let mut results: Vec<KeptResult> = Vec::new();
        let mut before = None;
        loop {
            let page = self.storage.account_dossiers(holder.id, before.take(), BATCH).await?;
            before = page.last().map(|last| last.code.clone());
            for line in page.iter().filter(|line| matches!(line.status, Status::Settled | Status::Returned)) {
                if results.len() == MOST_RESULTS {
                    is_cut = true;
                    break;
                }
                let Some(held) = self.open_dossier(&line.code).await? else { continue };
                let Some(result) = held.state.result.clone() else { continue };
                results.push(KeptResult {
                    dossier: line.code.clone(),
                    procedure_code: line.procedure_code.clone(),
                    unit: line.unit_code.clone().unwrap_or_else(|| line.agency_code.clone()),
                    result,
                });
            }
            if (page.len() as i64) < BATCH || results.len() == MOST_RESULTS {
                break;
            }
        }
        Ok(PersonalStore { results, papers, is_cut })
    }
}
