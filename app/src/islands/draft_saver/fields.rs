//! The named fields of a form as nested JSON, and as the answers of the rules.

use domain::filing::{Answers, Problem, check};
use serde_json::{Map, Value};

/// Names with their values.
pub type Fields = Vec<(String, String)>;

/// `applicant.name` becomes `{"applicant":{"name":…}}`.
#[must_use]
pub fn nested(fields: &Fields) -> Value {
    let mut root = Map::new();
    for (name, value) in fields {
        let value = Value::String(value.clone());
        match name.split_once('.') {
            None => {
                root.insert(name.clone(), value);
            }
            Some((group, name)) => {
                let group = root.entry(group).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(group) = group {
                    group.insert(name.to_owned(), value);
                }
            }
        }
    }
    Value::Object(root)
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

/// What the rules say about these fields; nothing when they are no answers at all.
#[must_use]
pub fn problems(fields: &Fields) -> Vec<Problem> {
    serde_json::from_value::<Answers>(nested(fields)).map(|answers| check(&answers)).unwrap_or_default()
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
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn dotted_names_become_objects() {
        let fields = fields(&[("applicant.name", "Bùi Thị Mường"), ("applicant.phone", ""), ("delivery", "post")]);
        assert_eq!(nested(&fields), json!({"applicant": {"name": "Bùi Thị Mường", "phone": ""}, "delivery": "post"}));
        assert_eq!(nested(&Fields::new()), json!({}));
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
                ((*name).to_owned(), value.to_owned())
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
