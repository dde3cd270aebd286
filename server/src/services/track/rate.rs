//! Rating how one was served, by whoever holds code and PIN.

use domain::rating::{CHANGEABLE_FOR, MAX_COMMENT, RatingAnswers, RatingOccasion, RatingQuestion, read_rating};
use storage::Rating;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Tracked, typed_text};
use crate::services::{RefusalKind, ServiceError, Services};

/// What can be rated now, with what was said before.
#[derive(Debug, Clone)]
pub struct RatingOffer {
    pub occasion: RatingOccasion,
    pub given: Option<(RatingAnswers, String)>,
    /// Whether it can be given or changed still.
    pub is_open: bool,
}

impl Services {
    /// What the holder of a dossier can rate now; None when there is nothing to rate.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn rating_offer(&self, tracked: &Tracked) -> Result<Option<RatingOffer>, ServiceError> {
        let Some(occasion) = RatingOccasion::of(&tracked.held.state) else { return Ok(None) };
        let kept = self.storage.rating(tracked.held.dossier.record.id, occasion).await?;
        let is_open = kept.as_ref().is_none_or(|kept| self.clock.now() - kept.rated_at <= CHANGEABLE_FOR);
        let given = kept.map(|kept| (serde_json::from_str(&kept.answers).unwrap_or_default(), kept.comment));
        Ok(Some(RatingOffer { occasion, given, is_open }))
    }

    /// Keeps a rating, or changes the one of this occasion.
    ///
    /// # Errors
    /// Refused with the problems of [`read_rating`], and `too_long` or `control_character` at the field `comment`; `rating_not_now` when there is nothing to rate; `rating_over` when it was
    /// given more than seven days ago.
    pub async fn rate<'a>(
        &self,
        tracked: &Tracked,
        chosen: impl Fn(&str) -> Option<&'a str>,
        comment: &str,
    ) -> Result<(), ServiceError> {
        let (answers, comment) = given(chosen, comment)?;
        let Some(occasion) = RatingOccasion::of(&tracked.held.state) else {
            return Err(ServiceError::refused(RefusalKind::Conflict, "rating_not_now"));
        };
        let now = self.clock.now();
        let rating = kept_rating(tracked.held.dossier.record.id, occasion, &answers, comment, now)?;
        if self.storage.rate(rating, now - CHANGEABLE_FOR).await? {
            metrics::counter!("ratings_total", "occasion" => occasion.key()).increment(1);
            Ok(())
        } else {
            Err(ServiceError::refused(RefusalKind::Conflict, "rating_over"))
        }
    }
}

/// What was chosen and typed.
///
/// # Errors
/// Refused with every problem, of the questions and of the text.
pub(super) fn given<'a>(
    chosen: impl Fn(&str) -> Option<&'a str>,
    comment: &str,
) -> Result<(RatingAnswers, String), ServiceError> {
    match (read_rating(chosen), typed_text("comment", comment, MAX_COMMENT)) {
        (Ok(answers), comment) => Ok((answers, comment?)),
        (Err(mut problems), comment) => {
            if let Err(ServiceError::Refused(refusal)) = comment {
                problems.extend(refusal.problems);
            }
            Err(ServiceError::invalid("rating_incomplete", problems))
        }
    }
}

pub(super) fn kept_rating(
    dossier_id: Uuid,
    occasion: RatingOccasion,
    answers: &RatingAnswers,
    comment: String,
    now: OffsetDateTime,
) -> Result<Rating, ServiceError> {
    Ok(Rating {
        dossier_id,
        occasion,
        overall: answers.get(&RatingQuestion::Overall).copied().unwrap_or_default(),
        answers: serde_json::to_string(answers).map_err(|error| ServiceError::Failed(error.into()))?,
        comment,
        rated_at: now,
        changed_at: now,
    })
}
