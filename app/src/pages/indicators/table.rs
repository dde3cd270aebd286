//! The agencies side by side: figures, and a bar for each that the figures beside it explain.

use domain::indicator::{Measure, OPEN_IN_TIME, OPEN_LATE, OPEN_PAUSED, Scored, Totals};
use leptos::prelude::*;

use super::PATH;
use crate::components::rows_table::rows_table;
use crate::locale::{Locale, number};
use crate::view::{AgencyTotalsLine, IndicatorsView};

/// Width of a bar, in units of its own.
const WIDTH: i64 = 200;

pub(super) fn agencies(locale: Locale, view: &IndicatorsView) -> AnyView {
    if view.lines.is_empty() {
        return view! { <p>{locale.pick("Trong kỳ này chưa có hồ sơ nào.", "Nothing was filed in this period.")}</p> }
            .into_any();
    }
    let headings = headings(locale);
    let query = format!("?ky={}", view.period);
    let with_whole = view.agency.is_none() && view.lines.len() > 1;
    let mut rows: Vec<AnyView> = view
        .lines
        .iter()
        .map(|line| {
            let href = view.agency.is_none().then(|| locale.href(&format!("{PATH}/{}{query}", line.code)));
            row(locale, line, href, &headings)
        })
        .collect();
    if with_whole {
        rows.push(row(locale, &view.whole, None, &headings));
    }
    rows_table(&headings, rows)
}

fn headings(locale: Locale) -> [&'static str; 9] {
    [
        locale.pick("Cơ quan", "Agency"),
        locale.pick("Tiếp nhận", "Taken in"),
        locale.pick("Xong sớm", "Early"),
        locale.pick("Đúng hạn", "On the day"),
        locale.pick("Trễ hạn", "Late"),
        locale.pick("Đang làm, còn hạn", "In hand, in time"),
        locale.pick("Đang làm, quá hạn", "In hand, overdue"),
        locale.pick("Chờ người nộp", "Waits for applicant"),
        locale.pick("Đúng hạn chung", "In time in all"),
    ]
}

fn row(locale: Locale, line: &AgencyTotalsLine, href: Option<String>, headings: &[&'static str; 9]) -> AnyView {
    let name = match href {
        Some(href) => view! { <a href=href>{line.name.clone()}</a> }.into_any(),
        None => view! { {line.name.clone()} }.into_any(),
    };
    let totals = &line.totals;
    let figures = [
        totals.of(Measure::Received),
        totals.of(Measure::SettledEarly),
        totals.of(Measure::SettledOnTime),
        totals.of(Measure::SettledLate),
        totals.get(OPEN_IN_TIME),
        totals.get(OPEN_LATE),
        totals.get(OPEN_PAUSED),
    ];
    let cells = figures
        .into_iter()
        .zip(&headings[1..8])
        .map(|(figure, heading)| view! { <td class="number" data-label=*heading>{number(locale, figure)}</td> })
        .collect_view();
    view! {
        <tr>
            <th scope="row" data-label=headings[0]>{name}</th>
            {cells}
            <td data-label=headings[8]>{percentage(locale, &line.in_time)} {bar(totals)}</td>
        </tr>
    }
    .into_any()
}

/// A share in words; where there are too few cases, how many there are.
pub(super) fn percentage(locale: Locale, scored: &Scored) -> String {
    match scored {
        Scored::Points { share, .. } => per_cent(locale, *share),
        Scored::TooFew { among, least } => locale.pick(
            format!("Chưa đủ: {among} hồ sơ (cần {least})"),
            format!("Too few: {among} dossiers ({least} needed)"),
        ),
        Scored::NotReckoned => locale.pick("Chưa tính", "Not reckoned").to_owned(),
    }
}

/// A share of cases; where there are too few, how many there are.
pub(super) fn share_of(locale: Locale, of: i64, among: i64, least: i64) -> String {
    percentage(locale, &Scored::among(of, among, least))
}

/// Rounded down to a tenth: 99.96 % is not all.
fn per_cent(locale: Locale, share: f64) -> String {
    let tenths = (share * 1000.0 + 1e-9).floor() / 10.0;
    let text = format!("{tenths:.1} %");
    match locale {
        Locale::Vi => text.replace('.', ","),
        Locale::En => text,
    }
}

/// Points with one digit behind the comma.
pub(crate) fn points(locale: Locale, points: f64) -> String {
    let text = format!("{:.1}", (points * 10.0 + 1e-9).floor() / 10.0);
    match locale {
        Locale::Vi => text.replace('.', ","),
        Locale::En => text,
    }
}

/// What the cells say, as a picture: in time, then late. The figures stand beside it, so it is silent.
fn bar(totals: &Totals) -> Option<AnyView> {
    let early = totals.of(Measure::SettledEarly);
    let good = early + totals.of(Measure::SettledOnTime) + totals.get(OPEN_IN_TIME);
    let all = good + totals.of(Measure::SettledLate) + totals.get(OPEN_LATE);
    (all > 0).then(|| {
        let width = good.max(0) * WIDTH / all;
        view! {
            <svg class="bar" viewBox=format!("0 0 {WIDTH} 10") preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="bar-late" x="0" y="0" width=WIDTH.to_string() height="10"></rect>
                <rect class="bar-good" x="0" y="0" width=width.to_string() height="10"></rect>
            </svg>
        }
        .into_any()
    })
}

pub(super) fn explained(locale: Locale) -> AnyView {
    view! {
        <details>
            <summary>{locale.pick("Các số này được đếm thế nào?", "How are these figures counted?")}</summary>
            <ul>
                <li>
                    {locale
                        .pick(
                            "Sớm, đúng hạn, trễ hạn tính theo ngày: trước ngày hẹn, trong ngày hẹn, sau ngày hẹn.",
                            "Early, on the day and late go by the day: before, on, or after the day that was promised.",
                        )}
                </li>
                <li>
                    {locale
                        .pick(
                            "Đúng hạn chung = (xong sớm + đúng hạn + đang làm còn hạn) chia cho tất cả, gồm cả trễ hạn và đang làm quá hạn. Hồ sơ từ kỳ trước chuyển sang cũng tính.",
                            "In time in all = (early + on the day + in hand in time) among all, late and overdue ones included. What was carried over from earlier periods counts too.",
                        )}
                </li>
                <li>
                    {locale
                        .pick(
                            "Hồ sơ đang chờ người nộp bổ sung hoặc nộp tiền thì đồng hồ dừng, nên không tính là trễ.",
                            "While a dossier waits for the applicant the legal clock stands still, so it is not late.",
                        )}
                </li>
                <li>
                    {locale
                        .pick(
                            "Hồ sơ cán bộ nộp thay tại quầy không bao giờ tính là nộp trực tuyến.",
                            "What an officer filed at the counter is never counted as filed online.",
                        )}
                </li>
            </ul>
        </details>
    }
    .into_any()
}
