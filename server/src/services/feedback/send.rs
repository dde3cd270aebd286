//! Sending feedback: checked, told apart from complaints, compared with what others reported, kept once.

use domain::dossier::{Actor, DossierCode, day_part};
use domain::feedback::{
    FeedbackEvent, FeedbackState, FeedbackStep, MOST_PLACE, MOST_TITLE, MOST_WORDS, counted, likeness, other_channel,
};
use domain::filing::Problem;
use domain::form::read::{is_email, is_phone};
use sha2::{Digest, Sha256};
use storage::{FeedbackRecord, FeedbackSent, NewFeedback};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{FeedbackContact, changes, feedback_rules, standing};
use crate::catalogue::desk_day;
use crate::services::track::typed_text;
use crate::services::vault::Vault;
use crate::services::{ServiceError, Services, token_hash};

/// Published feedback that is compared with a new one, the newest of the agency.
const COMPARED: i64 = 200;
/// From here on two texts are shown as alike.
const ALIKE: f64 = 0.5;
/// As many are shown at most.
const SIMILAR_SHOWN: usize = 3;
/// Longest name, in characters.
const MOST_NAME: usize = 100;
/// Fewest characters of a report that tells something.
const LEAST_WORDS: usize = 20;

pub(super) const CONTACT: &[u8] = b"feedback contact";

/// What somebody typed, as it came.
#[derive(Debug, Clone, Default)]
pub struct FeedbackForm {
    /// Random, from the page with the form: the same form sent again makes no second feedback.
    pub key: String,
    pub category: String,
    pub agency: String,
    pub title: String,
    pub words: String,
    pub place: String,
    pub dossier: String,
    pub contact: FeedbackContact,
    pub is_confidential: bool,
    /// The person has read that complaints and denunciations have another way, and means feedback.
    pub means_feedback: bool,
}

/// What the person keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackReceipt {
    pub code: String,
    pub pin: String,
}

/// What was typed, checked and composed.
struct Checked {
    title: String,
    words: String,
    place: String,
    dossier: String,
    contact: FeedbackContact,
}

impl Services {
    /// The look-up PIN of a feedback, derived as those of dossiers are.
    pub(super) fn feedback_pin(&self, id: Uuid) -> String {
        self.pin_of(b"feedback pin", id)
    }

    /// Keeps a feedback, or gives the receipt again when the same form comes twice.
    ///
    /// # Errors
    /// Refused with what is wrong at which field, in the order of the form; `feedback_key_reused` (code) when this very form was sent
    /// before with other content.
    pub async fn send_feedback(&self, form: &FeedbackForm) -> Result<FeedbackReceipt, ServiceError> {
        let checked = self.check_feedback(form)?;
        let now = self.clock.now();
        let id = self.random.uuid(now);
        let rules = feedback_rules()?;
        let first = FeedbackStep {
            sequence: 1,
            at: now,
            actor: Actor::Applicant,
            event: FeedbackEvent::Received {
                agency: form.agency.clone(),
                acknowledge_due_at: self.working_days(&form.agency, rules.acknowledge_within)?,
                answer_due_at: self.feedback_answer_due(&form.agency, &form.category)?,
            },
        };
        let steps = [first];
        let state =
            FeedbackState::of(&steps).ok_or_else(|| ServiceError::Failed("a receipt that begins no history".into()))?;
        let counts = changes(&domain::feedback::FeedbackCounted::new(), &counted(&steps));
        let [first] = steps;
        let new = NewFeedback {
            id,
            submission_hash: token_hash(&form.key),
            content_digest: digest(form, &checked),
            category: form.category.clone(),
            contact: self.sealed_feedback_contact(id, &checked.contact)?,
            title: checked.title,
            words: checked.words,
            place: checked.place,
            dossier_code: checked.dossier,
            is_confidential: form.is_confidential,
            day: day_part(desk_day(now)),
            standing: standing(&state),
            counts,
            first,
        };
        let (id, code) = match self.storage.send_feedback(new).await? {
            FeedbackSent::Kept { id, code } => {
                metrics::counter!("feedback_total").increment(1);
                (id, code)
            }
            FeedbackSent::Again { id, code } => (id, code),
            FeedbackSent::KeyReused { code } => {
                return Err(ServiceError::field("key", "feedback_key_reused", &[code]));
            }
        };
        Ok(FeedbackReceipt { code, pin: self.feedback_pin(id) })
    }

    fn sealed_feedback_contact(&self, id: Uuid, contact: &FeedbackContact) -> Result<Option<Vec<u8>>, ServiceError> {
        if contact.is_empty() {
            return Ok(None);
        }
        let plain = serde_json::to_vec(contact).map_err(|error| ServiceError::Failed(error.into()))?;
        let sealed = Vault(&self.pin_key).seal(CONTACT, &self.random, id.as_bytes(), &plain);
        sealed.map(Some).ok_or_else(|| ServiceError::Failed("a contact could not be sealed".into()))
    }

    /// What is wrong with a form, in its order.
    fn check_feedback(&self, form: &FeedbackForm) -> Result<Checked, ServiceError> {
        let rules = feedback_rules()?;
        let mut problems = Vec::new();
        if rules.category(&form.category).is_none() {
            problems.push(Problem::new("category", "choose_one", &[]));
        }
        if !self.feedback_agencies().iter().any(|agency| agency.code == form.agency) {
            problems.push(Problem::new("agency", "choose_one", &[]));
        }
        let mut text = |field: &'static str, typed: &str, most: usize| match typed_text(field, typed, most) {
            Ok(text) => text,
            Err(ServiceError::Refused(refusal)) => {
                problems.extend(refusal.problems);
                String::new()
            }
            Err(_) => String::new(),
        };
        let title = text("title", &form.title, MOST_TITLE);
        let words = text("words", &form.words, MOST_WORDS);
        let place = text("place", &form.place, MOST_PLACE);
        let name = text("name", &form.contact.name, MOST_NAME);
        let phone = text("phone", &form.contact.phone, MOST_NAME);
        let email = text("email", &form.contact.email, MOST_PLACE);
        let has = |problems: &[Problem], field: &str| problems.iter().any(|problem| problem.field == field);
        if title.is_empty() && !has(&problems, "title") {
            problems.push(Problem::new("title", "required", &[]));
        }
        if !has(&problems, "words") {
            match words.chars().count() {
                0 => problems.push(Problem::new("words", "required", &[])),
                count if count < LEAST_WORDS => {
                    problems.push(Problem::new("words", "feedback_too_short", &[LEAST_WORDS.to_string()]));
                }
                _ if !form.means_feedback && other_channel(&format!("{title}\n{words}")).is_some() => {
                    problems.push(Problem::new("means_feedback", "feedback_other_channel", &[]));
                }
                _ => {}
            }
        }
        let dossier = match form.dossier.trim() {
            "" => String::new(),
            typed => match typed.parse::<DossierCode>() {
                Ok(code) => code.to_string(),
                Err(_) => {
                    problems.push(Problem::new("dossier", "code_form", &[]));
                    String::new()
                }
            },
        };
        if !phone.is_empty() && !is_phone(&phone) {
            problems.push(Problem::new("phone", "phone_form", &[]));
        }
        if !email.is_empty() && !is_email(&email) {
            problems.push(Problem::new("email", "email_form", &[]));
        }
        if !problems.is_empty() {
            let place = |problem: &Problem| FIELDS.iter().position(|field| *field == problem.field);
            problems.sort_by_key(|problem| place(problem).unwrap_or(FIELDS.len()));
            return Err(ServiceError::invalid("answers_incomplete", problems));
        }
        Ok(Checked { title, words, place, dossier, contact: FeedbackContact { name, phone, email } })
    }

    /// Published feedback about the same, the most alike first; none when something else is wrong with the form.
    ///
    /// # Errors
    /// Refused like [`Services::send_feedback`], or when storage fails.
    pub async fn similar_feedback(
        &self,
        form: &FeedbackForm,
    ) -> Result<Vec<(OffsetDateTime, FeedbackRecord)>, ServiceError> {
        let checked = self.check_feedback(form)?;
        let text = format!("{}\n{}", checked.title, checked.words);
        let public = self.storage.public_feedback(Some(&form.agency), None, COMPARED).await?;
        let mut found: Vec<_> = public
            .into_iter()
            .map(|(at, record)| {
                let (title, words) = record.standing.public.clone().unwrap_or_default();
                (likeness(&text, &format!("{title}\n{words}")), at, record)
            })
            .filter(|(alike, ..)| *alike >= ALIKE)
            .collect();
        found.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
        found.truncate(SIMILAR_SHOWN);
        Ok(found.into_iter().map(|(_, at, record)| (at, record)).collect())
    }
}

/// The fields in the order of the form.
const FIELDS: [&str; 10] =
    ["category", "agency", "title", "words", "means_feedback", "place", "dossier", "name", "phone", "email"];

/// SHA-256 over everything that is sent.
fn digest(form: &FeedbackForm, checked: &Checked) -> String {
    let mut hash = Sha256::new();
    let contact = &checked.contact;
    let confidential = if form.is_confidential { "confidential" } else { "" };
    for part in [
        form.category.as_str(),
        &form.agency,
        &checked.title,
        &checked.words,
        &checked.place,
        &checked.dossier,
        &contact.name,
        &contact.phone,
        &contact.email,
        confidential,
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}
