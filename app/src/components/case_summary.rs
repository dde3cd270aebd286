//! What the case costs and which papers it needs, as far as the answers tell.
//!
//! Every line that the form knows is in the HTML, and what does not hold now is `hidden`: the island shows and hides them
//! and writes the amounts, so it needs no texts of its own.

use domain::form::{Answer, Fee, FeeLine, FeeReason, Outcome, Paper, Question, Rules, Text};
use leptos::prelude::*;

use crate::locale::{Locale, dong};

/// Which hidden lines are rendered as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Also those that do not hold now: an island brings them up.
    All,
    /// Only what holds.
    Holding,
}

/// The fees with their sum; nothing when the form knows of none.
#[must_use]
pub fn fee_list(locale: Locale, rules: &Rules, outcome: &Outcome, lines: Lines) -> Option<AnyView> {
    if rules.form.fees.is_empty() {
        return None;
    }
    let found = |fee: &Fee| outcome.fees.iter().find(|line| line.fee == fee.id);
    let rows = rules
        .form
        .fees
        .iter()
        .filter(|fee| lines == Lines::All || found(fee).is_some())
        .map(|fee| fee_row(locale, fee, found(fee)))
        .collect_view();
    let none = outcome.fees.is_empty();
    let total = outcome.total.map(|total| dong(locale, total));
    let unknown = total.is_none();
    Some(
        view! {
            <dl class="fees">
                {rows}
                <div class="fees-total" data-total="true" hidden=none>
                    <dt>{locale.pick("Tổng cộng", "In all")}</dt>
                    <dd>
                        <strong data-amount="true" hidden=unknown>{total}</strong>
                        <span data-unknown="true" hidden=!unknown>
                            {locale.pick("Chưa tính được, vì còn khoản chưa biết", "Not known yet, because a line is not known")}
                        </span>
                    </dd>
                </div>
            </dl>
            <p data-no-fees="true" hidden=!none>
                {locale.pick("Trường hợp này không phải nộp phí, lệ phí.", "There is nothing to pay in this case.")}
            </p>
        }
        .into_any(),
    )
}

/// One fee: what it is, how much, and why so much.
fn fee_row(locale: Locale, fee: &Fee, line: Option<&FeeLine>) -> AnyView {
    let amount = line.and_then(|line| line.amount).map(|amount| dong(locale, amount));
    let before = line.and_then(|line| line.before).map(|before| dong(locale, before));
    let reason = line.map(|line| line.reason);
    let reasons = [
        (FeeReason::ToldLater, "told_later", locale.pick("Sẽ được báo sau", "You will be told")),
        (
            FeeReason::NotKnownYet,
            "not_known_yet",
            locale.pick("Chưa biết, vì còn thiếu câu trả lời", "Not known yet, because answers are missing"),
        ),
    ];
    let reasons = reasons
        .into_iter()
        .map(|(which, key, words)| {
            view! { <span data-reason=key hidden=reason != Some(which)>{words}</span> }
        })
        .collect_view();
    let told = |kind: &'static str, at: usize, text: &Text, holds: bool| {
        let words = locale.words(text).to_owned();
        let (rate, exemption) = match kind {
            "rate" => (Some(at), None),
            _ => (None, Some(at)),
        };
        view! {
            <span class="fee-why" data-rate=rate data-exemption=exemption hidden=!holds>
                {words}
            </span>
        }
        .into_any()
    };
    let rates = fee.rates.iter().enumerate().filter_map(|(at, rate)| {
        let holds = line.is_some_and(|line| line.rate == Some(at) && shows_rate(line));
        Some(told("rate", at, rate.label.as_ref()?, holds))
    });
    let exemptions = fee.exemptions.iter().enumerate().map(|(at, exemption)| {
        let holds = line.is_some_and(|line| line.exemption == Some(at) && line.reason == FeeReason::Exempt);
        told("exemption", at, &exemption.label, holds)
    });
    let why = rates.chain(exemptions).collect_view();
    let reduced = matches!(reason, Some(FeeReason::Capped | FeeReason::Exempt)) && before.is_some() && before != amount;
    let source = fee.source.clone().map(|source| view! { <span class="fee-source">{source}</span> });
    view! {
        <div class="fees-row" data-fee=fee.id.clone() hidden=line.is_none()>
            <dt>{locale.words(&fee.label).to_owned()}</dt>
            <dd>
                <strong data-amount="true" hidden=amount.is_none()>{amount.clone()}</strong>
                {reasons}
                <span class="fee-why" data-reduced="true" hidden=!reduced>
                    {locale.pick("thay vì ", "instead of ")} <span data-before="true">{before}</span>
                    <span data-reason="capped" hidden=reason != Some(FeeReason::Capped)>
                        {locale.pick(", vì đã đến mức cao nhất", ", because that is the most")}
                    </span>
                </span>
                {why}
                {source}
            </dd>
        </div>
    }
    .into_any()
}

/// Who pays nothing needs no rate explained.
fn shows_rate(line: &FeeLine) -> bool {
    !(line.reason == FeeReason::Exempt && line.amount == Some(0))
}

/// The papers that this case needs, with what was received; nothing when the form asks for none.
#[must_use]
pub fn paper_list(locale: Locale, rules: &Rules, outcome: &Outcome, lines: Lines) -> Option<AnyView> {
    let papers: Vec<&Question> = rules
        .form
        .questions()
        .map(|(_, question)| question)
        .filter(|question| matches!(question.answer, Answer::Files { .. }))
        .collect();
    if papers.is_empty() {
        return None;
    }
    let found = |question: &Question| outcome.papers.iter().find(|paper| paper.question == question.id);
    let rows = papers
        .iter()
        .filter(|question| lines == Lines::All || found(question).is_some())
        .map(|question| paper_row(locale, question, found(question)))
        .collect_view();
    Some(
        view! {
            <ul class="case-papers">{rows}</ul>
            <p data-no-papers="true" hidden=!outcome.papers.is_empty()>
                {locale.pick("Chưa cần giấy tờ nào.", "No papers are needed so far.")}
            </p>
        }
        .into_any(),
    )
}

fn paper_row(locale: Locale, question: &Question, paper: Option<&Paper>) -> AnyView {
    let required = paper.is_some_and(|paper| paper.required);
    let files = paper.map_or(0, |paper| paper.files);
    let stand = match (locale, files) {
        (Locale::Vi, 0) => "chưa gửi".to_owned(),
        (Locale::Vi, count) => format!("đã nhận {count} tệp"),
        (Locale::En, 0) => "not sent yet".to_owned(),
        (Locale::En, 1) => "1 file received".to_owned(),
        (Locale::En, count) => format!("{count} files received"),
    };
    view! {
        <li data-paper=question.id.clone() hidden=paper.is_none()>
            <span class="paper-name">{locale.words(&question.label).to_owned()}</span>
            <span class="paper-about">
                <span data-need="required" hidden=!required>{locale.pick("bắt buộc, ", "required, ")}</span>
                <span data-need="optional" hidden=required>{locale.pick("nếu có, ", "if you have it, ")}</span>
                {stand}
            </span>
        </li>
    }
    .into_any()
}
