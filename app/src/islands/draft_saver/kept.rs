//! What this device keeps of a draft until the server has it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields::Fields;

/// Name under which the device keeps the draft with that address in the API.
#[must_use]
pub fn storage_key(api: &str) -> String {
    format!("motcua-draft-{}", api.rsplit('/').next().unwrap_or(api))
}

/// A field that the server does not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptField {
    pub name: String,
    pub value: Value,
    /// Version of the draft that it changes.
    pub version: i64,
}

/// Unsaved fields of all steps of one draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub fields: Vec<KeptField>,
}

impl Kept {
    /// Newer values take the place of older ones; fields of other steps stay.
    pub fn merge(&mut self, version: i64, fields: &Fields) {
        self.forget(fields);
        let new = |(name, value): &(String, Value)| KeptField { name: name.clone(), value: value.clone(), version };
        self.fields.extend(fields.iter().map(new));
    }

    /// Drops what the server has now. What was typed since stays, and changes the new version.
    pub fn saved(&mut self, version: i64, sent: &Fields) {
        self.fields.retain_mut(|field| match sent.iter().find(|(name, _)| *name == field.name) {
            Some((_, value)) => {
                field.version = version;
                field.value != *value
            }
            None => true,
        });
    }

    /// Drops these fields, whatever their values.
    pub fn forget(&mut self, fields: &Fields) {
        self.fields.retain(|field| fields.iter().all(|(name, _)| *name != field.name));
    }
}

/// Whether a kept value goes back into its field: `initial` is what the server sent, `current` what stands there.
///
/// What was typed since the page came is never touched. When the server's draft has moved on since the value was kept, only
/// an empty field takes it.
#[must_use]
pub fn goes_back(kept: &Value, initial: &Value, current: &Value, same_version: bool) -> bool {
    kept != current && current == initial && (same_version || is_empty(current))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => value.is_null(),
    }
}

/// «14:05» in Vietnam for milliseconds since 1970: the same clock as on the rest of the page.
#[must_use]
pub fn clock(milliseconds: f64) -> String {
    const OFFSET_MINUTES: i64 = 7 * 60;
    let minutes = (milliseconds / 60_000.0) as i64 + OFFSET_MINUTES;
    format!("{:02}:{:02}", minutes.div_euclid(60).rem_euclid(24), minutes.rem_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(list: &[(&str, &str)]) -> Fields {
        list.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
    }

    fn kept(list: &[(&str, &str, i64)]) -> Kept {
        let field =
            |&(name, value, version): &(&str, &str, i64)| KeptField { name: name.into(), value: json!(value), version };
        Kept { fields: list.iter().map(field).collect() }
    }

    #[test]
    fn each_draft_has_its_own_place() {
        assert_eq!(storage_key("/api/v1/drafts/0196"), "motcua-draft-0196");
    }

    #[test]
    fn fields_of_other_steps_stay_with_their_version() {
        let mut unsaved = kept(&[("request", "xin", 2), ("applicant.name", "A", 2)]);
        unsaved.merge(3, &fields(&[("applicant.name", "B"), ("applicant.phone", "09")]));
        assert_eq!(unsaved, kept(&[("request", "xin", 2), ("applicant.name", "B", 3), ("applicant.phone", "09", 3)]));
        unsaved.forget(&fields(&[("applicant.name", ""), ("applicant.phone", "")]));
        assert_eq!(unsaved, kept(&[("request", "xin", 2)]));
    }

    #[test]
    fn what_was_typed_while_sending_stays() {
        let mut unsaved = kept(&[("request", "xin", 1), ("applicant.name", "AB", 2), ("delivery", "post", 2)]);
        unsaved.saved(3, &fields(&[("applicant.name", "A"), ("delivery", "post")]));
        assert_eq!(unsaved, kept(&[("request", "xin", 1), ("applicant.name", "AB", 3)]));
    }

    #[test]
    fn a_kept_value_never_overwrites_what_is_newer() {
        let back = |kept: &str, initial: &str, current: &str, same| {
            goes_back(&json!(kept), &json!(initial), &json!(current), same)
        };
        assert!(back("B", "A", "A", true), "the browser closed before it was sent");
        assert!(!back("B", "A", "C", true), "typed since");
        assert!(!back("A", "A", "A", true), "nothing to do");
        assert!(!back("B", "A", "A", false), "the server has moved on");
        assert!(back("B", "", "", false));
        assert!(goes_back(&json!(["a"]), &json!([]), &json!([]), false), "nothing is ticked");
    }

    #[test]
    fn the_clock_is_vietnams() {
        assert_eq!(clock(0.0), "07:00");
        assert_eq!(clock(1_795_681_500_000.0), "15:25");
        assert_eq!(clock(64_800_000.0), "01:00", "past midnight");
    }
}
