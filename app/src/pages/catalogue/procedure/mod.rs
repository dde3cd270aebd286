//! One procedure: the short answers, the one button, what to prepare; the rest folded by heading.

mod channels;
mod more;
mod prepare;
mod summary;

pub(crate) use prepare::number_words;

use domain::catalogue::shown::short_name;
use domain::province::Statement;
use leptos::prelude::*;

use crate::components::address::FilingWay;
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::icon::{Icon, icon};
use crate::components::lines::{blocks, vietnamese_part};
use crate::components::notice::{notice, notice_text};
use crate::components::phone::phone_link;
use crate::components::published::channel_name;
use crate::components::tag::Tone;
use crate::locale::{Locale, date_of};
use crate::view::{Chrome, Fileable, ProcedureView};

/// Longest name in the title of the window.
const TITLE_CHARS: usize = 80;

/// The whole page.
pub fn page(chrome: &Chrome, view: &ProcedureView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let summary_sentence = view.service.as_ref().map(|service| locale.of(&service.summary).to_owned());
    let head = Head {
        title: format!("{} ({})", short_name(&view.name, TITLE_CHARS), view.shown.code),
        description: summary_sentence.clone().unwrap_or_else(|| {
            let name = short_name(&view.name, 120);
            locale.pick(
                format!("{name}: chi phí, thời gian, giấy tờ cần chuẩn bị, nơi nộp và cách nộp trực tuyến."),
                format!("{name}: cost, time, papers, place and how to file online."),
            )
        }),
        json_ld: Some(view.json_ld.clone()),
        public: true,
        search: true,
        trail: vec![home_link(locale), (locale.pick("Thủ tục", "Procedures").to_owned(), "/thu-tuc".to_owned())],
        ..Head::default()
    };
    let long = view.name.chars().count() > 120;
    let lead = match summary_sentence {
        Some(sentence) => view! { <p class="lead">{sentence}</p> }.into_any(),
        None => view! { <div lang=vietnamese_part(locale, true)>{blocks(&view.shown.description)}</div> }.into_any(),
    };
    let code_line = format!("{} {}", locale.pick("Mã thủ tục", "Procedure code"), view.shown.code);
    let main = view! {
        <article class="procedure">
            <h1 class:long=long lang=vietnamese_part(locale, view.name_is_vietnamese)>{view.name.clone()}</h1>
            <p class="procedure-code">
                {code_line} " · "
                <span lang=vietnamese_part(locale, view.service.is_none())>{field_name(locale, view)}</span>
            </p>
            {lead}
            {district(locale, view)}
            {summary::summary(chrome, view)}
            {action(chrome, view)}
            {reservations(locale, view)}
            {prepare::prepare(chrome, view)}
            {channels::channels(chrome, view)}
            {more::more(chrome, view)}
        </article>
    }
    .into_any();
    document(chrome, head, main)
}

fn field_name(locale: Locale, view: &ProcedureView) -> String {
    match (&view.service, locale) {
        (Some(service), Locale::En) => service.field_en.clone(),
        _ => view.shown.field.name.clone(),
    }
}

/// The one warning that comes before the short answers.
fn district(locale: Locale, view: &ProcedureView) -> Option<AnyView> {
    view.shown.names_district_level.then(|| {
        notice_text(
            Tone::Warning,
            locale.pick(
                "Tên thủ tục còn nhắc đến cấp huyện. Cấp huyện đã kết thúc ngày 30/06/2025; hãy hỏi quầy nơi nhận hiện nay.",
                "The name still speaks of the district level, which ended on 30/06/2025. Ask the counter who receives it now.",
            ),
        )
    })
}

/// How far the page can be relied on: language, and what nobody has checked yet.
fn reservations(locale: Locale, view: &ProcedureView) -> Vec<AnyView> {
    let mut warnings = Vec::new();
    if locale == Locale::En {
        warnings.push(notice_text(
            Tone::Information,
            "Only the Vietnamese text is official. Parts that are not translated are shown in Vietnamese as published.",
        ));
    }
    if let Some(unverified) = view.service.as_ref().map(|service| &service.unverified).filter(|list| !list.is_empty()) {
        let items = unverified.iter().map(|item| view! { <li>{unverified_words(locale, *item)}</li> }).collect_view();
        let lead = locale.pick(
            "Phần tỉnh viết thêm chưa được đối chiếu với bản công bố ở các điểm sau:",
            "These points added by the province have not been checked against the published text yet:",
        );
        warnings.push(notice(Tone::Information, view! { <p>{lead}</p><ul>{items}</ul> }.into_any()));
    }
    warnings
}

/// Words for the statements that nobody has checked yet.
fn unverified_words(locale: Locale, statement: Statement) -> &'static str {
    match statement {
        Statement::LevelBefore2025 => locale.pick("cấp thực hiện trước 01/07/2025", "the level before 01/07/2025"),
        Statement::AgencyBefore2025 => locale.pick("cơ quan trước 01/07/2025", "the agency before 01/07/2025"),
        Statement::OnlineLevel => locale.pick("mức độ trực tuyến", "the online level"),
        Statement::EnglishName => locale.pick("tên tiếng Anh", "the English name"),
        Statement::EnglishField => locale.pick("tên lĩnh vực tiếng Anh", "the English name of the field"),
        Statement::Channels => locale.pick("cách nộp", "the ways to file"),
        Statement::Audiences => locale.pick("đối tượng", "who may apply"),
        Statement::Kind => locale.pick("loại thủ tục", "the kind of procedure"),
        Statement::TimeLimit => locale.pick("thời hạn", "the time limit"),
        Statement::Conditions => locale.pick("điều kiện", "the conditions"),
        Statement::Fees => locale.pick("chi phí", "the cost"),
        Statement::Papers => locale.pick("giấy tờ", "the papers"),
        Statement::Decision => locale.pick("quyết định công bố", "the publishing decision"),
        Statement::Reception => locale.pick("nơi nhận hồ sơ", "where it is received"),
        Statement::Agencies => locale.pick("cơ quan thực hiện", "the agency"),
    }
}

/// The one button, or why there is none, and how else.
fn action(chrome: &Chrome, view: &ProcedureView) -> AnyView {
    let locale = chrome.locale;
    let others: Vec<&str> = view
        .limits
        .iter()
        .map(|(channel, _)| *channel)
        .filter(|channel| *channel != domain::procedure::Channel::Online)
        .fold(Vec::new(), |mut names, channel| {
            let name = channel_name(locale, channel);
            if !names.contains(&name) {
                names.push(name);
            }
            names
        });
    let phone = chrome.province.counter.phone.as_str();
    let call = phone_link(phone);
    let reason = match view.fileable {
        Fileable::Yes => {
            let how_else = (!others.is_empty()).then(|| {
                let ways = others.join(", ").to_lowercase();
                view! { <p class="how-else">{locale.pick(format!("Cách khác: {ways}."), format!("Other ways: {ways}."))}</p> }
            });
            return view! {
                <div class="action">
                    <a class="button button-start" href=locale.href(&FilingWay::Online(view.shown.code.clone()).path(""))>
                        {locale.pick("Nộp hồ sơ trực tuyến", "File online")}
                        {icon(Icon::Arrow)}
                    </a>
                    {how_else}
                </div>
            }
            .into_any();
        }
        Fileable::NotOnline if others.is_empty() => locale
            .pick(
                "Thủ tục này chưa nộp trực tuyến được, và bản công bố không nêu cách nộp nào khác. Muốn biết nộp thế nào, hãy gọi",
                "This cannot be filed online yet, and the published text names no other way. To find out how, call",
            )
            .to_owned(),
        Fileable::NotOnline => {
            let ways = others.join(", ").to_lowercase();
            locale.pick(
                format!("Thủ tục này chưa nộp trực tuyến được. Cách nộp đã công bố: {ways}; cần hỏi thêm thì gọi"),
                format!("This cannot be filed online yet. Published ways: {ways}; for questions call"),
            )
        }
        Fileable::NotReceivedHere if view.shown.agencies.is_empty() => locale
            .pick(
                "Quầy của tỉnh không nhận thủ tục này, và bản công bố không nêu cơ quan thực hiện. Muốn biết nộp ở đâu, hãy gọi",
                "No counter of the province receives this, and the published text names no agency. To find out where, call",
            )
            .to_owned(),
        Fileable::NotReceivedHere => locale
            .pick(
                "Quầy của tỉnh không nhận thủ tục này. Hãy nộp ở cơ quan nêu dưới đây; cần hỏi thêm thì gọi",
                "No counter of the province receives this. File with the agency named below; for questions call",
            )
            .to_owned(),
        Fileable::Withdrawn => locale
            .pick(
                "Thủ tục này đã bị bãi bỏ khỏi danh mục, trang này chỉ để tra cứu. Muốn biết thủ tục thay thế, hãy gọi",
                "This procedure was withdrawn from the catalogue; the page is kept for reference. To find what replaced it, call",
            )
            .to_owned(),
    };
    let tone = if view.fileable == Fileable::Withdrawn { Tone::Warning } else { Tone::Information };
    notice(tone, view! { <p>{reason} " " {call} "."</p> }.into_any())
}

/// «Bản công bố số 3, thứ Hai, …».
fn revision_words(locale: Locale, view: &ProcedureView) -> String {
    let day = date_of(locale, view.published_at);
    locale.pick(
        format!("Bản số {} trên cổng này, cập nhật {day}.", view.revision),
        format!("Revision {} on this portal, updated {day}.", view.revision),
    )
}
