//! The same questions once a row. Rows come and go by plain buttons, which save the page on the way.

use domain::form::{Answer, Question};
use leptos::prelude::*;
use serde_json::Value;

use super::{Sheet, question as question_view};
use crate::components::question::person::block;
use crate::filling::row_numbers;

/// Rows of a group where the form says nothing.
const MOST: u32 = 10;

pub(super) fn group(sheet: &Sheet<'_>, path: &str, question: &Question, raw: &Value) -> AnyView {
    let locale = sheet.locale;
    let Answer::Group { min, max, row, question: questions } = &question.answer else { return ().into_any() };
    let word = row.as_ref().map_or_else(|| locale.pick("Mục", "Entry"), |row| locale.words(row)).to_owned();
    let numbers = row_numbers(question, Some(raw));
    let count = numbers.len() as u32;
    let least = min.unwrap_or(0);
    let rows = numbers
        .into_iter()
        .zip(1_u32..)
        .map(|(number, shown)| {
            let name = format!("{word} {shown}");
            let row = raw.get(number.to_string()).unwrap_or(&Value::Null);
            let fields = questions
                .iter()
                .map(|one| {
                    question_view(
                        sheet,
                        &format!("{path}.{number}.{}", one.id),
                        one,
                        row.get(&one.id).unwrap_or(&Value::Null),
                    )
                })
                .collect_view();
            let remove = (count > least).then(|| {
                view! {
                    <button class="button button--quiet" type="submit" name="remove" value=format!("{path}.{number}")>
                        {locale.pick("Xóa", "Remove")} " " <span class="row-name">{name.clone()}</span>
                    </button>
                }
            });
            view! {
                <fieldset class="row" id=format!("row.{path}.{number}") tabindex="-1">
                    <legend>{name.clone()}</legend>
                    {fields}
                    {remove}
                </fieldset>
            }
        })
        .collect_view();
    let add = (count < max.unwrap_or(MOST)).then(|| {
        view! {
            <button class="button button--secondary" type="submit" name="add" value=path.to_owned()>
                {locale.pick("Thêm", "Add")} " " <span class="row-name">{word.clone()}</span>
            </button>
        }
    });
    block(sheet, path, question, "rows", None, view! { {rows} {add} }.into_any())
}
