//! What single acts do: pauses, second requests, branches, locks, mistakes taken back, new dates.

use domain::dossier::{Actor, Command, CommandKind, Event, EventKind, HandOver, Refusal, Status, Turn};
use time::Duration;
use uuid::Uuid;

use super::dossier::{
    ANNA, BINH, Dossier, PUBLISHED, START, TenDays, done, items, process, result, sample, supplement,
};

#[test]
fn the_time_of_the_applicant_does_not_count() {
    let asked = Dossier::filed().processing().then(ANNA, supplement());
    let promised = asked.state().due_at.expect("an appointment");
    let answered =
        asked.then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    assert_eq!(answered.state().due_at, Some(promised + Duration::hours(1)));
    assert_eq!(answered.state().first_due_at, Some(promised));
    assert_eq!(answered.state().status, Status::Processing);
}

#[test]
fn a_stop_while_the_applicant_owes_something_shifts_by_the_whole_time_and_the_debt_stays() {
    let asked = Dossier::filed().processing().then(ANNA, supplement());
    let promised = asked.state().due_at.expect("an appointment");
    let resumed = asked.then(ANNA, Command::Stop { reason: "Chờ".into() }).then(ANNA, Command::Resume);
    assert_eq!((resumed.state().status, resumed.state().due_at), (Status::SupplementRequested, Some(promised)));
    let answered =
        resumed.then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    assert_eq!(answered.state().due_at, Some(promised + Duration::hours(3)));
}

#[test]
fn where_the_procedure_says_so_the_full_limit_begins_again_with_the_supplement() {
    let mut asked = Dossier::filed().processing().then(ANNA, supplement());
    asked.at += Duration::days(3);
    let restarting = TenDays { restarts: true, published: true };
    let events = asked
        .try_with(
            Actor::Applicant,
            Command::AnswerSupplement { note: String::new(), replaced: Vec::new() },
            &restarting,
        )
        .expect("answered");
    assert_eq!(
        events,
        [Event::SupplementAnswered {
            note: String::new(),
            replaced: Vec::new(),
            due_at: Some(asked.at + Duration::days(10))
        }]
    );
}

#[test]
fn an_answer_at_reception_is_the_turn_of_the_desk_again() {
    let answered = Dossier::filed()
        .then(ANNA, supplement())
        .then(Actor::Applicant, Command::AnswerSupplement { note: "Đã chụp lại".into(), replaced: Vec::new() });
    assert_eq!(answered.state().turn(), Turn::Desk);
    assert_eq!(answered.received().state().status, Status::Received);
}

#[test]
fn a_second_request_needs_a_stated_reason() {
    let answered = Dossier::filed()
        .then(ANNA, supplement())
        .then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    assert_eq!(answered.attempt(ANNA, supplement()), Err(Refusal::SecondNeedsReason));
    let with_reason = Command::RequestSupplement {
        items: items(),
        again_because: Some("Ảnh mới vẫn mất góc".into()),
        answer_by: None,
    };
    assert!(answered.attempt(ANNA, with_reason).is_ok());
}

#[test]
fn every_item_says_what_to_do() {
    let mut mute = items();
    mute[0].instruction = "  ".into();
    let ask = |items| Command::RequestSupplement { items, again_because: None, answer_by: None };
    assert_eq!(Dossier::filed().attempt(ANNA, ask(mute)), Err(Refusal::Missing("instruction")));
    assert_eq!(Dossier::filed().attempt(ANNA, ask(Vec::new())), Err(Refusal::NothingNamed));
}

#[test]
fn branches_meet_before_the_signature_and_the_result_comes_first() {
    let checked = Dossier::filed().processing().then(ANNA, done("check"));
    let active: Vec<String> = checked.state().active.keys().cloned().collect();
    assert_eq!(active, ["land", "tax"]);
    assert_eq!(checked.state().active["tax"].unit, "H28.09");
    let half = checked.then(ANNA, done("land"));
    assert_eq!(half.state().active.keys().collect::<Vec<_>>(), ["tax"]);
    let both = half.then(ANNA, done("tax"));
    assert_eq!(both.state().active.keys().collect::<Vec<_>>(), ["sign"]);
    assert_eq!(both.attempt(BINH, done("sign")), Err(Refusal::ResultMissing));
    let attached = both.then(ANNA, Command::AttachResult { result: result() });
    assert_eq!(attached.then(BINH, done("sign")).state().status, Status::Settled);
}

#[test]
fn what_one_officer_has_in_hand_no_other_changes() {
    let held = Dossier::filed().processing().then(ANNA, Command::Claim);
    let refusal = Err(Refusal::HeldByAnother(Uuid::from_u128(1)));
    assert_eq!(held.attempt(BINH, done("check")), refusal);
    assert_eq!(held.attempt(BINH, Command::Claim), refusal);
    assert_eq!(held.attempt(ANNA, Command::Claim), Ok(Vec::new()), "twice by the same hand is once");
    assert!(held.attempt(Actor::Applicant, Command::Withdraw { reason: String::new() }).is_ok());
    let given_back = held.then(ANNA, Command::Release { because: None });
    assert!(given_back.attempt(BINH, done("check")).is_ok());
}

#[test]
fn a_mistake_is_taken_back_by_an_event_and_only_by_whoever_made_it() {
    let refused = {
        let d = Dossier::filed();
        let c = sample(CommandKind::Refuse, &d);
        d.then(ANNA, c)
    };
    let undo = Command::Correct { sequence: 2, reason: "Bấm nhầm".into() };
    assert_eq!(refused.attempt(BINH, undo.clone()), Err(Refusal::NotYoursToTakeBack));
    let corrected = refused.then(ANNA, undo);
    assert_eq!(corrected.state().status, Status::Submitted);
    assert_eq!(corrected.state().version, 3);
    assert_eq!(corrected.events.len(), 3, "nothing is edited");
    assert!(corrected.state().is_open());
}

#[test]
fn what_the_applicant_has_answered_is_not_taken_back() {
    let answered = Dossier::filed()
        .processing()
        .then(ANNA, supplement())
        .then(Actor::Applicant, Command::AnswerSupplement { note: String::new(), replaced: Vec::new() });
    let undo = Command::Correct { sequence: 4, reason: "Bấm nhầm".into() };
    assert_eq!(answered.attempt(ANNA, undo), Err(Refusal::NotYoursToTakeBack));
}

#[test]
fn a_second_appointment_needs_a_reason_of_the_leader() {
    let draft = |dossier: &Dossier, days| Command::DraftApology {
        reason: "Thiếu ý kiến cơ quan thuế".into(),
        new_due_at: dossier.at + Duration::days(days),
    };
    let late = Dossier::filed().processing();
    assert_eq!(late.attempt(ANNA, draft(&late, 1)), Err(Refusal::NotLater(late.state().due_at.expect("due"))));
    let command = draft(&late, 22);
    let once = late
        .then(Actor::System, command)
        .then(BINH, Command::ApproveApology { reason: None, new_due_at: None, again_because: None });
    assert_eq!(once.state().reappointments, 1);
    let command = draft(&once, 40);
    let again = once.then(ANNA, command);
    assert_eq!(
        again.attempt(BINH, Command::ApproveApology { reason: None, new_due_at: None, again_because: None }),
        Err(Refusal::SecondNeedsReason)
    );
    let reason = Some("Chờ kết quả đo đạc".to_owned());
    assert!(
        again.attempt(BINH, Command::ApproveApology { reason: None, new_due_at: None, again_because: reason }).is_ok()
    );
}

#[test]
fn without_a_published_limit_the_desk_sets_the_date() {
    let unpublished = TenDays { restarts: false, published: false };
    let filed = Dossier::filed();
    assert_eq!(filed.try_with(ANNA, Command::Receive { due_at: None }, &unpublished), Err(Refusal::DateNeeded));
    let past = Command::Receive { due_at: Some(START - Duration::days(1)) };
    assert_eq!(filed.try_with(ANNA, past, &unpublished), Err(Refusal::NotLater(START)));
    let set = Command::Receive { due_at: Some(START + Duration::days(5)) };
    assert!(filed.try_with(ANNA, set, &unpublished).is_ok());
}

#[test]
fn the_leader_takes_it_out_of_a_hand_that_does_not_come_back_and_says_why() {
    let held = Dossier::filed().processing().then(ANNA, Command::Claim);
    let mute = Command::Release { because: None };
    assert_eq!(held.attempt(BINH, mute), Err(Refusal::HeldByAnother(Uuid::from_u128(1))));
    let empty = Command::Release { because: Some("  ".into()) };
    assert_eq!(held.attempt(BINH, empty), Err(Refusal::Missing("reason")));
    let because = || Some("Cán bộ nghỉ ốm".to_owned());
    let events = held.attempt(BINH, Command::Release { because: because() }).expect("released");
    assert_eq!(events, [Event::Released { because: because() }]);
    let free = held.then(BINH, Command::Release { because: because() });
    assert!(free.attempt(BINH, Command::Claim).is_ok());
}

#[test]
fn a_request_that_was_taken_back_was_told_all_the_same() {
    let asked = Dossier::filed().then(ANNA, supplement());
    let back = asked.then(ANNA, Command::Correct { sequence: 2, reason: "Bấm nhầm".into() });
    assert_eq!(back.state().status, Status::Submitted);
    assert_eq!(back.attempt(ANNA, supplement()), Err(Refusal::SecondNeedsReason));
}

#[test]
fn an_apology_ends_with_the_date_it_was_drafted_for() {
    let late = Dossier::filed().processing();
    let new_due_at = late.at + Duration::days(22);
    let draft = || Command::DraftApology { reason: "Thiếu người".into(), new_due_at };
    let approve = || Command::ApproveApology { reason: None, new_due_at: None, again_because: None };
    let drafted = late.then(Actor::System, draft());
    let moved = drafted
        .clone()
        .then(Actor::System, Command::MoveDue { due_at: new_due_at + Duration::days(5), because: "Nghỉ lễ".into() });
    assert_eq!(moved.attempt(BINH, approve()), Err(Refusal::NoApology));
    let paused = drafted.clone().then(ANNA, supplement());
    let answer = Command::AnswerSupplement { note: String::new(), replaced: Vec::new() };
    let answered = paused.then(Actor::Applicant, answer);
    assert_eq!(answered.attempt(BINH, approve()), Err(Refusal::NoApology));
    assert!(answered.attempt(Actor::System, draft()).is_ok(), "and does not stand in the way of another");
    assert!(drafted.attempt(BINH, approve()).is_ok());
}

#[test]
fn an_apology_promises_no_closed_moment() {
    let sunday = START + Duration::days(6);
    let monday = sunday + Duration::DAY;
    let late = Dossier::filed().processing();
    let draft =
        |days| Command::DraftApology { reason: "Thiếu người".into(), new_due_at: sunday + Duration::days(days) };
    assert_eq!(late.attempt(ANNA, draft(14)), Err(Refusal::ClosedThen(monday + Duration::days(14))));
    assert!(late.attempt(ANNA, draft(15)).is_ok());
}

#[test]
fn a_step_waits_while_the_clock_stands_still_and_is_never_due_after_the_promise() {
    let due = |dossier: &Dossier, deadlines: &TenDays| {
        let state = dossier.state();
        state.step_due(&state.active["check"], &process(), deadlines)
    };
    let working = Dossier::filed().processing();
    let promised = working.state().due_at.expect("an appointment");
    let began = START + Duration::hours(1);
    assert_eq!(due(&working, &PUBLISHED), Some(began + Duration::hours(8)));
    let mut asked = working.clone().then(ANNA, supplement());
    asked.at += Duration::days(14);
    let answer = Command::AnswerSupplement { note: String::new(), replaced: Vec::new() };
    let answered = asked.then(Actor::Applicant, answer);
    let waited = Duration::days(14) + Duration::hours(1);
    assert_eq!(
        due(&answered, &PUBLISHED),
        Some(began + Duration::hours(8) + waited),
        "the applicant’s time is not ours"
    );
    let early = Command::MoveDue { due_at: promised - Duration::days(10), because: "Thử".into() };
    let earlier = working.then(Actor::System, early);
    assert_eq!(due(&earlier, &PUBLISHED), Some(promised - Duration::days(10)), "the promise comes first");
}

#[test]
fn only_what_the_unit_itself_has_in_hand_is_handed_on() {
    let checked = Dossier::filed().processing().then(ANNA, done("check"));
    let moved = checked.then(ANNA, Command::Transfer { unit: "H28.31.02".into(), note: String::new() });
    let state = moved.state();
    assert_eq!((state.active["land"].unit.as_str(), state.active["tax"].unit.as_str()), ("H28.31.02", "H28.09"));
}

#[test]
fn who_took_the_result_at_the_counter_is_written_down() {
    let settled = Dossier::filed().settled();
    let hand_over = |how, receiver: &str| Command::HandOver { how, receiver: receiver.into() };
    assert_eq!(settled.attempt(ANNA, hand_over(HandOver::Counter, " ")), Err(Refusal::Missing("receiver")));
    assert!(settled.attempt(ANNA, hand_over(HandOver::Counter, "Bùi Thị Mận")).is_ok());
    assert!(settled.attempt(ANNA, hand_over(HandOver::Post, "")).is_ok());
}

#[test]
fn an_opinion_that_does_not_come_is_late_and_blocks_nothing_for_good() {
    let working = Dossier::filed().processing();
    let consult =
        |answer_by| Command::Consult { unit: "H28.09".into(), question: "Đất có nợ thuế?".into(), answer_by };
    let asked = working.clone().then(ANNA, consult(None));
    let question = *asked.state().consultations.keys().next().expect("a question");
    let due_at = asked.state().consultations[&question].answer_by.expect("a date though nobody named one");
    assert!(working.at < due_at && due_at <= asked.state().due_at.expect("promised"));
    let by_hand = working.at + Duration::days(1);
    let named = working.clone().then(ANNA, consult(Some(by_hand)));
    assert_eq!(named.state().consultations[&question].answer_by, Some(by_hand));
    assert!(matches!(working.attempt(ANNA, consult(Some(START))), Err(Refusal::NotLater(_))));
    let drop = |reason: &str| Command::DropConsultation { consultation: question, reason: reason.into() };
    assert_eq!(asked.attempt(ANNA, drop(" ")), Err(Refusal::Missing("reason")));
    let gone = asked.then(ANNA, drop("Cơ quan thuế không trả lời"));
    assert!(gone.state().consultations.is_empty());
    assert_eq!(gone.attempt(ANNA, drop("Lần nữa")), Err(Refusal::NoSuchConsultation));
}

#[test]
fn who_settled_it_by_mistake_takes_it_back_until_the_result_is_handed_over() {
    let settled = Dossier::filed().settled();
    let act = settled.state().last_act.expect("the last act");
    assert_eq!(act.kind, EventKind::Settled);
    let back = |reason: &str| Command::Correct { sequence: act.sequence, reason: reason.into() };
    let other = if act.officer == Uuid::from_u128(1) { BINH } else { ANNA };
    assert_eq!(settled.attempt(other, back("Ký nhầm")), Err(Refusal::NotYoursToTakeBack));
    let own = Actor::Officer(act.officer);
    let events = settled.attempt(own, back("Ký nhầm tệp")).expect("taken back");
    assert_eq!(events.len(), 2, "the settling and the step that settled it: {events:?}");
    let open = settled.clone().then(own, back("Ký nhầm tệp"));
    let state = open.state();
    assert_eq!((state.status, state.settled_at), (Status::Processing, None));
    assert!(!state.active.is_empty(), "the step is in hand again");
    let again = open.then(own, Command::AttachResult { result: result() });
    assert!(again.state().result.is_some());
    let returned = settled.then(ANNA, Command::HandOver { how: HandOver::Counter, receiver: "Bùi Thị Mận".into() });
    assert_eq!(returned.attempt(own, back("Muộn rồi")), Err(Refusal::NotYoursToTakeBack));
}

#[test]
fn the_leader_puts_an_apology_right_with_the_press_that_approves_it() {
    let late = Dossier::filed().processing();
    let date = |days| late.at + Duration::days(days);
    let draft = Command::DraftApology { reason: "Chưa xong".into(), new_due_at: date(22) };
    let drafted = late.clone().then(Actor::System, draft);
    let approve = |reason: Option<&str>, new_due_at| Command::ApproveApology {
        reason: reason.map(str::to_owned),
        new_due_at,
        again_because: None,
    };
    let events = drafted.attempt(BINH, approve(Some("Cơ quan đo đạc chậm"), Some(date(24)))).expect("approved");
    let told =
        Event::Reappointed { reason: "Cơ quan đo đạc chậm".into(), new_due_at: date(24), again_because: None };
    assert_eq!(events, [told]);
    assert_eq!(drafted.attempt(BINH, approve(Some(" "), None)), Err(Refusal::Missing("reason")));
    assert!(matches!(drafted.attempt(BINH, approve(None, Some(START))), Err(Refusal::NotLater(_))));
    let as_drafted = drafted.attempt(BINH, approve(None, None)).expect("approved");
    assert!(matches!(&as_drafted[..], [Event::Reappointed { reason, .. }] if reason == "Chưa xong"));
}
