//! Until when what is due is near due: the one rule of the start page, the queue, its filter and the dossier.

use domain::dossier::foreseen_until;
use time::{Duration, OffsetDateTime};

use crate::http::state::App;

/// What is due before this moment is near due at these agencies: today, or on the next day on which they open. The agency that
/// closes last sets the day; a few minutes at its end change nothing for a warning.
pub(super) fn near_until<'a>(
    app: &App,
    units: impl IntoIterator<Item = &'a str>,
    now: OffsetDateTime,
) -> OffsetDateTime {
    let calendars = units.into_iter().map(|unit| app.services.calendars.of(Some(unit)));
    let closing = calendars.filter_map(|calendar| foreseen_until(&calendar, now)).max().unwrap_or(now);
    // The closing itself belongs to the day.
    closing + Duration::SECOND
}
