//! Publishing a month: frozen, reckoned, compared with the kept counters, signed, and never changed again.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use domain::feedback::MOST_WORDS;
use domain::indicator::{AgencyReport, Finding, Period, Publication, Report, Totals, findings};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use storage::{Explanation, MonthFacts, NewPublication, StoredPublication};
use uuid::Uuid;

use super::track::typed_text;
use super::{RefusalKind, ServiceError, Services, indicator_methods};
use crate::catalogue::desk_day;
use publication::{data_text, file, public_key, sha256, sign};

/// Working days in which the head of an agency explains a delay (our own limit; no rule was read).
const EXPLAIN_WITHIN: u32 = 5;
/// An unpacked month is at most so large: what comes from our own database is not trusted blindly.
const MOST_DATA: u64 = 2 * 1024 * 1024 * 1024;

/// What became of publishing a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// Under this number.
    Edition(i64),
    /// It was published before and no correction was asked for.
    Before,
    /// Nothing happened in that month: there is nothing to publish.
    Nothing,
}

/// A month by its number, such as 202611.
#[must_use]
pub fn month_of(number: i64) -> Option<Period> {
    let year = i32::try_from(number / 100).ok().filter(|year| (2000..=2199).contains(year))?;
    let month = u8::try_from(number % 100).ok().filter(|month| (1..=12).contains(month))?;
    Some(Period::Month(year, month))
}

impl Services {
    async fn signing_key(&self) -> Result<[u8; 32], ServiceError> {
        let key = self.storage.secret("publication_key", self.random.bytes::<32>().to_vec()).await?;
        key.try_into().map_err(|_wrong| ServiceError::Failed("the key of publications has not 32 bytes".into()))
    }

    /// The key by which published months are checked, in hexadecimal digits.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn publication_key(&self) -> Result<String, ServiceError> {
        Ok(public_key(&self.signing_key().await?))
    }

    /// Publishes the month before the one that runs, unless it is published.
    ///
    /// # Errors
    /// As for [`Services::publish_month`].
    pub async fn publish_last_month(&self) -> Result<Published, ServiceError> {
        self.publish_month(self.this_month().before(), None).await
    }

    /// Freezes a month that is over and publishes it; with a reason a correction as a new edition.
    ///
    /// # Errors
    /// Refused with `publication_not_over`, `publication_no_method`, `publication_first_missing` (a correction of nothing), or
    /// `publication_counters` (how many) when the kept counters do not say what the histories say.
    pub async fn publish_month(&self, period: Period, reason: Option<&str>) -> Result<Published, ServiceError> {
        let now = self.clock.now();
        let today = desk_day(now);
        let refuse = |key| ServiceError::refused(RefusalKind::Conflict, key);
        let (Period::Month(..), Some((first, last))) = (period, period.days()) else {
            return Err(refuse("publication_not_over"));
        };
        if last >= today {
            return Err(refuse("publication_not_over"));
        }
        let month = period.month_numbers().0;
        let before = self.storage.publication(month, None).await?;
        match (&before, reason) {
            (Some(_), None) => return Ok(Published::Before),
            (None, Some(_)) => return Err(refuse("publication_first_missing")),
            _ => {}
        }
        let method = indicator_methods()
            .ok()
            .and_then(|methods| methods.on(last))
            .ok_or_else(|| refuse("publication_no_method"))?;
        let facts = self.storage.month_facts(first, last).await?;
        if facts.lines.is_empty() && before.is_none() {
            return Ok(Published::Nothing);
        }
        let report = Report::of(period, today, method, &facts.lines);
        let wrong = disagreements(&report, &facts);
        if wrong > 0 {
            metrics::counter!("publication_refused_total").increment(1);
            let count = vec![wrong.to_string()];
            return Err(ServiceError::refused_with(RefusalKind::Conflict, "publication_counters", count));
        }
        let failed = |error: serde_json::Error| ServiceError::Failed(error.into());
        let data = data_text(&facts.lines).map_err(failed)?;
        let edition = before.as_ref().map_or(0, |before| before.line.edition) + 1;
        let publication = Publication {
            format: 1,
            edition,
            published_at: now,
            replaces: before.as_ref().map(|before| sha256(before.document.as_bytes())),
            reason: reason.map(str::to_owned),
            differences: before.as_ref().map_or(Ok(Vec::new()), |before| differences(before, &report))?,
            lines: facts.lines.len(),
            sha256: sha256(data.as_bytes()),
            report,
        };
        let document = serde_json::to_string(&publication).map_err(failed)?;
        let explanations = if before.is_none() { self.to_explain(&publication.report)? } else { Vec::new() };
        let new = NewPublication {
            month,
            edition,
            published_at: now,
            reason: reason.unwrap_or_default().to_owned(),
            signature: sign(&self.signing_key().await?, &document),
            document,
            data: packed(&data)?,
            explanations,
        };
        // Another process may have been first: then it is published, which is all that was wanted.
        Ok(if self.storage.publish(new).await? { Published::Edition(edition) } else { Published::Before })
    }

    /// Every agency that caused delay, and until when its head explains it.
    fn to_explain(&self, report: &Report) -> Result<Vec<(String, time::OffsetDateTime)>, ServiceError> {
        let late = report.late_agencies().into_iter();
        late.map(|(agency, ..)| self.working_days(&agency, EXPLAIN_WITHIN).map(|due_at| (agency, due_at))).collect()
    }

    /// The file of an edition, or of the newest; none when nothing was published.
    ///
    /// # Errors
    /// When storage fails or what is kept is damaged.
    pub async fn publication_file(&self, month: i64, edition: Option<i64>) -> Result<Option<String>, ServiceError> {
        let Some(kept) = self.storage.publication(month, edition).await? else { return Ok(None) };
        let key = self.publication_key().await?;
        let data = unpacked(&kept.data)?;
        file(&kept.document, &kept.signature, &key, &data).map(Some).map_err(|error| ServiceError::Failed(error.into()))
    }

    /// The head of an agency says why there was delay; once.
    ///
    /// # Errors
    /// Refused with `required`, `too_long` or `control_character` at `words`, or `explanation_closed`.
    pub async fn explain(&self, month: i64, agency: &str, words: &str, officer: Uuid) -> Result<(), ServiceError> {
        let words = typed_text("words", words, MOST_WORDS)?;
        if words.is_empty() {
            return Err(ServiceError::field("words", "required", &[]));
        }
        match self.storage.explain(month, agency, words, officer, self.clock.now()).await? {
            true => Ok(()),
            false => Err(ServiceError::refused(RefusalKind::Conflict, "explanation_closed")),
        }
    }

    /// What agencies had to explain of a month.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn explanations(&self, month: i64) -> Result<Vec<Explanation>, ServiceError> {
        Ok(self.storage.explanations(month).await?)
    }
}

/// A published edition as it is read.
///
/// # Errors
/// When what is kept is damaged.
pub fn read_publication(kept: &StoredPublication) -> Result<Publication, ServiceError> {
    serde_json::from_str(&kept.document).map_err(|error| ServiceError::Failed(error.into()))
}

/// How many counters of the month differ from what the histories say.
fn disagreements(report: &Report, facts: &MonthFacts) -> usize {
    let mut kept: BTreeMap<&str, Totals> = BTreeMap::new();
    for sum in &facts.kept {
        kept.entry(&sum.agency_code).or_default().add(sum.measure, sum.is_online, sum.amount);
    }
    let as_reports = |totals: Totals| AgencyReport { totals, groups: Vec::new() };
    // What lies in hand stands in other counters, and moves with every day.
    let of_days = |totals: &Totals| {
        let mut only = Totals::default();
        for measure in domain::indicator::Measure::ALL.into_iter().filter(|measure| !measure.is_stock()) {
            only.add(measure, false, totals.of(measure));
        }
        only
    };
    let reports = |agencies: BTreeMap<String, Totals>| Report {
        agencies: agencies
            .into_iter()
            .filter(|(_, totals)| !totals.is_empty())
            .map(|(code, totals)| (code, as_reports(totals)))
            .collect(),
        whole: AgencyReport::default(),
        delays: Vec::new(),
        apologies: Vec::new(),
        ..report.clone()
    };
    let kept = reports(kept.into_iter().map(|(code, totals)| (code.to_owned(), of_days(&totals))).collect());
    let counted = reports(report.agencies.iter().map(|(code, one)| (code.clone(), of_days(&one.totals))).collect());
    findings(&kept, &counted).into_iter().filter(|finding| !finding.agrees).count()
}

/// What a correction changes: every figure that differs from the edition before.
fn differences(before: &StoredPublication, report: &Report) -> Result<Vec<Finding>, ServiceError> {
    let before = read_publication(before)?;
    Ok(findings(&before.report, report).into_iter().filter(|finding| !finding.agrees).collect())
}

fn packed(data: &str) -> Result<Vec<u8>, ServiceError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(data.as_bytes())
        .and_then(|()| encoder.finish())
        .map_err(|error| ServiceError::Failed(error.into()))
}

fn unpacked(data: &[u8]) -> Result<String, ServiceError> {
    let mut text = String::new();
    GzDecoder::new(data)
        .take(MOST_DATA)
        .read_to_string(&mut text)
        .map_err(|error| ServiceError::Failed(error.into()))?;
    Ok(text)
}
