//! The built files: style sheet, script, WASM, icons.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::middleware::map_response;
use axum::response::Response;
use tower_http::services::{ServeDir, ServeFile};

use crate::http::state::App;

/// Files at the root of the site, by name: nothing else of the folder is served.
const FILES: [&str; 8] = [
    "check.js",
    "check_rules.js",
    "check_rules_bg.wasm",
    "desk.css",
    "favicon.svg",
    "islands.js",
    "live.js",
    "manifest.webmanifest",
];

/// `/pkg` has hashed names and never changes; the others may change with a release.
pub(in crate::http) fn routes(app: &App) -> Router<App> {
    let site = &app.site_dir;
    let pkg = ServeDir::new(site.join("pkg")).precompressed_br().precompressed_gzip();
    let forever = Router::new().nest_service("/pkg", pkg).layer(map_response(|response: Response| async {
        with_cache(response, "public, max-age=31536000, immutable")
    }));
    let mut files = Router::new();
    for name in FILES {
        let file = ServeFile::new(site.join(name)).precompressed_br().precompressed_gzip();
        files = files.route_service(&format!("/{name}"), file);
    }
    let files = files.layer(map_response(|response: Response| async { with_cache(response, "public, max-age=86400") }));
    forever.merge(files)
}

fn with_cache(mut response: Response, value: &'static str) -> Response {
    if response.status().is_success() {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}
