//! The named fields of a form as nested JSON, and as the answers of the rules.

use domain::filing::{Answers, FIELD_PATHS, Problem, check};
use serde_json::{Map, Value};

use crate::filling::PREFIX;

/// Names with their values: a text, or the list of what is chosen of several.
pub type Fields = Vec<(String, Value)>;

/// Whether the name is that of an answer: of the generic form, or of an electronic one.
#[must_use]
pub fn is_answer(name: &str) -> bool {
    name.starts_with(PREFIX) || FIELD_PATHS.contains(&name)
}

/// `form.child.name` becomes `{"form":{"child":{"name":…}}}`.
#[must_use]
pub fn nested(fields: &Fields) -> Value {
    let mut root = Map::new();
    for (name, value) in fields {
        put(&mut root, name, value);
    }
    Value::Object(root)
}

fn put(object: &mut Map<String, Value>, name: &str, value: &Value) {
    match name.split_once('.') {
        None => {
            object.insert(name.to_owned(), value.clone());
        }
        Some((outer, inner)) => {
            let outer = object.entry(outer).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(outer) = outer {
                put(outer, inner, value);
            }
        }
    }
}

/// Whether all of `part` stands in `whole` with the same values.
#[must_use]
pub fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|whole| contains(whole, value)))
        }
        _ => whole == part,
    }
}

/// Whether all that was typed in `part` stands in `whole`, as a form sends it: lines may end otherwise, blanks around a text are
/// dropped, and nothing typed is no answer.
#[must_use]
pub fn holds(whole: Option<&Value>, part: &Value) -> bool {
    match (whole, part) {
        (Some(Value::Object(whole)), Value::Object(part)) => {
            part.iter().all(|(name, value)| holds(whole.get(name), value))
        }
        (None, Value::Object(part)) => part.values().all(|value| holds(None, value)),
        (None | Some(Value::Null), part) => is_empty(part),
        (Some(Value::String(whole)), Value::String(part)) => plain(whole) == plain(part),
        (Some(whole), part) => whole == part,
    }
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Nothing typed, nothing chosen.
#[must_use]
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => value.is_null(),
    }
}

/// What the rules say about these fields; nothing when they are no answers at all.
#[must_use]
pub fn problems(fields: &Fields) -> Vec<Problem> {
    let texts = fields.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    Answers::of_fields(texts).map(|answers| check(&answers)).unwrap_or_default()
}

/// The fields to judge when one is left for another.
///
/// One way to reach the person is enough, and the rule names the phone. Who goes from the phone to the e-mail is not told
/// off in between; who leaves the e-mail has had both.
#[must_use]
pub fn judged<'a>(left: &'a str, toward: Option<&str>) -> Vec<&'a str> {
    const PHONE: &str = "applicant.phone";
    const EMAIL: &str = "applicant.email";
    match (left, toward) {
        (PHONE, Some(EMAIL)) | (EMAIL, Some(PHONE)) => Vec::new(),
        (EMAIL, _) => vec![EMAIL, PHONE],
        _ => vec![left],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(list: &[(&str, &str)]) -> Fields {
        list.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
    }

    #[test]
    fn dotted_names_become_objects() {
        let fields = fields(&[("applicant.name", "Bùi Thị Mường"), ("applicant.phone", ""), ("delivery", "post")]);
        assert_eq!(nested(&fields), json!({"applicant": {"name": "Bùi Thị Mường", "phone": ""}, "delivery": "post"}));
        assert_eq!(nested(&Fields::new()), json!({}));
    }

    #[test]
    fn what_a_form_sent_is_known_again() {
        let answers = json!({"request": "một\r\nhai", "applicant": {"name": "An"}, "form": {"tags": ["a"]}});
        let held = |name: &str, value: Value| holds(Some(&answers), &nested(&vec![(name.to_owned(), value)]));
        assert!(held("request", json!("một\nhai ")) && held("form.tags", json!(["a"])));
        assert!(held("applicant.phone", json!("")) && held("form.rows.2.name", json!(" ")), "nothing was typed");
        assert!(!held("applicant.name", json!("Anh")) && !held("form.rows.2.name", json!("B")));
        assert!(!held("form.tags", json!(["a", "b"])));
    }

    #[test]
    fn rows_blocks_and_lists_of_an_electronic_form_keep_their_shape() {
        let fields = vec![
            ("form.papers.2.owner.name".to_owned(), json!("An")),
            ("form.papers.2.copies".to_owned(), json!("3")),
            ("form.tags".to_owned(), json!(["a", "b"])),
        ];
        assert_eq!(
            nested(&fields),
            json!({"form": {"papers": {"2": {"owner": {"name": "An"}, "copies": "3"}}, "tags": ["a", "b"]}})
        );
        assert!(is_answer("form.tags") && is_answer("applicant.name"));
        assert!(!is_answer("version") && !is_answer("asked") && !is_answer("after"));
    }

    #[test]
    fn every_name_is_a_field_of_the_answers() {
        let all: Fields = domain::filing::FIELD_PATHS
            .iter()
            .map(|name| {
                let value = match *name {
                    "acting_for" => "oneself",
                    "delivery" => "counter",
                    _ => "x",
                };
                ((*name).to_owned(), json!(value))
            })
            .collect();
        let answers: Answers = serde_json::from_value(nested(&all)).expect("the rules know each of them");
        assert!(contains(&serde_json::to_value(answers).expect("serialisable"), &nested(&all)));
    }

    #[test]
    fn the_same_rule_as_the_servers_speaks() {
        let wrong =
            fields(&[("applicant.name", "A"), ("applicant.phone", "0912345678"), ("applicant.identity_number", "1")]);
        let found: Vec<_> = problems(&wrong).into_iter().map(|problem| (problem.field, problem.key)).collect();
        assert_eq!(found, [("applicant.identity_number".to_owned(), "identity_form".to_owned())]);
        assert_eq!(problems(&fields(&[("delivery", "by pigeon")])), [], "the server will say it");
    }

    #[test]
    fn a_part_is_found_only_with_the_same_values() {
        let whole = json!({"applicant": {"name": "A", "phone": "1"}, "delivery": "post"});
        assert!(contains(&whole, &json!({"applicant": {"name": "A"}})));
        assert!(!contains(&whole, &json!({"applicant": {"name": "B"}})));
        assert!(!contains(&whole, &json!({"request": ""})));
        assert!(!contains(&json!(null), &json!({"delivery": "post"})));
    }

    #[test]
    fn nobody_is_told_off_between_phone_and_email() {
        assert_eq!(judged("applicant.name", None), ["applicant.name"]);
        assert_eq!(judged("applicant.phone", Some("applicant.email")), Vec::<&str>::new());
        assert_eq!(judged("applicant.phone", None), ["applicant.phone"]);
        assert_eq!(judged("applicant.email", Some("applicant.address")), ["applicant.email", "applicant.phone"]);
    }
}
