//! Rendering: a view-model becomes HTML through `leptos_axum`, with the right headers.

use std::pin::Pin;
use std::sync::Arc;

use app::locale::Locale;
use app::view::Chrome;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use leptos::prelude::{IntoView, Owner};

use super::page_cache::Cacheable;
use super::state::App;

/// For whom a page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// The same for everybody: kept, and sent without a nonce because it holds no inline script.
    Everybody,
    /// The same for everybody, but only at this moment: never kept. It holds no inline script either.
    Passing,
    /// Made for one person: never kept by anybody.
    OnePerson,
}

/// Scripts come from here only; the loader of the islands is a file of ours, and WASM has to be compiled.
const CSP_EVERYBODY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// On a page made for one person only the script that carries the nonce runs, and what it loads itself.
fn csp_one_person(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; frame-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The page a request asks for: its language and its address.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub locale: Locale,
    /// Path in Vietnamese, without `/en`.
    pub path: String,
    pub query: String,
}

impl Asked {
    pub(super) fn of(uri: &axum::http::Uri) -> Self {
        let (locale, path) = match uri.path().strip_prefix("/en") {
            Some("") => (Locale::En, "/"),
            Some(rest) if rest.starts_with('/') => (Locale::En, rest),
            _ => (Locale::Vi, uri.path()),
        };
        Self { locale, path: path.to_owned(), query: uri.query().unwrap_or_default().to_owned() }
    }

    /// The address of a page in the language of this one.
    pub(super) fn href(&self, path: &str) -> String {
        self.locale.href(path)
    }
}

/// Whether a path may stand in a `Location` header to which somebody is led on: it stays on this portal and holds nothing that
/// browsers read otherwise than it is written.
pub(super) fn is_plain_path(path: &str) -> bool {
    path.len() <= 500
        && path.starts_with('/')
        && path.bytes().all(|b| b.is_ascii_graphic() && !b"\\\"<>'#".contains(&b))
        && !path.contains("//")
        && !path.contains("..")
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _state: &S,
    ) -> Result<Self, std::convert::Infallible> {
        let original = parts.extensions.get::<axum::extract::OriginalUri>();
        Ok(Self::of(original.map_or(&parts.uri, |original| &original.0)))
    }
}

/// Renders through `leptos_axum`, but sends the document alone: the scripts that would carry resources to a browser that
/// hydrates the whole page are left out, because pages have no resources and inline scripts are forbidden.
async fn render<F, V>(view: F) -> Response
where
    F: FnOnce() -> V + Send + 'static,
    V: IntoView + 'static,
{
    let document = move || {
        if let Some(shared) = Owner::current_shared_context() {
            // Only islands hydrate; each of them switches this on for itself.
            shared.set_is_hydrating(false);
        }
        view()
    };
    leptos_axum::handle_response_inner(
        || (),
        document,
        Request::new(Body::empty()),
        |view, _scripts, _out_of_order| {
            Box::pin(async move {
                let html = futures::stream::once(async move { view.to_html() });
                Box::pin(html) as Pin<Box<dyn futures::Stream<Item = String> + Send>>
            })
        },
    )
    .await
}

/// Renders a page. `view` makes the whole document from the frame.
pub(super) async fn page<F, V>(app: &App, asked: &Asked, audience: Audience, status: StatusCode, view: F) -> Response
where
    F: FnOnce(&Chrome) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let nonce = match audience {
        Audience::Everybody | Audience::Passing => None,
        Audience::OnePerson => Some(hex::encode(app.services.random.bytes::<16>())),
    };
    let chrome = Chrome {
        locale: asked.locale,
        path: asked.path.clone(),
        query: match audience {
            Audience::Everybody | Audience::Passing => asked.query.clone(),
            Audience::OnePerson => String::new(),
        },
        province: Arc::clone(&app.services.data.province),
        assets: Arc::clone(&app.assets),
        nonce: nonce.clone(),
        origin: app.origin.to_string(),
    };
    let mut response = render(move || view(&chrome)).await;
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let csp = match &nonce {
        None => HeaderValue::from_static(CSP_EVERYBODY),
        Some(nonce) => HeaderValue::from_str(&csp_one_person(nonce))
            .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'")),
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, csp);
    match audience {
        Audience::Everybody => {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
            response.extensions_mut().insert(Cacheable);
        }
        Audience::Passing | Audience::OnePerson => {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_pages_are_under_en() {
        let asked = |uri: &'static str| Asked::of(&axum::http::Uri::from_static(uri));
        assert_eq!((asked("/en").locale, asked("/en").path.as_str()), (Locale::En, "/"));
        assert_eq!((asked("/en/thu-tuc?q=a").locale, asked("/en/thu-tuc?q=a").query.as_str()), (Locale::En, "q=a"));
        assert_eq!((asked("/english").locale, asked("/english").path.as_str()), (Locale::Vi, "/english"));
    }
}
