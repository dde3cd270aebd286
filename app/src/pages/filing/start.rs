//! Step 1: which case, and which desk.

use domain::filing::Problem;
use leptos::prelude::*;

use super::{Frame, frame, plain_words};
use crate::components::address::{FilingWay, query_value};
use crate::components::choice::{Row, radios};
use crate::components::error_summary::here;
use crate::components::expired_draft::expired_draft;
use crate::components::field::{described_by, error_view, field_class, field_errors};
use crate::components::notice::notice;
use crate::components::step_list::Step;
use crate::components::tag::Tone;
use crate::locale::{Locale, date_time};
use crate::view::{AgencyChoice, CaseChoice, Chrome, DraftSummary, StartView};

/// Up to so many desks stand as rows; more go into a list to choose from.
const DESK_ROWS: usize = 6;

/// The whole page.
pub fn page(chrome: &Chrome, view: &StartView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let heading = if view.existing.is_some() && view.problems.is_empty() {
        locale.pick("Bạn có một hồ sơ đang làm dở", "You have an unfinished dossier")
    } else {
        locale.pick("Bạn nộp ở đâu?", "Where do you file?")
    };
    let body = view! {
        {match &view.existing {
            // One draft a procedure: it is gone on with or given up, never doubled.
            Some(draft) if view.problems.is_empty() => existing(locale, &view.head.way, draft),
            _ => view! { {expired(locale, view)} {form(chrome, view)} }.into_any(),
        }}
    }
    .into_any();
    let parts = Frame {
        head: &view.head,
        step: Step::Start,
        heading: heading.to_owned(),
        problems: &view.problems,
        islands: false,
        status: None,
        body,
    };
    frame(chrome, parts, &here, &plain_words(locale))
}

/// The draft that this browser had and that can be restored.
fn expired(locale: Locale, view: &StartView) -> Option<AnyView> {
    let draft = view.expired.as_ref()?;
    let action = locale.href(&view.head.way.path("khoi-phuc"));
    Some(expired_draft(locale, draft, &action, None))
}

/// The draft this browser already has: go on, or start afresh.
fn existing(locale: Locale, way: &FilingWay, draft: &DraftSummary) -> AnyView {
    let files = match (locale, draft.files) {
        (Locale::Vi, 0) => "chưa có tệp nào".to_owned(),
        (Locale::Vi, count) => format!("{count} tệp đã nhận"),
        (Locale::En, 0) => "no files yet".to_owned(),
        (Locale::En, 1) => "1 file received".to_owned(),
        (Locale::En, count) => format!("{count} files received"),
    };
    let saved = date_time(locale, draft.updated_at);
    let summary = locale.pick(
        format!("{}; lưu lần cuối {saved}; {files}.", draft.agency),
        format!("{}; last saved {saved}; {files}.", draft.agency),
    );
    let discard = locale.href(&way.path("bo-ban-nhap"));
    let body = view! {
        <p>{summary}</p>
        <p>
            <a class="button" href=draft.href.clone()>{locale.pick("Làm tiếp", "Go on with it")}</a>
        </p>
        <form method="post" action=discard>
            <p>
                {locale
                    .pick(
                        "Làm lại từ đầu sẽ xoá bản nháp này và các tệp trong đó. Hồ sơ đã nộp không bị ảnh hưởng.",
                        "Starting afresh deletes this draft and its files. Dossiers already filed are not touched.",
                    )}
            </p>
            <button class="button button--secondary" type="submit">
                {locale.pick("Xoá bản nháp, làm lại từ đầu", "Delete the draft and start afresh")}
            </button>
        </form>
    }
    .into_any();
    notice(Tone::Information, body)
}

fn form(chrome: &Chrome, view: &StartView) -> AnyView {
    let locale = chrome.locale;
    let action = locale.href(&view.head.way.path(""));
    let lead = locale.pick(
        "Không cần tài khoản. Hồ sơ được lưu dần trên máy chủ; chưa bấm “Nộp hồ sơ” thì chưa gửi đến cơ quan nào.",
        "No account is needed. The draft is kept on the server; nothing goes to an agency before you press “File the dossier”.",
    );
    let account = view.head.account.is_none().then(|| {
        let back = format!("{}?tiep={}", locale.href(super::super::account::SIGN_IN), query_value(&action));
        view! {
            <p>
                {locale.pick("Đã có tài khoản? ", "Have an account? ")}
                <a href=back>{locale.pick("Đăng nhập để hồ sơ nằm ở trang của bạn", "Sign in to have the dossier on your page")}</a>
                {locale.pick(" (không bắt buộc).", " (you need not).")}
            </p>
        }
    });
    view! {
        <p>{lead}</p>
        {account}
        <form method="post" action=action novalidate>
            {case_choice(locale, &view.cases, &view.problems)}
            {desk_choice(
                locale,
                locale
                    .pick(
                        "Chọn cơ quan ở nơi bạn cư trú hoặc nơi có việc cần giải quyết.",
                        "Choose the agency where you live or where the matter is.",
                    ),
                &view.agencies,
                &view.problems,
            )}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Tiếp tục", "Continue")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Which case of the procedure; nothing where there is only one.
pub(in crate::pages) fn case_choice(locale: Locale, cases: &[CaseChoice], problems: &[Problem]) -> Option<AnyView> {
    (!cases.is_empty()).then(|| {
        let unsure = Row {
            value: String::new(),
            label: locale.pick("Tôi chưa rõ, nhờ cán bộ xem giúp", "I am not sure, let the officer decide").to_owned(),
            chosen: !cases.iter().any(|case| case.chosen),
            ..Row::default()
        };
        let known = cases.iter().map(|case| Row {
            value: case.id.clone(),
            label: case.name.clone(),
            chosen: case.chosen,
            ..Row::default()
        });
        let rows: Vec<Row> = known.chain([unsure]).collect();
        radios(locale, "case", locale.pick("Trường hợp của bạn", "Your case"), None, &rows, problems)
    })
}

/// Which desk receives it: rows for a few, a list for many.
pub(in crate::pages) fn desk_choice(
    locale: Locale,
    hint: &'static str,
    desks: &[AgencyChoice],
    problems: &[Problem],
) -> AnyView {
    let question = locale.pick("Nơi nhận hồ sơ", "Where the dossier goes");
    if desks.len() <= DESK_ROWS {
        let only = desks.len() == 1;
        let rows: Vec<Row> = desks
            .iter()
            .map(|agency| Row {
                value: agency.code.clone(),
                label: agency.name.clone(),
                hint: agency.group.clone(),
                chosen: agency.chosen || only,
                ..Row::default()
            })
            .collect();
        return radios(locale, "agency", question, Some(hint), &rows, problems);
    }
    let errors = field_errors(locale, "agency", problems);
    let describes = described_by("agency", true, !errors.is_empty());
    let none = !desks.iter().any(|agency| agency.chosen);
    view! {
        <div class=field_class(&errors)>
            <label for="agency">{question}</label>
            <p class="field-hint" id="agency-hint">{hint}</p>
            {error_view(locale, "agency", &errors)}
            <select id="agency" name="agency" aria-describedby=describes aria-invalid=(!errors.is_empty()).then_some("true")>
                <option value="" selected=none>{locale.pick("Chọn nơi nhận", "Choose")}</option>
                {groups(desks)}
            </select>
        </div>
    }
    .into_any()
}

/// The desks under the headings they came with, in the order they came.
fn groups(agencies: &[AgencyChoice]) -> Vec<AnyView> {
    let mut groups: Vec<(Option<&String>, Vec<&AgencyChoice>)> = Vec::new();
    for agency in agencies {
        match groups.last_mut() {
            Some((group, members)) if *group == agency.group.as_ref() => members.push(agency),
            _ => groups.push((agency.group.as_ref(), vec![agency])),
        }
    }
    groups
        .into_iter()
        .map(|(group, members)| {
            let options = members
                .into_iter()
                .map(|agency| {
                    view! {
                        <option value=agency.code.clone() selected=agency.chosen>
                            {agency.name.clone()}
                        </option>
                    }
                })
                .collect_view();
            match group {
                Some(group) => view! { <optgroup label=group.clone()>{options}</optgroup> }.into_any(),
                None => options.into_any(),
            }
        })
        .collect()
}
