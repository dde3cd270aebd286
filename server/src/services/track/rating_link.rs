//! A link with which somebody rates a dossier without code and PIN: sent with the news, or shown as a QR code at the counter. It opens
//! nothing but the questions, works once, and ends after thirty days.

use data_encoding::BASE64URL_NOPAD;
use domain::rating::{RatingAnswers, RatingOccasion};
use time::{Duration, OffsetDateTime};

use super::rate::{given, kept_rating};
use crate::services::vault::Vault;
use crate::services::{OpenDossier, RefusalKind, ServiceError, Services};

const LABEL: &[u8] = b"rating link";
/// How long a link works.
const VALID_FOR: Duration = Duration::days(30);

/// What a link opens.
pub struct LinkedRating {
    pub open: OpenDossier,
    pub occasion: RatingOccasion,
}

impl Services {
    /// The path of a link for rating that dossier on that occasion; none when it cannot be sealed.
    #[must_use]
    pub fn rating_link(&self, code: &str, occasion: RatingOccasion, now: OffsetDateTime) -> Option<String> {
        let ends = (now + VALID_FOR).unix_timestamp();
        let value = format!("{code} {} {ends}", occasion.key());
        let sealed = Vault(&self.pin_key).seal(LABEL, &self.random, b"", value.as_bytes())?;
        Some(format!("/danh-gia/{}", BASE64URL_NOPAD.encode(&sealed)))
    }

    /// What a link opens, while it has not been used.
    ///
    /// # Errors
    /// Refused with `rating_link_unknown`, `rating_link_over` or `rating_link_used`.
    pub async fn linked_rating(&self, token: &str) -> Result<LinkedRating, ServiceError> {
        let unknown = || ServiceError::refused(RefusalKind::NotFound, "rating_link_unknown");
        let (code, occasion, ends) = self.read_link(token).ok_or_else(unknown)?;
        if self.clock.now().unix_timestamp() > ends {
            return Err(ServiceError::refused(RefusalKind::Conflict, "rating_link_over"));
        }
        let open = self.open_dossier(&code).await?.ok_or_else(unknown)?;
        // What was taken back since, such as a result, cannot be rated any more.
        let reached = RatingOccasion::of(&open.state).ok_or_else(unknown)?;
        if occasion == RatingOccasion::Settled && reached == RatingOccasion::Received {
            return Err(unknown());
        }
        if self.storage.rating(open.dossier.record.id, occasion).await?.is_some() {
            return Err(ServiceError::refused(RefusalKind::Conflict, "rating_link_used"));
        }
        Ok(LinkedRating { open, occasion })
    }

    fn read_link(&self, token: &str) -> Option<(String, RatingOccasion, i64)> {
        let sealed = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let value = String::from_utf8(Vault(&self.pin_key).open(LABEL, b"", &sealed)?).ok()?;
        let mut parts = value.split(' ');
        let (code, occasion, ends) = (parts.next()?, parts.next()?, parts.next()?);
        Some((code.to_owned(), RatingOccasion::from_key(occasion)?, ends.parse().ok()?))
    }

    /// Keeps what was said through a link, once.
    ///
    /// # Errors
    /// As for [`Services::linked_rating`], and refused with the problems of the answers.
    pub async fn rate_by_link<'a>(
        &self,
        token: &str,
        chosen: impl Fn(&str) -> Option<&'a str>,
        comment: &str,
    ) -> Result<(), ServiceError> {
        let linked = self.linked_rating(token).await?;
        let (answers, comment): (RatingAnswers, String) = given(chosen, comment)?;
        let now = self.clock.now();
        let rating = kept_rating(linked.open.dossier.record.id, linked.occasion, &answers, comment, now)?;
        // Nothing that exists may be changed by it: of two presses at once the second finds the link used.
        if !self.storage.rate(rating, now + Duration::DAY).await? {
            return Err(ServiceError::refused(RefusalKind::Conflict, "rating_link_used"));
        }
        metrics::counter!("ratings_total", "occasion" => linked.occasion.key()).increment(1);
        Ok(())
    }
}
