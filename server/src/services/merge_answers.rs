//! Laying what was typed over the kept answers, within limits that no form reaches.

use domain::filing::{Answers, Problem};

use super::error::{Refusal, RefusalKind, ServiceError};

/// Longest document of all answers of a draft.
const MAX_ANSWERS_BYTES: usize = 256 * 1024;
/// Most levels of it: answers, form, group, row, block, field and two to spare.
const MAX_DEPTH: usize = 8;

/// The kept answers with the changes laid over them, field by field (RFC 7396).
pub(super) fn merged(kept: &str, patch: serde_json::Value) -> Result<String, ServiceError> {
    let form = |error: &serde_json::Error| ServiceError::field("answers", "answers_form", &[error.to_string()]);
    let mut value: serde_json::Value =
        serde_json::from_str(kept).map_err(|error| ServiceError::Failed(error.into()))?;
    if !patch.is_object() {
        return Err(ServiceError::field("answers", "answers_form", &["an object is expected".to_owned()]));
    }
    lay_over(&mut value, patch);
    let answers: Answers = serde_json::from_value(value).map_err(|error| form(&error))?;
    check_size(&answers)
}

/// The answers as they are kept.
///
/// # Errors
/// Refused with `answers_too_large` or `answers_too_deep`: no form asks that much, and every page that shows a draft reads
/// all of it.
pub(super) fn check_size(answers: &Answers) -> Result<String, ServiceError> {
    // The answers themselves and their member `form` are two levels.
    if answers.form.values().map(depth).max().unwrap_or(0) + 2 > MAX_DEPTH {
        return Err(ServiceError::field("answers", "answers_too_deep", &[MAX_DEPTH.to_string()]));
    }
    let text = serde_json::to_string(answers).map_err(|error| ServiceError::Failed(error.into()))?;
    if text.len() > MAX_ANSWERS_BYTES {
        let arguments = [MAX_ANSWERS_BYTES.to_string(), text.len().to_string()];
        return Err(ServiceError::Refused(Box::new(Refusal {
            kind: RefusalKind::TooLarge,
            key: "answers_too_large",
            arguments: arguments.to_vec(),
            problems: vec![Problem::new("answers", "answers_too_large", &arguments)],
            current: None,
        })));
    }
    Ok(text)
}

/// Levels of objects and lists in a value; 0 for a plain one.
fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn lay_over(target: &mut serde_json::Value, patch: serde_json::Value) {
    let serde_json::Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = serde_json::Value::Object(serde_json::Map::new());
    }
    let Some(target) = target.as_object_mut() else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.remove(&key);
        } else {
            lay_over(target.entry(key).or_insert(serde_json::Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_changes_only_what_it_names() {
        let kept = serde_json::to_string(&Answers::default()).expect("serialises");
        let once =
            merged(&kept, json!({"applicant": {"name": "Bùi Văn Khẹn", "phone": "0912345678"}})).expect("merges");
        let twice = merged(&once, json!({"applicant": {"phone": null}, "delivery": "post"})).expect("merges");
        let answers: Answers = serde_json::from_str(&twice).expect("answers");
        assert_eq!(answers.applicant.name, "Bùi Văn Khẹn");
        assert_eq!(answers.applicant.phone, "");
        assert_eq!(answers.delivery, domain::filing::Delivery::Post);
    }

    #[test]
    fn answers_that_no_form_can_ask_for_are_refused_with_the_limit() {
        let kept = serde_json::to_string(&Answers::default()).expect("serialises");
        let key = |patch| match merged(&kept, patch) {
            Err(ServiceError::Refused(refusal)) => refusal.key,
            other => panic!("{other:?}"),
        };
        assert_eq!(key(json!({"form": {"a": "x".repeat(MAX_ANSWERS_BYTES)}})), "answers_too_large");
        let nested = |levels| (2..levels).fold(json!("x"), |inner, _| json!({"a": inner}));
        assert!(merged(&kept, json!({"form": {"a": nested(8)}})).is_ok(), "answers, form and six below");
        assert_eq!(key(json!({"form": {"a": nested(9)}})), "answers_too_deep");
    }

    #[test]
    fn answers_of_another_shape_are_refused() {
        let kept = serde_json::to_string(&Answers::default()).expect("serialises");
        for bad in [json!({"unknown": 1}), json!({"applicant": "x"}), json!([1]), json!({"delivery": "pigeon"})] {
            assert!(matches!(merged(&kept, bad), Err(ServiceError::Refused(_))));
        }
    }
}
