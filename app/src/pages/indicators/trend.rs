//! The last twelve months as a picture, and the same figures as a table behind it.

use domain::indicator::Period;
use leptos::prelude::*;

use super::period::name;
use super::table::share_of;
use crate::components::rows_table::rows_table;
use crate::locale::{Locale, number};
use crate::view::{IndicatorsView, TrendLine};

/// Size of the picture, in units of its own: a column for each month, and room for words above and below.
const COLUMN: i64 = 40;
const BAR: i64 = 26;
const TOP: i64 = 20;
const HEIGHT: i64 = 110;
const BOTTOM: i64 = 22;

pub(super) fn trend(locale: Locale, view: &IndicatorsView) -> Option<AnyView> {
    let most = view.trend.iter().map(TrendLine::settled).max().unwrap_or_default();
    (most > 0).then(|| {
        view! {
            <section aria-labelledby="trend">
                <h2 id="trend">{locale.pick("Mười hai tháng gần đây", "The last twelve months")}</h2>
                <figure>
                    <figcaption>
                        {locale
                            .pick(
                                "Số hồ sơ giải quyết xong mỗi tháng: phần đậm là sớm và đúng hạn, phần nhạt là trễ hạn.",
                                "Dossiers settled each month: the dark part early and on the day, the light part late.",
                            )}
                    </figcaption>
                    {picture(locale, &view.trend, most)}
                </figure>
                <details>
                    <summary>{locale.pick("Xem bằng bảng số", "Show as a table")}</summary>
                    {figures(locale, view)}
                </details>
            </section>
        }
        .into_any()
    })
}

fn picture(locale: Locale, lines: &[TrendLine], most: i64) -> AnyView {
    let width = COLUMN * i64::try_from(lines.len()).unwrap_or_default();
    let base = TOP + HEIGHT;
    let columns = lines
        .iter()
        .zip(0_i64..)
        .map(|(line, at)| {
            let x = at * COLUMN + (COLUMN - BAR) / 2;
            let (all, good) = (line.settled() * HEIGHT / most, line.in_time * HEIGHT / most);
            let middle = (at * COLUMN + COLUMN / 2).to_string();
            view! {
                <rect class="bar-late" x=x.to_string() y=(base - all).to_string() width=BAR.to_string() height=all.to_string()></rect>
                <rect class="bar-good" x=x.to_string() y=(base - good).to_string() width=BAR.to_string() height=good.to_string()></rect>
                <text x=middle.clone() y=(base - all - 4).to_string() text-anchor="middle">
                    {number(locale, line.settled())}
                </text>
                <text x=middle y=(base + 16).to_string() text-anchor="middle">
                    {month_number(line.period)}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg class="trend" viewBox=format!("0 0 {width} {}", base + BOTTOM) aria-hidden="true" focusable="false">
            <line x1="0" y1=base.to_string() x2=width.to_string() y2=base.to_string()></line>
            {columns}
        </svg>
    }
    .into_any()
}

/// Such as 11/26: short enough to stand under its column.
fn month_number(period: Period) -> String {
    match period {
        Period::Month(year, month) => format!("{month}/{}", year % 100),
        other => other.to_string(),
    }
}

fn figures(locale: Locale, view: &IndicatorsView) -> AnyView {
    let headings = [
        locale.pick("Tháng", "Month"),
        locale.pick("Sớm và đúng hạn", "Early and on the day"),
        locale.pick("Trễ hạn", "Late"),
        locale.pick("Tỷ lệ đúng hạn", "Share in time"),
    ];
    let rows = view
        .trend
        .iter()
        .rev()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row" data-label=headings[0]>{name(locale, line.period)}</th>
                    <td class="number" data-label=headings[1]>{number(locale, line.in_time)}</td>
                    <td class="number" data-label=headings[2]>{number(locale, line.late)}</td>
                    <td class="number" data-label=headings[3]>{share_of(locale, line.in_time, line.settled(), view.least_cases)}</td>
                </tr>
            }
        })
        .collect_view();
    rows_table(&headings, rows)
}
