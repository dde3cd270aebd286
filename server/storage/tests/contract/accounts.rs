//! Accounts of citizens: a code is good once and for one contact, a session ends, and what is theirs comes along.

use domain::account::{ContactKind, Keeping};
use futures::future::join_all;
use storage::{
    ChangeOutcome, CodeAsked, CodeUsed, DossierView, FileAdded, FileLimits, NewAccountSession, NewFile, NewSignInCode,
    SealedContact, Storage, TaskKind,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::desk::{change, received, task};
use super::fixture::{CODE, NOW, draft, file, id, submission, with_procedure};

fn contact(name: &str) -> SealedContact {
    SealedContact {
        kind: ContactKind::Email,
        hash: format!("hash of {name}").into_bytes(),
        sealed: format!("sealed {name}").into_bytes(),
    }
}

fn code(number: u128, name: &str, at: OffsetDateTime) -> NewSignInCode {
    NewSignInCode {
        id: id(number),
        token_hash: token(number),
        browser_hash: vec![100; 32],
        contact: contact(name),
        account_id: None,
        code_hash: vec![9; 32],
        at,
        good_until: at + Duration::minutes(10),
    }
}

fn token(number: u128) -> Vec<u8> {
    number.to_be_bytes().repeat(2)
}

fn session(number: u128, browser: u8, at: OffsetDateTime) -> NewAccountSession {
    NewAccountSession {
        id: id(number),
        token_hash: token(number),
        from_browser: Some(vec![browser; 32]),
        browser_hash: vec![browser; 32],
        browser: "Chrome, Android".to_owned(),
        keeping: Keeping::SharedDevice,
        at,
        open_until: at + Duration::minutes(30),
    }
}

/// Signs somebody in in a browser; the account.
async fn sign_in(storage: &dyn Storage, number: u128, name: &str, browser: u8, at: OffsetDateTime) -> CodeUsed {
    assert_eq!(storage.ask_sign_in_code(code(number, name, at)).await.expect("asks"), CodeAsked::Kept);
    storage.use_sign_in_code(id(number), id(number + 500), "vi", session(number, browser, at)).await.expect("uses")
}

fn account_of(used: CodeUsed) -> Uuid {
    match used {
        CodeUsed::SignedIn { account_id, .. } => account_id,
        other => panic!("not signed in: {other:?}"),
    }
}

async fn begin_draft(storage: &dyn Storage, number: u128, browser: u8) {
    let mut new = draft(number);
    new.browser_hash = Some(vec![browser; 32]);
    storage.create_draft(new).await.expect("begins");
}

async fn drafts_of(storage: &dyn Storage, account: Uuid) -> Vec<Uuid> {
    storage.account_drafts(account).await.expect("reads").into_iter().map(|draft| draft.id).collect()
}

pub async fn a_code_is_good_once_and_its_contact_gets_an_account(storage: &dyn Storage) {
    let CodeUsed::SignedIn { account_id, is_new, is_new_browser } = sign_in(storage, 1, "man", 1, NOW).await else {
        panic!("not signed in");
    };
    assert!(is_new && !is_new_browser);
    let again = storage.use_sign_in_code(id(1), id(502), "vi", session(2, 1, NOW)).await.expect("answers");
    assert_eq!(again, CodeUsed::Over, "a code is used once");
    let account = storage.account(account_id).await.expect("reads").expect("is there");
    assert_eq!((account.language.as_str(), account.created_at, account.name_sealed), ("vi", NOW, None));
    assert_eq!(account.contacts, [contact("man")]);
    let later = NOW + Duration::minutes(2);
    let second = sign_in(storage, 3, "man", 2, later).await;
    assert_eq!(second, CodeUsed::SignedIn { account_id, is_new: false, is_new_browser: true });
    let third = sign_in(storage, 4, "man", 2, later + Duration::minutes(2)).await;
    assert_eq!(third, CodeUsed::SignedIn { account_id, is_new: false, is_new_browser: false });
    assert_ne!(account_of(sign_in(storage, 5, "other", 3, NOW).await), account_id);
}

pub async fn of_many_codes_asked_for_at_once_one_is_sent(storage: &dyn Storage) {
    let asked = join_all((1..=20).map(|number| storage.ask_sign_in_code(code(number, "man", NOW)))).await;
    let kept = asked.into_iter().filter(|asked| matches!(asked, Ok(CodeAsked::Kept))).count();
    assert_eq!(kept, 1);
    let next = storage.ask_sign_in_code(code(30, "man", NOW + Duration::seconds(59))).await.expect("answers");
    assert_eq!(next, CodeAsked::TooOften(NOW + Duration::minutes(1)));
    let one_later = storage.ask_sign_in_code(code(31, "man", NOW + Duration::minutes(1))).await.expect("answers");
    assert_eq!(one_later, CodeAsked::Kept);
    assert_eq!(storage.ask_sign_in_code(code(32, "other", NOW)).await.expect("answers"), CodeAsked::Kept);
    for minute in 2..=4_i64 {
        let at = NOW + Duration::minutes(minute);
        let number = 40 + u128::try_from(minute).expect("small");
        assert_eq!(storage.ask_sign_in_code(code(number, "man", at)).await.expect("answers"), CodeAsked::Kept);
    }
    let sixth = storage.ask_sign_in_code(code(50, "man", NOW + Duration::minutes(10))).await.expect("answers");
    assert_eq!(sixth, CodeAsked::TooOften(NOW + Duration::hours(1)), "five in an hour");
}

pub async fn strangers_who_ask_for_somebodys_codes_do_not_keep_them_out(storage: &dyn Storage) {
    let man = account_of(sign_in(storage, 1, "man", 7, NOW).await);
    let later = NOW + Duration::hours(2);
    let from =
        |number: u128, browser: u8| NewSignInCode { browser_hash: vec![browser; 32], ..code(number, "man", later) };
    for number in 2..=16_u8 {
        let asked = storage.ask_sign_in_code(from(number.into(), number + 50)).await.expect("answers");
        assert_eq!(asked, CodeAsked::Kept, "{number}");
    }
    let full = storage.ask_sign_in_code(from(30, 90)).await.expect("answers");
    assert_eq!(full, CodeAsked::TooOften(later + Duration::hours(1)), "fifteen, whoever asks");
    assert_eq!(
        storage.ask_sign_in_code(from(31, 7)).await.expect("answers"),
        CodeAsked::Kept,
        "a browser that is known"
    );
    let used = storage.use_sign_in_code(id(31), id(800), "vi", session(31, 7, later)).await.expect("uses");
    assert_eq!(account_of(used), man, "what strangers asked for since does not make it worthless");
}

pub async fn a_code_is_tried_five_times_and_not_after_ten_minutes(storage: &dyn Storage) {
    storage.ask_sign_in_code(code(1, "man", NOW)).await.expect("asks");
    let tries = join_all((0..20).map(|_| storage.take_code_try(id(1), NOW))).await;
    assert_eq!(tries.into_iter().filter(|counted| matches!(counted, Ok(true))).count(), 5);
    let later = NOW + Duration::minutes(2);
    storage.ask_sign_in_code(code(2, "man", later)).await.expect("asks");
    let old = storage.sign_in_code(&token(1)).await.expect("reads").expect("is kept");
    assert_eq!((old.tries, old.used_at), (5, None));
    assert!(storage.take_code_try(id(2), later).await.expect("counts"));
    assert!(!storage.take_code_try(id(2), later + Duration::minutes(10)).await.expect("counts"), "over");
    let late = storage.use_sign_in_code(id(2), id(600), "vi", session(9, 1, later + Duration::minutes(10))).await;
    assert_eq!(late.expect("answers"), CodeUsed::Over);
    assert!(storage.sign_in_code(&token(77)).await.expect("reads").is_none());
}

pub async fn what_was_begun_in_a_browser_comes_along_and_what_somebody_filed_there_does_not(storage: &dyn Storage) {
    with_procedure(storage).await;
    begin_draft(storage, 11, 1).await;
    begin_draft(storage, 12, 1).await;
    begin_draft(storage, 13, 2).await;
    storage.submit(submission(12)).await.expect("files");
    let man = account_of(sign_in(storage, 1, "man", 1, NOW).await);
    assert_eq!(drafts_of(storage, man).await, [id(11)]);
    assert_eq!(storage.count_account_dossiers(man).await.expect("counts"), 0, "filed before anybody signed in");
    // What is begun and taken up while somebody is signed in is theirs.
    begin_draft(storage, 14, 1).await;
    assert!(storage.bind_browser(id(13), vec![1; 32], NOW).await.expect("binds"));
    let mut drafts = drafts_of(storage, man).await;
    drafts.sort();
    assert_eq!(drafts, [id(11), id(13), id(14)]);
    // The next person at the same device gets nothing of it, and the browser lets go of it.
    let next = account_of(sign_in(storage, 2, "next", 1, NOW + Duration::minutes(1)).await);
    assert!(drafts_of(storage, next).await.is_empty());
    assert!(!storage.holds_draft(id(11), &[1; 32]).await.expect("reads"));
    assert!(storage.holds_draft(id(13), &[2; 32]).await.expect("reads"), "the other device keeps it");
}

pub async fn a_browser_holds_its_drafts_under_another_cookie_from_signing_in_on(storage: &dyn Storage) {
    with_procedure(storage).await;
    begin_draft(storage, 11, 1).await;
    begin_draft(storage, 12, 1).await;
    storage.submit(submission(12)).await.expect("files");
    let under = |number, from: Option<u8>, browser: u8, at| NewAccountSession {
        from_browser: from.map(|browser| vec![browser; 32]),
        ..session(number, browser, at)
    };
    let enter = async |number, name, session: NewAccountSession| {
        storage.ask_sign_in_code(code(number, name, session.at)).await.expect("asks");
        storage.use_sign_in_code(id(number), id(number + 500), "vi", session).await.expect("uses")
    };
    let man = account_of(enter(1, "man", under(1, Some(1), 2, NOW)).await);
    assert_eq!(drafts_of(storage, man).await, [id(11)]);
    assert!(storage.holds_draft(id(11), &[2; 32]).await.expect("reads"));
    for draft in [11, 12] {
        assert!(!storage.holds_draft(id(draft), &[1; 32]).await.expect("reads"), "the old cookie opens nothing");
    }
    assert!(!storage.holds_draft(id(12), &[2; 32]).await.expect("reads"), "what somebody filed here is not carried on");
    begin_draft(storage, 13, 1).await;
    assert_eq!(drafts_of(storage, man).await, [id(11)], "what is begun under the old cookie is not the account's");
    let later = |minutes| NOW + Duration::minutes(minutes);
    let again = enter(2, "man", under(2, Some(2), 3, later(2))).await;
    assert!(matches!(again, CodeUsed::SignedIn { is_new_browser: false, .. }), "{again:?}");
    assert!(storage.account_session(&token(1), later(2)).await.expect("reads").is_none(), "one session in one browser");
    assert!(storage.holds_draft(id(11), &[3; 32]).await.expect("reads"));
    let elsewhere = enter(3, "man", under(3, None, 4, later(4))).await;
    assert!(matches!(elsewhere, CodeUsed::SignedIn { is_new_browser: true, .. }), "{elsewhere:?}");
}

pub async fn a_dossier_filed_while_signed_in_is_in_the_list_and_an_older_one_is_added_by_hand(storage: &dyn Storage) {
    with_procedure(storage).await;
    let man = account_of(sign_in(storage, 1, "man", 1, NOW).await);
    for number in [21, 22] {
        begin_draft(storage, number, 1).await;
        storage.submit(submission(number)).await.expect("files");
    }
    begin_draft(storage, 23, 7).await;
    storage.submit(submission(23)).await.expect("files");
    let list = storage.account_dossiers(man, None, 10).await.expect("reads");
    assert_eq!(list.len(), 2);
    assert!(list.iter().all(|line| line.procedure_code == CODE && line.unread == 0 && !line.is_paused));
    assert!(storage.link_draft(man, id(23), NOW).await.expect("links"));
    assert!(!storage.link_draft(man, id(23), NOW).await.expect("links"), "once");
    let all = storage.account_dossiers(man, None, 10).await.expect("reads");
    assert_eq!((all.len(), storage.count_account_dossiers(man).await.expect("counts")), (3, 3));
    let mut paged = Vec::new();
    let mut before = None;
    while let Some(line) = storage.account_dossiers(man, before.take(), 1).await.expect("reads").pop() {
        before = Some(line.code.clone());
        paged.push(line.code);
    }
    assert_eq!(paged, all.into_iter().map(|line| line.code).collect::<Vec<_>>(), "page by page the same");
    assert!(storage.account_holds_draft(man, id(23)).await.expect("reads"));
    assert!(!storage.account_holds_draft(id(999), id(23)).await.expect("reads"));
}

pub async fn a_session_goes_on_while_it_is_used_and_ends_for_good(storage: &dyn Storage) {
    let man = account_of(sign_in(storage, 1, "man", 1, NOW).await);
    let minutes = |count: i64| NOW + Duration::minutes(count);
    let open = storage.account_session(&token(1), minutes(29)).await.expect("reads").expect("goes on");
    assert_eq!((open.account_id, open.keeping, open.browser.as_str()), (man, Keeping::SharedDevice, "Chrome, Android"));
    assert!(storage.account_session(&token(1), minutes(30)).await.expect("reads").is_none());
    storage.account_session_seen(open.id, minutes(20), minutes(50)).await.expect("notes");
    storage.account_session_seen(open.id, minutes(10), minutes(40)).await.expect("notes");
    assert!(storage.account_session(&token(1), minutes(49)).await.expect("reads").is_some(), "the later one counts");
    let second = sign_in(storage, 2, "man", 2, minutes(25)).await;
    assert_eq!(account_of(second), man);
    assert_eq!(storage.account_sessions(man, minutes(26)).await.expect("reads").len(), 2);
    assert!(!storage.end_account_session(id(999), open.id, minutes(26)).await.expect("answers"), "not theirs");
    assert!(storage.end_account_session(man, open.id, minutes(26)).await.expect("ends"));
    assert!(!storage.end_account_session(man, open.id, minutes(26)).await.expect("answers"));
    assert!(storage.account_session(&token(1), minutes(26)).await.expect("reads").is_none());
    let left = storage.account_sessions(man, minutes(26)).await.expect("reads");
    assert_eq!(left.iter().map(|session| session.id).collect::<Vec<_>>(), [id(2)]);
}

pub async fn contacts_are_added_taken_away_and_the_last_one_stays(storage: &dyn Storage) {
    let man = account_of(sign_in(storage, 1, "man", 1, NOW).await);
    let other = account_of(sign_in(storage, 2, "other", 2, NOW).await);
    let add = |number, name: &str, at| {
        let new = NewSignInCode { account_id: Some(man), ..code(number, name, at) };
        async move {
            storage.ask_sign_in_code(new).await.expect("asks");
            storage.use_sign_in_code(id(number), id(700), "vi", session(number, 1, at)).await.expect("uses")
        }
    };
    let later = NOW + Duration::minutes(5);
    assert_eq!(add(3, "phone", later).await, CodeUsed::ContactAdded);
    assert_eq!(add(4, "other", later).await, CodeUsed::ContactOfAnother(other));
    assert_eq!(storage.account(man).await.expect("reads").expect("there").contacts, [contact("man"), contact("phone")]);
    assert!(storage.account_session(&token(3), later).await.expect("reads").is_none(), "adding signs nobody in");
    assert!(storage.remove_contact(man, contact("man").hash, later).await.expect("removes"));
    assert!(!storage.remove_contact(man, contact("man").hash, later).await.expect("answers"), "gone");
    assert!(!storage.remove_contact(man, contact("phone").hash, later).await.expect("answers"), "the last one");
    assert!(!storage.remove_contact(man, contact("other").hash, later).await.expect("answers"), "not theirs");
}

pub async fn merged_accounts_are_one_with_everything_of_both(storage: &dyn Storage) {
    with_procedure(storage).await;
    begin_draft(storage, 31, 1).await;
    begin_draft(storage, 32, 2).await;
    let man = account_of(sign_in(storage, 1, "man", 1, NOW).await);
    let old = account_of(sign_in(storage, 2, "old", 2, NOW).await);
    assert!(storage.link_draft(man, id(32), NOW).await.expect("links"), "one draft of both");
    let outcomes = join_all((0..4).map(|_| storage.merge_accounts(old, man, NOW))).await;
    assert_eq!(outcomes.into_iter().filter(|merged| matches!(merged, Ok(true))).count(), 1);
    assert!(!storage.merge_accounts(man, man, NOW).await.expect("answers"));
    assert!(!storage.merge_accounts(man, old, NOW).await.expect("answers"), "into one that is gone");
    let account = storage.account(man).await.expect("reads").expect("is there");
    assert_eq!(account.contacts, [contact("man"), contact("old")]);
    assert!(storage.account(old).await.expect("reads").is_none());
    assert!(storage.account_session(&token(2), NOW).await.expect("reads").is_none(), "the other one is signed out");
    let mut drafts = drafts_of(storage, man).await;
    drafts.sort();
    assert_eq!(drafts, [id(31), id(32)]);
    assert_eq!(account_of(sign_in(storage, 5, "old", 3, NOW + Duration::minutes(2)).await), man);
}

pub async fn a_deleted_account_names_nobody_and_its_dossiers_stay(storage: &dyn Storage) {
    with_procedure(storage).await;
    let man = account_of(sign_in(storage, 1, "man", 1, NOW).await);
    let friend = account_of(sign_in(storage, 2, "friend", 2, NOW).await);
    for number in [41, 42, 43] {
        begin_draft(storage, number, 1).await;
    }
    storage.submit(submission(41)).await.expect("files");
    assert!(storage.link_draft(friend, id(43), NOW).await.expect("links"));
    storage.record_view(id(1_000_041), DossierView { staff_id: id(77), at: NOW }).await.expect("keeps");
    let looks = storage.dossier_looks(man, 10).await.expect("reads");
    assert_eq!(looks.iter().map(|look| (look.staff_id, look.at)).collect::<Vec<_>>(), [(id(77), NOW)]);
    assert!(storage.dossier_looks(friend, 10).await.expect("reads").is_empty());
    let code = looks[0].code.clone();
    assert!(storage.close_account(man, NOW).await.expect("closes"));
    assert!(!storage.close_account(man, NOW).await.expect("answers"));
    assert!(storage.account(man).await.expect("reads").is_none());
    assert!(storage.account_session(&token(1), NOW).await.expect("reads").is_none());
    assert!(storage.dossier(&code).await.expect("reads").is_some(), "what was filed stays with its agency");
    assert!(storage.draft(id(42)).await.expect("reads").is_none(), "a draft goes");
    assert!(storage.draft(id(43)).await.expect("reads").is_some(), "unless it is somebody else's too");
    assert!(!storage.holds_draft(id(43), &[1; 32]).await.expect("reads"));
    let later = NOW + Duration::minutes(1);
    let again = sign_in(storage, 5, "man", 1, later).await;
    assert!(matches!(again, CodeUsed::SignedIn { is_new: true, .. }), "the address begins anew: {again:?}");
    assert_eq!(storage.count_account_dossiers(account_of(again)).await.expect("counts"), 0);
}

pub async fn a_paper_taken_again_keeps_its_source_until_it_is_removed(storage: &dyn Storage) {
    with_procedure(storage).await;
    let man = account_of(sign_in(storage, 1, "man", 1, NOW).await);
    begin_draft(storage, 51, 1).await;
    let limits = FileLimits { max_files: 10, max_bytes: 1_000 };
    storage.add_file(file(51, 510, 10), limits).await.expect("adds");
    let mut filed = submission(51);
    filed.files_version = 2;
    storage.submit(filed).await.expect("files");
    assert!(storage.stored_papers(man, 10).await.expect("reads").is_empty(), "no agency has accepted it");
    let record = storage.dossier_of_draft(id(51)).await.expect("reads").expect("is there");
    let accepted = change(&record, 1, received(), task(TaskKind::Transfer, 2));
    assert_eq!(storage.change_dossier(accepted).await.expect("changes"), ChangeOutcome::Done(2));
    let stored = storage.stored_papers(man, 10).await.expect("reads");
    assert_eq!(stored.iter().map(|paper| (paper.file_id, paper.reused)).collect::<Vec<_>>(), [(id(510), 0)]);
    begin_draft(storage, 52, 1).await;
    for number in [520, 521] {
        let again = NewFile { sha256: stored[0].sha256.clone(), ..file(52, number, 10) };
        let added = storage.reuse_paper(again, limits, stored[0].clone()).await.expect("adds");
        assert!(matches!(added, FileAdded::Added(added) if added.id == id(520)), "twice is once");
    }
    assert_eq!(storage.stored_papers(man, 10).await.expect("reads")[0].reused, 1);
    assert!(storage.remove_file(id(52), id(520), NOW).await.expect("removes"));
    assert_eq!(storage.stored_papers(man, 10).await.expect("reads")[0].reused, 0);
}
