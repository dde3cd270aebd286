//! What every step needs: the draft of whoever files, the head of the page, the slots for papers.

use app::components::address::FilingWay;
use app::locale::Locale;
use app::pages::desk::counter::{COUNTER, dossier_path};
use app::view::{
    AskedPaper, ExpiredDraft, FileRow, FilingHead, FormPlace, FormState, PaperSlot, SaveStatus, SupplementHead,
};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::catalogue::shown::{display_name, papers_shown};
use domain::draft::kept_until;
use domain::filing::{OTHER_PAPER, Problem};
use domain::province::PaperNeed;
use storage::{Draft, DraftAccess, DraftFile};
use uuid::Uuid;

use super::filer::{Filer, counter_access, draft_of};
use super::form_state::place_of;
use super::supplement::supplement_head;
use crate::http::browser::{Browser, set_cookie};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::account::Holder;
use crate::services::{Answerable, CurrentProcedure, Expired, Held, ServiceError};

/// A step of somebody who has a draft.
pub(super) struct Step {
    pub draft: Draft,
    pub access: DraftAccess,
    pub current: CurrentProcedure,
    /// Present when the draft completes a dossier.
    pub completes: Option<Completes>,
    /// Who of the staff fills it in, at the counter.
    pub officer: Option<Officer>,
    /// Who is signed in in this browser.
    pub account: Option<Holder>,
}

/// The dossier that a step completes.
pub(super) struct Completes {
    pub dossier: Answerable,
    pub head: SupplementHead,
}

impl Step {
    /// The head of the page.
    pub fn head(&self, app: &App, asked: &Asked) -> FilingHead {
        FilingHead {
            supplement: self.completes.as_ref().map(|completes| completes.head.clone()),
            counter: self.officer.as_ref().map(|officer| officer.head(app, asked.locale)),
            account: self.account.as_ref().map(Holder::called),
            ..head(app, asked, &self.current, Some(&self.draft), self.way())
        }
    }

    /// The way through the steps.
    pub fn way(&self) -> FilingWay {
        let id = || self.draft.id.to_string();
        match (&self.officer, &self.completes) {
            (Some(_), _) => FilingWay::Counter(id()),
            (None, Some(_)) => FilingWay::Supplement(id()),
            (None, None) => FilingWay::Online(self.draft.procedure_code.clone()),
        }
    }
}

/// The open draft of a way, or where to go instead.
pub(super) async fn step(app: &App, asked: &Asked, filer: &Filer, way: &FilingWay) -> Result<Step, Response> {
    match (filer, way) {
        (Filer::Officer(officer), _) => counter_step(app, asked, officer, way).await,
        (Filer::Browser(browser), FilingWay::Online(code)) => online_step(app, asked, browser, code, way).await,
        (Filer::Browser(browser), _) => supplement_step(app, asked, browser, way).await,
    }
}

/// The browser's draft of a procedure.
async fn online_step(
    app: &App,
    asked: &Asked,
    browser: &Browser,
    code: &str,
    way: &FilingWay,
) -> Result<Step, Response> {
    let Some(hash) = browser.hash() else { return Err(see_other(&start_href(asked, way))) };
    let draft = match app.services.held_draft(&hash, code).await {
        Ok(Held::Open(draft)) => *draft,
        // The first step offers to restore what has expired.
        Ok(Held::Expired(_)) => return Err(see_other(&start_href(asked, way))),
        Ok(Held::Nothing) => {
            return Err(match app.services.just_filed(&hash, code).await {
                Ok(Some(filed)) => see_other(&receipt_href(asked, way, filed)),
                Ok(None) => see_other(&start_href(asked, way)),
                Err(error) => service_error_page(app, asked, error).await,
            });
        }
        Err(error) => return Err(service_error_page(app, asked, error).await),
    };
    let found = async {
        let account = app.services.citizen_in_browser(&hash).await?;
        Ok::<_, ServiceError>((app.services.current_of(&draft).await?, account))
    };
    match found.await {
        Ok((current, account)) => {
            let access = DraftAccess::Browser(hash.clone());
            Ok(Step { draft, access, current, completes: None, officer: None, account })
        }
        Err(error) => Err(service_error_page(app, asked, error).await),
    }
}

/// The draft with which this browser completes a dossier. Whoever does not hold it looks the dossier up, by code and PIN.
async fn supplement_step(app: &App, asked: &Asked, browser: &Browser, way: &FilingWay) -> Result<Step, Response> {
    let look_up = || see_other(&asked.href("/tra-cuu"));
    let (Some(hash), Some(id)) = (browser.hash(), draft_of(way)) else { return Err(look_up()) };
    let account = match app.services.citizen_in_browser(&hash).await {
        Ok(holder) => holder,
        Err(error) => return Err(service_error_page(app, asked, error).await),
    };
    let access = DraftAccess::Browser(hash);
    let found = async {
        if app.services.answered_with(id, &access).await?.is_some() {
            return Ok(Err(see_other(&step_href(asked, way, "da-gui"))));
        }
        let draft = app.services.draft(id, &access).await?;
        let (current, completes) = completing(app, asked, way, &draft).await?;
        Ok::<_, ServiceError>(Ok(Step { draft, access, current, completes: Some(completes), officer: None, account }))
    };
    match found.await {
        Ok(step) => step,
        // Gone, or expired: code and PIN lead to it again.
        Err(ServiceError::Refused(_)) => Err(look_up()),
        Err(error) => Err(service_error_page(app, asked, error).await),
    }
}

/// The draft of the counter, for the officers of that counter.
async fn counter_step(app: &App, asked: &Asked, officer: &Officer, way: &FilingWay) -> Result<Step, Response> {
    let gone = || see_other(&asked.href(&format!("{COUNTER}?khong-con=1")));
    let Some(id) = draft_of(way) else { return Err(gone()) };
    let access = counter_access(officer);
    let found = async {
        if let Some(dossier) = app.services.answered_with(id, &access).await? {
            return Ok(Err(see_other(&asked.href(&dossier_path(&dossier)))));
        }
        let draft = app.services.draft(id, &access).await?;
        if draft.dossier_code.is_some() {
            return Ok(Err(see_other(&receipt_href(asked, way, id))));
        }
        let (current, completes) = match draft.supplement_of {
            Some(_) => {
                completing(app, asked, way, &draft).await.map(|(current, completes)| (current, Some(completes)))?
            }
            None => (app.services.current_of(&draft).await?, None),
        };
        let officer = Some(officer.clone());
        Ok::<_, ServiceError>(Ok(Step { draft, access, current, completes, officer, account: None }))
    };
    match found.await {
        Ok(step) => step,
        Err(ServiceError::Refused(_)) => Err(gone()),
        Err(error) => Err(service_error_page(app, asked, error).await),
    }
}

async fn completing(
    app: &App,
    asked: &Asked,
    way: &FilingWay,
    draft: &Draft,
) -> Result<(CurrentProcedure, Completes), ServiceError> {
    let dossier = app.services.answerable(draft).await?;
    let current = app.services.current_of(draft).await?;
    let head = supplement_head(app, asked, way, draft, &current, &dossier)?;
    Ok((current, Completes { dossier, head }))
}

/// Where one begins, and comes back to who goes on later.
pub(in crate::http::routes) fn start_href(asked: &Asked, way: &FilingWay) -> String {
    match way {
        FilingWay::Online(_) | FilingWay::Supplement(_) => asked.href(&way.path("")),
        FilingWay::Counter(_) => asked.href(COUNTER),
    }
}

pub(in crate::http::routes) fn step_href(asked: &Asked, way: &FilingWay, step: &str) -> String {
    asked.href(&way.path(step))
}

/// The receipt of a draft that was filed.
pub(super) fn receipt_href(asked: &Asked, way: &FilingWay, draft: Uuid) -> String {
    match way {
        FilingWay::Online(_) | FilingWay::Supplement(_) => step_href(asked, way, &format!("bien-nhan/{draft}")),
        FilingWay::Counter(_) => step_href(asked, way, "bien-nhan"),
    }
}

/// 303, so that reloading the next page sends nothing again.
pub(in crate::http) fn see_other(href: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // Codes come from the catalogue, but the address was typed: a header takes only what is visible ASCII.
    let location = HeaderValue::from_str(href).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

pub(in crate::http::routes) fn procedure_name(current: &CurrentProcedure, locale: Locale) -> String {
    match (locale, &current.service) {
        (Locale::En, Some(service)) => service.name_en.clone(),
        _ => display_name(&current.procedure),
    }
}

pub(in crate::http::routes) fn agency_name(app: &App, code: &str, locale: Locale) -> String {
    app.services.data.agency(code).map_or_else(|| code.to_owned(), |agency| locale.of(&agency.name).to_owned())
}

pub(super) fn head(
    app: &App,
    asked: &Asked,
    current: &CurrentProcedure,
    draft: Option<&Draft>,
    way: FilingWay,
) -> FilingHead {
    let locale = asked.locale;
    let agency = draft.map(|draft| match &draft.agency_code {
        Some(code) => agency_name(app, code, locale),
        None => app.services.centre().map(|centre| locale.of(&centre.name).to_owned()).unwrap_or_default(),
    });
    let case = draft.and_then(|draft| draft.case_id.as_ref()).and_then(|id| {
        current.cases().into_iter().find(|case| case.id == *id).map(|case| locale.of(&case.name).to_owned())
    });
    FilingHead {
        way,
        procedure_code: current.procedure.code.clone(),
        supplement: None,
        counter: None,
        account: None,
        name: procedure_name(current, locale),
        agency,
        case,
        status: draft.map_or(SaveStatus::Nothing, |draft| SaveStatus::OnServer(draft.updated_at)),
        kept_until: draft.map(|draft| kept_until(draft.updated_at)),
        form: match draft {
            Some(draft) => app.services.evaluate_draft(draft).map(|(_, outcome)| place_of(&outcome, None)),
            None => app.services.form_for(&current.procedure.code, None).map(|_| FormPlace::default()),
        },
    }
}

/// The token of a browser, a fresh one if it has none.
pub(in crate::http::routes) fn browser_token(app: &App, browser: &Browser) -> String {
    browser.0.clone().unwrap_or_else(|| app.services.random.token())
}

/// 303 to a page that the browser with this token may open. A browser that has it already keeps it as it is: on a device that
/// others use too it ends with the browser.
pub(in crate::http::routes) fn see_other_as(browser: &Browser, token: &str, href: &str) -> Response {
    let mut response = see_other(href);
    if browser.0.as_deref() != Some(token)
        && let Some(cookie) = set_cookie(token)
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// An expired draft as it is offered to be restored.
pub(in crate::http::routes) async fn expired_view(
    app: &App,
    asked: &Asked,
    expired: &Expired,
) -> Result<ExpiredDraft, ServiceError> {
    let draft = &expired.draft;
    let current = app.services.current_of(draft).await?;
    let agency = draft.agency_code.as_deref().map(|code| agency_name(app, code, asked.locale));
    Ok(ExpiredDraft {
        procedure_name: procedure_name(&current, asked.locale),
        agency: agency.unwrap_or_default(),
        files: draft.files.len(),
        expired_at: expired.at,
        restorable_until: expired.restorable_until,
    })
}

/// The problems kept from the last post, which are shown once more.
pub(super) fn kept_problems(draft: &Draft) -> Vec<Problem> {
    serde_json::from_str(&draft.problems).unwrap_or_default()
}

/// The papers with their files: those to upload, and those that need not be.
pub(in crate::http::routes) fn slots(
    current: &CurrentProcedure,
    draft: &Draft,
    locale: Locale,
) -> (Vec<PaperSlot>, Vec<PaperSlot>) {
    let files_of = |component: &str| -> Vec<FileRow> {
        draft.files.iter().filter(|file| file.component == component).map(file_row).collect()
    };
    let chosen_group = draft.case_id.as_ref().filter(|_| current.service.is_none());
    let mut slots = Vec::new();
    for (at, group) in (1_usize..).zip(papers_shown(&current.procedure.document_groups).groups) {
        // Where the table itself is split by case, only the papers of the chosen case are asked for.
        if chosen_group.is_some_and(|chosen| *chosen != at.to_string()) {
            continue;
        }
        for paper in group.papers {
            let known = current
                .service
                .as_ref()
                .and_then(|service| service.papers.iter().find(|known| known.component == paper.component));
            let english = known.filter(|_| locale == Locale::En);
            slots.push(PaperSlot {
                files: files_of(&paper.component),
                name: english.map_or(paper.name, |known| known.name_en.clone()),
                name_is_vietnamese: locale == Locale::En && english.is_none(),
                need: known.map_or(PaperNeed::HandIn, |known| known.need),
                always: known.is_some_and(|known| known.always),
                condition: known
                    .and_then(|known| known.condition.as_ref())
                    .map(|condition| locale.of(condition).to_owned()),
                originals: paper.originals,
                copies: paper.copies,
                filled_in_online: false,
                asked: Vec::new(),
                component: paper.component,
            });
        }
    }
    // A file whose paper is not asked for any more (another case was chosen since) stays in sight.
    let (mut upload, not_uploaded): (Vec<_>, Vec<_>) =
        slots.into_iter().partition(|slot| slot.need == PaperNeed::HandIn || !slot.files.is_empty());
    let shown: Vec<&str> = upload.iter().map(|slot| slot.component.as_str()).collect();
    let rest = draft.files.iter().filter(|file| !shown.contains(&file.component.as_str())).map(file_row).collect();
    upload.push(PaperSlot {
        component: OTHER_PAPER.to_owned(),
        name: locale.pick("Giấy tờ khác (nếu có)", "Other papers (if any)").to_owned(),
        name_is_vietnamese: false,
        need: PaperNeed::HandIn,
        always: false,
        condition: None,
        originals: None,
        copies: None,
        filled_in_online: false,
        asked: Vec::new(),
        files: rest,
    });
    (upload, not_uploaded)
}

/// The slots in the order of the form: what it asks for comes first, with its own words and rules; the rest as it was, but
/// what the form replaces is not asked for any more.
pub(super) fn with_asked(
    (upload, not_uploaded): (Vec<PaperSlot>, Vec<PaperSlot>),
    state: &FormState,
    locale: Locale,
) -> (Vec<PaperSlot>, Vec<PaperSlot>) {
    let mut rest: Vec<(bool, PaperSlot)> = upload.into_iter().map(|slot| (true, slot)).collect();
    rest.extend(not_uploaded.into_iter().map(|slot| (false, slot)));
    let mut first: Vec<PaperSlot> = Vec::new();
    for paper in &state.outcome.papers {
        let Some(question) = state.rules.form.question(&paper.question) else { continue };
        let words = |text: &Option<domain::form::Text>| text.as_ref().map(|text| locale.words(text).to_owned());
        let asked = AskedPaper {
            field: format!("form.{}", question.id),
            label: locale.words(&question.label).to_owned(),
            hint: words(&question.hint),
            why: words(&question.why),
            term: words(&question.term),
            required: paper.required,
            min: paper.min,
            max: paper.max,
        };
        if let Some(slot) = first.iter_mut().find(|slot| slot.component == paper.component) {
            slot.asked.push(asked);
        } else if let Some(at) = rest.iter().position(|(_, slot)| slot.component == paper.component) {
            let (_, mut slot) = rest.remove(at);
            slot.asked.push(asked);
            first.push(slot);
        }
    }
    for (uploads, slot) in &mut rest {
        if state.rules.form.replaces_papers.contains(&slot.component) {
            slot.filled_in_online = true;
            // What somebody has sent stays in sight.
            *uploads = !slot.files.is_empty();
        }
    }
    let (upload, not_uploaded): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(uploads, _)| *uploads);
    first.extend(upload.into_iter().map(|(_, slot)| slot));
    (first, not_uploaded.into_iter().map(|(_, slot)| slot).collect())
}

fn file_row(file: &DraftFile) -> FileRow {
    FileRow {
        id: file.id.to_string(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size.unsigned_abs(),
        sha256: file.sha256.clone(),
    }
}

/// Problems of a refusal, to be kept with the draft; other errors are a page of their own.
pub(super) async fn problems_of(app: &App, asked: &Asked, error: ServiceError) -> Result<Vec<Problem>, Response> {
    match error {
        ServiceError::Refused(refusal) if refusal.problems.is_empty() => {
            Ok(vec![Problem::new("", refusal.key, &refusal.arguments)])
        }
        ServiceError::Refused(refusal) => Ok(refusal.problems),
        error => Err(service_error_page(app, asked, error).await),
    }
}
