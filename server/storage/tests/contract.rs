//! One contract for both engines. SQLite always runs; PostgreSQL runs at the address in `MOTCUA_TEST_POSTGRES_URL`, which
//! `make test` sets to a private server of its own.

#![expect(clippy::expect_used, reason = "a test fails by panicking with what it expected")]

mod contract {
    pub mod accounts;
    pub mod calendar;
    pub mod catalogue;
    pub mod counter;
    pub mod deadlines;
    pub mod desk;
    pub mod draft_life;
    pub mod drafts;
    pub mod feedback;
    pub mod files;
    pub mod fixture;
    pub mod forms;
    pub mod indicators;
    pub mod messages;
    pub mod notices;
    pub mod publication;
    pub mod staff;
    pub mod submissions;
}

use contract::fixture::{did_not_run, postgres, sqlite};

/// Every test of the contract, once for each engine.
macro_rules! on_both {
    ($($module:ident :: $test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $test() {
                let fixture = super::sqlite().await;
                super::contract::$module::$test(&*fixture.storage).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $test() {
                let Some(fixture) = super::postgres(stringify!($test)).await else {
                    super::did_not_run(stringify!($test));
                    return;
                };
                super::contract::$module::$test(&*fixture.storage).await;
            })+
        }
    };
}

on_both! {
    publication::an_edition_is_kept_once_and_the_newest_is_found,
    publication::what_agencies_have_to_explain_is_asked_once_and_answered_once,
    publication::a_month_says_what_happened_in_it_and_nothing_else,
    feedback::the_same_form_is_kept_once_and_codes_have_no_gap,
    feedback::of_many_sent_at_once_each_gets_a_code_of_its_own,
    feedback::of_two_changes_one_is_made_and_its_history_is_append_only,
    feedback::what_is_owed_published_and_late_is_found,
    feedback::a_browser_has_one_voice_and_five_photos_fit,
    feedback::a_recount_finds_what_feedback_adds,
    indicators::counters_move_with_what_they_count_and_a_recount_agrees,
    indicators::a_counter_that_lies_is_found_named_and_put_right,
    indicators::how_long_people_waited_is_kept_found_and_put_right,
    indicators::a_rating_is_counted_once_and_changed_for_a_while,
    accounts::a_code_is_good_once_and_its_contact_gets_an_account,
    accounts::of_many_codes_asked_for_at_once_one_is_sent,
    accounts::a_code_is_tried_five_times_and_not_after_ten_minutes,
    accounts::strangers_who_ask_for_somebodys_codes_do_not_keep_them_out,
    accounts::what_was_begun_in_a_browser_comes_along_and_what_somebody_filed_there_does_not,
    accounts::a_browser_holds_its_drafts_under_another_cookie_from_signing_in_on,
    accounts::a_dossier_filed_while_signed_in_is_in_the_list_and_an_older_one_is_added_by_hand,
    accounts::a_session_goes_on_while_it_is_used_and_ends_for_good,
    accounts::contacts_are_added_taken_away_and_the_last_one_stays,
    accounts::merged_accounts_are_one_with_everything_of_both,
    accounts::a_deleted_account_names_nobody_and_its_dossiers_stay,
    accounts::a_paper_taken_again_keeps_its_source_until_it_is_removed,
    calendar::a_later_row_takes_the_place_of_an_earlier_one_and_the_version_counts_up,
    calendar::two_imports_at_once_are_one_after_the_other,
    catalogue::the_same_import_again_changes_nothing,
    catalogue::a_changed_procedure_is_a_new_revision_and_the_old_one_is_kept,
    catalogue::a_replacing_import_withdraws_what_it_does_not_hold,
    catalogue::the_catalogue_comes_in_order_of_codes,
    catalogue::two_imports_at_once_count_every_revision_once,
    catalogue::a_secret_is_made_once,
    catalogue::every_statement_is_counted,
    counter::unfinished_drafts_of_a_counter_come_latest_first,
    counter::a_draft_of_the_counter_opens_to_its_counter_and_becomes_a_dossier_of_it,
    counter::what_an_applicant_began_is_taken_to_the_counter_and_stays_theirs,
    deadlines::apologies_are_due_in_the_order_of_the_due_dates,
    deadlines::a_change_of_the_calendar_touches_what_spans_it,
    deadlines::imported_days_are_told_from_a_version_on,
    deadlines::a_notice_that_was_given_up_is_tried_again_and_by_the_other_way_once,
    desk::a_change_appends_events_and_moves_what_follows_from_them,
    desk::of_two_changes_of_one_version_the_second_is_told_and_does_nothing,
    desk::the_queue_comes_in_the_order_of_what_is_due_page_by_page,
    desk::a_queue_is_narrowed_and_counted,
    desk::tasks_of_one_dossier_due_at_once_come_each_once_and_its_neighbours_are_other_dossiers,
    desk::a_queue_tells_what_it_can_be_narrowed_to,
    desk::a_saved_filter_is_its_officers_and_one_name_means_one_queue,
    desk::dossiers_are_found_by_code_name_and_phone_and_only_in_the_own_agencies,
    desk::answers_of_a_supplement_stand_beside_those_filed_first,
    desk::a_supplement_is_one_draft_and_closes_only_as_it_was_judged,
    desk::the_ledger_of_notices_knows_what_was_sent_and_what_was_given_up,
    desk::who_looked_is_kept,
    desk::a_process_is_published_once_and_its_earlier_revisions_are_kept,
    messages::a_message_pressed_many_times_at_once_is_one,
    messages::messages_are_read_by_the_other_side,
    messages::what_the_applicant_wrote_waits_in_the_queue_until_it_is_seen_to,
    drafts::a_draft_reads_back_as_it_was_written,
    drafts::a_change_counts_the_version_up_and_an_outdated_one_is_refused_with_the_newest,
    drafts::only_one_of_many_changes_to_the_same_version_wins,
    drafts::files_keep_to_their_limits_and_can_be_removed,
    drafts::a_file_sent_twice_is_one_file,
    drafts::a_discarded_draft_is_gone,
    forms::a_form_is_published_once_and_its_earlier_revisions_are_kept,
    forms::a_revision_that_does_not_come_later_stops_the_whole_publication,
    forms::the_form_of_a_case_and_that_of_its_procedure_are_two,
    forms::two_publications_at_once_are_one_after_the_other,
    forms::mistakes_are_counted_by_question_and_message,
    forms::a_dossier_holds_what_was_handed_in_under_the_revision_that_judged_it,
    drafts::the_newest_draft_of_a_browser_comes_first,
    draft_life::several_browsers_hold_one_draft_and_the_one_taken_up_last_comes_first,
    draft_life::a_draft_is_found_by_its_resume_code_and_an_old_one_gets_its_code_once,
    draft_life::a_filed_draft_is_held_by_nobody_new_and_is_not_restored,
    draft_life::only_what_has_ended_is_cleared_and_a_filed_draft_never_is,
    draft_life::clearing_at_once_from_several_processes_clears_once,
    draft_life::a_change_at_the_same_moment_saves_a_draft_or_finds_it_gone,
    files::a_file_is_left_over_when_it_is_removed_or_its_draft_is_cleared,
    files::a_file_that_somebody_else_uses_is_used,
    files::a_file_left_over_anew_is_not_forgotten_by_who_saw_the_earlier_time,
    files::stored_files_come_in_order_each_once,
    files::a_job_is_taken_by_one_and_goes_on_where_it_stopped,
    files::the_last_success_of_a_job_is_kept,
    notices::a_changed_draft_moves_what_was_not_sent,
    notices::what_was_sent_is_never_due_again,
    notices::of_many_processes_one_takes_a_message,
    notices::nothing_is_due_for_a_draft_that_was_filed_discarded_or_changed,
    notices::a_link_asked_for_again_is_sent_again,
    notices::a_message_given_up_gets_another_chance_when_the_draft_changes,
    notices::drafts_are_planned_once_for_each_change,
    submissions::a_submission_plans_its_notices_once_in_the_language_of_the_draft,
    submissions::a_submission_makes_one_dossier_with_its_history,
    submissions::the_same_key_again_gives_the_same_dossier,
    submissions::two_submissions_at_a_barrier_make_one_dossier,
    submissions::the_same_key_with_other_content_is_refused,
    submissions::one_key_for_many_drafts_at_once_files_one_of_them,
    staff::an_account_reads_back_and_a_login_is_taken_once,
    staff::of_many_attempts_at_once_each_is_counted_and_then_the_account_is_locked,
    staff::a_session_is_found_by_its_token_until_it_ends,
    staff::a_proof_is_taken_once,
    staff::a_set_up_counts_as_a_whole_and_once,
    staff::a_new_password_or_a_reset_ends_the_other_sessions,
    staff::roles_are_given_and_taken_with_a_line_each,
    submissions::a_draft_is_filed_only_once_whatever_the_key,
    submissions::a_draft_that_changed_since_it_was_checked_is_not_filed,
    submissions::a_draft_of_a_withdrawn_procedure_is_not_filed_but_its_dossier_is_found,
    submissions::one_that_cannot_be_filed_takes_no_other_with_it,
    submissions::dossiers_filed_at_once_keep_their_own_files,
    submissions::a_filed_draft_does_not_change_any_more,
    submissions::many_submissions_at_once_get_numbers_without_gaps_or_doubles,
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| {
        let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("migrations")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[tokio::test]
async fn a_published_form_refuses_to_be_rewritten() {
    let statements = ["UPDATE form_revision SET document = '{}'", "DELETE FROM form_revision"];
    let postgres = postgres("forms").await;
    if postgres.is_none() {
        did_not_run("a_published_form_refuses_to_be_rewritten");
    }
    for fixture in [Some(sqlite().await), postgres].into_iter().flatten() {
        contract::forms::a_form_is_published_once_and_its_earlier_revisions_are_kept(&*fixture.storage).await;
        for (statement, outcome) in fixture.try_raw(&statements).await {
            let error = outcome.expect_err(statement);
            assert!(error.contains("form_revision_is_immutable"), "{statement}: {error}");
        }
    }
}

#[tokio::test]
async fn an_imported_day_refuses_to_be_rewritten() {
    let statements = ["UPDATE calendar_day SET kind = 'ordinary'", "DELETE FROM calendar_day"];
    let postgres = postgres("calendar").await;
    if postgres.is_none() {
        did_not_run("an_imported_day_refuses_to_be_rewritten");
    }
    for fixture in [Some(sqlite().await), postgres].into_iter().flatten() {
        contract::calendar::two_imports_at_once_are_one_after_the_other(&*fixture.storage).await;
        for (statement, outcome) in fixture.try_raw(&statements).await {
            let error = outcome.expect_err(statement);
            assert!(error.contains("calendar_day_is_append_only"), "{statement}: {error}");
        }
    }
}

#[tokio::test]
async fn history_refuses_to_be_rewritten() {
    let fixture = sqlite().await;
    contract::submissions::a_submission_makes_one_dossier_with_its_history(&*fixture.storage).await;
    let rejected = fixture.try_raw(&[
        "UPDATE dossier_event SET kind = 'x'",
        "DELETE FROM dossier_event",
        "UPDATE procedure_revision SET document = '{}'",
        "DELETE FROM procedure_revision",
        "UPDATE dossier_file SET name = 'x'",
        "DELETE FROM dossier_file",
    ]);
    for (statement, outcome) in rejected.await {
        let error = outcome.expect_err(statement);
        assert!(error.contains("append_only") || error.contains("immutable"), "{statement}: {error}");
    }
    let Some(fixture) = postgres("history").await else {
        did_not_run("history");
        return;
    };
    contract::submissions::a_submission_makes_one_dossier_with_its_history(&*fixture.storage).await;
    for (statement, outcome) in fixture
        .try_raw(&[
            "UPDATE dossier_event SET kind = 'x'",
            "DELETE FROM procedure_revision",
            "UPDATE dossier_file SET name = 'x'",
            "DELETE FROM dossier_file",
            "TRUNCATE dossier_event",
            "TRUNCATE dossier_file",
            "TRUNCATE dossier CASCADE",
        ])
        .await
    {
        let error = outcome.expect_err(statement);
        assert!(error.contains("append_only") || error.contains("immutable"), "{statement}: {error}");
    }
}

#[tokio::test]
async fn what_the_desk_wrote_down_refuses_to_be_rewritten() {
    let postgres = postgres("desk").await;
    if postgres.is_none() {
        did_not_run("what_the_desk_wrote_down_refuses_to_be_rewritten");
    }
    let statements = [
        "UPDATE dossier_view SET at = '2020-01-01T00:00:00Z'",
        "DELETE FROM dossier_view",
        "UPDATE process_revision SET document = '{}'",
        "DELETE FROM process_revision",
    ];
    for fixture in [Some(sqlite().await), postgres].into_iter().flatten() {
        contract::desk::who_looked_is_kept(&*fixture.storage).await;
        contract::desk::publish_default(&*fixture.storage).await;
        for (statement, outcome) in fixture.try_raw(&statements).await {
            let error = outcome.expect_err(statement);
            assert!(error.contains("append_only") || error.contains("immutable"), "{statement}: {error}");
        }
    }
}

#[tokio::test]
async fn the_history_of_feedback_refuses_to_be_rewritten() {
    let statements = ["UPDATE feedback_event SET kind = 'x'", "DELETE FROM feedback_event"];
    let postgres = postgres("feedback_history").await;
    if postgres.is_none() {
        did_not_run("the_history_of_feedback_refuses_to_be_rewritten");
    }
    let truncate = postgres.as_ref().map(|_| "TRUNCATE feedback CASCADE");
    for fixture in [Some(sqlite().await), postgres].into_iter().flatten() {
        contract::feedback::of_two_changes_one_is_made_and_its_history_is_append_only(&*fixture.storage).await;
        let also = truncate.filter(|_| fixture.is_postgres());
        let statements: Vec<&'static str> = statements.into_iter().chain(also).collect();
        for (statement, outcome) in fixture.try_raw(&statements).await {
            let error = outcome.expect_err(statement);
            assert!(error.contains("feedback_event_is_append_only"), "{statement}: {error}");
        }
    }
}

#[tokio::test]
async fn what_is_published_refuses_to_be_rewritten() {
    let statements = ["UPDATE publication SET document = 'x'", "DELETE FROM publication"];
    let postgres = postgres("publication").await;
    if postgres.is_none() {
        did_not_run("what_is_published_refuses_to_be_rewritten");
    }
    for fixture in [Some(sqlite().await), postgres].into_iter().flatten() {
        contract::publication::an_edition_is_kept_once_and_the_newest_is_found(&*fixture.storage).await;
        let also = fixture.is_postgres().then_some("TRUNCATE publication");
        let statements: Vec<&'static str> = statements.into_iter().chain(also).collect();
        for (statement, outcome) in fixture.try_raw(&statements).await {
            let error = outcome.expect_err(statement);
            assert!(error.contains("publication_is_append_only"), "{statement}: {error}");
        }
    }
}

#[tokio::test]
async fn the_history_of_accounts_refuses_to_be_rewritten() {
    let statements = ["UPDATE staff_event SET kind = 'x'", "DELETE FROM staff_event"];
    let of_citizens = ["UPDATE account_event SET kind = 'x'", "DELETE FROM account_event"];
    let postgres = postgres("staff_history").await;
    if postgres.is_none() {
        did_not_run("the_history_of_accounts_refuses_to_be_rewritten");
    }
    for fixture in [Some(sqlite().await), postgres].into_iter().flatten() {
        contract::staff::roles_are_given_and_taken_with_a_line_each(&*fixture.storage).await;
        for (statement, outcome) in fixture.try_raw(&statements).await {
            let error = outcome.expect_err(statement);
            assert!(error.contains("staff_event_is_append_only"), "{statement}: {error}");
        }
        contract::accounts::a_code_is_good_once_and_its_contact_gets_an_account(&*fixture.storage).await;
        for (statement, outcome) in fixture.try_raw(&of_citizens).await {
            let error = outcome.expect_err(statement);
            assert!(error.contains("account_event_is_append_only"), "{statement}: {error}");
        }
    }
}
