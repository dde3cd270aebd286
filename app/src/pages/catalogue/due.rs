//! «If I file now, when will it be ready?»: the moment first, then why, then what can be chosen differently.

use domain::catalogue::shown::short_name;
use domain::clock::{Due, Step};
use leptos::prelude::*;

use super::waited::waited;
use crate::components::address::procedure_path;
use crate::components::breadcrumb::home_link;
use crate::components::choice::{Row, radios};
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{described_by, error_view, field_class, field_errors};
use crate::components::icon::{Icon, icon};
use crate::components::lines::vietnamese_part;
use crate::components::notice::notice;
use crate::components::phone::phone_link;
use crate::components::published::{channel_name, limit_is_source, limit_words};
use crate::components::tag::Tone;
use crate::locale::{Locale, clock_of, clock_sentence, date_of, date_time, limit_words as clock_limit, machine_time};
use crate::view::{Chrome, DueRow, DueView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &DueView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = if view.received.is_empty() {
        locale.pick("Nếu nộp bây giờ, bao giờ xong?", "If I file now, when will it be ready?")
    } else {
        locale.pick("Nếu nộp lúc đó, bao giờ xong?", "If I file then, when will it be ready?")
    };
    let name = short_name(&view.name, 80);
    let head = Head {
        title: format!("{title} {name}"),
        description: locale.pick(
            format!("{name}: hạn trả kết quả tính theo giờ làm việc và lịch nghỉ, kèm cách tính."),
            format!("{name}: until when the result is due by opening hours and days off, and why."),
        ),
        has_problems: !view.problems.is_empty(),
        trail: vec![home_link(locale), (short_name(&view.name, 40), procedure_path(&view.code))],
        ..Head::default()
    };
    let answer = match &view.due {
        Some(due) => told(locale, due, view.note.as_deref()),
        None if view.rows.is_empty() => not_countable(chrome, view),
        None => ().into_any(),
    };
    let main = view! {
        <div class="filing due-page">
            {error_summary(locale, &view.problems, here)}
            <h1>{title}</h1>
            <p class="filing-place" lang=vietnamese_part(locale, view.name_is_vietnamese)>{view.name.clone()}</p>
            {answer}
            {waited(locale, &view.waited)}
            {(!view.rows.is_empty()).then(|| choices(locale, view))}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

/// The due moment, and how it comes about.
fn told(locale: Locale, due: &Due, note: Option<&str>) -> AnyView {
    let Some(at) = due.at else { return ().into_any() };
    // A result of the same day is an answer itself.
    let answer = due.answer_at.filter(|answer| *answer < at).map(|answer| {
        view! {
            <p>
                {locale
                    .pick(
                        "Trước đó, cơ quan phải trả lời là đã nhận hồ sơ hay cần bổ sung, chậm nhất ",
                        "Before that, the agency says whether it accepts your dossier or needs more, at the latest ",
                    )}
                <time datetime=machine_time(answer)>{date_time(locale, answer)}</time> "."
            </p>
        }
    });
    let note = note.map(|note| {
        let lead = locale.pick("Tỉnh lưu ý thêm: ", "The province adds: ");
        view! { <p>{lead} {note.to_owned()}</p> }
    });
    // The moments shown above need not be told again.
    let steps = due
        .trace
        .iter()
        .filter(|step| !matches!(step, Step::Due { .. } | Step::AnswerDue { .. }))
        .map(|step| view! { <li>{clock_sentence(locale, step)}</li> })
        .collect_view();
    view! {
        <section class="due" aria-labelledby="due">
            <h2 id="due" class="due-label">
                {icon(Icon::Clock)} {locale.pick("Hạn trả kết quả", "The result is due")}
            </h2>
            <p class="due-moment">
                <time datetime=machine_time(at)>
                    <span class="due-day">{date_of(locale, at)}</span> " "
                    <span class="due-hour">{locale.pick("trước ", "by ")} {clock_of(at)}</span>
                </time>
            </p>
            {answer}
        </section>
        <section aria-labelledby="why">
            <h2 id="why">{locale.pick("Vì sao là lúc đó", "How this is counted")}</h2>
            <ol class="due-trace">{steps}</ol>
            {note}
            <p>
                {locale
                    .pick(
                        "Đây là hạn chậm nhất khi hồ sơ đủ và đúng; có thể xong sớm hơn. Nếu phải bổ sung giấy tờ, thời gian bạn bổ sung không tính vào thời hạn. Ngày hẹn chính thức nằm trên giấy tiếp nhận.",
                        "This is the latest moment when the papers are complete and right; it may be ready earlier. If something is missing, the time you need to complete it is not counted. The official date stands on your receipt.",
                    )}
            </p>
        </section>
    }
    .into_any()
}

/// Nothing that can be counted was published: said so, with what was published instead.
fn not_countable(chrome: &Chrome, view: &DueView) -> AnyView {
    let locale = chrome.locale;
    let phone = chrome.province.counter.phone.as_str();
    let lead = locale.pick(
        "Chưa tính được ngày: bản công bố của thủ tục này không ghi thời hạn bằng số ngày hay số giờ.",
        "No date can be told: the published text of this procedure states no limit in days or hours.",
    );
    let published = view.instead.as_ref().map(|limit| {
        let words = limit_words(locale, limit);
        let lang = vietnamese_part(locale, limit_is_source(limit));
        view! {
            <p>{locale.pick("Bản công bố ghi: ", "The published text says: ")} <strong lang=lang>{words}</strong></p>
        }
    });
    let note = view.note.clone().map(|note| view! { <p>{note}</p> });
    let ask = locale.pick(
        "Muốn biết bao giờ xong, hãy hỏi quầy hoặc gọi ",
        "To know when it will be ready, ask at the counter or call ",
    );
    let back = locale.pick("Về trang thủ tục", "Back to the procedure");
    view! {
        {notice(
            Tone::Information,
            view! {
                <p>{lead}</p>
                {published}
                {note}
                <p>{ask} {phone_link(phone)} "."</p>
            }
                .into_any(),
        )}
        <div class="buttons">
            <a class="button button--secondary" href=locale.href(&procedure_path(&view.code))>{back}</a>
        </div>
    }
    .into_any()
}

/// How, where and when; a plain form that asks the same page again.
fn choices(locale: Locale, view: &DueView) -> AnyView {
    let rows: Vec<Row> = view.rows.iter().map(|row| row_of(locale, row)).collect();
    let many = rows.len() > 1;
    let ways =
        many.then(|| radios(locale, "row", locale.pick("Cách nộp", "How you file"), None, &rows, &view.problems));
    let one = (!many)
        .then(|| view.rows.first().map(|row| view! { <input type="hidden" name="row" value=row.value.clone() /> }));
    let errors = field_errors(locale, "received", &view.problems);
    let action = locale.href(&format!("{}/bao-gio-xong", procedure_path(&view.code)));
    view! {
        <section class="due-choices" aria-labelledby="choose">
            <h2 id="choose">{locale.pick("Tính cho trường hợp khác", "Count for another way, desk or day")}</h2>
            <form method="get" action=action>
                {ways} {one} {desks(locale, view)}
                <div class=field_class(&errors)>
                    <label for="received">
                        {locale.pick("Lúc nộp", "When you file")}
                        <span class="field-optional">{locale.pick(" (để trống là bây giờ)", " (empty means now)")}</span>
                    </label>
                    {error_view(locale, "received", &errors)}
                    <input
                        class="input-medium"
                        type="datetime-local"
                        id="received"
                        name="received"
                        value=view.received.clone()
                        placeholder="2026-02-12T15:20"
                        aria-invalid=(!errors.is_empty()).then_some("true")
                        aria-describedby=described_by("received", false, !errors.is_empty())
                    />
                </div>
                <div class="buttons">
                    <button class="button" type="submit">{locale.pick("Tính lại", "Count again")}</button>
                    <a class="button button--secondary" href=locale.href(&procedure_path(&view.code))>
                        {locale.pick("Về trang thủ tục", "Back to the procedure")}
                    </a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn desks(locale: Locale, view: &DueView) -> Option<AnyView> {
    if view.desks.is_empty() {
        return None;
    }
    let errors = field_errors(locale, "agency", &view.problems);
    let options = view
        .desks
        .iter()
        .map(|desk| view! { <option value=desk.code.clone() selected=desk.chosen>{desk.name.clone()}</option> })
        .collect_view();
    let none = view.desks.iter().all(|desk| !desk.chosen);
    Some(
        view! {
            <div class=field_class(&errors)>
                <label for="agency">{locale.pick("Nơi nhận hồ sơ", "Desk that receives it")}</label>
                {error_view(locale, "agency", &errors)}
                <select
                    id="agency"
                    name="agency"
                    aria-invalid=(!errors.is_empty()).then_some("true")
                    aria-describedby=described_by("agency", false, !errors.is_empty())
                >
                    <option value="" selected=none>
                        {locale.pick("Chưa chọn: giờ làm việc chung", "Not chosen: the usual opening hours")}
                    </option>
                    {options}
                </select>
            </div>
        }
        .into_any(),
    )
}

fn row_of(locale: Locale, row: &DueRow) -> Row {
    let words = clock_limit(locale, row.limit.amount, row.limit.unit);
    Row {
        value: row.value.clone(),
        label: format!("{}: {words}", channel_name(locale, row.channel)),
        hint: (!row.case.is_empty()).then(|| row.case.clone()),
        chosen: row.chosen,
        lang: None,
    }
}
