//! The file of a published month: what is signed, the signature, and the open data. Whoever has the file can check all of it.
//!
//! Line 1 is the document (`domain::indicator::Publication`), to the byte as it was signed. Line 2 holds the Ed25519 signature over
//! line 1 and the public key. Every further line is one line of the data (`domain::indicator::FactLine`).

#[cfg(feature = "browser")]
mod browser;

use domain::indicator::{FactLine, Finding, Publication, Report, findings};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The second line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureLine {
    /// Hexadecimal digits.
    signature: String,
    /// Hexadecimal digits.
    public_key: String,
}

/// SHA-256 in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The data as text: one line each, in an order that tells nothing of when what was filed.
///
/// # Errors
/// Never for these types; the type of the library says so.
pub fn data_text(lines: &[FactLine]) -> Result<String, serde_json::Error> {
    let mut texts: Vec<String> = lines.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    texts.sort_unstable();
    Ok(texts.into_iter().map(|line| line + "\n").collect())
}

/// Signs a document.
#[must_use]
pub fn sign(key: &[u8; 32], document: &str) -> Vec<u8> {
    SigningKey::from_bytes(key).sign(document.as_bytes()).to_bytes().to_vec()
}

/// The key by which signatures are checked, in hexadecimal digits.
#[must_use]
pub fn public_key(key: &[u8; 32]) -> String {
    hex::encode(SigningKey::from_bytes(key).verifying_key().as_bytes())
}

/// The whole file.
///
/// # Errors
/// Never for these types; the type of the library says so.
pub fn file(document: &str, signature: &[u8], public_key: &str, data: &str) -> Result<String, serde_json::Error> {
    let line = SignatureLine { signature: hex::encode(signature), public_key: public_key.to_owned() };
    Ok(format!("{document}\n{}\n{data}", serde_json::to_string(&line)?))
}

/// What came of checking a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verification {
    /// What is wrong with the file itself; empty when it is as it was signed.
    pub faults: Vec<String>,
    /// Every published figure beside the one reckoned from the data.
    pub findings: Vec<Finding>,
    /// The key that the file names.
    pub public_key: String,
    pub publication: Option<Box<Publication>>,
}

impl Verification {
    /// Signed with that key, whole, and every figure follows from the data.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.faults.is_empty() && !self.findings.is_empty() && self.findings.iter().all(|finding| finding.agrees)
    }

    fn broken(fault: String) -> Self {
        Self { faults: vec![fault], ..Self::default() }
    }
}

/// Checks signature, data and every figure of a file. `expected` is the public key one trusts (hexadecimal digits); without one the
/// key in the file is taken, which shows only that the file is whole.
#[must_use]
pub fn verify(text: &str, expected: Option<&str>) -> Verification {
    let mut parts = text.splitn(3, '\n');
    let (Some(document), Some(signature)) = (parts.next(), parts.next()) else {
        return Verification::broken("the file has no document and signature in its first two lines".to_owned());
    };
    let data = parts.next().unwrap_or_default();
    let publication: Publication = match serde_json::from_str(document) {
        Ok(publication) => publication,
        Err(error) => return Verification::broken(format!("line 1 is no publication: {error}")),
    };
    let signed: SignatureLine = match serde_json::from_str(signature) {
        Ok(signed) => signed,
        Err(error) => return Verification::broken(format!("line 2 is no signature: {error}")),
    };
    let mut faults = Vec::new();
    if expected.is_some_and(|expected| !expected.trim().eq_ignore_ascii_case(&signed.public_key)) {
        faults.push(format!("line 2: signed with another key than the one you trust: {}", signed.public_key));
    }
    if !is_signed(document, &signed) {
        faults.push("line 1: the signature does not fit the document; somebody changed one of them".to_owned());
    }
    if sha256(data.as_bytes()) != publication.sha256 {
        faults.push("the data from line 3 on is not the data that was signed".to_owned());
    }
    let mut lines = Vec::new();
    for (at, line) in data.lines().enumerate() {
        match serde_json::from_str::<FactLine>(line) {
            Ok(line) => lines.push(line),
            Err(error) => faults.push(format!("line {}: {error}", at + 3)),
        }
    }
    if lines.len() != publication.lines {
        faults.push(format!("{} lines of data were signed, {} are there", publication.lines, lines.len()));
    }
    let report = &publication.report;
    let reckoned = Report::of(report.period, report.frozen_on, &report.method, &lines);
    let findings = findings(report, &reckoned);
    Verification { faults, findings, public_key: signed.public_key, publication: Some(Box::new(publication)) }
}

fn is_signed(document: &str, line: &SignatureLine) -> bool {
    hex::decode(&line.signature).is_ok_and(|signature| is_signed_by(&line.public_key, document, &signature))
}

/// Whether the holder of that key (hexadecimal digits) signed this very document.
#[must_use]
pub fn is_signed_by(public_key: &str, document: &str, signature: &[u8]) -> bool {
    let key = hex::decode(public_key).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let key = key.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    let signature = Signature::from_slice(signature).ok();
    // Strict: a signature that other software could read in another way is none.
    key.zip(signature).is_some_and(|(key, signature)| key.verify_strict(document.as_bytes(), &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::indicator::{DossierFacts, Methods, Period};
    use time::macros::{date, datetime};

    const KEY: [u8; 32] = [7; 32];

    fn dossier(day: u8, late: bool) -> FactLine {
        let at = |day| time::Date::from_calendar_date(2026, time::Month::October, day).expect("a day");
        FactLine::Dossier(DossierFacts {
            agency: "H28.14".to_owned(),
            procedure: "1.001193".to_owned(),
            online: true,
            submitted: at(day),
            received: Some(at(day)),
            digitised: true,
            due: Some(at(20)),
            told: None,
            paused: None,
            refused: None,
            withdrawn: None,
            settled: Some(at(if late { 22 } else { 18 })),
            electronic_result: false,
            returned: None,
            supplement_requests: Vec::new(),
            apologies: Vec::new(),
            ratings: Vec::new(),
        })
    }

    fn published() -> String {
        let lines: Vec<FactLine> = (1..=12).map(|day| dossier(day, day > 9)).collect();
        let methods: Methods =
            toml::from_str(include_str!("../../../server/data/indicators.toml")).expect("the embedded methods");
        let method = methods.on(date!(2026 - 10 - 31)).expect("one holds");
        let data = data_text(&lines).expect("writes");
        let publication = Publication {
            format: 1,
            edition: 1,
            published_at: datetime!(2026-11-01 01:00 +7),
            replaces: None,
            reason: None,
            differences: Vec::new(),
            lines: lines.len(),
            sha256: sha256(data.as_bytes()),
            report: Report::of(Period::Month(2026, 10), date!(2026 - 11 - 01), method, &lines),
        };
        let document = serde_json::to_string(&publication).expect("writes");
        file(&document, &sign(&KEY, &document), &public_key(&KEY), &data).expect("writes")
    }

    #[test]
    fn a_file_as_it_was_published_is_good_and_says_what_it_says() {
        let found = verify(&published(), Some(&public_key(&KEY)));
        assert!(found.is_good(), "{:?}", found.faults);
        let share = found.findings.iter().find(|one| one.agency == "H28.14" && one.name == "in_time").expect("a share");
        assert_eq!(share.published, "15.0000 (9/12)");
        let report = found.publication.expect("is read").report;
        assert_eq!(report.late_agencies(), [("H28.14".to_owned(), 3, 0)]);
        assert!(report.delays.iter().all(|delay| delay.days == 2) && report.delays.len() == 3);
    }

    #[test]
    fn whatever_is_changed_is_found_and_named() {
        let good = published();
        let mut lines = good.splitn(3, '\n');
        let (document, signature, data) = (lines.next(), lines.next(), lines.next());
        let [document, signature, data] = [document, signature, data].map(|part| part.expect("three parts"));
        let data = data.replacen("\"settled\":\"2026-10-22\"", "\"settled\":\"2026-10-18\"", 1);
        let in_data = format!("{document}\n{signature}\n{data}");
        let changed: [(String, &str); 5] = [
            (in_data.clone(), "the data from line 3 on"),
            (good.replacen("\"settled_late\":3", "\"settled_late\":0", 1), "line 1: the signature"),
            (
                good.lines().take(8).map(|line| format!("{line}\n")).collect(),
                "12 lines of data were signed, 6 are there",
            ),
            (format!("{good}not json\n"), "line 15"),
            (format!("{signature}\n{data}"), "line 1 is no publication"),
        ];
        for (text, named) in changed {
            let found = verify(&text, None);
            assert!(!found.is_good());
            assert!(found.faults.iter().any(|fault| fault.contains(named)), "{named}: {:?}", found.faults);
        }
        let lying = verify(&in_data, None);
        let wrong: Vec<&str> = lying
            .findings
            .iter()
            .filter(|one| !one.agrees && one.agency == "H28.14")
            .map(|one| one.name.as_str())
            .collect();
        assert!(wrong.contains(&"settled_late") && wrong.contains(&"in_time"), "{wrong:?}");
        assert!(verify(&good, Some(&public_key(&[8; 32]))).faults[0].contains("another key"));
    }
}
