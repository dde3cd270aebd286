//! The query string of a list: read, and written again with one thing changed.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::catalogue::{FacetKind, ListQuery, PAGE};

/// Longest search text that is looked at.
const MAX_TEXT_CHARS: usize = 200;
/// Most values chosen at once.
const MAX_CHOSEN: usize = 40;
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The pairs of a query string, decoded; what is not UTF-8 is replaced.
pub(in crate::http) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    query.split('&').filter(|pair| !pair.is_empty()).take(200).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
        };
        (decode(key), decode(value))
    })
}

/// For people: what is not understood is left out, the rest counts.
#[must_use]
pub(in crate::http) fn lenient(query: &str) -> ListQuery {
    let mut wanted = ListQuery { limit: PAGE, ..ListQuery::default() };
    for (key, value) in pairs(query) {
        let _ = take(&mut wanted, &key, value, PAGE);
    }
    wanted
}

/// For programs: what is not understood is an error that says what is known.
///
/// # Errors
/// One sentence in English.
pub(in crate::http) fn strict(query: &str, most: usize) -> Result<ListQuery, String> {
    let mut wanted = ListQuery { limit: PAGE, ..ListQuery::default() };
    for (key, value) in pairs(query) {
        take(&mut wanted, &key, value, most)?;
    }
    Ok(wanted)
}

fn take(wanted: &mut ListQuery, key: &str, value: String, most: usize) -> Result<(), String> {
    if value.is_empty() {
        return Ok(());
    }
    match key {
        "q" => wanted.text = value.chars().take(MAX_TEXT_CHARS).collect(),
        "event" => wanted.event = Some(value),
        "after" => wanted.after = Some(value),
        "limit" => {
            let limit = value.parse().ok().filter(|limit| (1..=most).contains(limit));
            wanted.limit = limit.ok_or_else(|| format!("limit: a whole number from 1 to {most} is expected"))?;
        }
        _ => {
            let kind = FacetKind::ALL.into_iter().find(|kind| kind.parameter() == key).ok_or_else(|| {
                "known parameters are q, field, level, audience, agency, online_level, event, limit, after".to_owned()
            })?;
            check_value(kind, &value)?;
            if wanted.chosen.len() < MAX_CHOSEN && !wanted.chosen.contains(&(kind, value.clone())) {
                wanted.chosen.push((kind, value));
            }
        }
    }
    Ok(())
}

fn check_value(kind: FacetKind, value: &str) -> Result<(), String> {
    use domain::catalogue::shown::Audience;
    use domain::procedure::Level;
    use domain::province::OnlineLevel;
    let (known, all): (bool, Vec<&str>) = match kind {
        FacetKind::Level => (Level::from_key(value).is_some(), Level::ALL.iter().map(|it| it.key()).collect()),
        FacetKind::Audience => (Audience::from_key(value).is_some(), Audience::ALL.iter().map(|it| it.key()).collect()),
        FacetKind::OnlineLevel => {
            (OnlineLevel::from_key(value).is_some(), OnlineLevel::ALL.iter().map(|it| it.key()).collect())
        }
        FacetKind::Field | FacetKind::Agency => (true, Vec::new()),
    };
    if known { Ok(()) } else { Err(format!("{}: known are {}", kind.parameter(), all.join(", "))) }
}

/// The query string of a list, without the question mark.
#[must_use]
pub(in crate::http) fn write(query: &ListQuery) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |key: &str, value: &str| {
        parts.push(format!("{key}={}", utf8_percent_encode(value, KEPT)));
    };
    if !query.text.is_empty() {
        add("q", &query.text);
    }
    if let Some(event) = &query.event {
        add("event", event);
    }
    for (kind, value) in &query.chosen {
        add(kind.parameter(), value);
    }
    if let Some(after) = &query.after {
        add("after", after);
    }
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let query = ListQuery {
            text: "làm sổ đỏ & đất+".into(),
            chosen: vec![(FacetKind::Field, "dat-dai".into()), (FacetKind::Level, "commune".into())],
            event: Some("sinh-con".into()),
            limit: PAGE,
            after: Some("1.001193".into()),
        };
        assert_eq!(strict(&write(&query), 100), Ok(query));
    }

    #[test]
    fn a_program_is_told_what_is_known_and_a_person_gets_a_list() {
        assert!(strict("level=district", 100).expect_err("unknown").contains("commune"));
        assert!(strict("size=3", 100).expect_err("unknown").contains("online_level"));
        assert!(strict("limit=0", 100).is_err());
        assert!(strict("limit=101", 100).is_err());
        assert_eq!(lenient("level=district&q=khai+sinh").text, "khai sinh");
        assert!(lenient("level=district&q=khai+sinh").chosen.is_empty());
    }
}
