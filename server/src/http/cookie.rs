//! Cookies that hold a random 256-bit token and nothing else. All have the prefix `__Host-`: only this host sets and gets them, only
//! over a safe line, and no script reads them.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// The token in the cookie of that name, if it has the right form.
pub(super) fn token(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let token = pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
    token.filter(|token| token.len() == 64 && token.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The header that sets a cookie; without an age it ends with the browser.
pub(super) fn written(name: &str, token: &str, max_age_seconds: Option<u32>) -> Option<HeaderValue> {
    let age = max_age_seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    HeaderValue::from_str(&format!("{name}={token}; Path=/; Secure; HttpOnly; SameSite=Lax{age}")).ok()
}

/// Lets the response set a cookie.
pub(super) fn set(response: &mut Response, name: &str, token: &str, max_age_seconds: Option<u32>) {
    if let Some(cookie) = written(name, token, max_age_seconds) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Lets the response take a cookie away.
pub(super) fn clear(response: &mut Response, name: &str) {
    set(response, name, "", Some(0));
}
