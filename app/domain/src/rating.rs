//! How somebody was served (*đánh giá mức độ hài lòng*): what is asked, and when.
//!
//! Criteria and their scale of 0, 1 and 2 are those of Decree 61/2018/NĐ-CP, articles 31 to 33 (as a system in use gives them; the text
//! of the decree itself is unverified). Time against the limit, time of each unit and the number of supplement requests stand in the
//! history: nobody is asked for them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Duration;

use crate::dossier::{State, Status};
use crate::filing::Problem;

/// For so long a rating can be changed.
pub const CHANGEABLE_FOR: Duration = Duration::days(7);
/// Longest free text, in characters.
pub const MAX_COMMENT: usize = 1_000;

/// What is asked. The key is stored and never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingQuestion {
    /// Criterion 11: satisfied in all. The one that has to be answered.
    Overall,
    /// Criterion 7: attitude of the officers.
    Attitude,
    /// Criterion 10: ease of use.
    Ease,
    /// Criterion 4: to how many agencies one had to go.
    Agencies,
    /// Criterion 6: whether the procedure stood posted as it was done.
    Publication,
}

impl RatingQuestion {
    pub const ALL: [Self; 5] = [Self::Overall, Self::Attitude, Self::Ease, Self::Agencies, Self::Publication];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Overall => "overall",
            Self::Attitude => "attitude",
            Self::Ease => "ease",
            Self::Agencies => "agencies",
            Self::Publication => "publication",
        }
    }
}

/// On which occasion somebody rates; once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RatingOccasion {
    /// Accepted, and not settled yet.
    Received,
    /// Settled, or refused with a reason.
    Settled,
}

impl RatingOccasion {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Settled => "settled",
        }
    }

    /// The occasion with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Received, Self::Settled].into_iter().find(|occasion| occasion.key() == key)
    }

    /// What can be rated now; nothing before the desk has acted, and nothing when the applicant took it back.
    #[must_use]
    pub fn of(state: &State) -> Option<Self> {
        match state.status {
            Status::Settled | Status::Returned | Status::Refused => Some(Self::Settled),
            Status::Withdrawn => None,
            _ => state.received_at.map(|_| Self::Received),
        }
    }
}

/// The answers: 0, 1 or 2 by question.
pub type RatingAnswers = BTreeMap<RatingQuestion, i16>;

/// Reads what was chosen; what was not chosen is not answered.
///
/// # Errors
/// `rating_required` when the first question was not answered, `rating_unknown` for what nobody offered.
pub fn read_rating<'a>(chosen: impl Fn(&str) -> Option<&'a str>) -> Result<RatingAnswers, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut answers = RatingAnswers::new();
    for question in RatingQuestion::ALL {
        match chosen(question.key()).unwrap_or_default() {
            "" => {}
            "0" => drop(answers.insert(question, 0)),
            "1" => drop(answers.insert(question, 1)),
            "2" => drop(answers.insert(question, 2)),
            _ => problems.push(Problem::new(question.key(), "rating_unknown", &[])),
        }
    }
    if problems.is_empty() && !answers.contains_key(&RatingQuestion::Overall) {
        problems.push(Problem::new(RatingQuestion::Overall.key(), "rating_required", &[]));
    }
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_question_has_to_be_answered_and_only_what_is_offered_is_taken() {
        let read = |pairs: &[(&str, &'static str)]| {
            read_rating(|key| pairs.iter().find(|(known, _)| *known == key).map(|(_, value)| *value))
                .map(|answers| answers.len())
                .map_err(|problems| {
                    problems.into_iter().map(|problem| (problem.field, problem.key)).collect::<Vec<_>>()
                })
        };
        let refused = |field: &str, key: &str| Err(vec![(field.to_owned(), key.to_owned())]);
        assert_eq!(read(&[("overall", "2"), ("ease", "")]), Ok(1));
        assert_eq!(read(&[("ease", "1")]), refused("overall", "rating_required"));
        assert_eq!(read(&[("overall", "3")]), refused("overall", "rating_unknown"));
    }
}
