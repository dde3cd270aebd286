//! Step 1: which case, which desk. An open draft is offered instead of a second one.

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::view::{AgencyChoice, CaseChoice, DraftSummary, FilingHead, StartView};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::Channel;
use domain::draft::kept_until;
use domain::filing::Problem;
use domain::province::Tier;

use super::filer::Filer;
use super::steps::{
    agency_name, browser_token, expired_view, head, see_other, see_other_as, start_href, step, step_href,
};
use crate::http::browser::Browser;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::account::Holder;
use crate::services::{BeginDraft, CurrentProcedure, Held, ServiceError, token_hash};

type Fields = HashMap<String, String>;

fn way_of(code: &str) -> FilingWay {
    FilingWay::Online(code.to_owned())
}

pub(super) async fn show(State(app): State<App>, asked: Asked, browser: Browser, Path(path): Path<Fields>) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    match open(&app, &browser, code).await {
        Ok(Some((current, held, holder))) => {
            start_page(&app, &asked, (&current, &held, holder.as_ref()), &Fields::new(), Vec::new()).await
        }
        Ok(None) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// The procedure, what the browser holds of it, and who is signed in there.
async fn open(
    app: &App,
    browser: &Browser,
    code: &str,
) -> Result<Option<(CurrentProcedure, Held, Option<Holder>)>, ServiceError> {
    let Some(current) = app.services.procedure(code).await? else { return Ok(None) };
    app.services.check_fileable(&current, Channel::Online)?;
    let Some(hash) = browser.hash() else { return Ok(Some((current, Held::Nothing, None))) };
    let held = app.services.held_draft(&hash, code).await?;
    let holder = app.services.citizen_in_browser(&hash).await?;
    Ok(Some((current, held, holder)))
}

async fn start_page(
    app: &App,
    asked: &Asked,
    (current, held, holder): (&CurrentProcedure, &Held, Option<&Holder>),
    typed: &Fields,
    problems: Vec<Problem>,
) -> Response {
    let locale = asked.locale;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let existing = match held {
        Held::Open(draft) => Some(draft),
        Held::Expired(_) | Held::Nothing => None,
    };
    let expired = match held {
        Held::Expired(expired) => match expired_view(app, asked, expired).await {
            Ok(expired) => Some(expired),
            Err(error) => return service_error_page(app, asked, error).await,
        },
        Held::Open(_) | Held::Nothing => None,
    };
    let chosen_case = typed.get("case");
    let chosen_agency = typed.get("agency");
    let desks = app.services.filing_desks(current);
    let agencies = desks.iter().map(|desk| {
        let district = desk.parent.as_deref().filter(|_| desk.tier == Tier::Commune);
        AgencyChoice {
            code: desk.code.clone(),
            name: locale.of(&desk.name).to_owned(),
            group: district.map(|code| agency_name(app, code, locale)),
            chosen: desks.len() == 1 || chosen_agency == Some(&desk.code),
        }
    });
    let view = StartView {
        cases: current
            .cases()
            .into_iter()
            .map(|case| CaseChoice {
                chosen: chosen_case == Some(&case.id),
                name: locale.of(&case.name).to_owned(),
                id: case.id,
            })
            .collect(),
        agencies: agencies.collect(),
        existing: existing.map(|draft| DraftSummary {
            agency: draft.agency_code.as_deref().map(|code| agency_name(app, code, locale)).unwrap_or_default(),
            updated_at: draft.updated_at,
            files: draft.files.len(),
            href: step_href(asked, &way_of(&draft.procedure_code), "nguoi-nop"),
        }),
        expired,
        head: FilingHead {
            kept_until: existing.map(|draft| kept_until(draft.updated_at)),
            account: holder.map(Holder::called),
            ..head(app, asked, current, None, way_of(&current.procedure.code))
        },
        problems,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::filing::start::page(chrome, &view)).await
}

pub(super) async fn begin(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let typed = form.map(|Form(fields)| fields).unwrap_or_default();
    let (current, held, holder) = match open(&app, &browser, code).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found_page(&app, &asked).await,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    // Sent twice, or begun in another window: the draft that is there goes on, nothing is overwritten.
    if matches!(held, Held::Open(_)) {
        return see_other(&step_href(&asked, &way_of(code), "nguoi-nop"));
    }
    let chosen = |name: &str| typed.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let Some(agency) = chosen("agency") else {
        let problems = vec![Problem::new("agency", "agency_required", &[])];
        return start_page(&app, &asked, (&current, &held, holder.as_ref()), &typed, problems).await;
    };
    let token = browser_token(&app, &browser);
    let begin = BeginDraft {
        procedure: code.to_owned(),
        case: chosen("case"),
        agency: Some(agency),
        browser_hash: Some(token_hash(&token)),
        language: asked.locale,
        counter: None,
        applicant: holder.as_ref().map(Holder::applicant).unwrap_or_default(),
    };
    match app.services.begin_draft(begin).await {
        Ok(_) => see_other_as(&browser, &token, &step_href(&asked, &way_of(code), "nguoi-nop")),
        Err(ServiceError::Refused(refusal)) if !refusal.problems.is_empty() => {
            start_page(&app, &asked, (&current, &held, holder.as_ref()), &typed, refusal.problems).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(super) async fn discard(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    match app.services.storage.discard_draft(found.draft.id, app.services.clock.now()).await {
        Ok(_) => see_other(&start_href(&asked, &way)),
        Err(error) => service_error_page(&app, &asked, error.into()).await,
    }
}
