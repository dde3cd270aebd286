//! Sending over an HTTP gateway: `POST` with `{"to": …, "text": …}`.

use std::time::Duration;

use async_trait::async_trait;
use axum::http::{HeaderName, HeaderValue};
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use serde_json::json;

use super::{ShortMessage, Sms, SmsError};

/// A gateway that does not answer in this time is tried again later.
const PATIENCE: Duration = Duration::from_secs(30);

/// A gateway of a telecom provider, or the adapter before it.
pub(super) struct Gateway {
    client: reqwest::Client,
    url: String,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Gateway {
    pub(super) fn open(url: &str, header: Option<(HeaderName, HeaderValue)>) -> Result<Self, reqwest::Error> {
        // A redirect would carry the number and the secret to whoever is named there.
        let client = reqwest::Client::builder().timeout(PATIENCE).redirect(Policy::none()).build()?;
        Ok(Self { client, url: url.to_owned(), header })
    }
}

#[async_trait]
impl Sms for Gateway {
    async fn send(&self, message: &ShortMessage) -> Result<(), SmsError> {
        let body = json!({ "to": message.to, "text": message.text }).to_string();
        let mut request = self
            .client
            .post(&self.url)
            .header(CONTENT_TYPE, "application/json")
            // A gateway that knows the header does not send a message twice whose answer was lost.
            .header("idempotency-key", message.id.to_string())
            .body(body);
        if let Some((name, value)) = &self.header {
            request = request.header(name, value);
        }
        // What the gateway or the library says is left out: it may repeat the number or the address with its secret.
        let answer = request.send().await.map_err(|error| {
            let reason = if error.is_timeout() {
                "the gateway did not answer in time"
            } else {
                "the gateway could not be reached"
            };
            SmsError::Passing(reason.into())
        })?;
        match answer.status().as_u16() {
            200..=299 => Ok(()),
            // Only these speak of the message. What else is wrong (secret, address, load) somebody can mend.
            code @ (400 | 413 | 415 | 422) => Err(SmsError::Refused(code)),
            code => Err(SmsError::Passing(format!("the gateway answered {code}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::{HeaderMap, StatusCode, header::LOCATION};
    use axum::response::IntoResponse;
    use axum::routing::post;
    use std::sync::{Arc, Mutex};
    use uuid::Uuid;

    type Seen = Arc<Mutex<Vec<(HeaderMap, String)>>>;

    /// A gateway on loopback that answers with a status, and what it was sent.
    async fn answering(status: u16) -> (String, Seen) {
        let seen = Seen::default();
        let kept = Arc::clone(&seen);
        let take = move |headers: HeaderMap, body: String| async move {
            kept.lock().expect("not poisoned").push((headers, body));
            (StatusCode::from_u16(status).expect("a status"), [(LOCATION, "/send")]).into_response()
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = axum::serve(listener, Router::new().route("/send", post(take)));
        tokio::spawn(server.into_future());
        (format!("http://{address}/send"), seen)
    }

    fn message() -> ShortMessage {
        ShortMessage { id: Uuid::from_u128(7), to: "0912345678".into(), text: "Ho so \"1\"".into() }
    }

    #[tokio::test]
    async fn a_message_is_posted_as_json_with_the_secret() {
        let (url, seen) = answering(202).await;
        let secret = (HeaderName::from_static("x-key"), HeaderValue::from_static("secret"));
        Gateway::open(&url, Some(secret)).expect("opens").send(&message()).await.expect("sent");
        let seen = seen.lock().expect("not poisoned");
        let (headers, body) = seen.first().expect("one message");
        assert_eq!(body, r#"{"text":"Ho so \"1\"","to":"0912345678"}"#);
        for (name, value) in [
            ("x-key", "secret"),
            ("content-type", "application/json"),
            ("idempotency-key", "00000000-0000-0000-0000-000000000007"),
        ] {
            assert_eq!(headers.get(name).map(HeaderValue::as_bytes), Some(value.as_bytes()), "{name}");
        }
    }

    #[tokio::test]
    async fn what_speaks_of_the_message_is_refused_for_good_and_the_rest_tried_again() {
        for (status, for_good) in
            [(400, true), (422, true), (307, false), (401, false), (404, false), (429, false), (503, false)]
        {
            let (url, seen) = answering(status).await;
            let error = Gateway::open(&url, None).expect("opens").send(&message()).await.expect_err("refused");
            assert_eq!(matches!(error, SmsError::Refused(_)), for_good, "{status}: {error}");
            assert!(!error.to_string().contains("0912345678"), "no number in an error");
            assert_eq!(seen.lock().expect("not poisoned").len(), 1, "asked once, redirects are not followed");
        }
    }

    #[tokio::test]
    async fn a_gateway_that_is_away_is_tried_again() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/send?key=secret", listener.local_addr().expect("an address"));
        drop(listener);
        let error = Gateway::open(&url, None).expect("opens").send(&message()).await.expect_err("nobody there");
        assert!(matches!(error, SmsError::Passing(_)) && !error.to_string().contains("secret"), "{error}");
    }
}
