//! Narrowing the queue, and keeping a narrowed queue under a name.

use leptos::prelude::*;

use crate::components::field::{Field, Kind, Width, field};
use crate::locale::Locale;
use crate::view::{QueueView, SavedLine};

/// The queues that were given a name.
pub(super) fn saved(locale: Locale, saved: &[SavedLine]) -> Option<AnyView> {
    if saved.is_empty() {
        return None;
    }
    let rows = saved
        .iter()
        .map(|one| {
            let forget = locale.href(&format!("/can-bo/bo-loc/{}/xoa", one.id));
            let label = locale.pick(format!("Bỏ bộ lọc {}", one.name), format!("Forget the filter {}", one.name));
            view! {
                <li>
                    <a href=one.href.clone() aria-current=one.chosen.then_some("true")>{one.name.clone()}</a>
                    <form method="post" action=forget>
                        <button class="desk-forget" type="submit" aria-label=label>{locale.pick("Bỏ", "Forget")}</button>
                    </form>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <nav aria-label=locale.pick("Bộ lọc đã lưu", "Saved filters")>
                <ul class="desk-saved">{rows}</ul>
            </nav>
        }
        .into_any(),
    )
}

/// Everything by which the queue can be narrowed, folded away until something is chosen.
pub(super) fn filters(locale: Locale, view: &QueueView) -> AnyView {
    let choice = &view.choice;
    let dues = [
        ("late", locale.pick("Quá hạn", "Late")),
        ("near", locale.pick("Đến hạn trong một ngày tới", "Due within a day")),
        ("later", locale.pick("Còn hạn", "In time")),
        ("none", locale.pick("Không có hạn", "Without a date")),
    ]
    .map(|(key, name)| (key.to_owned(), name.to_owned()));
    let everybody = [
        ("mine".to_owned(), locale.pick("Tôi", "Me").to_owned()),
        ("free".to_owned(), locale.pick("Chưa ai nhận", "Nobody yet").to_owned()),
    ];
    let whose: Vec<(String, String)> = everybody.into_iter().chain(view.options.officers.clone()).collect();
    let kind =
        (!choice.kind.is_empty()).then(|| view! { <input type="hidden" name="viec" value=choice.kind.clone() /> });
    let open = choice.is_narrowed() || !view.problems.is_empty();
    view! {
        <details class="case desk-filters" open=open>
            <summary>{locale.pick("Lọc và lưu bộ lọc", "Filter, and save a filter")}</summary>
            <form class="desk-filter-row" method="get" action=locale.href("/can-bo/ho-so")>
                {kind}
                {select(locale, "han", locale.pick("Hạn", "Due"), &dues, &choice.due)}
                {select(locale, "thu-tuc", locale.pick("Thủ tục", "Procedure"), &view.options.procedures, &choice.procedure)}
                {select(locale, "buoc", locale.pick("Bước xử lý", "Step"), &view.options.steps, &choice.step)}
                {select(locale, "cua", locale.pick("Người nhận việc", "In hand of"), &whose, &choice.whose)}
                {(view.options.units.len() > 1)
                    .then(|| select(locale, "don-vi", locale.pick("Đơn vị", "Unit"), &view.options.units, &choice.unit))}
                <div class="buttons">
                    <button class="button button--secondary" type="submit">{locale.pick("Lọc", "Filter")}</button>
                    <a href=locale.href("/can-bo/ho-so")>{locale.pick("Bỏ lọc", "Show everything")}</a>
                </div>
            </form>
            {save(locale, view)}
        </details>
    }
    .into_any()
}

fn select(locale: Locale, id: &'static str, label: &str, options: &[(String, String)], chosen: &str) -> AnyView {
    let options = options
        .iter()
        .map(|(value, name)| view! { <option value=value.clone() selected=value == chosen>{name.clone()}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=id>{label.to_owned()}</label>
            <select id=id name=id>
                <option value="">{locale.pick("Tất cả", "All")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn save(locale: Locale, view: &QueueView) -> AnyView {
    let name = Field {
        id: "name".to_owned(),
        label: locale.pick("Lưu bộ lọc đang xem với tên", "Save this filter under the name").to_owned(),
        value: view.name.clone(),
        kind: Kind::Text,
        autocomplete: Some("off"),
        width: Width::Medium,
        ..Field::default()
    };
    view! {
        <form method="post" action=view.choice.at(locale, "/can-bo/bo-loc") novalidate>
            {field(locale, &name, &view.problems)}
            <button class="button button--quiet" type="submit">{locale.pick("Lưu bộ lọc", "Save the filter")}</button>
        </form>
    }
    .into_any()
}
