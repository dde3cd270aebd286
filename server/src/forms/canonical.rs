//! One way of writing a JSON value, so that equal values have equal digests.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The value as compact JSON with the keys of every object in the order of their code points.
#[must_use]
pub fn canonical(value: &Value) -> String {
    // Whether an object keeps the order of insertion depends on the features of other crates; this does not.
    sorted(value).to_string()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort_unstable();
            let member = |key: &String| (key.clone(), sorted(members.get(key).unwrap_or(&Value::Null)));
            Value::Object(keys.into_iter().map(member).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// SHA-256 of the text in hexadecimal digits.
#[must_use]
pub fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_keys_does_not_matter_and_that_of_lists_does() {
        let one: Value = serde_json::from_str(r#"{"b":{"y":1,"x":[2,1]},"a":null}"#).expect("JSON");
        let two: Value = serde_json::from_str(r#"{ "a": null, "b": {"x":[2,1],"y":1} }"#).expect("JSON");
        assert_eq!(canonical(&one), r#"{"a":null,"b":{"x":[2,1],"y":1}}"#);
        assert_eq!(canonical(&one), canonical(&two));
        let other: Value = serde_json::from_str(r#"{"a":null,"b":{"x":[1,2],"y":1}}"#).expect("JSON");
        assert_ne!(sha256(&canonical(&one)), sha256(&canonical(&other)));
    }
}
