//! The browser's own token: a random 256-bit value in a `__Host-` cookie that opens the drafts begun in this browser.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use std::convert::Infallible;

use super::cookie;
use crate::services::token_hash;

const COOKIE: &str = "__Host-motcua-browser";
/// A year: a draft is found again as long as it is kept.
const MAX_AGE_SECONDS: u32 = 31_536_000;

/// The token a browser sent, if it sent one of the right form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Browser(pub Option<String>);

impl Browser {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self(cookie::token(headers, COOKIE))
    }

    /// The hash under which its drafts are kept.
    pub(super) fn hash(&self) -> Option<Vec<u8>> {
        self.0.as_deref().map(token_hash)
    }
}

/// The header that gives a browser its token.
pub(super) fn set_cookie(token: &str) -> Option<HeaderValue> {
    cookie::written(COOKIE, token, Some(MAX_AGE_SECONDS))
}

/// The header that gives a browser its token until it is closed: on a device that others use too, the next person finds none.
pub(super) fn set_passing_cookie(token: &str) -> Option<HeaderValue> {
    cookie::written(COOKIE, token, None)
}

impl<S: Send + Sync> FromRequestParts<S> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    fn browser(cookie: &str) -> Browser {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).expect("a header"));
        Browser::of(&headers)
    }

    #[test]
    fn only_a_token_of_the_right_form_is_taken() {
        let token = "ab".repeat(32);
        assert_eq!(browser(&format!("a=1; {COOKIE}={token}; b=2")), Browser(Some(token.clone())));
        assert_eq!(browser(&format!("motcua-browser={token}")), Browser(None));
        assert_eq!(browser(&format!("{COOKIE}=' OR 1=1")), Browser(None));
    }
}
