//! One act on several dossiers, and what became of each.

use domain::dossier::CommandKind;
use leptos::prelude::*;

use super::super::dossier_words::act_name;
use super::super::frame::{Frame, frame};
use super::table::table;
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Width, field};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::locale::{Locale, problem_sentence};
use crate::view::{BatchForm, BatchView, Chrome, DeskHead, QueueView};

/// The rows with a box each, and what can be done with those that are ticked.
pub(super) fn form(locale: Locale, view: &QueueView, form: &BatchForm) -> AnyView {
    let fields = match form.act {
        CommandKind::Transfer => {
            let options = form
                .units
                .iter()
                .map(|(code, name)| view! { <option value=code.clone() selected=*code == form.unit>{name.clone()}</option> })
                .collect_view();
            view! {
                <div class="field">
                    <label for="unit">{locale.pick("Đơn vị nhận", "To the unit")}</label>
                    <select id="unit" name="unit">{options}</select>
                </div>
            }
            .into_any()
        }
        CommandKind::HandOver => {
            let receiver = Field {
                id: "receiver".to_owned(),
                label: locale.pick("Người nhận, nếu trả tại quầy", "Who takes them, at the counter").to_owned(),
                kind: Kind::Text,
                autocomplete: Some("off"),
                width: Width::Medium,
                ..Field::default()
            };
            view! {
                <div class="field">
                    <label for="how">{locale.pick("Hình thức trả", "How")}</label>
                    <select id="how" name="how">
                        <option value="post">{locale.pick("Qua bưu chính", "By post")}</option>
                        <option value="counter">{locale.pick("Tại quầy", "At the counter")}</option>
                    </select>
                </div>
                {field(locale, &receiver, &[])}
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    let all = (!form.all).then(|| {
        let words = locale.pick("Chọn tất cả hồ sơ của trang này", "Choose every dossier of this page");
        view! { <p><a href=form.all_href.clone()>{words}</a></p> }
    });
    let name = locale.pick(
        format!("{} đã chọn", act_name(locale, form.act)),
        format!("{}: those chosen", act_name(locale, form.act)),
    );
    view! {
        <form method="post" action=view.choice.at(locale, "/can-bo/ho-so-nhieu")>
            <input type="hidden" name="act" value=form.act.key() />
            {all}
            {table(locale, &view.lines, Some(form.all))}
            <div class="desk-act">
                {fields}
                <button class="button" type="submit">{name}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The page that tells what became of each dossier.
pub fn outcome(chrome: &Chrome, desk: &DeskHead, view: &BatchView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = act_name(locale, view.act).to_owned();
    let done = view.outcomes.iter().filter(|(_, problem)| problem.is_none()).count();
    let left = view.outcomes.len() - done;
    let sentence = match (done, left) {
        (0, 0) => None,
        (done, 0) => Some((
            Tone::Done,
            locale.pick(format!("Đã làm xong cả {done} hồ sơ."), format!("Done for all {done} dossiers.")),
        )),
        (done, left) => Some((
            Tone::Warning,
            locale.pick(
                format!("Xong {done} hồ sơ; còn {left} hồ sơ chưa làm được, lý do ở từng dòng."),
                format!("Done for {done}; {left} could not be done, each for the reason beside it."),
            ),
        )),
    };
    let rows = view
        .outcomes
        .iter()
        .map(|(code, problem)| {
            let words = match problem {
                None => locale.pick("Đã xong", "Done").to_owned(),
                Some(problem) => problem_sentence(locale, problem),
            };
            view! {
                <li>
                    <a class="code" href=locale.href(&format!("/can-bo/ho-so/{code}"))>{code.clone()}</a>
                    <span class="line">{words}</span>
                </li>
            }
        })
        .collect_view();
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <h1>{title.clone()}</h1>
        {sentence.map(|(tone, words)| notice_text(tone, words))}
        <ul class="desk-outcomes">{rows}</ul>
        <p><a href=view.back.clone()>{locale.pick("Về danh sách việc", "Back to the list of work")}</a></p>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title, has_problems: !view.problems.is_empty() }, main)
}
