//! View-models of filing a dossier, step by step.

use super::resume::ExpiredDraft;
use crate::components::address::FilingWay;
use domain::filing::{Answers, Problem};
use domain::paper::Issued;
use domain::province::PaperNeed;
use time::OffsetDateTime;

use super::desk::DeskHead;
use super::form::{FormPlace, FormState};
use super::supplement::{SupplementHead, SupplementPart};

/// What stands on top of every step.
#[derive(Debug, Clone)]
pub struct FilingHead {
    /// The way through the steps.
    pub way: FilingWay,
    pub procedure_code: String,
    pub name: String,
    /// Chosen agency, once there is a draft.
    pub agency: Option<String>,
    pub case: Option<String>,
    pub status: SaveStatus,
    /// Until when the draft is kept unless it is changed before.
    pub kept_until: Option<OffsetDateTime>,
    /// Present when the procedure has an electronic form.
    pub form: Option<FormPlace>,
    /// Present when a dossier is completed.
    pub supplement: Option<SupplementHead>,
    /// Present at the counter: who of the staff fills it in, for the frame of the page.
    pub counter: Option<DeskHead>,
    /// As whom somebody files who is signed in: what they are called.
    pub account: Option<String>,
}

impl FilingHead {
    /// Address of a draft in the API, by which the page saves while somebody types.
    #[must_use]
    pub fn api_of(&self, draft_id: &str) -> String {
        match self.way {
            FilingWay::Counter(_) => format!("/api/v1/desk/drafts/{draft_id}"),
            FilingWay::Online(_) | FilingWay::Supplement(_) => format!("/api/v1/drafts/{draft_id}"),
        }
    }
}

/// What is saved where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveStatus {
    /// Nothing typed yet.
    Nothing,
    /// On the server since.
    OnServer(OffsetDateTime),
}

/// A case to choose.
#[derive(Debug, Clone)]
pub struct CaseChoice {
    pub id: String,
    pub name: String,
    pub chosen: bool,
}

/// A desk to choose.
#[derive(Debug, Clone)]
pub struct AgencyChoice {
    pub code: String,
    pub name: String,
    /// Heading under which it stands in the list (a district's name for communes).
    pub group: Option<String>,
    pub chosen: bool,
}

/// A draft the browser already has for this procedure.
#[derive(Debug, Clone)]
pub struct DraftSummary {
    pub agency: String,
    pub updated_at: OffsetDateTime,
    pub files: usize,
    /// Where to go on.
    pub href: String,
}

/// Step 1: case and agency.
#[derive(Debug, Clone)]
pub struct StartView {
    pub head: FilingHead,
    pub cases: Vec<CaseChoice>,
    pub agencies: Vec<AgencyChoice>,
    pub existing: Option<DraftSummary>,
    /// A draft that this browser had and that can be restored; only without an existing one.
    pub expired: Option<ExpiredDraft>,
    pub problems: Vec<Problem>,
}

/// Step 2: who files, whose matter it is, how to reach them.
#[derive(Debug, Clone)]
pub struct ApplicantView {
    pub head: FilingHead,
    pub draft_id: String,
    pub version: i64,
    pub answers: Answers,
    /// Code of the dossier whose answers this draft began with.
    pub copied_from: Option<String>,
    pub problems: Vec<Problem>,
}

/// A file the server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    pub id: String,
    pub name: String,
    pub media_type: String,
    pub size: u64,
    pub sha256: String,
}

/// One paper with its files.
#[derive(Debug, Clone)]
pub struct PaperSlot {
    /// Component such as `1.2`, or `other`.
    pub component: String,
    pub name: String,
    pub name_is_vietnamese: bool,
    pub need: PaperNeed,
    pub always: bool,
    pub condition: Option<String>,
    pub originals: Option<u32>,
    pub copies: Option<u32>,
    pub files: Vec<FileRow>,
    /// The electronic form is filled in instead of this paper.
    pub filled_in_online: bool,
    /// What the electronic form asks for under this paper.
    pub asked: Vec<AskedPaper>,
}

/// A paper that the electronic form asks for in this case.
#[derive(Debug, Clone)]
pub struct AskedPaper {
    /// Field of its problems, such as `form.birth_notice`.
    pub field: String,
    pub label: String,
    pub hint: Option<String>,
    pub why: Option<String>,
    pub term: Option<String>,
    pub required: bool,
    pub min: u32,
    pub max: u32,
}

/// Step 3: papers.
#[derive(Debug, Clone)]
pub struct PapersView {
    pub head: FilingHead,
    pub draft_id: String,
    pub slots: Vec<PaperSlot>,
    /// Papers that need not be uploaded: shown, or taken from a database.
    pub not_uploaded: Vec<PaperSlot>,
    pub problems: Vec<Problem>,
    pub used_bytes: u64,
    /// Papers that the person handed in before and need not send again.
    pub offers: Vec<PaperOffer>,
}

/// A paper of an earlier dossier that can stand for one that is asked for here.
#[derive(Debug, Clone)]
pub struct PaperOffer {
    /// The paper that is asked for.
    pub component: String,
    /// The file in the earlier dossier.
    pub file: String,
    pub name: String,
    pub size: u64,
    /// Code of the earlier dossier.
    pub from: String,
    pub handed_in_at: OffsetDateTime,
}

/// Step 4: check and submit.
#[derive(Debug, Clone)]
pub struct CheckView {
    pub head: FilingHead,
    pub draft_id: String,
    pub submission_key: String,
    /// Digest of what stands on the page: what another window changed since is not filed unseen.
    pub seen: String,
    pub answers: Answers,
    pub slots: Vec<PaperSlot>,
    /// The electronic form, where there is one.
    pub form: Option<FormState>,
    /// Present when a dossier is completed.
    pub supplement: Option<SupplementPart>,
    pub problems: Vec<Problem>,
}

/// The receipt of a submitted dossier.
#[derive(Debug, Clone)]
pub struct ReceiptView {
    pub code: String,
    pub pin: String,
    pub procedure_code: String,
    pub procedure_name: String,
    /// Whether an electronic form was part of the way.
    pub has_form: bool,
    pub agency: String,
    pub submitted_at: OffsetDateTime,
    pub answer_due_at: OffsetDateTime,
    pub files: Vec<(String, FileRow)>,
    /// Papers that were issued to the applicant since.
    pub issued: Vec<Issued>,
    /// How the person will hear: phone or e-mail as they gave it.
    pub contact: String,
}
