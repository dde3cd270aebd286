//! Which papers of a dossier were issued: what its events say, and nothing else.

use std::collections::BTreeSet;

use time::OffsetDateTime;

use crate::dossier::{DossierEvent, Event};

/// The forms that belong to one dossier; form 06 is the register of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    Receipt,
    SupplementRequest,
    Refusal,
    Apology,
    ControlSheet,
}

impl Form {
    pub const ALL: [Self; 5] =
        [Self::Receipt, Self::SupplementRequest, Self::Refusal, Self::Apology, Self::ControlSheet];

    /// The number of the form as it stands on it, and in addresses.
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            Self::Receipt => "01",
            Self::SupplementRequest => "02",
            Self::Refusal => "03",
            Self::Apology => "04",
            Self::ControlSheet => "05",
        }
    }

    #[must_use]
    pub fn from_number(number: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.number() == number)
    }

    /// Whether it is given to the applicant; the control sheet stays with the agency.
    #[must_use]
    pub fn is_for_applicant(self) -> bool {
        self != Self::ControlSheet
    }
}

/// One paper that was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issued {
    pub form: Form,
    /// The event with which it was issued.
    pub sequence: i64,
    pub at: OffsetDateTime,
}

impl Issued {
    /// How addresses name it: `02-3` is the supplement request of the third event.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}-{}", self.form.number(), self.sequence)
    }
}

/// Everything that was issued, in order of the forms, then of time. What an officer took back was not issued.
#[must_use]
pub fn issued(events: &[DossierEvent]) -> Vec<Issued> {
    let taken_back: BTreeSet<i64> = events
        .iter()
        .filter_map(|entry| match entry.event {
            Event::Corrected { sequence, .. } => Some(sequence),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for entry in events.iter().filter(|entry| !taken_back.contains(&entry.sequence)) {
        let forms: &[Form] = match entry.event {
            Event::Received { .. } => &[Form::Receipt, Form::ControlSheet],
            Event::SupplementRequested { .. } => &[Form::SupplementRequest],
            Event::Refused { .. } => &[Form::Refusal],
            Event::Reappointed { .. } => &[Form::Apology],
            _ => &[],
        };
        found.extend(forms.iter().map(|form| Issued { form: *form, sequence: entry.sequence, at: entry.at }));
    }
    found.sort_by_key(|one| (one.form, one.sequence));
    found
}

/// Those of [`issued`] that are given to the applicant.
#[must_use]
pub fn issued_to_applicant(events: &[DossierEvent]) -> Vec<Issued> {
    issued(events).into_iter().filter(|one| one.form.is_for_applicant()).collect()
}

/// What an address asks for: `02` is the latest of its form, `02-3` that of one event. The form is told also where the paper
/// was not issued; None where it names no form.
#[must_use]
pub fn asked_for(events: &[DossierEvent], key: &str) -> Option<(Form, Option<Issued>)> {
    let (number, sequence) = match key.split_once('-') {
        Some((number, sequence)) => (number, Some(sequence.parse::<i64>().ok()?)),
        None => (key, None),
    };
    let form = Form::from_number(number)?;
    let fits = |one: &Issued| one.form == form && sequence.is_none_or(|sequence| one.sequence == sequence);
    Some((form, issued(events).into_iter().rfind(fits)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{Actor, Channel};
    use time::macros::datetime;

    fn history(events: Vec<Event>) -> Vec<DossierEvent> {
        let at = datetime!(2026-11-23 08:00 +7);
        let entry = |(sequence, event)| DossierEvent { sequence, at, actor: Actor::System, event };
        (1..).zip(events).map(entry).collect()
    }

    fn received() -> Event {
        Event::Received { due_at: None, unit: "H28.14".into(), steps: Vec::new() }
    }

    fn asked() -> Event {
        Event::SupplementRequested { items: Vec::new(), again_because: None, answer_by: None }
    }

    #[test]
    fn a_paper_is_there_from_its_event_on_until_it_is_taken_back() {
        let mut events = vec![Event::Submitted { channel: Channel::Online, seal: None }];
        assert_eq!(issued(&history(events.clone())), []);
        events.push(received());
        let keys = |events: &[Event]| issued(&history(events.to_vec())).iter().map(Issued::key).collect::<Vec<_>>();
        assert_eq!(keys(&events), ["01-2", "05-2"]);
        let given: Vec<Form> = issued_to_applicant(&history(events.clone())).iter().map(|one| one.form).collect();
        assert_eq!(given, [Form::Receipt]);
        events.extend([asked(), Event::Corrected { sequence: 2, reason: String::new() }]);
        assert_eq!(keys(&events), ["02-3"]);
    }

    #[test]
    fn a_form_alone_is_the_latest_and_what_was_not_issued_is_told_apart_from_what_is_no_form() {
        let events = history(vec![Event::Submitted { channel: Channel::Online, seal: None }, asked(), asked()]);
        let found = |key: &str| asked_for(&events, key).map(|(form, one)| (form, one.map(|one| one.sequence)));
        assert_eq!(found("02"), Some((Form::SupplementRequest, Some(3))));
        assert_eq!(found("02-2"), Some((Form::SupplementRequest, Some(2))));
        assert_eq!(found("02-9"), Some((Form::SupplementRequest, None)));
        assert_eq!(found("01"), Some((Form::Receipt, None)));
        for none in ["", "1", "06", "02-", "02-x", "01-2-3"] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn numbers_are_read_back() {
        for form in Form::ALL {
            assert_eq!(Form::from_number(form.number()), Some(form));
        }
    }
}
