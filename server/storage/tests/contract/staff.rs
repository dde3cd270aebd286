//! Accounts of staff: one login each, attempts counted, sessions that end, proofs that are taken once, a history that stays.

use domain::staff::{FREE_ATTEMPTS, Grant, Role};
use futures::future::join_all;
use storage::{
    Attempt, FinishedSetUp, FirstCredentials, NewStaff, NewStaffSession, SecondFactor, SessionStage, StaffRecord,
    Storage,
};
use time::{Duration, OffsetDateTime};

use super::fixture::{NOW, id};

fn account(number: u128, login: &str) -> NewStaff {
    NewStaff {
        id: id(number),
        login: login.to_owned(),
        login_key: login.to_lowercase(),
        name: format!("Cán bộ {number}"),
        grants: vec![Grant::new("H28.14", Role::Officer), Grant::new("H28.01", Role::Receptionist)],
        credentials: FirstCredentials::Code { hash: vec![1; 32], until: NOW + Duration::hours(24) },
        at: NOW,
        by: None,
    }
}

/// An account that another test needs: its number.
pub async fn added(storage: &dyn Storage, number: u128) -> uuid::Uuid {
    assert!(storage.add_staff(account(number, &format!("nguoi.{number}"))).await.expect("adds"));
    id(number)
}

fn session(number: u128, staff: u128, stage: SessionStage) -> NewStaffSession {
    NewStaffSession {
        id: id(number),
        staff_id: id(staff),
        token_hash: token(number),
        stage,
        browser: "Firefox, Linux".to_owned(),
        at: NOW,
    }
}

fn token(number: u128) -> Vec<u8> {
    number.to_be_bytes().repeat(2)
}

async fn record(storage: &dyn Storage, number: u128) -> StaffRecord {
    storage.staff(id(number)).await.expect("reads").expect("is there")
}

async fn history(storage: &dyn Storage, number: u128) -> Vec<String> {
    let mut events = storage.staff_events(id(number), 100).await.expect("reads");
    events.reverse();
    events.into_iter().map(|event| event.kind).collect()
}

async fn begin(storage: &dyn Storage, number: u128, staff: u128, stage: SessionStage) {
    let long_ago = OffsetDateTime::UNIX_EPOCH;
    storage.begin_session(session(number, staff, stage), long_ago).await.expect("begins");
}

fn set_up(token_number: u128) -> FinishedSetUp {
    FinishedSetUp {
        password_hash: "$argon2id$hash".to_owned(),
        totp_sealed: vec![7; 48],
        totp_step: 100,
        recovery_hashes: (0..10).map(|code| vec![code; 32]).collect(),
        token_hash: token(token_number),
        at: NOW,
    }
}

pub async fn an_account_reads_back_and_a_login_is_taken_once(storage: &dyn Storage) {
    assert!(storage.add_staff(account(1, "Hoa")).await.expect("adds"));
    assert!(!storage.add_staff(account(2, "HOA")).await.expect("answers"), "the same login in capitals");
    let found = storage.staff_by_login("hoa").await.expect("reads").expect("is there");
    assert_eq!(found, record(storage, 1).await);
    assert_eq!((found.login.as_str(), found.name.as_str(), found.created_at), ("Hoa", "Cán bộ 1", NOW));
    assert_eq!(found.grants, [Grant::new("H28.01", Role::Receptionist), Grant::new("H28.14", Role::Officer)]);
    assert_eq!((found.setup_hash, found.setup_until), (Some(vec![1; 32]), Some(NOW + Duration::hours(24))));
    assert_eq!((found.password_hash, found.totp_sealed, found.locked_until), (None, None, None));
    assert_eq!(storage.staff_by_login("Hoa").await.expect("reads"), None, "only as it is compared");
    assert_eq!(storage.all_staff().await.expect("reads").len(), 1);
    assert_eq!(history(storage, 1).await, ["account_added", "role_given", "role_given"]);
    assert_eq!(storage.staff(id(2)).await.expect("reads"), None);
    assert_eq!(storage.staff_names(vec![id(1), id(2)]).await.expect("reads"), [(id(1), "Cán bộ 1".to_owned())]);
    assert_eq!(storage.staff_names(Vec::new()).await.expect("reads"), []);
}

pub async fn of_many_attempts_at_once_each_is_counted_and_then_the_account_is_locked(storage: &dyn Storage) {
    storage.add_staff(account(1, "hoa")).await.expect("adds");
    let tries = join_all((0..20).map(|_| storage.take_attempt(id(1), NOW))).await;
    let counted = tries.into_iter().filter(|attempt| matches!(attempt, Ok(Attempt::Counted))).count();
    assert_eq!(i64::try_from(counted).expect("few"), FREE_ATTEMPTS);
    storage.note_failure(id(1), NOW).await.expect("notes");
    let locked = record(storage, 1).await;
    assert_eq!((locked.failed_attempts, locked.locked_until), (FREE_ATTEMPTS, Some(NOW + Duration::minutes(1))));
    let later = NOW + Duration::minutes(1);
    assert_eq!(storage.take_attempt(id(1), later).await.expect("counts"), Attempt::Counted);
    assert_eq!(record(storage, 1).await.locked_until, Some(later + Duration::minutes(2)), "the next lock is longer");
    storage.give_attempt_back(id(1)).await.expect("gives back");
    let free = record(storage, 1).await;
    assert_eq!((free.failed_attempts, free.locked_until), (FREE_ATTEMPTS, None));
    assert_eq!(storage.take_attempt(id(9), NOW).await.expect("answers"), Attempt::Locked, "there is nobody");
    assert_eq!(history(storage, 1).await[3..], ["attempt_failed", "account_locked"]);
}

pub async fn a_session_is_found_by_its_token_until_it_ends(storage: &dyn Storage) {
    storage.add_staff(account(1, "hoa")).await.expect("adds");
    storage.add_staff(account(2, "lan")).await.expect("adds");
    for number in [11, 12] {
        begin(storage, number, 1, SessionStage::Open).await;
    }
    begin(storage, 21, 2, SessionStage::Open).await;
    let find = async |number: u128| storage.session(&token(number)).await.expect("reads");
    let (found, person) = find(11).await.expect("is there");
    assert_eq!(
        (found.id, found.stage, found.browser.as_str(), person.id),
        (id(11), SessionStage::Open, "Firefox, Linux", id(1))
    );
    storage.session_seen(id(11), NOW + Duration::minutes(5)).await.expect("notes");
    storage.session_seen(id(11), NOW + Duration::minutes(3)).await.expect("notes");
    assert_eq!(find(11).await.expect("is there").0.last_seen_at, NOW + Duration::minutes(5), "never back");
    assert!(!storage.end_session(id(2), id(11), Some(id(2)), NOW).await.expect("answers"), "it is not theirs");
    assert!(storage.end_session(id(1), id(11), Some(id(1)), NOW).await.expect("ends"));
    assert!(!storage.end_session(id(1), id(11), Some(id(1)), NOW).await.expect("answers"), "it ended already");
    assert_eq!(find(11).await, None);
    assert_eq!(storage.sessions(id(1)).await.expect("reads").len(), 1);
    assert!(storage.disable_staff(id(1), Some(id(2)), NOW).await.expect("disables"));
    assert!(!storage.disable_staff(id(1), None, NOW).await.expect("answers"));
    assert_eq!(find(12).await, None, "disabled is out at once");
    assert!(find(21).await.is_some());
    assert!(storage.enable_staff(id(1), None, NOW).await.expect("enables"));
    assert_eq!(find(12).await, None, "what ended does not come back");
    assert_eq!(history(storage, 1).await[3..], ["session_ended", "account_disabled", "account_enabled"]);
    storage.begin_session(session(22, 2, SessionStage::Open), NOW + Duration::days(1)).await.expect("begins");
    assert_eq!(find(21).await, None, "one not seen for long is forgotten");
}

pub async fn a_proof_is_taken_once(storage: &dyn Storage) {
    storage.add_staff(account(1, "hoa")).await.expect("adds");
    begin(storage, 10, 1, SessionStage::SetUp).await;
    assert!(storage.finish_set_up(id(10), set_up(10)).await.expect("finishes"));
    for number in 11..=16 {
        begin(storage, number, 1, SessionStage::SecondFactor).await;
    }
    let pass = async |session: u128, proof: SecondFactor| {
        storage.pass_second_factor(id(session), proof, token(session + 100), NOW).await.expect("answers")
    };
    assert!(!pass(11, SecondFactor::Totp(100)).await, "the code that ended the set-up");
    assert!(!pass(11, SecondFactor::Totp(99)).await, "an earlier one");
    assert!(pass(11, SecondFactor::Totp(101)).await);
    assert!(!pass(12, SecondFactor::Totp(101)).await, "replayed");
    assert!(pass(12, SecondFactor::Recovery(vec![3; 32])).await);
    assert!(!pass(13, SecondFactor::Recovery(vec![3; 32])).await, "a recovery code again");
    assert!(!pass(13, SecondFactor::Recovery(vec![99; 32])).await, "nobody's");
    assert!(!pass(11, SecondFactor::Totp(102)).await, "it is open already");
    assert_eq!(storage.recovery_codes_left(id(1)).await.expect("reads"), 9);
    assert!(storage.session(&token(111)).await.expect("reads").is_some(), "the session has a new token");
    assert_eq!(storage.session(&token(11)).await.expect("reads"), None, "and the one before is worth nothing");
    let at_once = join_all((13..=16).map(|number| pass(number, SecondFactor::Totp(200)))).await;
    assert_eq!(at_once.into_iter().filter(|passed| *passed).count(), 1);
    storage.set_recovery_codes(id(1), vec![vec![50; 32]], NOW).await.expect("sets");
    assert_eq!(storage.recovery_codes_left(id(1)).await.expect("reads"), 1);
}

pub async fn a_set_up_counts_as_a_whole_and_once(storage: &dyn Storage) {
    storage.add_staff(account(1, "hoa")).await.expect("adds");
    for number in [11, 12] {
        begin(storage, number, 1, SessionStage::SetUp).await;
    }
    storage.keep_set_up(id(11), Some("$argon2id$new".to_owned()), None).await.expect("keeps");
    storage.keep_set_up(id(11), None, Some(vec![8; 48])).await.expect("keeps");
    let (kept, person) = storage.session(&token(11)).await.expect("reads").expect("is there");
    assert_eq!((kept.new_password.as_deref(), kept.new_totp), (Some("$argon2id$new"), Some(vec![8; 48])));
    assert_eq!(person.password_hash, None, "nothing counts yet");
    let both = join_all([11, 12].map(|number| storage.finish_set_up(id(number), set_up(number + 100)))).await;
    assert_eq!(both.into_iter().filter(|done| matches!(done, Ok(true))).count(), 1, "the other one was ended");
    let done = record(storage, 1).await;
    assert_eq!((done.password_hash.as_deref(), done.totp_step), (Some("$argon2id$hash"), Some(100)));
    assert_eq!((done.setup_hash, done.signed_in_at), (None, Some(NOW)));
    assert_eq!(storage.sessions(id(1)).await.expect("reads").len(), 1);
    let kinds = history(storage, 1).await;
    assert_eq!(kinds[3..], ["password_set", "second_factor_set", "recovery_codes_set", "signed_in"]);
}

pub async fn a_new_password_or_a_reset_ends_the_other_sessions(storage: &dyn Storage) {
    storage.add_staff(account(1, "hoa")).await.expect("adds");
    begin(storage, 10, 1, SessionStage::SetUp).await;
    storage.finish_set_up(id(10), set_up(10)).await.expect("finishes");
    begin(storage, 11, 1, SessionStage::Open).await;
    storage.set_password(id(1), "$argon2id$other".to_owned(), id(11), NOW).await.expect("sets");
    let left: Vec<_> = storage.sessions(id(1)).await.expect("reads").into_iter().map(|session| session.id).collect();
    assert_eq!(left, [id(11)]);
    let until = NOW + Duration::hours(48);
    storage.reset_staff(id(1), vec![2; 32], until, Some(id(1)), NOW).await.expect("resets");
    let reset = record(storage, 1).await;
    assert_eq!((reset.password_hash, reset.totp_sealed, reset.totp_step), (None, None, None));
    assert_eq!((reset.setup_hash, reset.setup_until), (Some(vec![2; 32]), Some(until)));
    assert!(storage.sessions(id(1)).await.expect("reads").is_empty());
    assert_eq!(storage.recovery_codes_left(id(1)).await.expect("reads"), 0);
}

pub async fn roles_are_given_and_taken_with_a_line_each(storage: &dyn Storage) {
    storage.add_staff(NewStaff { grants: Vec::new(), ..account(1, "hoa") }).await.expect("adds");
    storage.add_staff(account(2, "lan")).await.expect("adds");
    let leader = Grant::new("H28.14", Role::Leader);
    assert!(storage.give_role(id(1), leader.clone(), Some(id(2)), NOW).await.expect("gives"));
    assert!(!storage.give_role(id(1), leader.clone(), Some(id(2)), NOW).await.expect("answers"), "has it already");
    assert_eq!(record(storage, 1).await.grants, std::slice::from_ref(&leader));
    assert!(storage.take_role(id(1), leader.clone(), None, NOW).await.expect("takes"));
    assert!(!storage.take_role(id(1), leader, None, NOW).await.expect("answers"));
    assert!(record(storage, 1).await.grants.is_empty());
    let events = storage.staff_events(id(1), 2).await.expect("reads");
    assert_eq!(
        (events[1].kind.as_str(), events[1].detail.as_deref(), events[1].by),
        ("role_given", Some("H28.14:leader"), Some(id(2)))
    );
    assert_eq!((events[0].kind.as_str(), events[0].by), ("role_taken", None));
    let logins: Vec<String> = storage.all_staff().await.expect("reads").into_iter().map(|staff| staff.login).collect();
    assert_eq!(logins, ["hoa", "lan"]);
}
