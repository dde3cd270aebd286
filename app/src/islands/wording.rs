//! Sentences from templates that came as props, and from what the server says is wrong.

use serde_json::Value;

/// Puts the arguments where `{0}`, `{1}` … stand. An argument that contains `{1}` is not filled again.
#[must_use]
pub fn fill(template: &str, arguments: &[String]) -> String {
    let mut sentence = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let argument = after
            .split_once('}')
            .and_then(|(number, behind)| Some((arguments.get(number.parse::<usize>().ok()?)?, behind)));
        match argument {
            Some((text, behind)) => {
                sentence.push_str(text);
                rest = behind;
            }
            None => {
                sentence.push('{');
                rest = after;
            }
        }
    }
    sentence.push_str(rest);
    sentence
}

/// Puts the value where its name stands, such as `{n}`.
#[must_use]
pub fn put(template: &str, name: &str, value: &str) -> String {
    template.replacen(name, value, 1)
}

/// The template of a key.
#[must_use]
pub fn template<'a>(templates: &'a [(String, String)], key: &str) -> Option<&'a str> {
    templates.iter().find(|(known, _)| known == key).map(|(_, sentence)| sentence.as_str())
}

/// The sentence for a refusal: the server's own words, else ours for its key or code, else the general one.
///
/// `body` may be anything at all: a proxy in between answers with a page of its own.
#[must_use]
pub fn refusal(body: &str, reasons: &[(String, String)], otherwise: &str) -> String {
    let problem: Value = serde_json::from_str(body).unwrap_or_default();
    let text = |path: &str| problem.pointer(path).and_then(Value::as_str).unwrap_or_default();
    [text("/detail"), text("/errors/0/detail")]
        .into_iter()
        .find(|sentence| !sentence.is_empty())
        .or_else(|| template(reasons, text("/errors/0/key")).or_else(|| template(reasons, text("/code"))))
        .unwrap_or(otherwise)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn arguments_stand_where_their_numbers_are() {
        assert_eq!(
            fill("Tối đa {0} ký tự, bạn đã nhập {1}.", &words(&["200", "240"])),
            "Tối đa 200 ký tự, bạn đã nhập 240."
        );
        assert_eq!(fill("{1}{0}{0}", &words(&["a", "b"])), "baa");
    }

    #[test]
    fn a_value_stands_where_its_name_is() {
        assert_eq!(put("Có {n} kết quả.", "{n}", "3"), "Có 3 kết quả.");
        assert_eq!(put("Có kết quả.", "{n}", "3"), "Có kết quả.");
    }

    #[test]
    fn what_is_no_argument_stays_as_it_is() {
        assert_eq!(fill("{0} {2} {x} { {", &words(&["{1}", "b"])), "{1} {2} {x} { {");
        assert_eq!(fill("", &[]), "");
    }

    #[test]
    fn a_refusal_speaks_with_the_servers_words_first() {
        let reasons =
            [("too_many".to_owned(), "Quá nhiều tệp.".to_owned()), ("refused".to_owned(), "Không nhận.".to_owned())];
        let say = |body: &str| refusal(body, &reasons, "Chưa gửi được.");
        assert_eq!(say(r#"{"code":"refused","detail":"Tệp hỏng."}"#), "Tệp hỏng.");
        assert_eq!(
            say(r#"{"code":"refused","errors":[{"field":"file","key":"x","detail":"Tệp trống."}]}"#),
            "Tệp trống."
        );
        assert_eq!(say(r#"{"code":"refused","errors":[{"field":"file","key":"too_many"}]}"#), "Quá nhiều tệp.");
        assert_eq!(say(r#"{"code":"refused"}"#), "Không nhận.");
        assert_eq!(say(r#"{"code":"other"}"#), "Chưa gửi được.");
        assert_eq!(say("<html>502</html>"), "Chưa gửi được.");
    }
}
