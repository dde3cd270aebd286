//! The own page.

use app::view::{MyDossierLine, MyDraftLine, MyPageDone, MyPageView};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::DossierCode;
use domain::draft::{Life, kept_until, life};
use storage::AccountDraft;

use super::Fields;
use crate::http::account::Citizen;
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::agency_name;
use crate::http::routes::rows::procedure_name;
use crate::http::state::App;
use crate::services::account::MyDossier;

/// Parameter with the code of the dossier behind which the list goes on (*trước*).
const BEFORE: &str = "truoc";

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let done = match query.get("xong").map(String::as_str) {
        Some("them") => Some(MyPageDone::DossierAdded),
        Some("bo") => Some(MyPageDone::DraftDiscarded),
        _ => query.contains_key("moi").then_some(MyPageDone::Welcome),
    };
    let view = MyPageView { done, ..MyPageView::default() };
    let before = query.get(BEFORE).and_then(|code| code.parse::<DossierCode>().ok()).map(|code| code.to_string());
    render(&app, &asked, &citizen, StatusCode::OK, before.as_deref(), view).await
}

/// The page with what `view` says was typed and done.
pub(super) async fn render(
    app: &App,
    asked: &Asked,
    citizen: &Citizen,
    status: StatusCode,
    before: Option<&str>,
    view: MyPageView,
) -> Response {
    let mine = match app.services.my_page(citizen, before).await {
        Ok(mine) => mine,
        Err(error) => return service_error_page(app, asked, error).await,
    };
    let view = MyPageView {
        head: citizen.head(),
        drafts: mine.drafts.into_iter().map(|draft| draft_line(app, asked, draft)).collect(),
        dossiers: mine.dossiers.into_iter().map(|mine| dossier_line(app, asked, mine)).collect(),
        total: mine.total,
        next: mine.next.map(|code| asked.href(&format!("/tai-khoan?{BEFORE}={code}"))),
        is_later_page: before.is_some(),
        ..view
    };
    let asked = Asked { path: app::pages::account::MY_PAGE.to_owned(), query: String::new(), ..asked.clone() };
    page(app, &asked, Audience::OnePerson, status, move |chrome| app::pages::account::my_page::page(chrome, &view))
        .await
}

fn draft_line(app: &App, asked: &Asked, draft: AccountDraft) -> MyDraftLine {
    MyDraftLine {
        id: draft.id.to_string(),
        procedure: procedure_name(app, asked.locale, &draft.procedure_code),
        agency: draft.agency_code.as_deref().map(|code| agency_name(app, code, asked.locale)),
        updated_at: draft.updated_at,
        kept_until: kept_until(draft.updated_at),
        expired: !matches!(life(draft.updated_at, app.services.clock.now()), Life::Open { .. }),
        completes: draft.supplement_of,
    }
}

fn dossier_line(app: &App, asked: &Asked, mine: MyDossier) -> MyDossierLine {
    let dossier = mine.dossier;
    let unit = dossier.unit_code.as_deref().unwrap_or(&dossier.agency_code);
    MyDossierLine {
        procedure: procedure_name(app, asked.locale, &dossier.procedure_code),
        unit: agency_name(app, unit, asked.locale),
        status: dossier.status,
        turn: mine.turn,
        submitted_at: dossier.submitted_at,
        until: mine.until,
        is_late: mine.is_late,
        unread: dossier.unread,
        code: dossier.code,
    }
}
