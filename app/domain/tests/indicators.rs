//! What a history adds to the counters, and what the counters are worth.

use domain::dossier::{Actor, Channel, DossierEvent, Event, HandOver, ResultDocument};
use domain::indicator::{
    Component, Counted, DossierFacts, Group, Measure, Method, OPEN_IN_TIME, OPEN_LATE, Period, Scored, Share, Totals,
    counted, difference, score,
};
use domain::province::Bilingual;
use proptest::prelude::*;
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

const START: OffsetDateTime = datetime!(2026-11-02 08:00 +7);
const DUE: OffsetDateTime = datetime!(2026-11-05 08:00 +7);
const OFFICER: Actor = Actor::Officer(Uuid::from_u128(1));

fn history(events: Vec<(OffsetDateTime, Event)>) -> Vec<DossierEvent> {
    let entry = |((at, event), sequence)| DossierEvent { sequence, at, actor: OFFICER, event };
    events.into_iter().zip(1..).map(entry).collect()
}

fn filed(channel: Channel, seal: Option<&str>) -> (OffsetDateTime, Event) {
    (START, Event::Submitted { channel, seal: seal.map(str::to_owned) })
}

fn received(due_at: Option<OffsetDateTime>) -> (OffsetDateTime, Event) {
    (START + Duration::HOUR, Event::Received { due_at, unit: "H28.14".into(), steps: Vec::new() })
}

fn settled(at: OffsetDateTime) -> [(OffsetDateTime, Event); 2] {
    let result = ResultDocument {
        file_id: Some(Uuid::from_u128(9)),
        sha256: None,
        number: "1".into(),
        title: "Trích lục".into(),
        issued_on: at.date(),
        signer: "Lãnh đạo".into(),
        granted: true,
    };
    [(at, Event::ResultAttached { result }), (at, Event::Settled)]
}

fn of(events: Vec<(OffsetDateTime, Event)>) -> Vec<(Date, Measure)> {
    let counted = counted("H28.14", &history(events));
    assert!(counted.values().all(|amount| *amount == 1));
    counted.into_keys().collect()
}

#[test]
fn in_time_is_judged_by_the_day_in_viet_nam() {
    for (at, expected) in [
        (datetime!(2026-11-04 23:59 +7), Measure::SettledEarly),
        (datetime!(2026-11-05 00:00 +7), Measure::SettledOnTime),
        (datetime!(2026-11-05 16:59 UTC), Measure::SettledOnTime),
        (datetime!(2026-11-05 17:00 UTC), Measure::SettledLate),
    ] {
        let mut events = vec![filed(Channel::Online, None), received(Some(DUE))];
        events.extend(settled(at));
        let day = at.to_offset(domain::calendar::vietnam()).date();
        let counted = of(events);
        assert!(counted.contains(&(day, expected)), "{at}: {counted:?}");
        assert!(counted.contains(&(day, Measure::ElectronicResult)));
        assert!(!counted.iter().any(|(_, measure)| measure.is_stock()), "nothing lies in hand any more");
    }
}

#[test]
fn what_an_officer_filed_is_digitised_only_with_its_seal() {
    let has = |channel, seal| {
        let counted = of(vec![filed(channel, seal), received(None)]);
        counted.contains(&(date!(2026 - 11 - 02), Measure::Digitised))
    };
    assert!(has(Channel::Online, None) && has(Channel::Counter, Some("5ea1")) && !has(Channel::Counter, None));
}

#[test]
fn what_lies_in_hand_is_found_by_its_due_day_and_leaves_while_the_clock_stands_still() {
    let open = vec![filed(Channel::Online, None), received(Some(DUE))];
    assert!(of(open.clone()).contains(&(date!(2026 - 11 - 05), Measure::OpenDue)));
    let mut paused = open.clone();
    paused.push((START + Duration::days(1), Event::Stopped { reason: "chờ".into() }));
    let paused = of(paused);
    assert!(paused.contains(&(date!(2026 - 11 - 03), Measure::OpenPaused)));
    assert!(!paused.iter().any(|(_, measure)| *measure == Measure::OpenDue));
    assert!(
        of(vec![filed(Channel::Online, None), received(None)]).contains(&(date!(2026 - 11 - 02), Measure::OpenUndated))
    );
}

#[test]
fn people_waited_since_the_day_they_were_told_without_their_own_pauses_but_with_every_apology() {
    let waited = |between: Vec<(OffsetDateTime, Event)>, at: OffsetDateTime| {
        let mut events = vec![filed(Channel::Online, None), received(Some(DUE))];
        events.extend(between);
        events.extend(settled(at));
        DossierFacts::of("H28.14", "1.001193", &history(events)).expect("a history").waited()
    };
    let days = |days: i64| DUE + Duration::days(days);
    assert_eq!(waited(Vec::new(), days(-2)), Some((202_611, -2)));
    let completed = |moved| {
        let (at, due_at) = (START + Duration::days(2), Some(moved));
        (at, Event::SupplementAnswered { note: String::new(), replaced: Vec::new(), due_at })
    };
    assert_eq!(waited(vec![completed(days(4))], days(5)), Some((202_611, 1)), "four days were the applicant's own");
    let reappointed = |new_due_at| {
        let apology = Event::Reappointed { reason: "đông".into(), new_due_at, again_because: None };
        (START + Duration::days(2), apology)
    };
    assert_eq!(waited(vec![reappointed(days(6))], days(5)), Some((202_611, 5)), "that was not what was told");
    assert_eq!(waited(vec![reappointed(days(6)), completed(days(8))], days(8)), Some((202_611, 6)));
    assert_eq!(waited(Vec::new(), days(400)), Some((202_712, 60)), "further away counts as this far");
    let open = vec![filed(Channel::Online, None), received(Some(DUE))];
    assert_eq!(DossierFacts::of("H28.14", "1.001193", &history(open)).expect("a history").waited(), None);
}

#[test]
fn what_was_taken_back_is_not_counted() {
    let request = Event::SupplementRequested { items: Vec::new(), again_because: None, answer_by: None };
    let mut events = vec![filed(Channel::Online, None), (START + Duration::HOUR, request)];
    assert!(of(events.clone()).contains(&(date!(2026 - 11 - 02), Measure::SupplementRequest)));
    let taken_back = Event::Corrected { sequence: 2, reason: "nhầm".into() };
    events.push((START + Duration::hours(2), taken_back));
    assert_eq!(of(events), [(date!(2026 - 11 - 02), Measure::Submitted)]);
}

proptest! {
    /// Whoever adds up the differences has what the whole history says: the law on which kept counters rest.
    #[test]
    fn differences_add_up_to_the_whole(steps in proptest::collection::vec((0_usize..9, 1_i64..90), 0..12)) {
        let mut events = vec![filed(Channel::Online, None)];
        let mut at = START;
        let mut kept = counted("H28.14", &history(events.clone()));
        for (kind, hours) in steps {
            at += Duration::hours(hours);
            let next = match kind {
                0 => Event::Received { due_at: Some(at + Duration::days(2)), unit: "H28.14".into(), steps: Vec::new() },
                1 => Event::Refused { reason: "r".into(), where_to_turn: "w".into() },
                2 => Event::SupplementRequested { items: Vec::new(), again_because: None, answer_by: None },
                3 => Event::SupplementAnswered { note: String::new(), replaced: Vec::new(), due_at: Some(at + Duration::days(3)) },
                4 => Event::Stopped { reason: "r".into() },
                5 => Event::Resumed { due_at: Some(at + Duration::days(1)) },
                6 => Event::Settled,
                7 => Event::Returned { how: HandOver::Counter, receiver: "Mận".into() },
                _ => Event::Corrected { sequence: i64::try_from(events.len()).unwrap_or(1).max(2), reason: "r".into() },
            };
            let before = counted("H28.14", &history(events.clone()));
            events.push((at, next));
            let after = counted("H28.14", &history(events.clone()));
            for (key, amount) in difference(&before, &after) {
                *kept.entry(key).or_default() += amount;
            }
            kept.retain(|_, amount| *amount != 0);
            prop_assert_eq!(&kept, &after);
        }
    }
}

fn text(text: &str) -> Bilingual {
    Bilingual { vi: text.into(), en: text.into() }
}

fn method(of: &[&str], among: &[&str], full_at: f64) -> Method {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let component = Component {
        id: "c".into(),
        name: text("c"),
        max: 20.0,
        share: Some(Share { of: names(of), among: names(among) }),
        missing: None,
        full_at,
        source: text("s"),
        official: false,
    };
    let group = Group { id: "g".into(), name: text("g"), max: 20.0, components: vec![component] };
    Method { valid_from: date!(2022 - 08 - 01), decision: text("d"), least_cases: 10, groups: vec![group] }
}

fn totals(amounts: &[(Measure, i64)]) -> Totals {
    let mut totals = Totals::default();
    amounts.iter().for_each(|(measure, amount)| totals.add(*measure, false, *amount));
    totals
}

fn scored(method: &Method, totals: &Totals) -> Scored {
    score(method, totals).remove(0).components.remove(0).scored
}

#[test]
fn points_are_proportional_full_from_a_threshold_and_none_for_a_handful() {
    let in_time =
        method(&["settled_early", "settled_on_time"], &["settled_early", "settled_on_time", "settled_late"], 1.0);
    let some = totals(&[(Measure::SettledEarly, 10), (Measure::SettledOnTime, 5), (Measure::SettledLate, 5)]);
    assert_eq!(scored(&in_time, &some), Scored::Points { of: 15, among: 20, share: 0.75, points: 15.0 });
    let few = totals(&[(Measure::SettledEarly, 9)]);
    assert_eq!(scored(&in_time, &few), Scored::TooFew { among: 9, least: 10 });
    let half = method(&["online_received"], &["received"], 0.5);
    let mut online = totals(&[(Measure::Received, 60)]);
    online.add(Measure::Received, true, 40);
    assert_eq!(scored(&half, &online), Scored::Points { of: 40, among: 100, share: 0.4, points: 16.0 });
    online.add(Measure::Received, true, 100);
    assert!(matches!(scored(&half, &online), Scored::Points { points: 20.0, .. }), "all points from the half on");
}

#[test]
fn what_lies_in_hand_counts_for_the_period_that_runs_and_stays_late_in_the_one_it_was_due_in() {
    let today = date!(2026 - 11 - 23);
    let of = |day: Date, period: Period| {
        let mut totals = Totals::default();
        totals.add_stock(Measure::OpenDue, day, 1, period, today);
        (totals.get(OPEN_IN_TIME), totals.get(OPEN_LATE))
    };
    let (november, october) = (Period::Month(2026, 11), Period::Month(2026, 10));
    assert_eq!(of(today, november), (1, 0), "due today is not late");
    assert_eq!(of(date!(2026 - 11 - 22), november), (0, 1));
    assert_eq!(of(date!(2026 - 10 - 30), november), (0, 1), "carried over");
    assert_eq!(of(date!(2026 - 10 - 30), october), (0, 1));
    assert_eq!(of(date!(2026 - 11 - 22), october), (0, 0), "it was not late then");
    assert_eq!(of(today, october), (0, 0));
}

#[test]
fn a_method_that_does_not_add_up_is_refused_with_its_place() {
    let check = |method: Method| domain::indicator::Methods { methods: vec![method] }.check(Totals::is_name);
    assert_eq!(check(method(&["received"], &["submitted"], 1.0)), Ok(()));
    let unknown = check(method(&["wishes"], &["submitted"], 1.0)).expect_err("nothing is counted so");
    assert!(unknown.to_string().contains("component c of group g") && unknown.to_string().contains("wishes"));
    assert!(check(method(&["open_due"], &["submitted"], 1.0)).is_err(), "stock has names of its own");
    assert!(check(method(&[], &["submitted"], 1.0)).is_err());
    assert!(check(method(&["received"], &["submitted"], 0.0)).is_err());
    let mut light = method(&["received"], &["submitted"], 1.0);
    light.groups[0].max = 18.0;
    assert!(check(light).expect_err("weights").to_string().contains("20, not 18"));
}

#[test]
fn nothing_happened_is_no_difference() {
    assert!(difference(&Counted::new(), &Counted::new()).is_empty());
}
