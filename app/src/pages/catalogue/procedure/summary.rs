//! The strip of short answers: cost, time, papers, place, online or not.

use domain::catalogue::shown::{FeeShown, LimitShown};
use domain::procedure::Channel;
use domain::province::{PaperNeed, ServicePaper};
use leptos::prelude::*;

use crate::components::address::procedure_path;
use crate::components::icon::Icon;
use crate::components::lines::vietnamese_part;
use crate::components::published::{channel_name, fee_view, fees_unknown, limit_is_source, limit_words};
use crate::components::summary_strip::{Answer, summary_strip};
use crate::components::tag::online_tag;
use crate::locale::Locale;
use crate::view::{Chrome, Fileable, ProcedureView};

/// Fees named in the strip; the table below has all.
const FEES_SHOWN: usize = 3;
/// Desks named in the strip.
const DESKS_SHOWN: usize = 3;
/// Longest words of the source beside an amount in the strip.
const LABEL_CHARS: usize = 160;

/// The strip.
pub(super) fn summary(chrome: &Chrome, view: &ProcedureView) -> AnyView {
    let locale = chrome.locale;
    let cell = |icon, vi: &str, en: &str, answer| Answer { icon, question: locale.pick(vi, en).to_owned(), answer };
    summary_strip(vec![
        cell(Icon::Money, "Chi phí", "Cost", cost(chrome, view)),
        cell(Icon::Clock, "Thời gian giải quyết", "Time", time(locale, view)),
        cell(Icon::Paper, "Giấy tờ", "Papers", papers(locale, view)),
        cell(Icon::Pin, "Nơi nộp", "Where", place(locale, view)),
        cell(Icon::Screen, "Nộp trực tuyến", "Online", online_tag(locale, view.online_level)),
    ])
}

fn cost(chrome: &Chrome, view: &ProcedureView) -> AnyView {
    let locale = chrome.locale;
    let note = view.service.as_ref().and_then(|service| service.fee_note.as_ref()).map(|note| {
        view! { <span class="fee-label">{locale.of(note).to_owned()}</span> }
    });
    let published: Vec<&(Channel, Vec<FeeShown>)> = view.fees.iter().filter(|(_, fees)| !fees.is_empty()).collect();
    let Some((first_channel, first)) = published.first().map(|row| (row.0, &row.1)) else {
        let unknown = note.is_none().then(|| fees_unknown(locale, &chrome.province.counter.phone));
        return view! { {note} {unknown} }.into_any();
    };
    // The same price everywhere needs no channels.
    let same = published.len() == view.fees.len() && published.iter().all(|(_, fees)| fees == first);
    if same {
        return view! { {fees(locale, first)} {note} }.into_any();
    }
    let many = view.fees.iter().any(|(channel, _)| *channel != first_channel);
    let rows = view
        .fees
        .iter()
        .map(|(channel, row)| {
            let name = many.then(|| view! { <span class="by-channel">{channel_name(locale, *channel)}</span> });
            let row = if row.is_empty() {
                view! { <span>{locale.pick("Chưa công bố", "Not published")}</span> }.into_any()
            } else {
                fees(locale, row)
            };
            view! { <div class:by-channel-row=many>{name} <div>{row}</div></div> }
        })
        .collect_view();
    view! { {rows} {note} }.into_any()
}

fn fees(locale: Locale, fees: &[FeeShown]) -> AnyView {
    let shown = fees.iter().take(FEES_SHOWN).map(|fee| fee_view(locale, fee, LABEL_CHARS)).collect_view();
    let more = (fees.len() > FEES_SHOWN).then(|| {
        let more = fees.len() - FEES_SHOWN;
        view! { <a href="#cach-nop">{locale.pick(format!("và {more} mức khác"), format!("and {more} more"))}</a> }
    });
    view! { {shown} {more} }.into_any()
}

/// The limit, and the way to the moment it means today. The moment itself would be wrong a minute later on a page that is kept.
fn time(locale: Locale, view: &ProcedureView) -> AnyView {
    let when = matches!(view.fileable, Fileable::Yes | Fileable::NotOnline).then(|| {
        view! {
            <a href=locale.href(&format!("{}/bao-gio-xong", procedure_path(&view.shown.code)))>
                {locale.pick("Nộp bây giờ thì bao giờ xong?", "When will it be ready?")}
            </a>
        }
    });
    view! { {limits(locale, view)} {when} }.into_any()
}

fn limits(locale: Locale, view: &ProcedureView) -> AnyView {
    let note = view.service.as_ref().and_then(|service| service.time_note.as_ref()).map(|note| {
        view! { <span>{locale.of(note).to_owned()}</span> }
    });
    if let Some(note) = note {
        return note.into_any();
    }
    let mut rows: Vec<(Channel, &LimitShown)> = Vec::new();
    for (channel, limit) in &view.limits {
        if !rows.iter().any(|(known, other)| known == channel && *other == limit) {
            rows.push((*channel, limit));
        }
    }
    let Some((_, first)) = rows.first() else {
        return view! { <span>{limit_words(locale, &LimitShown::NotPublished)}</span> }.into_any();
    };
    if rows.iter().all(|(_, limit)| limit == first) {
        return limit(locale, first);
    }
    rows.into_iter()
        .map(|(channel, row)| {
            view! {
                <div class="by-channel-row">
                    <span class="by-channel">{channel_name(locale, channel)}</span> <div>{limit(locale, row)}</div>
                </div>
            }
        })
        .collect_view()
        .into_any()
}

fn limit(locale: Locale, limit: &LimitShown) -> AnyView {
    let words = limit_words(locale, limit);
    let lang = vietnamese_part(locale, limit_is_source(limit));
    if *limit == LimitShown::SeeSteps {
        view! { <a href="#cac-buoc">{words}</a> }.into_any()
    } else {
        view! { <strong lang=lang>{words}</strong> }.into_any()
    }
}

fn papers(locale: Locale, view: &ProcedureView) -> AnyView {
    let papers = view.service.as_ref().map(|service| service.papers.as_slice()).unwrap_or_default();
    let words = if papers.is_empty() {
        published_papers(locale, view)
    } else {
        let hand_in = |always: bool| {
            let counts = |paper: &&ServicePaper| paper.need == PaperNeed::HandIn && paper.always == always;
            papers.iter().filter(counts).filter(|paper| !view.filled_in_online.contains(&paper.component)).count()
        };
        let (always, sometimes) = (hand_in(true), hand_in(false));
        let first = match always {
            0 => locale
                .pick("Không có giấy tờ nào luôn phải nộp".to_owned(), "Nothing that everybody hands in".to_owned()),
            1 => locale.pick("1 giấy tờ phải nộp".to_owned(), "1 paper to hand in".to_owned()),
            many => locale.pick(format!("{many} giấy tờ phải nộp"), format!("{many} papers to hand in")),
        };
        let second = (sometimes > 0).then(|| {
            locale.pick(format!("; {sometimes} giấy tờ tùy trường hợp"), format!("; {sometimes} more in some cases"))
        });
        format!("{first}{}", second.unwrap_or_default())
    };
    view! { <a href="#can-chuan-bi">{words}</a> }.into_any()
}

fn published_papers(locale: Locale, view: &ProcedureView) -> String {
    let groups: Vec<usize> =
        view.shown.papers.groups.iter().map(|group| group.papers.len()).filter(|count| *count > 0).collect();
    match groups.as_slice() {
        [] => locale.pick("Chưa công bố", "Not published").to_owned(),
        [1] => locale.pick("1 giấy tờ", "1 paper").to_owned(),
        [count] => locale.pick(format!("{count} giấy tờ"), format!("{count} papers")),
        many => locale.pick(format!("Tùy {} trường hợp", many.len()), format!("Depends on {} cases", many.len())),
    }
}

fn place(locale: Locale, view: &ProcedureView) -> AnyView {
    if view.desks.is_empty() {
        let agencies = if view.shown.agencies.is_empty() {
            view! { <span>{locale.pick("Chưa công bố", "Not published")}</span> }.into_any()
        } else {
            view! { <span lang=vietnamese_part(locale, true)>{view.shown.agencies.join("; ")}</span> }.into_any()
        };
        return agencies;
    }
    let desks = view
        .desks
        .iter()
        .take(DESKS_SHOWN)
        .map(|desk| {
            let address = desk.address.clone().map(|address| view! { <span class="fee-label">{address}</span> });
            view! {
                <div>
                    {desk.name.clone()} {address}
                </div>
            }
        })
        .collect_view();
    let shown = view.desks.len().min(DESKS_SHOWN);
    let more = view.desks.len().saturating_sub(shown);
    let more = (more > 0).then(|| {
        view! { <a href="#noi-nop">{locale.pick(format!("và {more} nơi khác"), format!("and {more} other places"))}</a> }
    });
    view! { {desks} {more} }.into_any()
}
