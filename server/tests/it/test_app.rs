//! A portal for one test, and a caller.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::calendar::Calendars;
use server::catalogue::{Catalogue, ProvinceData, SharedCatalogue, desk_day};
use server::cli::embedded_rows;
use server::clock::{Clock, ManualClock, Randomness};
use server::config::{FilesUrl, check};
use server::files::FileStore;
use server::forms::{Forms, embedded_forms, load, publish_embedded, units};
use server::http::{App, Portal, router};
use server::mail::{Mail, MailError, Mailer};
use server::mailbox::KeptMessage;
use server::processes::publish_embedded_processes;
use server::services::staff::StaffAccounts;
use server::services::{RecentProcedures, Services};
use server::sms::{ShortMessage, Sms, SmsError};
use storage::{DatabaseUrl, ImportRow};
use time::Duration;
use time::macros::datetime;
use tower::ServiceExt;

/// Monday morning, before the desks open at 07:00.
pub const MONDAY: time::OffsetDateTime = datetime!(2026-11-23 06:30 +7);

pub const ORIGIN: &str = "https://dichvucong.example.vn";

/// Takes messages instead of a mail server.
#[derive(Default)]
pub struct Outbox {
    mails: Mutex<Vec<Mail>>,
    fails: Mutex<Option<MailError>>,
    tries: AtomicUsize,
    /// What a portal on trial keeps in its folder; none for one that sends.
    pub kept: Mutex<Option<Vec<KeptMessage>>>,
}

impl Outbox {
    /// Everything sent so far.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().expect("not poisoned").clone()
    }

    /// As if nothing had been sent so far.
    pub fn forget(&self) {
        self.mails.lock().expect("not poisoned").clear();
        self.tries.store(0, Ordering::Relaxed);
    }

    /// How often somebody tried to send.
    pub fn tries(&self) -> usize {
        self.tries.load(Ordering::Relaxed)
    }

    /// From now on every try fails like this, or none.
    pub fn fail(&self, how: Option<MailError>) {
        *self.fails.lock().expect("not poisoned") = how;
    }
}

#[async_trait::async_trait]
impl Mailer for Outbox {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.tries.fetch_add(1, Ordering::Relaxed);
        // Somebody else may try meanwhile.
        tokio::task::yield_now().await;
        match &*self.fails.lock().expect("not poisoned") {
            Some(MailError::Passing(reason)) => Err(MailError::Passing(reason.clone())),
            Some(_) => Err(MailError::RefusedByServer(550)),
            None => {
                self.mails.lock().expect("not poisoned").push(mail.clone());
                Ok(())
            }
        }
    }

    async fn kept(&self, most: usize) -> Option<std::io::Result<Vec<KeptMessage>>> {
        let kept = self.kept.lock().expect("not poisoned").clone();
        kept.map(|kept| Ok(kept.into_iter().take(most).collect()))
    }
}

/// Takes short messages instead of a gateway.
#[derive(Default)]
pub struct SmsOutbox {
    sent: Mutex<Vec<ShortMessage>>,
    /// The status with which every message is refused for good, if it is.
    pub refuses: Mutex<Option<u16>>,
}

impl SmsOutbox {
    /// Everything sent so far.
    pub fn sent(&self) -> Vec<ShortMessage> {
        self.sent.lock().expect("not poisoned").clone()
    }

    /// As if nothing had been sent so far.
    pub fn forget(&self) {
        self.sent.lock().expect("not poisoned").clear();
    }
}

#[async_trait::async_trait]
impl Sms for SmsOutbox {
    async fn send(&self, message: &ShortMessage) -> Result<(), SmsError> {
        tokio::task::yield_now().await;
        if let Some(status) = *self.refuses.lock().expect("not poisoned") {
            return Err(SmsError::Refused(status));
        }
        self.sent.lock().expect("not poisoned").push(message.clone());
        Ok(())
    }
}

pub struct TestApp {
    portal: Portal,
    /// For what runs beside the requests.
    pub app: App,
    pub services: Arc<Services>,
    pub clock: Arc<ManualClock>,
    /// What was sent by e-mail; empty for ever on a portal that sends none.
    pub outbox: Arc<Outbox>,
    /// What was sent as short messages; empty for ever on a portal that sends none.
    pub texts: Arc<SmsOutbox>,
    folder: tempfile::TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("visible"))
    }

    /// The browser's token out of Set-Cookie, as it goes into Cookie.
    pub fn cookie(&self) -> String {
        let cookie = self.header("set-cookie");
        assert!(cookie.starts_with("__Host-motcua-browser="), "{cookie}");
        cookie.split(';').next().expect("a pair").to_owned()
    }
}

impl TestApp {
    pub async fn start() -> Self {
        Self::with(Vec::new(), true).await
    }

    pub async fn without_limits() -> Self {
        Self::with(Vec::new(), false).await
    }

    /// A portal that sends e-mail and short messages.
    pub async fn with_mail() -> Self {
        Self::build(Vec::new(), true, true).await
    }

    /// With further procedures beside the embedded ones.
    pub async fn with(more: Vec<ImportRow>, limits: bool) -> Self {
        Self::build(more, limits, false).await
    }

    async fn build(more: Vec<ImportRow>, limits: bool, mail: bool) -> Self {
        drop(any_spawner::Executor::init_tokio());
        let folder = tempfile::tempdir().expect("a folder");
        let url: DatabaseUrl =
            format!("sqlite://{}", folder.path().join("test.db").display()).parse().expect("an address");
        let storage = storage::open(&url).await.expect("opens");
        let clock = Arc::new(ManualClock::at(MONDAY));
        let mut rows = embedded_rows().expect("the embedded province is good");
        rows.extend(more);
        storage.import(rows, false, clock.now()).await.expect("imports");
        let data = Arc::new(ProvinceData::embedded().expect("the embedded data is good"));
        let today = desk_day(clock.now());
        let catalogue = Catalogue::load(&*storage, Arc::clone(&data), today).await.expect("loads");
        let files = embedded_forms().expect("the embedded forms are good");
        publish_embedded(&*storage, &files, clock.now()).await.expect("publishes");
        publish_embedded_processes(&*storage, clock.now()).await.expect("publishes");
        let forms = Forms::new(load(&*storage).await.expect("loads"), units(&data).expect("the table is good"));
        let outbox = Arc::new(Outbox::default());
        let sent_texts = Arc::new(SmsOutbox::default());
        let mut texts = BTreeMap::new();
        if !limits {
            texts.insert("rate_limits", "off".to_owned());
        }
        texts.insert("origin", ORIGIN.to_owned());
        let config = check(&texts, Path::new("/nowhere/motcua")).expect("settings");
        let staff = StaffAccounts::new(
            Arc::clone(&storage),
            Arc::clone(&data),
            Arc::clone(&clock) as Arc<dyn Clock>,
            Randomness::seeded(1996),
            &[7; 32],
            std::time::Duration::ZERO,
        );
        let services = Arc::new(Services {
            staff,
            storage,
            files: FileStore::open(&FilesUrl::Folder(folder.path().join("files"))).expect("opens"),
            catalogue: SharedCatalogue::new(catalogue),
            data,
            calendars: Calendars::embedded().expect("the calendar is good"),
            forms,
            recent: RecentProcedures::default(),
            processes: server::processes::ProcessCache::default(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            random: Randomness::seeded(766),
            pin_key: vec![7; 32],
            mailer: mail.then(|| Arc::clone(&outbox) as Arc<dyn Mailer>),
            sms: mail.then(|| Arc::clone(&sent_texts) as Arc<dyn Sms>),
            origin: ORIGIN.into(),
        });
        let app = App::new(Arc::clone(&services), app::view::Assets::default(), &config, None);
        Self { portal: router(app.clone()), app, services, clock, outbox, texts: sent_texts, folder }
    }

    /// Where a stored file lies.
    pub fn stored(&self, sha256: &str) -> PathBuf {
        self.folder.path().join("files/sha256").join(&sha256[..2]).join(&sha256[2..4]).join(sha256)
    }

    /// Moves the clock on to that moment.
    pub fn until(&self, at: time::OffsetDateTime) {
        let now = self.services.clock.now();
        assert!(now <= at, "the clock stands at {now} already");
        self.clock.advance(at - now);
    }

    pub fn wait(&self, days: i64) {
        self.clock.advance(Duration::days(days));
    }

    /// The whole product as a service, for answers that are read piece by piece.
    pub fn portal(&self) -> Portal {
        self.portal.clone()
    }

    pub async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.portal.clone().oneshot(request).await.expect("answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    pub async fn get_as(&self, path: &str, cookie: &str) -> Answer {
        self.call(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).expect("a request")).await
    }

    pub async fn post_form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let encode =
            |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let body: Vec<String> =
            fields.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(body.join("&")));
        self.call(request.expect("a request")).await
    }

    pub async fn api(&self, method: Method, path: &str, token: &str, body: Option<Value>) -> Answer {
        self.api_with(method, path, token, body, &[]).await
    }

    pub async fn api_with(
        &self,
        method: Method,
        path: &str,
        token: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        self.call(request.expect("a request")).await
    }

    /// A draft of a procedure without a form of its own, with everything that is needed to file it.
    pub async fn draft(&self) -> Draft {
        let draft = self.empty_draft("1.003197").await;
        let answers = json!({"answers": {"applicant": {"name": "Bùi Thị Mận", "phone": "0912345678"}}});
        let headers = [("if-match", "1")];
        let patched = self.api_with(Method::PATCH, &draft.path(""), &draft.token, Some(answers), &headers).await;
        assert_eq!(patched.status, StatusCode::OK, "{}", patched.text());
        draft
    }

    pub async fn empty_draft(&self, procedure: &str) -> Draft {
        let begun = self.api(Method::POST, "/api/v1/drafts", "", Some(json!({"procedure": procedure}))).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text());
        let body = begun.json();
        let text = |key: &str| body[key].as_str().expect(key).to_owned();
        Draft { id: text("id"), token: text("token"), key: text("submission_key") }
    }

    pub async fn upload(&self, draft: &Draft, component: &str, name: &str, bytes: &[u8]) -> Answer {
        self.multipart(
            &draft.path("/files"),
            &[("authorization", &format!("Bearer {}", draft.token))],
            component,
            name,
            bytes,
        )
        .await
    }

    /// Texts, and then a file.
    pub async fn multipart_with(
        &self,
        path: &str,
        texts: Vec<(&'static str, String)>,
        file: Option<(&str, &[u8])>,
    ) -> Answer {
        let mut body = Vec::new();
        for (name, text) in texts {
            let part = format!("--frontier\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let (name, bytes) = file.unwrap_or(("", b""));
        body.extend_from_slice(
            format!("--frontier\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=frontier");
        self.call(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn multipart(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        component: &str,
        name: &str,
        bytes: &[u8],
    ) -> Answer {
        let mut body = Vec::new();
        body.extend_from_slice(
            format!("--frontier\r\ncontent-disposition: form-data; name=\"component\"\r\n\r\n{component}\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(
            format!("--frontier\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=frontier");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.call(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn submit(&self, draft: &Draft, key: &str) -> Answer {
        let headers = [("idempotency-key", key)];
        self.api_with(Method::POST, &draft.path("/submission"), &draft.token, None, &headers).await
    }
}

pub struct Draft {
    pub id: String,
    pub token: String,
    pub key: String,
}

impl Draft {
    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/drafts/{}{rest}", self.id)
    }
}
