//! What pages about one feedback share: its state, its answer, its history.

use domain::feedback::{Answer, FeedbackEvent, FeedbackStatus, RefusalReason, Verdict};
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date, date_time, machine_time};
use crate::view::{FeedbackBy, FeedbackFound, FeedbackStepLine};

/// Longest beginning of a text in a list, in characters.
const EXCERPT: usize = 200;

/// The beginning of a text, cut between words.
pub(super) fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

/// Where it stands, as a word with a shape.
#[must_use]
pub fn state_tag(locale: Locale, status: FeedbackStatus, is_late: bool) -> AnyView {
    if is_late {
        return tag(Tone::Error, locale.pick("Trả lời quá hạn", "Answer overdue"));
    }
    match status {
        FeedbackStatus::Received => tag(Tone::Information, locale.pick("Mới nhận", "New")),
        FeedbackStatus::Handling => tag(Tone::Information, locale.pick("Đang trả lời", "Being answered")),
        FeedbackStatus::Answered => tag(Tone::Done, locale.pick("Đã trả lời", "Answered")),
        FeedbackStatus::Closed => tag(Tone::Done, locale.pick("Đã xong", "Done")),
        FeedbackStatus::Refused => tag(Tone::Quiet, locale.pick("Không xử lý", "Not taken up")),
    }
}

/// Why it was not taken up, in words.
#[must_use]
pub fn refusal_name(locale: Locale, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::OtherChannel => locale.pick(
            "Đây là khiếu nại hoặc tố cáo, có cách giải quyết riêng theo luật",
            "This is a complaint or denunciation, for which the law gives another way",
        ),
        RefusalReason::OutOfScope => locale.pick(
            "Không thuộc việc của cơ quan hành chính trong tỉnh",
            "Not a matter of this province's administration",
        ),
        RefusalReason::Unclear => locale.pick("Chưa rõ việc gì, ở đâu", "It is not clear what happened where"),
        RefusalReason::Abuse => locale.pick("Xúc phạm người khác hoặc quảng cáo", "Insults or advertising"),
        RefusalReason::Repeated => locale.pick("Đã gửi trước đó", "Sent before"),
    }
}

/// The answer: what was found, what is done, until when, and who answers for it.
#[must_use]
pub fn answer_view(locale: Locale, given: Option<&(OffsetDateTime, Answer)>) -> Option<AnyView> {
    let (at, answer) = given?;
    let until = answer.done_by.map(|day| {
        let day = date(locale, day);
        view! { <p>{locale.pick(format!("Sẽ làm xong trước ngày {day}."), format!("To be done by {day}."))}</p> }
    });
    Some(
        view! {
            <section class="feedback-answer" aria-labelledby="answer">
                <h2 id="answer">{locale.pick("Trả lời của cơ quan", "The answer")}</h2>
                <h3>{locale.pick("Đã xem xét và thấy", "What was found")}</h3>
                {paragraphs(&answer.finding)}
                <h3>{locale.pick("Việc đã làm, sẽ làm", "What is done about it")}</h3>
                {paragraphs(&answer.action)}
                {until}
                <p class="quiet">
                    <span lang="vi">{answer.office.clone()}</span> ", "
                    <time datetime=machine_time(*at)>{date_time(locale, *at)}</time>
                </p>
            </section>
        }
        .into_any(),
    )
}

/// What somebody typed, its lines kept. People write Vietnamese whatever the language of the page.
#[must_use]
pub fn paragraphs(text: &str) -> AnyView {
    let lines = text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned);
    lines.map(|line| view! { <p lang="vi">{line}</p> }).collect_view().into_any()
}

/// The history, the oldest first.
#[must_use]
pub fn history(locale: Locale, found: &FeedbackFound) -> AnyView {
    let lines = found.steps.iter().map(|step| line(locale, step)).collect_view();
    view! {
        <section aria-labelledby="history">
            <h2 id="history">{locale.pick("Đã diễn ra", "What happened")}</h2>
            <ol class="feedback-steps">{lines}</ol>
        </section>
    }
    .into_any()
}

fn line(locale: Locale, step: &FeedbackStepLine) -> AnyView {
    let (what, said) = words(locale, step);
    let by = match step.by {
        FeedbackBy::Sender => locale.pick("người gửi", "sender"),
        FeedbackBy::Desk => locale.pick("cơ quan", "agency"),
        FeedbackBy::Clock => locale.pick("hệ thống tự làm", "by itself"),
    };
    let said = said.map(|said| view! { <span class="line" lang="vi">{said}</span> });
    view! {
        <li>
            <strong>{what}</strong>
            {said}
            <span class="line quiet">
                <time datetime=machine_time(step.at)>{date_time(locale, step.at)}</time> ", " {by}
            </span>
        </li>
    }
    .into_any()
}

/// What an event is called, and what was said with it.
fn words(locale: Locale, step: &FeedbackStepLine) -> (String, Option<String>) {
    let agency = &step.agency;
    match &step.event {
        FeedbackEvent::Received { .. } => (locale.pick(format!("Gửi đến {agency}"), format!("Sent to {agency}")), None),
        FeedbackEvent::Acknowledged { office } => (
            locale.pick("Cơ quan xác nhận đã nhận".to_owned(), "The agency says that it has it".to_owned()),
            Some(office.clone()),
        ),
        FeedbackEvent::Forwarded { reason, .. } => {
            (locale.pick(format!("Chuyển đến {agency}"), format!("Passed on to {agency}")), Some(reason.clone()))
        }
        FeedbackEvent::Answered { .. } => {
            (locale.pick("Cơ quan đã trả lời".to_owned(), "The agency answered".to_owned()), None)
        }
        FeedbackEvent::Refused { reason, words } => (
            format!("{}: {}", locale.pick("Không xử lý", "Not taken up"), refusal_name(locale, *reason)),
            Some(words.clone()),
        ),
        FeedbackEvent::Judged { verdict, words } => {
            let judged = match verdict {
                Verdict::Answers => locale.pick("Người gửi: trả lời đúng ý", "The sender: it answers"),
                Verdict::DoesNotAnswer => {
                    locale.pick("Người gửi: chưa trả lời đúng ý", "The sender: it does not answer")
                }
            };
            (judged.to_owned(), (!words.is_empty()).then(|| words.clone()))
        }
        FeedbackEvent::Reopened { .. } => (
            locale.pick(format!("Mở lại: {agency} phải trả lời"), format!("Opened again: {agency} has to answer")),
            None,
        ),
        FeedbackEvent::FollowedUp { solved } => {
            let said = if *solved {
                locale.pick("Hai tuần sau: việc đã được giải quyết thật", "Two weeks later: it was really solved")
            } else {
                locale.pick("Hai tuần sau: việc vẫn chưa được giải quyết", "Two weeks later: it was not solved")
            };
            (said.to_owned(), None)
        }
        FeedbackEvent::Escalated { .. } => (
            locale
                .pick(format!("Trả lời quá hạn: đã báo {agency}"), format!("The answer is overdue: {agency} was told")),
            None,
        ),
        FeedbackEvent::Published { .. } => (locale.pick("Được công bố".to_owned(), "Published".to_owned()), None),
        FeedbackEvent::Withheld { reason } => {
            (locale.pick("Không công bố".to_owned(), "Not published".to_owned()), Some(reason.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(excerpt("một\nhai"), "một hai");
        let long = "từ ".repeat(200);
        let cut = excerpt(&long);
        assert!(cut.ends_with("từ…") && cut.chars().count() <= EXCERPT + 1, "{cut}");
    }
}
