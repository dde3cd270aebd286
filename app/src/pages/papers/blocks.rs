//! The body of a paper, block by block.

use domain::paper::{Block, Column, ColumnKind, Fact, Table};
use leptos::prelude::*;

/// One block.
pub fn block(block: &Block) -> AnyView {
    match block {
        Block::Facts { facts } => {
            view! { <dl class="sheet-facts">{facts.iter().map(fact).collect_view()}</dl> }.into_any()
        }
        Block::Paragraph { runs } => {
            let runs = runs.iter().map(|run| {
                let text = run.text.clone();
                if run.strong { view! { <strong>{text}</strong> }.into_any() } else { text.into_any() }
            });
            view! { <p class="sheet-words">{runs.collect_view()}</p> }.into_any()
        }
        Block::Written { label, lines } => written(label, lines),
        Block::Table { table } => data_table(table),
    }
}

/// Room to write by hand; a screen reader hears that nothing is filled in.
pub fn blank(class: &'static str) -> AnyView {
    view! { <span class=class><span class="visually-hidden">"chưa điền"</span></span> }.into_any()
}

/// The English line under a heading.
pub fn english(text: Option<&'static str>) -> Option<AnyView> {
    text.map(|text| view! { <span class="sheet-english" lang="en">{text}</span> }.into_any())
}

fn fact(fact: &Fact) -> AnyView {
    let class = if fact.beside { "sheet-fact sheet-fact--beside" } else { "sheet-fact" };
    let value = match (fact.value.clone(), fact.strong) {
        (None, _) => blank("sheet-blank"),
        (Some(value), true) => view! { <strong>{value}</strong> }.into_any(),
        (Some(value), false) => value.into_any(),
    };
    view! {
        <div class=class>
            <dt>{format!("{}:", fact.label)}</dt>
            " "
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn written(label: &str, lines: &[String]) -> AnyView {
    let lines = if lines.is_empty() {
        (0..2).map(|_| view! { <p>{blank("sheet-blank")}</p> }.into_any()).collect_view().into_any()
    } else {
        lines.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view().into_any()
    };
    view! {
        <div class="sheet-written">
            <p>{format!("{label}:")}</p>
            {lines}
        </div>
    }
    .into_any()
}

fn data_table(table: &Table) -> AnyView {
    let class = match (table.small, table.row_height > 0) {
        (true, _) => "rows sheet-table sheet-table--small",
        (false, true) => "rows sheet-table sheet-table--signed",
        (false, false) => "rows sheet-table",
    };
    let heads = table.columns.iter().map(|column| {
        view! { <th role="columnheader" scope="col" class=kind(column)>{column.heading} {english(column.gloss)}</th> }
    });
    let rows = table
        .rows
        .iter()
        .map(|row| view! { <tr role="row">{row.iter().zip(&table.columns).map(cell).collect_view()}</tr> });
    view! {
        <table role="table" class=class>
            {table.caption.clone().map(|caption| view! { <caption>{caption}</caption> })}
            <thead role="rowgroup">
                <tr role="row">{heads.collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn cell((lines, column): (&Vec<String>, &Column)) -> AnyView {
    let lines_shown = lines.iter().enumerate().map(|(at, line)| {
        let end = (at > 0).then(|| view! { <br /> });
        view! { {end} {line.clone()} }
    });
    view! {
        <td role="cell" class=kind(column) class:empty-cell=lines.is_empty() data-label=column.heading>
            {lines_shown.collect_view()}
        </td>
    }
    .into_any()
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        ColumnKind::Text => "sheet-cell",
        ColumnKind::Number => "sheet-cell sheet-cell--number",
        ColumnKind::Code => "sheet-cell sheet-cell--code",
        ColumnKind::Moment => "sheet-cell sheet-cell--moment",
    }
}
