//! A fresh database for one test, and the things it holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::{Connection, Executor};
use storage::{DatabaseUrl, ImportRow, NewDraft, NewFile, Storage, Submission};
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

pub const NOW: OffsetDateTime = datetime!(2026-11-23 08:15:30.123456 UTC);
pub const CODE: &str = "1.001193";

pub struct Fixture {
    pub storage: Arc<dyn Storage>,
    url: String,
    _folder: Option<tempfile::TempDir>,
}

pub async fn sqlite() -> Fixture {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let storage = storage::open(&url.parse::<DatabaseUrl>().expect("an address")).await.expect("opens");
    Fixture { storage, url, _folder: Some(folder) }
}

/// A database of its own for each test, so that they run side by side.
pub async fn postgres(test: &str) -> Option<Fixture> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let server = std::env::var("MOTCUA_TEST_POSTGRES_URL").ok()?;
    let name = format!("t{}_{}_{:.30}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed), test);
    let mut connection = sqlx::PgConnection::connect(&server).await.expect("the private PostgreSQL answers");
    let statement = format!("CREATE DATABASE \"{name}\"");
    connection.execute(sqlx::AssertSqlSafe(statement)).await.expect("a database");
    let (before, _) = server.rsplit_once('/').expect("an address with a database");
    let url = format!("{before}/{name}");
    let storage = storage::open(&url.parse::<DatabaseUrl>().expect("an address")).await.expect("opens");
    Some(Fixture { storage, url, _folder: None })
}

/// Says it straight to the stream: the runner swallows what a passing test prints.
pub fn did_not_run(test: &str) {
    use std::io::Write;
    let _ = writeln!(
        std::io::stderr(),
        "did not run on PostgreSQL: {test} needs MOTCUA_TEST_POSTGRES_URL (set by `make test`)"
    );
}

impl Fixture {
    pub fn is_postgres(&self) -> bool {
        !self.url.starts_with("sqlite://")
    }

    /// Tries statements behind the back of the ports.
    pub async fn try_raw(&self, statements: &[&'static str]) -> Vec<(&'static str, Result<(), String>)> {
        let mut outcomes = Vec::new();
        for statement in statements {
            let outcome = if let Some(path) = self.url.strip_prefix("sqlite://") {
                let mut connection = sqlx::SqliteConnection::connect(path).await.expect("opens");
                connection.execute(*statement).await.map(|_| ())
            } else {
                let mut connection = sqlx::PgConnection::connect(&self.url).await.expect("opens");
                connection.execute(*statement).await.map(|_| ())
            };
            outcomes.push((*statement, outcome.map_err(|error| error.to_string())));
        }
        outcomes
    }
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn procedure(code: &str, text: &str) -> ImportRow {
    ImportRow {
        code: code.to_owned(),
        digest: format!("digest of {text}"),
        document: format!("{{\"name\":\"{text}\"}}"),
    }
}

pub async fn with_procedure(storage: &dyn Storage) {
    storage.import(vec![procedure(CODE, "Đăng ký khai sinh")], false, NOW).await.expect("imports");
}

pub fn draft(number: u128) -> NewDraft {
    NewDraft {
        id: id(number),
        token_hash: vec![1, 2, 3],
        browser_hash: Some(vec![9; 32]),
        procedure_code: CODE.to_owned(),
        procedure_revision: 1,
        case_id: Some("thuong".to_owned()),
        agency_code: Some("H28.14".to_owned()),
        form_revision: None,
        answers: "{\"request\":\"Đăng ký cho con\"}".to_owned(),
        submission_key: format!("key-{number}"),
        at: NOW,
        resume_hash: resume_hash(number),
        language: "vi".to_owned(),
        copied_from: None,
        counter: None,
    }
}

/// What stands for the SHA-256 of a draft's resume code.
pub fn resume_hash(number: u128) -> Vec<u8> {
    number.to_be_bytes().repeat(2)
}

pub fn file(draft: u128, number: u128, size: i64) -> NewFile {
    NewFile {
        id: id(number),
        draft_id: id(draft),
        component: "1.1".to_owned(),
        name: "giấy chứng sinh.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size,
        sha256: format!("{number:064x}"),
        at: NOW,
    }
}

pub fn submission(draft: u128) -> Submission {
    Submission {
        dossier_id: id(draft + 1_000_000),
        draft_id: id(draft),
        version: 1,
        files_version: 1,
        submission_key: format!("key-{draft}"),
        content_digest: "content".to_owned(),
        answers: None,
        form_revision: None,
        agency_code: "H28.14".to_owned(),
        day: "261123".to_owned(),
        submitted_at: NOW,
        answer_due_at: NOW + time::Duration::hours(24),
        channel: domain::dossier::Channel::Online,
        filed_by: None,
        seal: None,
        found_by: storage::FoundBy::default(),
        notices: Vec::new(),
    }
}
