//! The answer to a supplement request: what of it is another one than before, and what was asked for and is not touched.

use serde_json::Value;

use super::event::{SupplementItem, SupplementSubject};

/// Paths of the answers that are not the same in two documents of answers, sorted: `applicant.phone`, `form.child.name`. An
/// answer that is empty and one that is missing are the same.
#[must_use]
pub fn changed_paths(before: &Value, after: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    walk(before, after, "", &mut paths);
    paths.sort();
    paths
}

fn walk(before: &Value, after: &Value, path: &str, paths: &mut Vec<String>) {
    if !before.is_object() && !after.is_object() {
        if !same(before, after) {
            paths.push(path.to_owned());
        }
        return;
    }
    let members = |value: &Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>());
    let mut names: Vec<String> = [before, after].into_iter().filter_map(members).flatten().collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let member = |value: &Value| value.get(&name).cloned().unwrap_or(Value::Null);
        walk(&member(before), &member(after), &path, paths);
    }
}

fn same(before: &Value, after: &Value) -> bool {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    before == after || (empty(before) && empty(after))
}

/// The items for which nothing has changed: the answer is the same, and no file was added to the paper or taken from it. What
/// the table of papers does not name is touched by any file. `paths` are the answers that changed, `components` the papers
/// whose files changed.
#[must_use]
pub fn untouched<'a>(items: &'a [SupplementItem], paths: &[String], components: &[String]) -> Vec<&'a SupplementItem> {
    let below = |path: &str| {
        paths
            .iter()
            .any(|changed| changed == path || changed.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    };
    let is_touched = |item: &&SupplementItem| match &item.subject {
        SupplementSubject::Paper(component) => components.contains(component),
        SupplementSubject::Field(path) => below(path),
        SupplementSubject::Other(_) => !components.is_empty(),
    };
    items.iter().filter(|item| !is_touched(item)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn item(subject: SupplementSubject) -> SupplementItem {
        SupplementItem { subject, instruction: "Chụp lại".into() }
    }

    #[test]
    fn only_answers_that_differ_are_named_and_empty_is_the_same_as_missing() {
        let before =
            json!({"applicant": {"name": "An", "phone": "1"}, "form": {"rows": {"1": {"a": "x"}}, "gone": "y"}});
        let after = json!({"applicant": {"name": "An", "phone": "2", "email": " "}, "form": {"rows": {"1": {"a": "x"}, "2": {"a": "z"}}}});
        assert_eq!(changed_paths(&before, &after), ["applicant.phone", "form.gone", "form.rows.2.a"]);
        assert_eq!(changed_paths(&before, &before), Vec::<String>::new());
    }

    #[test]
    fn an_item_is_touched_by_its_own_paper_or_field_only() {
        let items = [
            item(SupplementSubject::Paper("1.1".into())),
            item(SupplementSubject::Field("form.child".into())),
            item(SupplementSubject::Other("Ảnh".into())),
        ];
        let left = |paths: &[&str], components: &[&str]| {
            let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
            let (paths, components) = (owned(paths), owned(components));
            let left = untouched(&items, &paths, &components);
            items.iter().map(|item| left.contains(&item)).collect::<Vec<_>>()
        };
        assert_eq!(left(&[], &[]), [true, true, true]);
        assert_eq!(left(&["form.child.name"], &["other"]), [true, false, false]);
        assert_eq!(left(&["form.children"], &["1.1"]), [false, true, false]);
        assert_eq!(left(&["form.child"], &["1.10"]), [true, false, false]);
    }
}
