//! Every route of the product, and what surrounds it.

use std::time::Duration;

use axum::Router;
use axum::extract::{OriginalUri, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use domain::staff::Permission;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use super::api::{problem, v1};
use super::error_page::{error_page, not_found_page};
use super::middleware::{explain, limit_rate, observe, security_headers};
use super::page::Asked;
use super::page_cache::pack;
use super::portal::Portal;
use super::routes::{
    about, account, catalogue, desk, downloads, due, edition_files, feedback, feeds, filing, health, indicators,
    procedure, publication, resume, site, tracking,
};
use super::staff::authorise;
use super::state::App;

/// A page or a call that takes longer than this has hung.
const TIMEOUT: Duration = Duration::from_secs(30);
/// 20 MB over a line of 256 kbit/s take eleven minutes.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(20 * 60);

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Everybody,
    /// Whoever holds the token or the browser of the draft.
    DraftHolder,
    /// Whoever holds code and PIN of the dossier.
    PinHolder,
    /// Whoever holds the resume code of the draft.
    CodeHolder,
    /// Whoever holds a link that was sealed for it.
    LinkHolder,
    /// Callers on this machine.
    Operator,
    /// Whoever is signed in to an account; the handler asks whether the thing is theirs.
    AccountHolder,
    /// Whoever has just entered the right password, or the right one-time code.
    SigningIn,
    /// Anybody of the staff who is signed in.
    SignedIn,
    /// Whoever of the staff may do this at some agency; the handler asks again for the agency of the thing.
    Staff(Permission),
}

/// One route: method, pattern, who may call it.
pub type RouteLine = (&'static str, &'static str, Access);

/// The reviewed table of routes; a test walks it, and another sees that every pattern of the routers stands here.
pub const ROUTES: &[RouteLine] = &[
    ("GET", "/", Access::Everybody),
    ("GET", "/thu-tuc", Access::Everybody),
    ("GET", "/thu-tuc.json", Access::Everybody),
    ("GET", "/thu-tuc.csv", Access::Everybody),
    ("GET", "/thu-tuc.atom", Access::Everybody),
    ("GET", "/thu-tuc/{code}", Access::Everybody),
    ("GET", "/thu-tuc/{code}/bao-gio-xong", Access::Everybody),
    ("GET", "/tra-cuu", Access::Everybody),
    ("POST", "/tra-cuu", Access::PinHolder),
    ("POST", "/tra-cuu/nop-lai", Access::PinHolder),
    ("POST", "/tra-cuu/rut-ho-so", Access::PinHolder),
    ("POST", "/tra-cuu/giay", Access::PinHolder),
    ("POST", "/tra-cuu/danh-gia", Access::PinHolder),
    ("GET", "/danh-gia/{token}", Access::LinkHolder),
    ("POST", "/danh-gia/{token}", Access::LinkHolder),
    ("POST", "/tra-cuu/ket-qua", Access::PinHolder),
    ("POST", "/tra-cuu/loi-nhan", Access::PinHolder),
    ("POST", "/tra-cuu/lich.ics", Access::PinHolder),
    ("POST", "/tra-cuu/bo-sung", Access::PinHolder),
    ("POST", "/tra-cuu/tin-moi", Access::PinHolder),
    ("GET", "/tiep-tuc", Access::Everybody),
    ("POST", "/tiep-tuc", Access::CodeHolder),
    ("POST", "/tiep-tuc/khoi-phuc", Access::CodeHolder),
    ("GET", "/chi-so", Access::Everybody),
    ("GET", "/chi-so.json", Access::Everybody),
    ("GET", "/chi-so.csv", Access::Everybody),
    ("GET", "/chi-so/{agency}", Access::Everybody),
    ("GET", "/chi-so/cong-bo", Access::Everybody),
    ("GET", "/chi-so/cong-bo.atom", Access::Everybody),
    ("GET", "/chi-so/cong-bo/{month}", Access::Everybody),
    ("GET", "/chi-so/cong-bo/{month}/tep", Access::Everybody),
    ("GET", "/chi-so/cong-bo/{month}/{format}", Access::Everybody),
    ("GET", "/phan-anh", Access::Everybody),
    ("GET", "/phan-anh/moi", Access::Everybody),
    ("POST", "/phan-anh/moi", Access::Everybody),
    ("GET", "/phan-anh/{code}", Access::Everybody),
    ("POST", "/phan-anh/{code}/toi-cung-gap", Access::Everybody),
    ("POST", "/phan-anh/cua-toi", Access::PinHolder),
    ("POST", "/phan-anh/cua-toi/danh-gia", Access::PinHolder),
    ("POST", "/phan-anh/cua-toi/hoi-lai", Access::PinHolder),
    ("POST", "/phan-anh/cua-toi/anh", Access::PinHolder),
    ("GET", "/api", Access::Everybody),
    ("GET", "/opensearch.xml", Access::Everybody),
    ("GET", "/sitemap.xml", Access::Everybody),
    ("GET", "/robots.txt", Access::Everybody),
    ("GET", "/nop-ho-so/{code}", Access::Everybody),
    ("POST", "/nop-ho-so/{code}", Access::Everybody),
    ("POST", "/nop-ho-so/{code}/bo-ban-nhap", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/khoi-phuc", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/lam-tiep", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/lam-tiep", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/nguoi-nop", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/nguoi-nop", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/to-khai", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/to-khai/{page}", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/to-khai/{page}", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/khong-dung-cho/{exit}", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/giay-to", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/giay-to", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/giay-to/xoa", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/giay-to/dung-lai", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/kiem-tra", Access::DraftHolder),
    ("POST", "/nop-ho-so/{code}/kiem-tra", Access::DraftHolder),
    ("GET", "/nop-ho-so/{code}/bien-nhan/{draft}", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}/nguoi-nop", Access::DraftHolder),
    ("POST", "/bo-sung/{draft}/nguoi-nop", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}/to-khai", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}/to-khai/{page}", Access::DraftHolder),
    ("POST", "/bo-sung/{draft}/to-khai/{page}", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}/khong-dung-cho/{exit}", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}/giay-to", Access::DraftHolder),
    ("POST", "/bo-sung/{draft}/giay-to", Access::DraftHolder),
    ("POST", "/bo-sung/{draft}/giay-to/xoa", Access::DraftHolder),
    ("POST", "/bo-sung/{draft}/giay-to/dung-lai", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}/kiem-tra", Access::DraftHolder),
    ("POST", "/bo-sung/{draft}/kiem-tra", Access::DraftHolder),
    ("GET", "/bo-sung/{draft}/da-gui", Access::DraftHolder),
    ("GET", "/dang-nhap", Access::Everybody),
    ("POST", "/dang-nhap", Access::Everybody),
    ("GET", "/dang-nhap/ma", Access::Everybody),
    ("POST", "/dang-nhap/ma", Access::Everybody),
    ("POST", "/dang-xuat", Access::Everybody),
    ("GET", "/tai-khoan", Access::AccountHolder),
    ("POST", "/tai-khoan/ho-so", Access::AccountHolder),
    ("GET", "/tai-khoan/ho-so/{dossier}", Access::AccountHolder),
    ("POST", "/tai-khoan/ban-nhap/{draft}", Access::AccountHolder),
    ("POST", "/tai-khoan/ban-nhap/{draft}/bo", Access::AccountHolder),
    ("GET", "/tai-khoan/kho-giay-to", Access::AccountHolder),
    ("GET", "/tai-khoan/du-lieu", Access::AccountHolder),
    ("GET", "/tai-khoan/du-lieu.json", Access::AccountHolder),
    ("POST", "/tai-khoan/du-lieu/xoa", Access::AccountHolder),
    ("GET", "/tai-khoan/bao-mat", Access::AccountHolder),
    ("POST", "/tai-khoan/bao-mat/ten", Access::AccountHolder),
    ("POST", "/tai-khoan/bao-mat/lien-he", Access::AccountHolder),
    ("POST", "/tai-khoan/bao-mat/bo-lien-he", Access::AccountHolder),
    ("POST", "/tai-khoan/bao-mat/phien", Access::AccountHolder),
    ("GET", "/api/v1/openapi.json", Access::Everybody),
    ("GET", "/api/v1/procedures", Access::Everybody),
    ("GET", "/api/v1/procedures/facets", Access::Everybody),
    ("GET", "/api/v1/procedures/suggest", Access::Everybody),
    ("GET", "/api/v1/procedures/{code}", Access::Everybody),
    ("GET", "/api/v1/procedures/{code}/form", Access::Everybody),
    ("POST", "/api/v1/procedures/{code}/check", Access::Everybody),
    ("GET", "/api/v1/forms/schema.json", Access::Everybody),
    ("POST", "/api/v1/drafts", Access::Everybody),
    ("GET", "/api/v1/drafts/{id}", Access::DraftHolder),
    ("PATCH", "/api/v1/drafts/{id}", Access::DraftHolder),
    ("POST", "/api/v1/drafts/{id}/files", Access::DraftHolder),
    ("DELETE", "/api/v1/drafts/{id}/files/{file}", Access::DraftHolder),
    ("POST", "/api/v1/drafts/{id}/submission", Access::DraftHolder),
    ("POST", "/api/v1/dossiers/lookup", Access::PinHolder),
    ("POST", "/api/v1/dossiers/copy", Access::PinHolder),
    ("GET", "/api/v1/clock/due", Access::Everybody),
    ("GET", "/health/live", Access::Everybody),
    ("GET", "/health/ready", Access::Everybody),
    ("GET", "/metrics", Access::Operator),
    ("GET", "/pkg/{file}", Access::Everybody),
    ("GET", "/islands.js", Access::Everybody),
    ("GET", "/check.js", Access::Everybody),
    ("GET", "/check_rules.js", Access::Everybody),
    ("GET", "/check_rules_bg.wasm", Access::Everybody),
    ("GET", "/live.js", Access::Everybody),
    ("GET", "/favicon.svg", Access::Everybody),
    ("GET", "/manifest.webmanifest", Access::Everybody),
    ("GET", "/desk.css", Access::Everybody),
    ("GET", "/can-bo", Access::SignedIn),
    ("GET", "/can-bo/ho-so", Access::Staff(Permission::SeeQueue)),
    ("POST", "/can-bo/tim-ho-so", Access::Staff(Permission::SeeQueue)),
    ("GET", "/can-bo/ho-so.csv", Access::Staff(Permission::ExportCsv)),
    ("POST", "/can-bo/ho-so-nhieu", Access::Staff(Permission::SeeQueue)),
    ("POST", "/can-bo/bo-loc", Access::Staff(Permission::SeeQueue)),
    ("POST", "/can-bo/bo-loc/{id}/xoa", Access::Staff(Permission::SeeQueue)),
    ("GET", "/can-bo/ho-so/{dossier}", Access::Staff(Permission::SeeDossier)),
    ("POST", "/can-bo/ho-so/{dossier}/viec/{act}", Access::Staff(Permission::SeeDossier)),
    ("POST", "/can-bo/ho-so/{dossier}/loi-nhan", Access::Staff(Permission::Message)),
    ("POST", "/can-bo/ho-so/{dossier}/loi-nhan/da-xem", Access::Staff(Permission::Message)),
    ("GET", "/can-bo/ho-so/{dossier}/tep/{file}", Access::Staff(Permission::SeeDossier)),
    ("GET", "/can-bo/thong-bao", Access::Staff(Permission::SeeFailedNotices)),
    ("POST", "/can-bo/thong-bao/{id}/gui-lai", Access::Staff(Permission::SeeFailedNotices)),
    ("POST", "/can-bo/thong-bao/{id}/cach-khac", Access::Staff(Permission::SeeFailedNotices)),
    ("POST", "/can-bo/thong-bao/{id}/da-bao", Access::Staff(Permission::SeeFailedNotices)),
    ("GET", "/can-bo/giai-trinh", Access::Staff(Permission::Explain)),
    ("POST", "/can-bo/giai-trinh/{month}/{agency}", Access::Staff(Permission::Explain)),
    ("GET", "/can-bo/phan-anh", Access::Staff(Permission::SeeFeedback)),
    ("GET", "/can-bo/phan-anh/{code}", Access::Staff(Permission::SeeFeedback)),
    ("GET", "/can-bo/phan-anh/{code}/anh/{file}", Access::Staff(Permission::SeeFeedback)),
    ("POST", "/can-bo/phan-anh/{code}/viec/{act}", Access::Staff(Permission::SeeFeedback)),
    ("GET", "/can-bo/hop-thu", Access::Staff(Permission::SeeMailbox)),
    ("GET", "/can-bo/viec-tu-dong", Access::Staff(Permission::SeeJobs)),
    ("GET", "/can-bo/ho-so/{dossier}/moi-danh-gia", Access::Staff(Permission::SeeDossier)),
    ("GET", "/can-bo/ho-so/{dossier}/giay/{form}", Access::Staff(Permission::SeeDossier)),
    ("POST", "/can-bo/ho-so/{dossier}/ket-qua", Access::Staff(Permission::AttachResult)),
    ("GET", "/can-bo/so-theo-doi", Access::Staff(Permission::ExportCsv)),
    ("POST", "/can-bo/ho-so/{dossier}/bo-sung-tai-quay", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/thu-tuc/{code}", Access::Staff(Permission::CounterIntake)),
    ("POST", "/can-bo/tai-quay/thu-tuc/{code}", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}", Access::Staff(Permission::CounterIntake)),
    ("POST", "/can-bo/tai-quay/{draft}/bo", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}/nguoi-nop", Access::Staff(Permission::CounterIntake)),
    ("POST", "/can-bo/tai-quay/{draft}/nguoi-nop", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}/to-khai", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}/to-khai/{page}", Access::Staff(Permission::CounterIntake)),
    ("POST", "/can-bo/tai-quay/{draft}/to-khai/{page}", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}/khong-dung-cho/{exit}", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}/giay-to", Access::Staff(Permission::CounterIntake)),
    ("POST", "/can-bo/tai-quay/{draft}/giay-to", Access::Staff(Permission::CounterIntake)),
    ("POST", "/can-bo/tai-quay/{draft}/giay-to/xoa", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}/kiem-tra", Access::Staff(Permission::CounterIntake)),
    ("POST", "/can-bo/tai-quay/{draft}/kiem-tra", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/tai-quay/{draft}/bien-nhan", Access::Staff(Permission::CounterIntake)),
    ("GET", "/api/v1/desk/drafts/{id}", Access::Staff(Permission::CounterIntake)),
    ("PATCH", "/api/v1/desk/drafts/{id}", Access::Staff(Permission::CounterIntake)),
    ("POST", "/api/v1/desk/drafts/{id}/files", Access::Staff(Permission::CounterIntake)),
    ("DELETE", "/api/v1/desk/drafts/{id}/files/{file}", Access::Staff(Permission::CounterIntake)),
    ("GET", "/can-bo/dang-nhap", Access::Everybody),
    ("POST", "/can-bo/dang-nhap", Access::Everybody),
    ("POST", "/can-bo/dang-xuat", Access::Everybody),
    ("GET", "/can-bo/xac-thuc", Access::SigningIn),
    ("POST", "/can-bo/xac-thuc", Access::SigningIn),
    ("GET", "/can-bo/thiet-lap", Access::SigningIn),
    ("POST", "/can-bo/thiet-lap", Access::SigningIn),
    ("POST", "/can-bo/thiet-lap/xac-nhan", Access::SigningIn),
    ("GET", "/can-bo/tai-khoan", Access::SignedIn),
    ("POST", "/can-bo/tai-khoan/phien", Access::SignedIn),
    ("POST", "/can-bo/tai-khoan/mat-khau", Access::SignedIn),
    ("POST", "/can-bo/tai-khoan/ma-khoi-phuc", Access::SignedIn),
    ("GET", "/can-bo/nhan-su", Access::Staff(Permission::ManageStaff)),
    ("POST", "/can-bo/nhan-su", Access::Staff(Permission::ManageStaff)),
    ("GET", "/can-bo/nhan-su/{id}", Access::Staff(Permission::ManageStaff)),
    ("POST", "/can-bo/nhan-su/{id}/vai-tro", Access::Staff(Permission::ManageStaff)),
    ("POST", "/can-bo/nhan-su/{id}/bo-vai-tro", Access::Staff(Permission::ManageStaff)),
    ("POST", "/can-bo/nhan-su/{id}/khoa", Access::Staff(Permission::ManageStaff)),
    ("POST", "/can-bo/nhan-su/{id}/mo", Access::Staff(Permission::ManageStaff)),
    ("POST", "/can-bo/nhan-su/{id}/dat-lai", Access::Staff(Permission::ManageStaff)),
];

/// The pages of one language.
fn pages() -> Router<App> {
    Router::new()
        .route("/thu-tuc", get(catalogue::list))
        .route("/thu-tuc.json", get(downloads::json))
        .route("/thu-tuc.csv", get(downloads::csv))
        .route("/thu-tuc.atom", get(feeds::atom))
        .route("/thu-tuc/{code}", get(procedure::procedure))
        .route("/thu-tuc/{code}/bao-gio-xong", get(due::due))
        .route("/tra-cuu", get(tracking::form).post(tracking::look_up))
        .route("/tra-cuu/nop-lai", post(tracking::copy))
        .route("/tra-cuu/rut-ho-so", post(tracking::withdraw::withdraw))
        .route("/tra-cuu/danh-gia", post(tracking::rate::rate))
        .route("/danh-gia/{token}", get(tracking::rate_link::show).post(tracking::rate_link::send))
        .route("/tra-cuu/giay", post(tracking::paper::show))
        .route("/tra-cuu/ket-qua", post(tracking::paper::result))
        .route("/tra-cuu/loi-nhan", post(tracking::message::write))
        .route("/tra-cuu/lich.ics", post(tracking::calendar::load))
        .route("/tra-cuu/bo-sung", post(tracking::supplement::begin))
        .route("/tra-cuu/tin-moi", post(tracking::live::listen))
        .route("/tiep-tuc", get(resume::form).post(resume::take_up))
        .route("/tiep-tuc/khoi-phuc", post(resume::restore))
        .route("/chi-so", get(indicators::all))
        .route("/chi-so.json", get(indicators::json))
        .route("/chi-so.csv", get(indicators::csv))
        .route("/chi-so/cong-bo", get(publication::list))
        .route("/chi-so/cong-bo.atom", get(publication::atom))
        .route("/chi-so/cong-bo/{month}", get(publication::one))
        .route("/chi-so/cong-bo/{month}/tep", get(publication::file))
        .route("/chi-so/cong-bo/{month}/{format}", get(edition_files::show))
        .route("/chi-so/{agency}", get(indicators::one))
        .route("/api", get(about::api))
        .route("/opensearch.xml", get(feeds::open_search))
        .merge(feedback::routes())
        .merge(filing::routes())
        .merge(account::routes())
        .merge(desk::routes())
}

/// The whole product as a service.
pub fn router(app: App) -> Portal {
    let quick = Router::new()
        .route("/", get(catalogue::home))
        .route("/en", get(catalogue::home))
        .route("/en/", get(to_english_home))
        .merge(pages())
        .nest("/en", pages())
        .merge(v1::routes())
        .route("/sitemap.xml", get(feeds::sitemap))
        .route("/robots.txt", get(feeds::robots))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .merge(site::routes(&app))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT));
    let uploads = Router::new()
        .merge(v1::upload_routes())
        .merge(filing::upload_routes())
        .nest("/en", filing::upload_routes())
        .merge(feedback::upload_routes())
        .nest("/en", feedback::upload_routes())
        .merge(desk::upload_routes())
        .nest("/en", desk::upload_routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, UPLOAD_TIMEOUT));
    let router = quick
        .merge(uploads)
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(app.clone(), authorise))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), explain))
        .layer(from_fn_with_state(app.clone(), limit_rate))
        .layer(from_fn(observe))
        .layer(from_fn(security_headers))
        .layer(from_fn(pack))
        .with_state(app.clone());
    // Outermost: a kept page costs nothing of the above, and its headers are kept with it.
    Portal::new(app, router)
}

async fn to_english_home() -> axum::response::Redirect {
    axum::response::Redirect::permanent("/en")
}

async fn not_found(State(app): State<App>, OriginalUri(uri): OriginalUri, headers: axum::http::HeaderMap) -> Response {
    if uri.path().starts_with("/api/") {
        return problem::simple(StatusCode::NOT_FOUND, "call_unknown", problem::language(&headers), &[]);
    }
    not_found_page(&app, &Asked::of(&uri)).await
}

pub(super) async fn wrong_method(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    method: Method,
    headers: axum::http::HeaderMap,
) -> Response {
    if uri.path().starts_with("/api/") {
        return problem::simple(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", problem::language(&headers), &[]);
    }
    let asked = Asked::of(&uri);
    let title = asked.locale.pick("Trang này không mở được theo cách đó", "This page cannot be opened that way");
    let sentence = match asked.locale {
        app::locale::Locale::Vi => format!("Trình duyệt đã gửi yêu cầu {method}. Hãy mở lại trang từ đầu."),
        app::locale::Locale::En => format!("The browser sent {method}. Open the page again from the start."),
    };
    error_page(&app, &asked, StatusCode::METHOD_NOT_ALLOWED, title, vec![sentence]).await
}
