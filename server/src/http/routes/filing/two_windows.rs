//! Two windows on one draft: what differs, field by field, and which answer the person has chosen.

use app::islands::CHOSEN;
use app::locale::Locale;
use app::pages::filing::applicant;
use app::pages::filing::conflict::{self, CHOOSE, KEPT};
use app::pages::filing::form::{BACK_TO, field_label, value_words};
use app::view::{ConflictField, ConflictView, FormState};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::FIELD_PATHS;
use serde_json::{Map, Value};

use super::steps::Step;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;

/// Names with their values, as a form sends them.
pub(super) type Pairs = Vec<(String, String)>;

/// Fields that go along when the choice is made.
const ALONG: [&str; 2] = ["asked", BACK_TO];

/// The value of a name; of several the last.
pub(super) fn value_of<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs.iter().rev().find(|(sent, _)| sent == name).map(|(_, value)| value.as_str())
}

/// The fields without those for which the person has chosen what the server keeps.
pub(super) fn chosen(pairs: Pairs) -> Pairs {
    let kept: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| value == KEPT)
        .filter_map(|(name, _)| name.strip_prefix(CHOOSE).map(str::to_owned))
        .collect();
    pairs.into_iter().filter(|(name, _)| !kept.contains(name)).collect()
}

/// The address after a choice between two versions, with the version up to which the browser may forget what it kept: the
/// person has seen both. Without a choice the address as it is.
pub(super) fn after_choice(href: &str, pairs: &Pairs, version: i64) -> String {
    if !pairs.iter().any(|(name, _)| name.starts_with(CHOOSE)) {
        return href.to_owned();
    }
    let (path, mark) = href.split_once('#').map_or((href, String::new()), |(path, mark)| (path, format!("#{mark}")));
    let sign = if path.contains('?') { '&' } else { '?' };
    format!("{path}{sign}{CHOSEN}={version}{mark}")
}

/// Fields of a form's page whose kept answer is another one.
pub(super) fn form_differences(locale: Locale, state: &FormState, typed: &Map<String, Value>) -> Vec<ConflictField> {
    let mut fields = Vec::new();
    walk(typed, Some(&state.answers), "form", &mut |name, mine, kept| {
        let words = |raw: &Value| value_words(locale, &state.rules.form, &state.context, name, raw);
        fields.push(ConflictField {
            name: name.to_owned(),
            label: field_label(locale, &state.rules.form, name).unwrap_or_else(|| name.to_owned()),
            mine: words(mine),
            kept: words(kept),
            values: match mine {
                // The empty one says «nothing chosen».
                Value::Array(list) => {
                    let keys = list.iter().filter_map(Value::as_str).map(str::to_owned);
                    std::iter::once(String::new()).chain(keys).collect()
                }
                other => vec![other.as_str().unwrap_or_default().to_owned()],
            },
        });
    });
    fields
}

fn walk(
    typed: &Map<String, Value>,
    kept: Option<&Map<String, Value>>,
    path: &str,
    differs: &mut dyn FnMut(&str, &Value, &Value),
) {
    for (name, mine) in typed {
        let path = format!("{path}.{name}");
        let kept = kept.and_then(|kept| kept.get(name)).unwrap_or(&Value::Null);
        match mine {
            Value::Object(mine) => walk(mine, kept.as_object(), &path, differs),
            _ if same(mine, kept) => {}
            _ => differs(&path, mine, kept),
        }
    }
}

/// Nothing typed is the same as no answer, and a number the same as its figures.
fn same(mine: &Value, kept: &Value) -> bool {
    let plain = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Array(list) => {
            let mut keys: Vec<&str> = list.iter().filter_map(Value::as_str).filter(|key| !key.is_empty()).collect();
            keys.sort_unstable();
            keys.join("\n")
        }
        other => other.to_string(),
    };
    plain(mine) == plain(kept)
}

/// Fields of the applicant step whose kept answer is another one.
pub(super) fn applicant_differences(locale: Locale, pairs: &Pairs, kept: &Value) -> Vec<ConflictField> {
    let kept_at = |path: &str| {
        let value = path.split('.').try_fold(kept, |value, name| value.get(name));
        value.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    FIELD_PATHS
        .into_iter()
        .filter_map(|path| Some((path, value_of(pairs, path)?.replace("\r\n", "\n"), kept_at(path))))
        .filter(|(_, mine, kept)| mine != kept)
        .map(|(path, mine, kept)| ConflictField {
            name: path.to_owned(),
            label: applicant::field_label(locale, path).to_owned(),
            mine: applicant::value_words(locale, path, &mine),
            kept: applicant::value_words(locale, path, &kept),
            values: vec![mine],
        })
        .collect()
}

/// The page that asks which answers count.
pub(super) async fn conflict_page(
    app: &App,
    asked: &Asked,
    found: &Step,
    fields: Vec<ConflictField>,
    pairs: &Pairs,
    in_form: bool,
) -> Response {
    let along = |name: &&str| value_of(pairs, name).map(|value| ((*name).to_owned(), value.to_owned()));
    let view = ConflictView {
        head: found.head(app, asked),
        version: found.draft.version,
        action: asked.href(&asked.path),
        in_form,
        fields,
        hidden: ALONG.iter().filter_map(along).collect(),
    };
    page(app, asked, Audience::OnePerson, StatusCode::CONFLICT, move |chrome| conflict::page(chrome, &view)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pairs(list: &[(&str, &str)]) -> Pairs {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn only_a_choice_is_told_to_the_browser() {
        let pairs = |name: &str| vec![(name.to_owned(), "kept".to_owned())];
        assert_eq!(after_choice("/a?b=1#c", &pairs("choose.form.x"), 4), "/a?b=1&chon=4#c");
        assert_eq!(after_choice("/a", &pairs("choose.form.x"), 4), "/a?chon=4");
        assert_eq!(after_choice("/a", &pairs("form.x"), 4), "/a");
    }

    #[test]
    fn what_the_server_keeps_is_left_alone_when_it_was_chosen() {
        let sent = pairs(&[
            ("form.name", "An"),
            ("choose.form.name", "kept"),
            ("form.tags", ""),
            ("form.tags", "a"),
            ("choose.form.tags", "mine"),
        ]);
        let left = chosen(sent);
        assert!(!left.iter().any(|(name, _)| name == "form.name"));
        assert_eq!(left.iter().filter(|(name, _)| name == "form.tags").count(), 2);
    }

    #[test]
    fn only_what_differs_is_asked() {
        let mut found = Vec::new();
        let typed = json!({"a": "", "b": ["y", "x"], "c": {"d": "1", "e": "new"}, "n": "12"});
        let kept = json!({"b": ["x", "y"], "c": {"d": "1", "e": "old"}, "n": 12});
        walk(typed.as_object().expect("a map"), kept.as_object(), "form", &mut |path, _, _| {
            found.push(path.to_owned())
        });
        assert_eq!(found, ["form.c.e"]);
    }

    #[test]
    fn the_applicant_step_is_compared_field_by_field() {
        let sent = pairs(&[("applicant.name", "An"), ("applicant.phone", "1"), ("delivery", "post"), ("version", "2")]);
        let kept = json!({"applicant": {"name": "An", "phone": ""}, "delivery": "counter"});
        let fields = applicant_differences(Locale::Vi, &sent, &kept);
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["applicant.phone", "delivery"]);
    }
}
