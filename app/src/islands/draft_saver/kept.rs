//! What this device keeps of a draft until the server has it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields::{Fields, holds, is_empty, nested};

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
    /// It went along with the form when the page was left; whether the server took it shows on the next page.
    #[serde(default)]
    pub sent: bool,
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
        let new = |(name, value): &(String, Value)| KeptField {
            name: name.clone(),
            value: value.clone(),
            version,
            sent: false,
        };
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

    /// The form took these along.
    pub fn left_with(&mut self, fields: &Fields) {
        for field in &mut self.fields {
            field.sent |= fields.iter().any(|(name, value)| *name == field.name && *value == field.value);
        }
    }

    /// Whether something went along with a form, and it is not known whether it arrived.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        self.fields.iter().any(|field| field.sent)
    }

    /// Drops what went along with a form and stands in the server's answers; the rest is unsaved as before.
    pub fn arrived(&mut self, answers: &Value) {
        self.fields.retain_mut(|field| {
            let known = std::mem::take(&mut field.sent)
                && holds(Some(answers), &nested(&vec![(field.name.clone(), field.value.clone())]));
            !known
        });
    }

    /// The person has seen both versions and chosen: what went along on this version or an earlier one is settled.
    pub fn chosen(&mut self, version: i64) {
        self.fields.retain(|field| !field.sent || field.version > version);
    }

    /// Drops these fields, whatever their values.
    pub fn forget(&mut self, fields: &Fields) {
        self.fields.retain(|field| fields.iter().all(|(name, _)| *name != field.name));
    }
}

/// What becomes of a kept value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// It stands there already, or something newer was typed.
    Stays,
    /// It goes back into its field.
    Returns,
    /// The server's draft has moved on and holds something else: it goes back, and the person is shown both.
    Differs,
}

/// Whether a kept value goes back into its field: `initial` is what the server sent, `current` what stands there.
///
/// What was typed since the page came is never touched.
#[must_use]
pub fn goes_back(kept: &Value, initial: &Value, current: &Value, same_version: bool) -> Back {
    if kept == current || current != initial {
        Back::Stays
    } else if same_version || is_empty(current) {
        Back::Returns
    } else {
        Back::Differs
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
        let field = |&(name, value, version): &(&str, &str, i64)| KeptField {
            name: name.into(),
            value: json!(value),
            version,
            sent: false,
        };
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
        assert_eq!(back("B", "A", "A", true), Back::Returns, "the browser closed before it was sent");
        assert_eq!(back("B", "A", "C", true), Back::Stays, "typed since");
        assert_eq!(back("A", "A", "A", true), Back::Stays, "nothing to do");
        assert_eq!(back("B", "A", "A", false), Back::Differs, "the server has moved on, and no word is lost");
        assert_eq!(back("B", "", "", false), Back::Returns);
        assert_eq!(goes_back(&json!(["a"]), &json!([]), &json!([]), false), Back::Returns, "nothing is ticked");
    }

    #[test]
    fn what_went_along_with_a_form_is_kept_until_it_is_known_to_have_arrived() {
        let mut unsaved = kept(&[("request", "xin", 1), ("applicant.name", "A", 1)]);
        unsaved.left_with(&fields(&[("request", "xin"), ("applicant.name", "AB")]));
        assert!(unsaved.is_unsure(), "the request went along as it was kept");
        let mut elsewhere = unsaved.clone();
        unsaved.arrived(&json!({"request": "xin", "delivery": "post"}));
        assert_eq!(unsaved, kept(&[("applicant.name", "A", 1)]), "the name did not go along");
        elsewhere.arrived(&json!({"request": "khác"}));
        assert_eq!(elsewhere, kept(&[("request", "xin", 1), ("applicant.name", "A", 1)]), "it never arrived");
    }

    #[test]
    fn a_choice_settles_what_went_along_and_nothing_that_was_typed_since() {
        let mut unsaved = kept(&[("request", "xin", 3), ("delivery", "post", 3)]);
        unsaved.left_with(&fields(&[("request", "xin")]));
        unsaved.merge(5, &fields(&[("applicant.name", "A")]));
        unsaved.left_with(&fields(&[("applicant.name", "A")]));
        unsaved.chosen(4);
        let left: Vec<&str> = unsaved.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(left, ["delivery", "applicant.name"]);
    }

    #[test]
    fn the_clock_is_vietnams() {
        assert_eq!(clock(0.0), "07:00");
        assert_eq!(clock(1_795_681_500_000.0), "15:25");
        assert_eq!(clock(64_800_000.0), "01:00", "past midnight");
    }
}
