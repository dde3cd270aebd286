//! A dossier of one's own: followed without code and PIN, or added by them.

use app::view::{MyPageView, TrackingView};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;

use super::sign_in::slowed;
use super::{Fields, fields, my_page, text, typed};
use crate::http::account::Citizen;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::see_other;
use crate::http::state::App;
use crate::http::tracked::tracked_view;
use crate::services::ServiceError;

pub(super) async fn show(State(app): State<App>, asked: Asked, citizen: Citizen, Path(path): Path<Fields>) -> Response {
    let code = path.get("dossier").map(String::as_str).unwrap_or_default();
    let found = async {
        let (tracked, pin) = app.services.my_dossier(&citizen, code).await?;
        app.services.see_messages(&tracked).await?;
        let found = tracked_view(&app, asked.locale, &tracked, &pin).await?;
        Ok::<_, ServiceError>((found, pin))
    };
    match found.await {
        Ok((found, pin)) => {
            // Whatever is done on the page is sent with code and PIN; it must not wait behind somebody who guesses them.
            app.limits.prove(&found.code, &pin);
            let view = TrackingView { code: found.code.clone(), found: Some(found), ..TrackingView::default() };
            let draw = move |chrome: &app::view::Chrome| app::pages::tracking::lookup::page(chrome, &view);
            page(&app, &asked, Audience::OnePerson, StatusCode::OK, draw).await
        }
        Err(ServiceError::Refused(_)) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(super) async fn add(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let (code, pin) = (text(&fields, "code"), text(&fields, "pin"));
    if let Some(slowed) = slowed(&app, &asked, code, pin).await {
        return slowed;
    }
    match app.services.add_my_dossier(&citizen, code, pin).await {
        Ok(()) => see_other(&asked.href("/tai-khoan?xong=them")),
        Err(ServiceError::Refused(refusal)) => {
            let problems = vec![Problem::new("code", refusal.key, &refusal.arguments)];
            let view = MyPageView { code: typed(&fields, "code"), problems, ..MyPageView::default() };
            my_page::render(&app, &asked, &citizen, StatusCode::NOT_FOUND, None, view).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
