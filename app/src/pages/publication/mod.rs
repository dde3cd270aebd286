//! Months that are over, as they were frozen and signed.

mod check_box;
pub mod edition;
pub mod list;

use domain::indicator::Period;

/// Where the pages are.
pub const PATH: &str = "/chi-so/cong-bo";

/// The page of an edition.
#[must_use]
pub fn edition_path(period: Period, edition: i64) -> String {
    format!("{PATH}/{period}?ban={edition}")
}
