//! What the head of an agency has to explain of a published month.

use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::error_summary::error_summary;
use crate::components::field::{Field, Kind, Optional, field};
use crate::components::notice::notice_text;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time};
use crate::pages::feedback::history::paragraphs;
use crate::pages::indicators::period_name;
use crate::pages::publication::PATH as PUBLISHED;
use crate::view::{Chrome, DeskHead, ExplanationLine, ExplanationsView};
use domain::filing::Problem;

/// Where the page is.
pub const PATH: &str = "/can-bo/giai-trinh";

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &ExplanationsView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Giải trình chậm trễ", "Explain delays");
    let done = view
        .done
        .then(|| notice_text(Tone::Done, locale.pick("Đã công bố giải trình.", "The explanation is published.")));
    let body = if view.lines.is_empty() {
        notice_text(
            Tone::Done,
            locale.pick("Đơn vị của bạn không phải giải trình gì.", "Your agency has nothing to explain."),
        )
    } else {
        view.lines.iter().map(|line| request(locale, view, line)).collect_view().into_any()
    };
    let href = |problem: &Problem| match &view.refused {
        Some((period, agency, _)) => format!("#{}", field_id(&period.to_string(), agency, &problem.field)),
        None => "#main".to_owned(),
    };
    let main = view! {
        {error_summary(locale, &view.problems, href)}
        <h1>{title}</h1>
        {done}
        <p>
            {locale
                .pick(
                    "Khi một tháng được công bố, người đứng đầu cơ quan để hồ sơ trễ hạn giải trình vì sao và sẽ làm gì. Lời giải trình đứng cạnh số liệu, ai cũng đọc được.",
                    "When a month is published, the head of an agency that caused delay explains why and what will be done. It stands beside the figures for everybody to read.",
                )}
        </p>
        {body}
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: !view.problems.is_empty() }, main)
}

/// Several forms of the page ask the same: each field has an id of its own.
fn field_id(month: &str, agency: &str, name: &str) -> String {
    format!("{name}-{month}-{}", agency.replace('.', "-"))
}

fn request(locale: Locale, view: &ExplanationsView, line: &ExplanationLine) -> AnyView {
    let month = line.period.to_string();
    let heading = format!("{}, {}", line.agency_name, period_name(locale, line.period));
    let published = locale.href(&format!("{PUBLISHED}/{month}"));
    let body = match &line.answered {
        Some((at, words)) => view! {
            {tag(Tone::Done, locale.pick("Đã giải trình", "Explained"))}
            {paragraphs(words)}
            <p class="quiet">{date_time(locale, *at)}</p>
        }
        .into_any(),
        None => form(locale, view, line, &month),
    };
    view! {
        <section aria-label=heading.clone()>
            <h2>{heading.clone()}</h2>
            <p><a href=published>{locale.pick("Xem số liệu đã công bố", "See what was published")}</a></p>
            {body}
        </section>
    }
    .into_any()
}

fn form(locale: Locale, view: &ExplanationsView, line: &ExplanationLine, month: &str) -> AnyView {
    let refused = view.refused.as_ref().filter(|(period, agency, _)| *period == line.period && *agency == line.agency);
    let id = field_id(month, &line.agency, "words");
    let problems: Vec<Problem> = match refused {
        Some(_) => view.problems.iter().map(|problem| Problem { field: id.clone(), ..problem.clone() }).collect(),
        None => Vec::new(),
    };
    let words = Field {
        id,
        label: locale.pick("Vì sao chậm, và sẽ làm gì", "Why there was delay, and what will be done").to_owned(),
        hints: vec![
            locale.pick("Không ghi tên hay số giấy tờ của ai.", "No names and no numbers of papers.").to_owned(),
        ],
        value: refused.map(|(.., typed)| typed.clone()).unwrap_or_default(),
        kind: Kind::Long,
        optional: Optional::Never,
        ..Field::default()
    };
    let due = date_time(locale, line.due_at);
    let state = if line.is_late {
        tag(Tone::Error, &locale.pick(format!("Quá hạn từ {due}"), format!("Overdue since {due}")))
    } else {
        tag(Tone::Warning, &locale.pick(format!("Trước {due}"), format!("By {due}")))
    };
    view! {
        <p>{state}</p>
        <form method="post" action=locale.href(&format!("{PATH}/{month}/{}", line.agency)) novalidate>
            {field(locale, &words, &problems)}
            <button class="button" type="submit">{locale.pick("Công bố giải trình", "Publish the explanation")}</button>
        </form>
    }
    .into_any()
}
