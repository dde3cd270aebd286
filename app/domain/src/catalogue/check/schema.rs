//! The schema of a line: which keys there are and what each may hold.

use serde_json::Number;

use super::finding::{Kind, visible};
use super::json::Value;
use super::limits;
use super::record::{Path, Record, Report, choice, list, nullable};
use super::text::{code, filled, text};
use crate::procedure::{
    Channel, ChannelRow, Currency, Fee, LegalDocument, Level, PaperGroup, PaperRow, Procedure, ProcedureResult,
    StepGroup, TimeLimit, TimeUnit,
};

const PROCEDURE: [&str; 20] = [
    "code",
    "name",
    "decision",
    "levels",
    "kind",
    "field",
    "audiences",
    "agencies",
    "competent_authority",
    "receiving_address",
    "delegated_agency",
    "coordinating_agency",
    "procedure_steps",
    "channels",
    "document_groups",
    "results",
    "legal_basis",
    "conditions",
    "keywords",
    "description",
];

/// Reads the object of a whole line. Every key is read before the first `?`, so that no fault hides another.
pub(super) fn procedure(value: &Value, report: &mut Report) -> Option<Procedure> {
    let line = Record::open(value, &Path::Line, &PROCEDURE, report)?;
    let texts = |most: usize, entries: usize| {
        move |v, p: &Path<'_>, r: &mut Report| list(v, p, entries, r, |v, p, r| text(v, p, most, r))
    };
    let optional =
        |most: usize| move |v, p: &Path<'_>, r: &mut Report| nullable(v, p, r, |v, p, r| text(v, p, most, r));

    let code = line.read("code", report, code);
    let name = line.read("name", report, |v, p, r| filled(v, p, limits::NAME, r));
    let decision = line.read("decision", report, optional(limits::LABEL));
    let levels = line.read("levels", report, levels);
    let kind = line.read("kind", report, |v, p, r| filled(v, p, limits::LABEL, r));
    let field = line.read("field", report, |v, p, r| filled(v, p, limits::LABEL, r));
    let audiences = line.read("audiences", report, texts(limits::LABEL, limits::AUDIENCES));
    let agencies = line.read("agencies", report, texts(limits::LINE, limits::ENTRIES));
    let competent_authority = line.read("competent_authority", report, optional(limits::LINE));
    let receiving_address = line.read("receiving_address", report, optional(limits::LINE));
    let delegated_agency = line.read("delegated_agency", report, optional(limits::LINE));
    let coordinating_agency = line.read("coordinating_agency", report, optional(limits::LINE));
    let procedure_steps = line.read("procedure_steps", report, |v, p, r| list(v, p, limits::ENTRIES, r, steps));
    let channels = line.read("channels", report, |v, p, r| list(v, p, limits::ENTRIES, r, channel_row));
    let document_groups = line.read("document_groups", report, |v, p, r| list(v, p, limits::ENTRIES, r, paper_group));
    let results = line.read("results", report, |v, p, r| list(v, p, limits::ENTRIES, r, result));
    let legal_basis = line.read("legal_basis", report, |v, p, r| list(v, p, limits::ENTRIES, r, legal_document));
    let conditions = line.read("conditions", report, optional(limits::CHAPTER));
    let keywords = line.read("keywords", report, optional(limits::LINE));
    let description = line.read("description", report, optional(limits::CHAPTER));

    Some(Procedure {
        code: code?,
        name: name?,
        decision: decision?,
        levels: levels?,
        kind: kind?,
        field: field?,
        audiences: audiences?,
        agencies: agencies?,
        competent_authority: competent_authority?,
        receiving_address: receiving_address?,
        delegated_agency: delegated_agency?,
        coordinating_agency: coordinating_agency?,
        procedure_steps: procedure_steps?,
        channels: channels?,
        document_groups: document_groups?,
        results: results?,
        legal_basis: legal_basis?,
        conditions: conditions?,
        keywords: keywords?,
        description: description?,
    })
}

fn levels(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<Vec<Level>> {
    let known = Level::ALL.map(|level| (level.key(), level));
    let levels = list(value, path, limits::LEVELS, report, |v, p, r| choice(v, p, r, "level", &known))?;
    let repeated =
        levels.iter().enumerate().find(|(index, level)| levels.iter().take(*index).any(|other| other == *level));
    if let Some((index, level)) = repeated {
        report.reject(
            &Path::Entry(path, index),
            Kind::RepeatedValue,
            format!("`{}` again", level.key()),
            "every level once",
        );
        return None;
    }
    Some(levels)
}

fn steps(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<StepGroup> {
    let record = Record::open(value, path, &["case", "text"], report)?;
    let case = record.read("case", report, |v, p, r| nullable(v, p, r, |v, p, r| text(v, p, limits::LINE, r)));
    let text = record.read("text", report, |v, p, r| text(v, p, limits::PASSAGE, r));
    Some(StepGroup { case: case?, text: text? })
}

fn channel_row(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<ChannelRow> {
    let record = Record::open(value, path, &["channel", "time_limit", "fees", "description"], report)?;
    let known = Channel::ALL.map(|channel| (channel.key(), channel));
    let channel = record.read("channel", report, |v, p, r| choice(v, p, r, "channel", &known));
    let time_limit = record.read("time_limit", report, time_limit);
    let fees = record.read("fees", report, |v, p, r| list(v, p, limits::ENTRIES, r, fee));
    let description =
        record.read("description", report, |v, p, r| nullable(v, p, r, |v, p, r| text(v, p, limits::PASSAGE, r)));
    Some(ChannelRow { channel: channel?, time_limit: time_limit?, fees: fees?, description: description? })
}

fn time_limit(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<TimeLimit> {
    let record = Record::open(value, path, &["value", "unit", "text"], report)?;
    let known = TimeUnit::ALL.map(|unit| (unit.key(), unit));
    let value = record.read("value", report, |v, p, r| nullable(v, p, r, |v, p, r| number(v, p, limits::TIME, r)));
    let unit = record.read("unit", report, |v, p, r| choice(v, p, r, "unit", &known));
    let text = record.read("text", report, |v, p, r| text(v, p, limits::PASSAGE, r));
    Some(TimeLimit { value: value?, unit: unit?, text: text? })
}

fn fee(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<Fee> {
    let record = Record::open(value, path, &["amount", "currency", "text"], report)?;
    let known = [("VND", Currency::Vnd), ("USD", Currency::Usd)];
    let amount = record.read("amount", report, |v, p, r| nullable(v, p, r, |v, p, r| number(v, p, limits::AMOUNT, r)));
    let currency =
        record.read("currency", report, |v, p, r| nullable(v, p, r, |v, p, r| choice(v, p, r, "currency", &known)));
    let text = record.read("text", report, |v, p, r| text(v, p, limits::PASSAGE, r));
    Some(Fee { amount: amount?, currency: currency?, text: text? })
}

fn paper_group(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<PaperGroup> {
    let record = Record::open(value, path, &["case", "items"], report)?;
    let case = record.read("case", report, |v, p, r| nullable(v, p, r, |v, p, r| text(v, p, limits::LINE, r)));
    let items = record.read("items", report, |v, p, r| list(v, p, limits::ENTRIES, r, paper_row));
    Some(PaperGroup { case: case?, items: items? })
}

fn paper_row(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<PaperRow> {
    let record = Record::open(value, path, &["name", "form_file", "originals", "copies", "is_note"], report)?;
    // The name may be empty: rows without a name were published.
    let name = record.read("name", report, |v, p, r| text(v, p, limits::PASSAGE, r));
    let form_file =
        record.read("form_file", report, |v, p, r| nullable(v, p, r, |v, p, r| text(v, p, limits::LINE, r)));
    let originals = record.read("originals", report, |v, p, r| nullable(v, p, r, count));
    let copies = record.read("copies", report, |v, p, r| nullable(v, p, r, count));
    let is_note = record.read("is_note", report, |v, p, r| match v {
        Value::Bool(is_note) => Some(*is_note),
        _ => {
            r.wrong_type(p, v, "true or false");
            None
        }
    });
    Some(PaperRow { name: name?, form_file: form_file?, originals: originals?, copies: copies?, is_note: is_note? })
}

fn result(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<ProcedureResult> {
    let record = Record::open(value, path, &["code", "name"], report)?;
    let code = record.read("code", report, |v, p, r| nullable(v, p, r, |v, p, r| text(v, p, limits::LABEL, r)));
    let name = record.read("name", report, |v, p, r| text(v, p, limits::LINE, r));
    Some(ProcedureResult { code: code?, name: name? })
}

fn legal_document(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<LegalDocument> {
    let record = Record::open(value, path, &["number", "title"], report)?;
    let number = record.read("number", report, |v, p, r| text(v, p, limits::LABEL, r));
    let title = record.read("title", report, |v, p, r| text(v, p, limits::LINE, r));
    Some(LegalDocument { number: number?, title: title? })
}

/// A number from 0 to `most`. A string is never read as a number: «250.000» could mean either of two amounts.
fn number(value: &Value, path: &Path<'_>, most: f64, report: &mut Report) -> Option<Number> {
    let Value::Number(written) = value else {
        report.wrong_type(path, value, "a number");
        return None;
    };
    let range = format!("a number from 0 to {most}");
    if written.starts_with('-') {
        report.reject(path, Kind::Negative, visible(written), range);
        return None;
    }
    let read = serde_json::from_str::<Number>(written).ok();
    let fits = read.filter(|number| number.as_f64().is_some_and(|number| number <= most));
    if fits.is_none() {
        report.reject(path, Kind::OutOfRange, visible(written), range);
    }
    fits
}

/// A whole number of originals or copies.
fn count(value: &Value, path: &Path<'_>, report: &mut Report) -> Option<u32> {
    let Value::Number(written) = value else {
        report.wrong_type(path, value, "a whole number or null");
        return None;
    };
    let range = format!("a whole number from 0 to {}", limits::COPIES);
    let kind = if written.starts_with('-') {
        Kind::Negative
    } else if written.contains(['.', 'e', 'E']) {
        Kind::NotWhole
    } else {
        match written.parse::<u32>() {
            Ok(count) if count <= limits::COPIES => return Some(count),
            _ => Kind::OutOfRange,
        }
    };
    report.reject(path, kind, visible(written), range);
    None
}
