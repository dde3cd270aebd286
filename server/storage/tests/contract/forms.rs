//! Electronic forms and the mistakes people make with them.

use storage::{
    DraftChange, DraftPatch, FormOutcome, MistakeCount, NewDraft, NewForm, Storage, Submission, SubmissionOutcome,
};
use time::Duration;
use time::macros::date;

use super::fixture::{CODE, NOW, draft, id, submission, with_procedure};

fn form(case: Option<&str>, revision: i64, text: &str) -> NewForm {
    NewForm {
        procedure_code: CODE.to_owned(),
        case_id: case.map(str::to_owned),
        revision,
        digest: format!("digest of {text}"),
        document: format!("{{\"title\":\"{text}\"}}"),
    }
}

async fn publish(storage: &dyn Storage, form: NewForm) -> FormOutcome {
    storage.publish_forms(vec![form], NOW).await.expect("publishes")[0]
}

pub async fn a_form_is_published_once_and_its_earlier_revisions_are_kept(storage: &dyn Storage) {
    assert_eq!(storage.forms().await.expect("reads"), []);
    assert_eq!(publish(storage, form(None, 1, "cũ")).await, FormOutcome::New);
    let version = storage.forms_version().await.expect("reads");
    assert_eq!(publish(storage, form(None, 1, "cũ")).await, FormOutcome::Unchanged);
    assert_eq!(storage.forms_version().await.expect("reads"), version, "nothing was published");
    let later = NOW + Duration::days(1);
    let outcomes = storage.publish_forms(vec![form(None, 2, "mới")], later).await.expect("publishes");
    assert_eq!(outcomes, [FormOutcome::Changed(1)]);
    assert_eq!(storage.forms_version().await.expect("reads"), version + 1);
    let [current] = storage.forms().await.expect("reads").try_into().expect("one form");
    assert_eq!((current.revision, current.document.as_str()), (2, "{\"title\":\"mới\"}"));
    assert_eq!((current.digest.as_str(), current.published_at), ("digest of mới", later));
    let old = storage.form_revision(CODE, None, 1).await.expect("reads").expect("is kept");
    assert_eq!((old.revision, old.document.as_str(), old.published_at), (1, "{\"title\":\"cũ\"}", NOW));
    assert_eq!(storage.form_revision(CODE, None, 3).await.expect("reads"), None);
}

pub async fn a_revision_that_does_not_come_later_stops_the_whole_publication(storage: &dyn Storage) {
    publish(storage, form(None, 3, "ba")).await;
    let version = storage.forms_version().await.expect("reads");
    for revision in [3, 2] {
        let both = vec![form(Some("dung-han"), 1, "khác"), form(None, revision, "sửa")];
        let outcomes = storage.publish_forms(both, NOW).await.expect("answers");
        assert_eq!(outcomes, [FormOutcome::New, FormOutcome::NotLater(3)]);
    }
    assert_eq!(storage.forms_version().await.expect("reads"), version);
    assert_eq!(storage.forms().await.expect("reads").len(), 1, "the other form was not published either");
}

pub async fn the_form_of_a_case_and_that_of_its_procedure_are_two(storage: &dyn Storage) {
    let both = vec![form(None, 1, "chung"), form(Some("dung-han"), 1, "riêng")];
    assert_eq!(storage.publish_forms(both, NOW).await.expect("publishes"), [FormOutcome::New, FormOutcome::New]);
    let cases: Vec<_> = storage.forms().await.expect("reads").into_iter().map(|form| form.case_id).collect();
    assert_eq!(cases, [None, Some("dung-han".to_owned())]);
    let own = storage.form_revision(CODE, Some("dung-han"), 1).await.expect("reads").expect("is there");
    assert_eq!(own.digest, "digest of riêng");
    assert_eq!(storage.form_revision(CODE, Some("qua-han"), 1).await.expect("reads"), None);
}

pub async fn two_publications_at_once_are_one_after_the_other(storage: &dyn Storage) {
    publish(storage, form(None, 1, "một")).await;
    let (one, two) = tokio::join!(
        publish(storage, form(None, 2, "của người này")),
        publish(storage, form(None, 2, "của người kia"))
    );
    let mut outcomes = [one, two];
    outcomes.sort_by_key(|outcome| matches!(outcome, FormOutcome::NotLater(_)));
    assert_eq!(outcomes, [FormOutcome::Changed(1), FormOutcome::NotLater(2)]);
}

pub async fn mistakes_are_counted_by_question_and_message(storage: &dyn Storage) {
    let mistake = |question: &str, key: &str, count| MistakeCount {
        procedure_code: CODE.to_owned(),
        case_id: None,
        revision: 1,
        question: question.to_owned(),
        key: key.to_owned(),
        count,
    };
    let (monday, tuesday) = (date!(2026 - 11 - 23), date!(2026 - 11 - 24));
    let batch = vec![mistake("child.birth_date", "date_form", 2), mistake("child.name", "required", 1)];
    storage.count_mistakes(batch, monday).await.expect("counts");
    storage.count_mistakes(vec![mistake("child.name", "required", 4)], monday).await.expect("counts");
    storage.count_mistakes(vec![mistake("child.birth_date", "date_form", 1)], tuesday).await.expect("counts");
    storage.count_mistakes(Vec::new(), tuesday).await.expect("counts nothing");
    let counted = storage.mistakes(CODE).await.expect("reads");
    assert_eq!(counted, [mistake("child.name", "required", 5), mistake("child.birth_date", "date_form", 3)]);
    assert_eq!(storage.mistakes("1.000000").await.expect("reads"), []);
}

pub async fn a_dossier_holds_what_was_handed_in_under_the_revision_that_judged_it(storage: &dyn Storage) {
    with_procedure(storage).await;
    storage.create_draft(NewDraft { form_revision: Some(1), ..draft(1) }).await.expect("created");
    assert_eq!(storage.draft(id(1)).await.expect("reads").expect("is there").form_revision, Some(1));
    let carried = DraftPatch {
        answers: Some("{\"form\":{\"asked\":\"a\",\"hidden\":\"b\"}}".to_owned()),
        form_revision: Some(Some(2)),
        ..DraftPatch::default()
    };
    let DraftChange::Saved(saved) = storage.patch_draft(id(1), Some(1), carried, NOW).await.expect("saves") else {
        panic!("the version was right")
    };
    assert_eq!(saved.form_revision, Some(2));
    let handed_in = Submission {
        version: 2,
        answers: Some("{\"form\":{\"asked\":\"a\"}}".to_owned()),
        form_revision: Some(2),
        ..submission(1)
    };
    let outcome = storage.submit(handed_in).await.expect("files");
    let SubmissionOutcome::Accepted(record) = outcome else { panic!("{outcome:?}") };
    assert_eq!((record.answers.as_str(), record.form_revision), ("{\"form\":{\"asked\":\"a\"}}", Some(2)));
    assert_eq!(storage.dossier(&record.code).await.expect("reads").expect("is there"), *record);
    let kept = storage.draft(id(1)).await.expect("reads").expect("is there").answers;
    assert!(kept.contains("hidden"), "the draft keeps what was not asked: {kept}");
}
