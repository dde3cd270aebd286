//! Of the dossiers of each procedure, how many were ready when it was promised, and how long people really wait.

use domain::indicator::Outlook;
use leptos::prelude::*;

use super::table::share_of;
use crate::components::address::procedure_path;
use crate::components::outlook::day_words;
use crate::components::rows_table::rows_table;
use crate::locale::{Locale, number};
use crate::view::IndicatorsView;

pub(super) fn procedures(locale: Locale, view: &IndicatorsView) -> Option<AnyView> {
    if view.procedures.is_empty() {
        return None;
    }
    let headings = [
        locale.pick("Thủ tục", "Procedure"),
        locale.pick("Tiếp nhận", "Taken in"),
        locale.pick("Giải quyết xong", "Settled"),
        locale.pick("Xong đúng như đã hẹn", "Ready as promised"),
        locale.pick("Một nửa xong (12 tháng)", "Half were ready (12 months)"),
        locale.pick("9 trong 10 xong (12 tháng)", "9 of 10 were ready (12 months)"),
    ];
    let rows = view
        .procedures
        .iter()
        .map(|line| {
            let day = |day: fn(&Outlook) -> i16| {
                let too_few = || locale.pick("Chưa đủ hồ sơ", "Too few").to_owned();
                line.outlook.as_ref().map_or_else(too_few, |outlook| day_words(locale, day(outlook)))
            };
            let lang = line.name_is_vietnamese.then_some("vi");
            view! {
                <tr>
                    <th scope="row" data-label=headings[0]>
                        <a href=locale.href(&procedure_path(&line.code)) lang=lang>{line.name.clone()}</a>
                    </th>
                    <td class="number" data-label=headings[1]>{number(locale, line.received)}</td>
                    <td class="number" data-label=headings[2]>{number(locale, line.in_time + line.late)}</td>
                    <td class="number" data-label=headings[3]>
                        {share_of(locale, line.in_time, line.in_time + line.late, view.least_cases)}
                    </td>
                    <td data-label=headings[4]>{day(|outlook| outlook.half)}</td>
                    <td data-label=headings[5]>{day(|outlook| outlook.nine_of_ten)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="procedures">
                <h2 id="procedures">{locale.pick("Từng thủ tục", "Procedure by procedure")}</h2>
                {rows_table(&headings, rows)}
            </section>
        }
        .into_any(),
    )
}
