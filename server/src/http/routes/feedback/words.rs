//! From what is kept to what pages show.

use app::locale::Locale;
use app::view::{AgencyOption, FeedbackBy, FeedbackFound, FeedbackLine, FeedbackPhoto, FeedbackStepLine};
use domain::dossier::Actor;
use domain::feedback::{FeedbackEvent, FeedbackState, FeedbackStep};
use domain::province::Bilingual;
use storage::{FeedbackCase, FeedbackRecord};
use time::OffsetDateTime;

use crate::http::state::App;
use crate::services::feedback_rules;

/// The agencies to choose from.
pub(in crate::http) fn agencies(app: &App, locale: Locale) -> Vec<AgencyOption> {
    let option = |agency: &domain::province::Agency| AgencyOption {
        code: agency.code.clone(),
        name: locale.of(&agency.name).to_owned(),
        tier: Some(agency.tier),
    };
    app.services.feedback_agencies().into_iter().map(option).collect()
}

/// An agency by its name, or by its code when it is not known any more.
pub(in crate::http) fn agency_name(app: &App, locale: Locale, code: &str) -> String {
    let agency = app.services.data.agency(code);
    agency.map_or_else(|| code.to_owned(), |agency| locale.of(&agency.name).to_owned())
}

/// A category by its name, or by its key when it is not published any more.
pub(in crate::http) fn category_name(id: &str) -> Bilingual {
    let category = feedback_rules().ok().and_then(|rules| rules.category(id));
    category.map_or_else(|| Bilingual { vi: id.to_owned(), en: id.to_owned() }, |category| category.name.clone())
}

/// What is owed and late.
pub(in crate::http) fn is_late(record: &FeedbackRecord, now: OffsetDateTime) -> bool {
    record.standing.status.is_open() && now > record.standing.answer_due_at
}

/// One published feedback in a list.
pub(in crate::http) fn public_line(
    app: &App,
    locale: Locale,
    (published_at, record): (OffsetDateTime, FeedbackRecord),
) -> FeedbackLine {
    let is_late = is_late(&record, app.services.clock.now());
    let (title, words) = record.standing.public.unwrap_or_default();
    FeedbackLine {
        code: record.code,
        title,
        words,
        agency: agency_name(app, locale, &record.standing.agency_code),
        status: record.standing.status,
        is_late,
        published_at,
        supporters: record.supporters,
    }
}

fn step_line(app: &App, locale: Locale, step: &FeedbackStep) -> FeedbackStepLine {
    let agency = match &step.event {
        FeedbackEvent::Received { agency, .. }
        | FeedbackEvent::Forwarded { agency, .. }
        | FeedbackEvent::Reopened { agency, .. }
        | FeedbackEvent::Escalated { agency } => agency_name(app, locale, agency),
        _ => String::new(),
    };
    let by = match step.actor {
        Actor::Applicant => FeedbackBy::Sender,
        Actor::Officer(_) => FeedbackBy::Desk,
        Actor::System => FeedbackBy::Clock,
    };
    FeedbackStepLine { at: step.at, by, event: step.event.clone(), agency }
}

/// A feedback as its sender and the desk see it.
pub(in crate::http) fn found(app: &App, locale: Locale, case: &FeedbackCase, state: &FeedbackState) -> FeedbackFound {
    let record = &case.record;
    FeedbackFound {
        code: record.code.clone(),
        title: record.title.clone(),
        words: record.words.clone(),
        place: record.place.clone(),
        dossier: record.dossier_code.clone(),
        category: category_name(&record.category),
        agency: agency_name(app, locale, &state.agency),
        office: state.office.clone(),
        status: state.status,
        received_at: state.received_at,
        acknowledge_due_at: state.acknowledge_due_at,
        answer_due_at: state.answer_due_at,
        is_late: state.is_late(app.services.clock.now()),
        answer: state.answered.clone(),
        is_second: state.level > 0,
        steps: case.steps.iter().map(|step| step_line(app, locale, step)).collect(),
        photos: case
            .files
            .iter()
            .map(|file| FeedbackPhoto {
                id: file.id.to_string(),
                name: file.name.clone(),
                size: u64::try_from(file.size).unwrap_or_default(),
            })
            .collect(),
        supporters: record.supporters,
        is_public: state.public.is_some(),
    }
}

/// The same as everybody may read it: the published words, and of the history nothing that the sender or the desk wrote for each
/// other.
pub(in crate::http) fn found_in_public(
    app: &App,
    locale: Locale,
    case: &FeedbackCase,
    state: &FeedbackState,
) -> FeedbackFound {
    let mut found = found(app, locale, case, state);
    (found.title, found.words) = state.public.clone().unwrap_or_default();
    found.place = String::new();
    found.dossier = String::new();
    found.photos = Vec::new();
    found.steps.retain(|step| !matches!(step.event, FeedbackEvent::Withheld { .. }));
    for step in &mut found.steps {
        match &mut step.event {
            FeedbackEvent::Judged { words, .. } | FeedbackEvent::Refused { words, .. } => words.clear(),
            FeedbackEvent::Forwarded { reason, .. } => reason.clear(),
            FeedbackEvent::Published { title, words } => {
                title.clear();
                words.clear();
            }
            _ => {}
        }
    }
    found
}
