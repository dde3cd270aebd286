//! The parts below: cases, steps, result, conditions, places, legal basis, publication.

use leptos::prelude::*;

use super::revision_words;
use crate::components::fold::fold;
use crate::components::lines::{blocks, vietnamese_part};
use crate::components::published::audience_name;
use crate::components::result_row::level_name;
use crate::locale::{date, date_of};
use crate::view::{Chrome, ProcedureView};

/// All folded parts that have something to say.
pub(super) fn more(chrome: &Chrome, view: &ProcedureView) -> AnyView {
    view! {
        {cases(chrome, view)}
        {steps(chrome, view)}
        {result(chrome, view)}
        {conditions(chrome, view)}
        {places(chrome, view)}
        {legal_basis(chrome, view)}
        {publication(chrome, view)}
    }
    .into_any()
}

fn cases(chrome: &Chrome, view: &ProcedureView) -> Option<AnyView> {
    let locale = chrome.locale;
    let cases = view.service.as_ref().map(|service| service.cases.as_slice()).filter(|cases| !cases.is_empty())?;
    let items = cases.iter().map(|case| view! { <li>{locale.of(&case.name).to_owned()}</li> }).collect_view();
    let body = view! { <ul>{items}</ul> }.into_any();
    Some(fold("truong-hop", locale.pick("Các trường hợp", "Cases"), false, body))
}

fn steps(chrome: &Chrome, view: &ProcedureView) -> Option<AnyView> {
    let locale = chrome.locale;
    if view.shown.steps.is_empty() {
        return None;
    }
    let body = view
        .shown
        .steps
        .iter()
        .map(|step| {
            let case = step.case.clone().map(|case| view! { <h3>{case}</h3> });
            view! { {case} {blocks(&step.text)} }
        })
        .collect_view();
    let body = view! { <div class="published" lang=vietnamese_part(locale, true)>{body}</div> }.into_any();
    Some(fold("cac-buoc", locale.pick("Các bước thực hiện", "Steps"), false, body))
}

fn result(chrome: &Chrome, view: &ProcedureView) -> Option<AnyView> {
    let locale = chrome.locale;
    if view.shown.results.is_empty() {
        return None;
    }
    let items = view.shown.results.iter().map(|result| view! { <li>{result.name.clone()}</li> }).collect_view();
    let body = view! { <ul lang=vietnamese_part(locale, true)>{items}</ul> }.into_any();
    Some(fold("ket-qua", locale.pick("Kết quả bạn nhận được", "What you get"), false, body))
}

fn conditions(chrome: &Chrome, view: &ProcedureView) -> Option<AnyView> {
    let locale = chrome.locale;
    let audiences = &view.shown.audiences;
    let has_conditions = !view.shown.conditions.is_empty();
    if !has_conditions && audiences.groups.is_empty() {
        return None;
    }
    let groups: Vec<&str> = audiences.groups.iter().map(|group| audience_name(locale, *group)).collect();
    let who = (!groups.is_empty()).then(|| {
        view! {
            <p>
                <strong>{locale.pick("Dành cho: ", "For: ")}</strong> {groups.join("; ")}
            </p>
        }
    });
    let conditions = if has_conditions {
        view! { <div class="published" lang=vietnamese_part(locale, true)>{blocks(&view.shown.conditions)}</div> }
            .into_any()
    } else {
        view! { <p>{locale.pick("Bản công bố không nêu điều kiện riêng.", "The published text names no further conditions.")}</p> }.into_any()
    };
    let body = view! { {who} {conditions} }.into_any();
    Some(fold("dieu-kien", locale.pick("Ai được làm, điều kiện", "Who may apply, conditions"), false, body))
}

fn places(chrome: &Chrome, view: &ProcedureView) -> Option<AnyView> {
    let locale = chrome.locale;
    let shown = &view.shown;
    let agencies = |heading: &'static str, name: Option<&String>| {
        name.map(|name| {
            view! {
                <div class="pair">
                    <dt>{heading}</dt>
                    <dd lang=vietnamese_part(locale, true)>{name.clone()}</dd>
                </div>
            }
        })
    };
    let carried_out = (!shown.agencies.is_empty()).then(|| shown.agencies.join("; "));
    let desks = (!view.desks.is_empty()).then(|| {
        let items = view
            .desks
            .iter()
            .map(|desk| {
                let address = desk.address.clone().map(|address| view! { <span class="fee-label">{address}</span> });
                view! { <li>{desk.name.clone()} {address}</li> }
            })
            .collect_view();
        view! {
            <h3>{locale.pick("Nơi nhận trong tỉnh", "Counters in the province")}</h3>
            <ul>{items}</ul>
        }
    });
    let nothing = desks.is_none()
        && carried_out.is_none()
        && shown.competent_authority.is_none()
        && shown.receiving_address.is_none()
        && shown.delegated_agency.is_none()
        && shown.coordinating_agency.is_none();
    if nothing {
        return None;
    }
    let body = view! {
        {desks}
        <dl class="pairs">
            {agencies(locale.pick("Cơ quan thực hiện", "Carried out by"), carried_out.as_ref())}
            {agencies(locale.pick("Cơ quan có thẩm quyền", "Competent authority"), shown.competent_authority.as_ref())}
            {agencies(locale.pick("Địa chỉ tiếp nhận", "Receiving address"), shown.receiving_address.as_ref())}
            {agencies(locale.pick("Cơ quan được ủy quyền", "Delegated agency"), shown.delegated_agency.as_ref())}
            {agencies(locale.pick("Cơ quan phối hợp", "Coordinating agency"), shown.coordinating_agency.as_ref())}
        </dl>
    }
    .into_any();
    Some(fold("noi-nop", locale.pick("Nơi nộp và cơ quan giải quyết", "Where to file and who decides"), false, body))
}

fn legal_basis(chrome: &Chrome, view: &ProcedureView) -> Option<AnyView> {
    let locale = chrome.locale;
    if view.shown.legal_basis.is_empty() {
        return None;
    }
    let items = view
        .shown
        .legal_basis
        .iter()
        .map(|document| {
            let number = document.number.clone().map(|number| view! { <strong>{number}</strong> });
            view! { <li>{number} " " {document.title.clone()}</li> }
        })
        .collect_view();
    let body = view! { <ul lang=vietnamese_part(locale, true)>{items}</ul> }.into_any();
    Some(fold("can-cu", locale.pick("Căn cứ pháp lý", "Legal basis"), false, body))
}

fn publication(chrome: &Chrome, view: &ProcedureView) -> AnyView {
    let locale = chrome.locale;
    let pair = |heading: &'static str, text: String| {
        view! {
            <div class="pair">
                <dt>{heading}</dt>
                <dd>{text}</dd>
            </div>
        }
    };
    let decision = view.shown.decision.clone().unwrap_or_else(|| {
        locale.pick("Bản công bố không ghi số quyết định", "No decision number was published").to_owned()
    });
    let levels: Vec<&str> = view.shown.levels.iter().map(|level| level_name(locale, *level)).collect();
    let levels = (!levels.is_empty()).then(|| pair(locale.pick("Cấp thực hiện", "Level"), levels.join(", ")));
    let kind = view.shown.kind.clone().map(|kind| {
        view! {
            <div class="pair">
                <dt>{locale.pick("Loại thủ tục", "Kind")}</dt>
                <dd lang=vietnamese_part(locale, true)>{kind}</dd>
            </div>
        }
    });
    let earlier = (!view.earlier.is_empty()).then(|| {
        let list: Vec<String> = view
            .earlier
            .iter()
            .map(|(number, at)| {
                locale.pick(
                    format!("bản {number} ({})", date_of(locale, *at)),
                    format!("revision {number} ({})", date_of(locale, *at)),
                )
            })
            .collect();
        pair(locale.pick("Các bản trước", "Earlier revisions"), list.join("; "))
    });
    let body = view! {
        <dl class="pairs">
            {pair(locale.pick("Quyết định công bố", "Published by decision"), decision)}
            {pair(locale.pick("Phiên bản", "Revision"), revision_words(locale, view))}
            {earlier}
            {levels}
            {kind}
            {pair(locale.pick("Dữ liệu đến ngày", "Data as of"), date(locale, chrome.province.reflects))}
        </dl>
    }
    .into_any();
    fold("cong-bo", locale.pick("Công bố và phiên bản", "Publication and revision"), false, body)
}
