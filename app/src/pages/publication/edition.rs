//! One edition: scores, who caused delay and why, apologies, and what a correction changed.

use std::collections::BTreeMap;

use domain::indicator::{AgencyReport, Delay, GroupScore};
use leptos::prelude::*;

use super::PATH;
use super::check_box::check_box;
use super::list::{all, how_to_check, table};
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::notice::notice_text;
use crate::components::rows_table::rows_table;
use crate::components::tag::Tone;
use crate::locale::{Locale, date, date_time, figure_name, number};
use crate::pages::indicators::{PATH as INDICATORS, period_name, points};
use crate::view::{Chrome, ExplanationLine, PublicationView};

/// Delays that stand on the page; the file has all of them.
const SHOWN: usize = 200;

/// The whole page.
pub fn page(chrome: &Chrome, view: &PublicationView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let publication = &view.publication;
    let period = publication.report.period;
    let title = locale.pick(
        format!("Công bố {}, bản {}", period_name(locale, period), publication.edition),
        format!("Published: {}, edition {}", period_name(locale, period), publication.edition),
    );
    let head = Head {
        title: title.clone(),
        public: true,
        trail: vec![
            home_link(locale),
            (all(locale).to_owned(), INDICATORS.to_owned()),
            (locale.pick("Công bố hằng tháng", "Published every month").to_owned(), PATH.to_owned()),
        ],
        ..Head::default()
    };
    let signed = if view.is_signed {
        notice_text(
            Tone::Done,
            locale.pick("Chữ ký số đúng: trang này là bản đã ký.", "The signature fits: this is what was signed."),
        )
    } else {
        notice_text(
            Tone::Error,
            locale.pick(
                "Chữ ký số KHÔNG đúng: đừng tin trang này.",
                "The signature does NOT fit: do not trust this page.",
            ),
        )
    };
    let file = format!("{PATH}/{period}/tep?ban={}", publication.edition);
    let newer = view.editions.iter().any(|line| line.edition > publication.edition).then(|| {
        notice_text(
            Tone::Warning,
            locale.pick("Đã có bản đính chính mới hơn; xem ở cuối trang.", "There is a newer edition; see below."),
        )
    });
    let frozen = locale.pick(
        format!(
            "Khoá ngày {}, công bố {}.",
            date(locale, publication.report.frozen_on),
            date_time(locale, publication.published_at)
        ),
        format!(
            "Frozen on {}, published {}.",
            date(locale, publication.report.frozen_on),
            date_time(locale, publication.published_at)
        ),
    );
    let other = |format: &str, name: &'static str| {
        let address = format!("{PATH}/{period}/{format}?ban={}", publication.edition);
        view! { <a href=address download="">{name}</a> }
    };
    let check = check_box(chrome, view, &file);
    let main = view! {
        <h1>{title}</h1>
        {signed}
        {newer}
        <p>{frozen}</p>
        <p><a href=file download="">{locale.pick("Tải tệp có chữ ký và dữ liệu (JSON từng dòng)", "Download the signed file with its data (JSON lines)")}</a></p>
        <p>
            {locale.pick("Cũng có: ", "Also as: ")} {other("pdf", "PDF")} ", " {other("csv", "CSV")} ", " {other("json", "JSON")} "."
        </p>
        {differences(locale, view)}
        {scores(locale, view)}
        {late(locale, view)}
        {delays(locale, view)}
        {apologies(locale, view)}
        <section aria-labelledby="editions">
            <h2 id="editions">{locale.pick("Các bản của tháng này", "Editions of this month")}</h2>
            {table(locale, &view.editions)}
        </section>
        {how_to_check(locale, &view.public_key, Some(check))}
    }
    .into_any();
    document(chrome, head, main)
}

fn name<'view>(names: &'view BTreeMap<String, String>, code: &'view str) -> &'view str {
    names.get(code).map_or(code, String::as_str)
}

fn scores(locale: Locale, view: &PublicationView) -> AnyView {
    let report = &view.publication.report;
    let heading = locale.pick("Cơ quan", "Agency");
    let names: Vec<String> = report.method.groups.iter().map(|group| locale.of(&group.name).to_owned()).collect();
    let row = |label: String, one: &AgencyReport| {
        let cells = one
            .groups
            .iter()
            .zip(&names)
            .map(|(group, name)| view! { <td class="number" data-label=name.clone()>{group_words(locale, group)}</td> })
            .collect_view();
        view! {
            <tr>
                <th scope="row" data-label=heading>{label}</th>
                {cells}
            </tr>
        }
    };
    let mut rows: Vec<AnyView> =
        report.agencies.iter().map(|(code, one)| row(name(&view.agencies, code).to_owned(), one).into_any()).collect();
    rows.push(row(locale.pick("Cả tỉnh", "Whole province").to_owned(), &report.whole).into_any());
    let headings = names.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let least = number(locale, report.method.least_cases);
    view! {
        <section aria-labelledby="scores">
            <h2 id="scores">{locale.pick("Điểm từng nhóm", "Points by group")}</h2>
            <p class="quiet">
                {locale.pick(
                    format!("Điểm trên điểm tối đa của những phần tính được; dưới {least} hồ sơ thì không chấm. {}.", report.method.decision.vi),
                    format!("Points out of what could be reckoned; none below {least} cases. {}.", report.method.decision.en),
                )}
            </p>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">{heading}</th>
                        {headings}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn group_words(locale: Locale, group: &GroupScore) -> String {
    if group.reckoned_max > 0.0 {
        format!("{} / {}", points(locale, group.points), points(locale, group.reckoned_max))
    } else {
        locale.pick("Chưa chấm", "None").to_owned()
    }
}

fn late(locale: Locale, view: &PublicationView) -> AnyView {
    let late = view.publication.report.late_agencies();
    let heading = locale.pick("Cơ quan để chậm trễ và giải trình", "Agencies that caused delay, and why");
    if late.is_empty() {
        let words =
            locale.pick("Không cơ quan nào để hồ sơ trễ hạn trong tháng.", "No agency caused delay in this month.");
        return view! { <section aria-labelledby="late"><h2 id="late">{heading}</h2><p>{words}</p></section> }
            .into_any();
    }
    let headings = [
        locale.pick("Cơ quan", "Agency"),
        locale.pick("Xong trễ", "Settled late"),
        locale.pick("Còn quá hạn", "Still overdue"),
        locale.pick("Giải trình của người đứng đầu", "Explanation by its head"),
    ];
    let rows = late
        .into_iter()
        .map(|(code, settled, open)| {
            let said = view.explanations.iter().find(|line| line.agency == code);
            view! {
                <tr>
                    <th scope="row" data-label=headings[0]>{name(&view.agencies, &code).to_owned()}</th>
                    <td class="number" data-label=headings[1]>{number(locale, settled)}</td>
                    <td class="number" data-label=headings[2]>{number(locale, open)}</td>
                    <td data-label=headings[3]>{explanation(locale, said)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="late">
            <h2 id="late">{heading}</h2>
            {rows_table(&headings, rows)}
        </section>
    }
    .into_any()
}

fn explanation(locale: Locale, line: Option<&ExplanationLine>) -> AnyView {
    match line {
        Some(ExplanationLine { answered: Some((at, words)), .. }) => view! {
            <span lang="vi">{words.clone()}</span>
            <span class="line quiet">{date_time(locale, *at)}</span>
        }
        .into_any(),
        Some(line) => {
            let due = date_time(locale, line.due_at);
            let words = if line.is_late {
                locale.pick(format!("Chưa giải trình, quá hạn từ {due}."), format!("None yet, overdue since {due}."))
            } else {
                locale.pick(format!("Phải giải trình trước {due}."), format!("To be explained by {due}."))
            };
            view! { {words} }.into_any()
        }
        None => {
            view! { {locale.pick("Không yêu cầu với bản đầu.", "Not asked for with the first edition.")} }.into_any()
        }
    }
}

fn delays(locale: Locale, view: &PublicationView) -> Option<AnyView> {
    let all = &view.publication.report.delays;
    if all.is_empty() {
        return None;
    }
    let headings = [
        locale.pick("Thủ tục", "Procedure"),
        locale.pick("Cơ quan", "Agency"),
        locale.pick("Hẹn ngày", "Due"),
        locale.pick("Xong ngày", "Settled"),
        locale.pick("Trễ (ngày)", "Late (days)"),
    ];
    let row = |delay: &Delay| {
        let settled = match delay.settled {
            Some(day) => date(locale, day),
            None => locale.pick("chưa xong", "not yet").to_owned(),
        };
        view! {
            <tr>
                <th scope="row" data-label=headings[0] lang="vi">{name(&view.procedures, &delay.procedure).to_owned()}</th>
                <td data-label=headings[1]>{name(&view.agencies, &delay.agency).to_owned()}</td>
                <td data-label=headings[2]>{date(locale, delay.due)}</td>
                <td data-label=headings[3]>{settled}</td>
                <td class="number" data-label=headings[4]>{number(locale, delay.days)}</td>
            </tr>
        }
    };
    let rows = all.iter().take(SHOWN).map(row).collect_view();
    let count = number(locale, i64::try_from(all.len()).unwrap_or(i64::MAX));
    let more = (all.len() > SHOWN).then(|| {
        let words = locale.pick(
            format!("Hiện {SHOWN} trong {count} hồ sơ; tệp tải về có đủ."),
            format!("{SHOWN} of {count} are shown; the file has all."),
        );
        view! { <p>{words}</p> }
    });
    let heading = locale.pick(format!("Hồ sơ trễ hạn ({count})"), format!("Late dossiers ({count})"));
    Some(
        view! {
            <section aria-labelledby="delays">
                <h2 id="delays">{heading}</h2>
                {rows_table(&headings, rows)}
                {more}
            </section>
        }
        .into_any(),
    )
}

fn apologies(locale: Locale, view: &PublicationView) -> AnyView {
    let mut by_agency: BTreeMap<&str, i64> = BTreeMap::new();
    for apology in &view.publication.report.apologies {
        *by_agency.entry(&apology.agency).or_default() += 1;
    }
    let lines = by_agency
        .into_iter()
        .map(|(code, count)| {
            let words = format!("{}: {}", name(&view.agencies, code), number(locale, count));
            view! { <li>{words}</li> }
        })
        .collect_view();
    let body = if view.publication.report.apologies.is_empty() {
        view! { <p>{locale.pick("Trong tháng không có thư xin lỗi nào.", "There was no apology in this month.")}</p> }
            .into_any()
    } else {
        view! { <ul>{lines}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="apologies">
            <h2 id="apologies">{locale.pick("Thư xin lỗi và hẹn lại (mẫu 04)", "Apologies with a new date (form 04)")}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn figure(locale: Locale, view: &PublicationView, key: &str) -> String {
    let mut components = view.publication.report.method.groups.iter().flat_map(|group| &group.components);
    let component = components.find(|component| component.id == key).map(|one| locale.of(&one.name).to_owned());
    component.or_else(|| figure_name(locale, key)).unwrap_or_else(|| key.to_owned())
}

fn differences(locale: Locale, view: &PublicationView) -> Option<AnyView> {
    let reason = view.publication.reason.as_ref()?;
    let headings = [
        locale.pick("Con số", "Figure"),
        locale.pick("Cơ quan", "Agency"),
        locale.pick("Bản trước", "Before"),
        locale.pick("Bản này", "Now"),
    ];
    let rows = view
        .publication
        .differences
        .iter()
        .map(|one| {
            let whole = locale.pick("Cả tỉnh", "Whole province");
            let agency = if one.agency.is_empty() { whole } else { name(&view.agencies, &one.agency) };
            view! {
                <tr>
                    <th scope="row" data-label=headings[0]>{figure(locale, view, &one.name)}</th>
                    <td data-label=headings[1]>{agency.to_owned()}</td>
                    <td data-label=headings[2]>{one.published.clone()}</td>
                    <td data-label=headings[3]>{one.reckoned.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let body = if view.publication.differences.is_empty() {
        view! { <p>{locale.pick("Không con số nào khác bản trước.", "No figure differs from the edition before.")}</p> }
            .into_any()
    } else {
        rows_table(&headings, rows)
    };
    Some(
        view! {
            <section aria-labelledby="differences">
                <h2 id="differences">{locale.pick("Đính chính", "Correction")}</h2>
                <p lang="vi">{reason.clone()}</p>
                {body}
            </section>
        }
        .into_any(),
    )
}
