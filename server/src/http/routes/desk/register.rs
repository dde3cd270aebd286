//! The register of a desk (form 06): which agency and days, then the paper.

use app::view::{Chrome, DeskHead, PaperView, RegisterView};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use domain::staff::Permission;
use time::Date;
use time::macros::format_description;

use super::{Fields, problems_of, text};
use crate::http::page::{Asked, Audience, page};
use crate::http::paper::pdf;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::RegisterPeriod;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    if !query.contains_key("tu") && !query.contains_key("den") {
        return ask(&app, &asked, &officer, &query, StatusCode::OK, Vec::new()).await;
    }
    let agency = text(&query, "don-vi");
    let (from, to) = (day(&query, "tu"), day(&query, "den"));
    let mut problems: Vec<Problem> = [from.as_ref().err(), to.as_ref().err()].into_iter().flatten().cloned().collect();
    if let (Ok(from), Ok(to)) = (&from, &to)
        && from > to
    {
        problems.push(Problem::new("den", "register_ends_first", &[]));
    }
    if agency.is_empty() {
        problems.push(Problem::new("don-vi", "desk_missing", &[]));
    }
    let (Ok(from), Ok(to), true) = (from, to, problems.is_empty()) else {
        return ask(&app, &asked, &officer, &query, StatusCode::UNPROCESSABLE_ENTITY, problems).await;
    };
    if let Err(response) = officer.require(&app, &asked, Permission::ExportCsv, agency).await {
        return response;
    }
    let paper = match app.services.register(agency, RegisterPeriod { from, to }, &officer.name).await {
        Ok(paper) => paper,
        Err(error) => {
            return match problems_of(&app, &asked, error).await {
                Ok(problems) => ask(&app, &asked, &officer, &query, StatusCode::UNPROCESSABLE_ENTITY, problems).await,
                Err(response) => response,
            };
        }
    };
    if text(&query, "dang") == "pdf" {
        return pdf(&app, &asked, paper, &format!("so-theo-doi-{from}-{to}.pdf")).await;
    }
    let address = format!("/can-bo/so-theo-doi?don-vi={agency}&tu={from}&den={to}&dang=pdf");
    let view = PaperView {
        sheet: paper.sheet(),
        pdf: Some(asked.href(&address)),
        held: None,
        back: Some((asked.locale.pick("Sổ theo dõi hồ sơ", "Register").to_owned(), "/can-bo/so-theo-doi".to_owned())),
    };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome: &Chrome| {
        app::pages::papers::page(chrome, &view)
    })
    .await
}

fn day(query: &Fields, name: &str) -> Result<Date, Problem> {
    let read = Date::parse(text(query, name).trim(), format_description!("[year]-[month]-[day]"));
    read.map_err(|_form| Problem::new(name, "desk_date_form", &[]))
}

async fn ask(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    query: &Fields,
    status: StatusCode,
    problems: Vec<Problem>,
) -> Response {
    let reach = officer.reach(Permission::ExportCsv);
    let agencies = app.services.data.agencies.iter().filter(|agency| reach.contains(&agency.code.as_str()));
    let today = crate::catalogue::desk_day(app.services.clock.now());
    let kept = |name: &str, else_day: Date| match text(query, name) {
        "" => else_day.to_string(),
        typed => typed.chars().take(20).collect(),
    };
    let view = RegisterView {
        agencies: agencies.map(|agency| (agency.code.clone(), asked.locale.of(&agency.name).to_owned())).collect(),
        agency: text(query, "don-vi").to_owned(),
        from: kept("tu", today.replace_day(1).unwrap_or(today)),
        to: kept("den", today),
        problems,
    };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::register::page(chrome, head, &view);
    officer.page(app, asked, status, draw).await
}
