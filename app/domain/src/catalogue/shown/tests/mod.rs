//! What a reader is shown: one test for each known trap in the data, with rows as they were published.

mod texts;
mod traps_of_channels;
mod traps_of_papers;
mod traps_of_words;

use serde_json::{Value, json};
use time::Date;
use time::macros::date;

use crate::procedure::Procedure;

const TODAY: Date = date!(2026 - 11 - 22);

/// A procedure with the given fields; the others are empty.
fn procedure(fields: Value) -> Procedure {
    let mut value = json!({
        "code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "decision": null, "levels": [], "kind": "TTHC", "field": "Hộ tịch",
        "audiences": [], "agencies": [], "competent_authority": null, "receiving_address": null, "delegated_agency": null,
        "coordinating_agency": null, "procedure_steps": [], "channels": [], "document_groups": [], "results": [], "legal_basis": [],
        "conditions": null, "keywords": null, "description": null,
    });
    for (key, field) in fields.as_object().expect("fields are an object") {
        value[key] = field.clone();
    }
    serde_json::from_value(value).expect("the fixture follows the format")
}
