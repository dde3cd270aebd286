//! The life of feedback: every command in every state, and what histories of any shape add up to.

#![expect(clippy::expect_used, reason = "a test fails by panicking with what it expected")]

use domain::dossier::Actor;
use domain::feedback::{
    Answer, FeedbackCommand, FeedbackEvent, FeedbackState, FeedbackStatus, FeedbackStep, RefusalReason, Verdict,
    counted, decide,
};
use domain::indicator::Measure;
use proptest::prelude::*;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

const START: OffsetDateTime = datetime!(2026-11-23 08:00 +7);
const DUE: OffsetDateTime = datetime!(2026-12-07 17:00 +7);
const SECOND_DUE: OffsetDateTime = datetime!(2027-01-07 17:00 +7);
const FOLLOW_UP: Duration = Duration::days(14);

fn answer() -> Answer {
    Answer { finding: "f".into(), action: "a".into(), done_by: None, office: "o".into() }
}

/// One command of each kind, by a short name.
fn commands() -> [(&'static str, FeedbackCommand); 11] {
    let judge =
        |verdict| FeedbackCommand::Judge { verdict, words: "w".into(), above: "H28".into(), answer_due_at: SECOND_DUE };
    let follow =
        |solved| FeedbackCommand::FollowUp { solved, after: FOLLOW_UP, above: "H28".into(), answer_due_at: SECOND_DUE };
    [
        ("acknowledge", FeedbackCommand::Acknowledge { office: "o".into() }),
        ("forward", FeedbackCommand::Forward { agency: "H28.02".into(), reason: "r".into() }),
        ("answer", FeedbackCommand::Answer { answer: answer() }),
        ("refuse", FeedbackCommand::Refuse { reason: RefusalReason::Unclear, words: "w".into() }),
        ("judge yes", judge(Verdict::Answers)),
        ("judge no", judge(Verdict::DoesNotAnswer)),
        ("follow up yes", follow(true)),
        ("follow up no", follow(false)),
        ("escalate", FeedbackCommand::Escalate { agency: "H28".into() }),
        ("publish", FeedbackCommand::Publish { title: "t".into(), words: "w".into() }),
        ("withhold", FeedbackCommand::Withhold { reason: "r".into() }),
    ]
}

fn step(sequence: i64, at: OffsetDateTime, event: FeedbackEvent) -> FeedbackStep {
    FeedbackStep { sequence, at, actor: Actor::System, event }
}

fn received() -> Vec<FeedbackStep> {
    let event = FeedbackEvent::Received { agency: "H28.01".into(), acknowledge_due_at: START, answer_due_at: DUE };
    vec![step(1, START, event)]
}

/// Does it, or gives why not.
fn done(steps: &mut Vec<FeedbackStep>, command: FeedbackCommand, at: OffsetDateTime) -> Result<(), &'static str> {
    let state = FeedbackState::of(steps).expect("a history begins with its receipt");
    for event in decide(&state, command, at)? {
        let sequence = i64::try_from(steps.len()).expect("few") + 1;
        steps.push(step(sequence, at, event));
    }
    Ok(())
}

fn after(names: &[&str]) -> Vec<FeedbackStep> {
    let mut steps = received();
    for name in names {
        let (_, command) = commands().into_iter().find(|(known, _)| known == name).expect("a command");
        done(&mut steps, command, START).expect("it can be done");
    }
    steps
}

#[test]
fn every_command_in_every_state_does_what_was_reviewed() {
    let states: [(&str, &[&str]); 8] = [
        ("received", &[]),
        ("acknowledged", &["acknowledge"]),
        ("answered", &["acknowledge", "answer"]),
        ("refused", &["refuse"]),
        ("closed", &["acknowledge", "answer", "judge yes"]),
        ("reopened", &["acknowledge", "answer", "judge no"]),
        ("answered again", &["acknowledge", "answer", "judge no", "answer"]),
        ("closed again", &["acknowledge", "answer", "judge no", "answer", "judge no"]),
    ];
    // One minute after it was due: late where an answer is owed, and after the two weeks.
    let late = SECOND_DUE + Duration::minutes(1);
    let mut table = String::new();
    for (name, way) in states {
        table.push_str(&format!("{name}\n"));
        for (command_name, command) in commands() {
            let mut steps = after(way);
            let before = steps.len();
            let said = match done(&mut steps, command, late) {
                Ok(()) => steps[before..].iter().map(|step| step.event.key()).collect::<Vec<_>>().join(" + "),
                Err(key) => format!("- {key}"),
            };
            table.push_str(&format!("  {command_name}: {said}\n"));
        }
    }
    let reviewed = include_str!("feedback_life.txt");
    assert_eq!(table, reviewed, "the table differs from what was reviewed:\n{table}");
}

#[test]
fn two_weeks_after_the_answer_it_is_asked_whether_it_is_really_solved_and_not_before() {
    let state = FeedbackState::of(&after(&["acknowledge", "answer"])).expect("a state");
    assert!(!state.may_follow_up(START + FOLLOW_UP - Duration::SECOND, FOLLOW_UP));
    assert!(state.may_follow_up(START + FOLLOW_UP, FOLLOW_UP));
}

#[test]
fn an_answer_counts_in_time_up_to_the_day_it_was_due_and_for_who_gave_it() {
    let count = |at: OffsetDateTime| {
        let mut steps = after(&["acknowledge"]);
        done(&mut steps, FeedbackCommand::Answer { answer: answer() }, at).expect("answers");
        counted(&steps)
    };
    let measures = |at| count(at).into_keys().map(|(agency, _, measure)| (agency, measure)).collect::<Vec<_>>();
    let own = |measure| ("H28.01".to_owned(), measure);
    assert_eq!(measures(DUE), [own(Measure::FeedbackReceived), own(Measure::FeedbackAnsweredInTime)]);
    let same_day = measures(DUE + Duration::hours(6));
    assert_eq!(same_day, [own(Measure::FeedbackReceived), own(Measure::FeedbackAnsweredInTime)]);
    let late = measures(DUE + Duration::hours(8));
    assert_eq!(late, [own(Measure::FeedbackReceived), own(Measure::FeedbackAnsweredLate)]);
    // Sent back, the agency above owes an answer by the day that is due.
    let reopened = counted(&after(&["acknowledge", "answer", "judge no"]));
    assert_eq!(reopened.get(&("H28".to_owned(), SECOND_DUE.date(), Measure::FeedbackOwed)), Some(&1));
    assert_eq!(reopened.get(&("H28.01".to_owned(), START.date(), Measure::FeedbackDoesNotAnswer)), Some(&1));
}

proptest! {
    #[test]
    fn whatever_is_tried_in_whatever_order_counts_hold(tries in prop::collection::vec((0..11_usize, 0..40_i64), 0..30)) {
        let mut steps = received();
        let mut at = START;
        for (which, days) in tries {
            at += Duration::days(days);
            let (_, command) = commands().into_iter().nth(which).expect("a command");
            let _refused = done(&mut steps, command, at);
            let state = FeedbackState::of(&steps).expect("a state");
            let counted = counted(&steps);
            let sum = |measure: Measure| counted.iter().filter(|((.., of), _)| *of == measure).map(|(_, n)| n).sum::<i64>();
            prop_assert_eq!(sum(Measure::FeedbackReceived), 1);
            prop_assert_eq!(sum(Measure::FeedbackOwed), i64::from(state.status.is_open()));
            let answers = sum(Measure::FeedbackAnsweredInTime) + sum(Measure::FeedbackAnsweredLate);
            prop_assert!((0..=2).contains(&answers), "at most one answer and one of the level above");
            prop_assert!(state.level <= 1);
            prop_assert_eq!(state.status == FeedbackStatus::Refused, sum(Measure::FeedbackRefused) == 1);
            prop_assert_eq!(usize::try_from(state.version).expect("few"), steps.len());
        }
    }

    #[test]
    fn an_event_is_read_as_it_was_written(which in 0..11_usize) {
        let steps = after(&["acknowledge", "answer"]);
        let state = FeedbackState::of(&steps).expect("a state");
        let (_, command) = commands().into_iter().nth(which).expect("a command");
        for event in decide(&state, command, SECOND_DUE).into_iter().flatten() {
            let text = serde_json::to_string(&event).expect("writes");
            prop_assert_eq!(serde_json::from_str::<FeedbackEvent>(&text).expect("reads"), event);
        }
    }
}
