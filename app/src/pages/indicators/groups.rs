//! The groups of the official index, each component with its method and, where it cannot be reckoned, why.

use domain::indicator::{Component, ComponentScore, Scored};
use leptos::prelude::*;

use super::table::{percentage, points};
use crate::components::rows_table::rows_table;
use crate::locale::{Locale, number};
use crate::view::{GroupLine, IndicatorsView};

pub(super) fn groups(locale: Locale, view: &IndicatorsView) -> AnyView {
    let Some(decision) = &view.decision else {
        let text = locale.pick("Kỳ này chưa có bộ chỉ số nào có hiệu lực.", "No index was in force in this period.");
        return view! { <p>{text}</p> }.into_any();
    };
    let groups = view.groups.iter().zip(1..).map(|(line, at)| group(locale, line, at)).collect_view();
    let least = view.least_cases;
    view! {
        <section aria-labelledby="groups">
            <h2 id="groups">{locale.pick("Điểm theo bộ chỉ số chính thức", "Points by the official index")}</h2>
            <p>
                {locale.of(decision).to_owned()} ". "
                {locale
                    .pick(
                        format!("Phần nào chưa có công thức hoặc dữ liệu thì nói rõ, không tự đặt ra. Dưới {least} hồ sơ thì chưa chấm điểm."),
                        format!("What has no formula or no data is said so and not made up. Below {least} dossiers nothing is scored."),
                    )}
            </p>
            {groups}
        </section>
    }
    .into_any()
}

fn group(locale: Locale, line: &GroupLine, at: usize) -> AnyView {
    let id = format!("group-{at}");
    let labelled_by = id.clone();
    let score = &line.score;
    let reached = if score.reckoned_max > 0.0 {
        let (of, most) = (points(locale, score.points), points(locale, score.reckoned_max));
        let whole = points(locale, score.max);
        locale.pick(
            format!("{of} trên {most} điểm tính được (cả nhóm {whole} điểm)"),
            format!("{of} of {most} points that could be reckoned (the group has {whole})"),
        )
    } else {
        locale.pick("Chưa chấm được điểm nào.", "No points could be reckoned.").to_owned()
    };
    let headings = [
        locale.pick("Thành phần", "Component"),
        locale.pick("Tỷ lệ", "Share"),
        locale.pick("Điểm", "Points"),
        locale.pick("Cách tính và nguồn", "Method and source"),
    ];
    let rows = line
        .components
        .iter()
        .zip(&score.components)
        .map(|(component, score)| row(locale, component, score, &headings))
        .collect_view();
    view! {
        <section aria-labelledby=labelled_by>
            <h3 id=id>{locale.of(&line.name).to_owned()}</h3>
            <p>{reached}</p>
            {rows_table(&headings, rows)}
        </section>
    }
    .into_any()
}

fn row(locale: Locale, component: &Component, score: &ComponentScore, headings: &[&'static str; 4]) -> AnyView {
    let max = points(locale, component.max);
    let (share, reached) = match &score.scored {
        Scored::Points { of, among, points: reached, .. } => (
            format!("{} ({}/{})", percentage(locale, &score.scored), number(locale, *of), number(locale, *among)),
            format!("{} / {max}", points(locale, *reached)),
        ),
        other => (percentage(locale, other), format!("- / {max}")),
    };
    let why = component.missing.as_ref().map(|why| format!("{} ", locale.of(why)));
    let mark = if component.official {
        locale.pick(" (văn bản chính thức)", " (official text)")
    } else {
        locale.pick(" (chưa có văn bản chính thức)", " (no official text)")
    };
    view! {
        <tr>
            <th scope="row" data-label=headings[0]>{locale.of(&component.name).to_owned()}</th>
            <td data-label=headings[1]>{share}</td>
            <td class="number" data-label=headings[2]>{reached}</td>
            <td data-label=headings[3]>{why} {locale.of(&component.source).to_owned()} {mark}</td>
        </tr>
    }
    .into_any()
}
