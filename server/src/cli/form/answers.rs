//! `motcua form check-answers`

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use app::locale::Locale;
use domain::form::Rules;
use serde_json::Value;
use storage::Storage;

use super::export::in_force;
use super::text_of;
use crate::catalogue::{EMBEDDED_PROCEDURES, ProvinceData, desk_day};
use crate::cli::{CommandError, tell};
use crate::clock::{Clock, SystemClock};
use crate::forms::{CheckRequest, PublishedForm, judge, new_form, units};

pub(super) async fn check_answers(storage: Option<&dyn Storage>, file: &Path) -> Result<ExitCode, CommandError> {
    let mut body: Value = serde_json::from_str(&text_of(file)?)?;
    let named = body.as_object_mut().and_then(|members| members.remove("procedure"));
    let code = named.as_ref().and_then(Value::as_str).ok_or("`procedure` is missing: the code of the procedure")?;
    let request: CheckRequest = serde_json::from_value(body)?;
    let now = SystemClock.now();
    let mut form = in_force(storage, code, request.case.as_deref()).await?;
    if form.is_none() && request.case.is_some() {
        form = in_force(storage, code, None).await?;
    }
    let form = match form {
        Some(form) => Some(PublishedForm {
            procedure: form.procedure.clone(),
            case: form.case.clone(),
            revision: form.revision,
            digest: new_form(&form)?.digest,
            published_at: now,
            rules: Arc::new(Rules::compile(form).map_err(|defects| {
                let sentences: Vec<String> = defects.iter().map(ToString::to_string).collect();
                sentences.join("; ")
            })?),
        }),
        None => None,
    };
    let revision = procedure_revision(storage, code).await?;
    if form.is_none() && revision.is_none() {
        return Err(format!("there is no procedure {code}").into());
    }
    let data = ProvinceData::embedded()?;
    let verdict = judge(form.as_ref(), revision, &request, desk_day(now), &units(&data)?, Locale::Vi);
    tell(&serde_json::to_string_pretty(&verdict)?);
    Ok(ExitCode::SUCCESS)
}

/// The revision in force; before the first start the embedded procedures are what will be revision 1.
async fn procedure_revision(storage: Option<&dyn Storage>, code: &str) -> Result<Option<i64>, CommandError> {
    if let Some(storage) = storage {
        return Ok(storage.procedure(code).await?.map(|published| published.revision));
    }
    let named = format!("{{\"code\":\"{code}\"");
    Ok(EMBEDDED_PROCEDURES.lines().any(|line| line.starts_with(&named)).then_some(1))
}
