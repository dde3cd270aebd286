//! How long people really wait, in words.

use domain::indicator::Outlook;

use crate::locale::{Locale, number};

/// `93 % (412 hồ sơ)`.
#[must_use]
pub fn kept_words(locale: Locale, outlook: &Outlook) -> String {
    let share = percent(locale, outlook.kept, outlook.cases);
    let cases = number(locale, outlook.cases);
    locale.pick(format!("{share} (của {cases} hồ sơ)"), format!("{share} (of {cases} dossiers)"))
}

/// `sớm 2 ngày`, `đúng ngày hẹn`, `trễ 1 ngày`.
#[must_use]
pub fn day_words(locale: Locale, days_after: i16) -> String {
    let days = number(locale, i64::from(days_after.unsigned_abs()));
    let unit = if days_after.unsigned_abs() == 1 { "day" } else { "days" };
    match days_after {
        ..0 => locale.pick(format!("sớm {days} ngày"), format!("{days} {unit} early")),
        0 => locale.pick("đúng ngày hẹn".to_owned(), "on the day".to_owned()),
        1.. => locale.pick(format!("trễ {days} ngày"), format!("{days} {unit} late")),
    }
}

/// How the forecast of a month earlier held; none where it cannot be told.
#[must_use]
pub fn back_test_words(locale: Locale, outlook: &Outlook) -> Option<String> {
    let test = outlook.back_test?;
    let share = percent(locale, test.held, test.cases);
    let month = format!("{}/{}", test.month % 100, test.month / 100);
    Some(locale.pick(
        format!("Dự báo «9 trong 10» làm trước tháng {month} đúng với {share} hồ sơ của tháng đó."),
        format!("The «9 of 10» told before {month} came true for {share} of that month's dossiers."),
    ))
}

/// Cut off and not rounded: 99.6 % is not 100 %.
fn percent(locale: Locale, of: i64, among: i64) -> String {
    let share = if among > 0 { of * 100 / among } else { 0 };
    locale.pick(format!("{share} %"), format!("{share}%"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::indicator::BackTest;

    #[test]
    fn an_outlook_is_told_in_days_around_the_told_day() {
        let outlook = Outlook {
            cases: 412,
            kept: 411,
            half: -2,
            nine_of_ten: 1,
            back_test: Some(BackTest { month: 202_610, held: 45, cases: 50 }),
        };
        assert_eq!(kept_words(Locale::Vi, &outlook), "99 % (của 412 hồ sơ)");
        assert_eq!(day_words(Locale::Vi, outlook.half), "sớm 2 ngày");
        assert_eq!(day_words(Locale::En, outlook.nine_of_ten), "1 day late");
        assert_eq!(day_words(Locale::Vi, 0), "đúng ngày hẹn");
        assert!(back_test_words(Locale::Vi, &outlook).is_some_and(|words| words.contains("10/2026 đúng với 90 %")));
        assert_eq!(back_test_words(Locale::Vi, &Outlook { back_test: None, ..outlook }), None);
    }
}
