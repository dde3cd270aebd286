//! «Cần chuẩn bị»: what to hand in, what only to show, what the authority already has.

use domain::catalogue::shown::{PaperGroupShown, PaperShown};
use domain::province::{PaperNeed, ServicePaper};
use leptos::prelude::*;

use crate::components::lines::vietnamese_part;
use crate::components::notice::notice;
use crate::components::phone::phone_link;
use crate::components::tag::Tone;
use crate::locale::Locale;
use crate::view::{Chrome, ProcedureView};

/// The check list.
pub(super) fn prepare(chrome: &Chrome, view: &ProcedureView) -> AnyView {
    let locale = chrome.locale;
    let ours = view.service.as_ref().map(|service| service.papers.as_slice()).unwrap_or_default();
    let body = if !ours.is_empty() {
        sorted(locale, view, ours)
    } else if view.shown.papers.is_empty() {
        let phone = chrome.province.counter.phone.as_str();
        let text = locale.pick(
            "Bản công bố không nêu giấy tờ nào. Điều đó không có nghĩa là không cần giấy tờ: hãy hỏi quầy trước khi đi,",
            "The published text names no papers. That does not mean that none are needed: ask the counter first,",
        );
        notice(Tone::Warning, view! { <p>{text} " " {phone_link(phone)} "."</p> }.into_any())
    } else {
        by_case(locale, &view.shown.papers.groups, &view.filled_in_online)
    };
    view! {
        <section class="prepare" aria-labelledby="can-chuan-bi">
            <h2 id="can-chuan-bi">{locale.pick("Cần chuẩn bị", "What to prepare")}</h2>
            {body}
            {notes(locale, &view.shown.papers.groups)}
        </section>
    }
    .into_any()
}

/// The papers in the province's own order of use.
fn sorted(locale: Locale, view: &ProcedureView, ours: &[ServicePaper]) -> AnyView {
    let published = |component: &str| {
        view.shown.papers.groups.iter().flat_map(|group| &group.papers).find(|paper| paper.component == component)
    };
    let online = |component: &String| view.filled_in_online.contains(component);
    let part = |need: PaperNeed, heading: &'static str, explanation: &'static str| {
        let items: Vec<AnyView> = ours
            .iter()
            .filter(|paper| paper.need == need && !online(&paper.component))
            .map(|paper| our_paper(locale, paper, published(&paper.component), true))
            .collect();
        let class = if need == PaperNeed::HandIn { "papers papers-tick" } else { "papers" };
        (!items.is_empty()).then(|| {
            view! {
                <h3>{heading}</h3>
                <p class="papers-about">{explanation}</p>
                <ul class=class>{items}</ul>
            }
        })
    };
    let rest: Vec<AnyView> = view
        .shown
        .papers
        .groups
        .iter()
        .flat_map(|group| &group.papers)
        .filter(|paper| !ours.iter().any(|known| known.component == paper.component))
        .map(|paper| published_paper(locale, paper, online(&paper.component)))
        .collect();
    let filled_in: Vec<AnyView> = ours
        .iter()
        .filter(|paper| online(&paper.component))
        // How many to bring says nothing where there is nothing to print.
        .map(|paper| our_paper(locale, paper, published(&paper.component), false))
        .collect();
    let filled_in = (!filled_in.is_empty()).then(|| {
        view! {
            <h3>{locale.pick("Khai trực tuyến", "Filled in online")}</h3>
            <p class="papers-about">{online_words(locale)}</p>
            <ul class="papers">{filled_in}</ul>
        }
    });
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <h3>{locale.pick("Có trong bản công bố, tùy trường hợp", "Also in the published list, depending on the case")}</h3>
            <ul class="papers">{rest}</ul>
        }
    });
    view! {
        {filled_in}
        {part(
            PaperNeed::HandIn,
            locale.pick("Phải nộp", "To hand in"),
            locale.pick("Nộp trực tuyến thì chụp hoặc quét.", "When filing online: a photo or a scan."),
        )}
        {part(
            PaperNeed::Show,
            locale.pick("Chỉ cần xuất trình", "Only to show"),
            locale.pick("Mang theo để đối chiếu rồi cầm về.", "Bring it for comparison and take it back."),
        )}
        {part(
            PaperNeed::NotNeeded,
            locale.pick("Không phải nộp", "Need not be submitted"),
            locale.pick("Cơ quan đã có dữ liệu này.", "The authority already has this as data."),
        )}
        {rest}
    }
    .into_any()
}

fn our_paper(locale: Locale, ours: &ServicePaper, published: Option<&PaperShown>, counted: bool) -> AnyView {
    let name = match (locale, published) {
        (Locale::Vi, Some(published)) => published.name.clone(),
        _ => ours.name_en.clone(),
    };
    // A paper of ours that the published table no longer has is known by its English name only.
    let lang = (locale == Locale::Vi && published.is_none()).then_some("en");
    let condition = ours.condition.as_ref().map(|condition| {
        let lead = match ours.need {
            PaperNeed::NotNeeded => locale.pick("Nguồn: ", "Source: "),
            _ if ours.always => "",
            _ => locale.pick("Tùy trường hợp: ", "In some cases: "),
        };
        view! { <span class="paper-about">{lead} {locale.of(condition).to_owned()}</span> }
    });
    let number = published
        .filter(|_| counted && ours.need == PaperNeed::HandIn)
        .and_then(|published| number_words(locale, published.originals, published.copies))
        .map(|words| view! { <span class="paper-about">{words}</span> });
    view! {
        <li>
            <span class="paper-name" lang=lang>{name}</span>
            {number}
            {condition}
        </li>
    }
    .into_any()
}

/// The papers by case, as published.
fn by_case(locale: Locale, groups: &[PaperGroupShown], online: &[String]) -> AnyView {
    let filled: Vec<&PaperGroupShown> = groups.iter().filter(|group| !group.papers.is_empty()).collect();
    let single = filled.len() == 1;
    filled
        .into_iter()
        .map(|group| {
            let papers: Vec<AnyView> = group
                .papers
                .iter()
                .map(|paper| published_paper(locale, paper, online.contains(&paper.component)))
                .collect();
            let list = view! { <ul class="papers papers-tick">{papers}</ul> };
            let count = match (locale, group.papers.len()) {
                (Locale::En, 1) => " (1 paper)".to_owned(),
                (_, number) => locale.pick(format!(" ({number} giấy tờ)"), format!(" ({number} papers)")),
            };
            match group.case.clone() {
                Some(case) if !single => view! {
                    <details class="case">
                        <summary>
                            <span lang=vietnamese_part(locale, true)>{case}</span>
                            <span class="count">{count}</span>
                        </summary>
                        {list}
                    </details>
                }
                .into_any(),
                Some(case) => view! { <h3 lang=vietnamese_part(locale, true)>{case}</h3> {list} }.into_any(),
                None => list.into_any(),
            }
        })
        .collect_view()
        .into_any()
}

/// What the electronic form means for the paper form it stands for.
fn online_words(locale: Locale) -> &'static str {
    locale.pick(
        "Nộp trực tuyến thì khai ngay trên cổng, không phải in và ký giấy. Nộp tại quầy hoặc qua bưu chính thì dùng mẫu giấy.",
        "Online you fill it in on this portal: nothing to print or sign. At the counter or by post, use the paper form.",
    )
}

fn published_paper(locale: Locale, paper: &PaperShown, online: bool) -> AnyView {
    let details = (!paper.details.is_empty()).then(|| {
        let details = paper.details.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
        view! { <ul class="published-list">{details}</ul> }
    });
    let number = if paper.unknown_number { None } else { number_words(locale, paper.originals, paper.copies) };
    let forms = (!paper.forms.is_empty()).then(|| {
        let words = locale.pick("Mẫu kèm theo: ", "Form: ");
        view! {
            <span class="paper-about">
                {words} <span lang=vietnamese_part(locale, true)>{paper.forms.join(", ")}</span>
            </span>
        }
    });
    view! {
        <li>
            <span class="paper-name" lang=vietnamese_part(locale, true)>{paper.name.clone()}</span>
            {number.map(|words| view! { <span class="paper-about">{words}</span> })}
            {online.then(|| view! { <span class="paper-about">{online_words(locale)}</span> })}
            {forms}
            {details}
        </li>
    }
    .into_any()
}

/// «1 bản chính, 2 bản sao»; nothing when no number was published.
pub(crate) fn number_words(locale: Locale, originals: Option<u32>, copies: Option<u32>) -> Option<String> {
    let part = |number: Option<u32>, vi: &str, one: &str, many: &str| {
        number.filter(|number| *number > 0).map(|number| {
            let words = locale.pick(vi, if number == 1 { one } else { many });
            format!("{number} {words}")
        })
    };
    let parts: Vec<String> =
        [part(originals, "bản chính", "original", "originals"), part(copies, "bản sao", "copy", "copies")]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What stands among the papers but is no paper.
fn notes(locale: Locale, groups: &[PaperGroupShown]) -> Option<AnyView> {
    let notes: Vec<String> = groups.iter().flat_map(|group| group.notes.iter().cloned()).collect();
    if notes.is_empty() {
        return None;
    }
    let heading = locale.pick(
        format!("Lưu ý trong bản công bố ({})", notes.len()),
        format!("Notes in the published text ({})", notes.len()),
    );
    let items = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    Some(
        view! {
            <details class="case">
                <summary>{heading}</summary>
                <ul class="published-list" lang=vietnamese_part(locale, true)>{items}</ul>
            </details>
        }
        .into_any(),
    )
}
