//! Form 05: every handing over of a dossier, with who had it until when.

use domain::dossier::{DossierEvent, Event};
use domain::paper::{ControlSheet, Hop, Paper, Timeliness};
use time::OffsetDateTime;

use super::facts::Facts;

/// Who has the dossier, and until when.
struct Place {
    unit: String,
    officer: Option<String>,
    due_at: Option<OffsetDateTime>,
}

impl Facts<'_> {
    /// The sheet as it stands now; `received` is the reception it begins with.
    pub(super) fn control_sheet(&self, received: &DossierEvent) -> Paper {
        let state = &self.open.state;
        let mut cooperating: Vec<String> = Vec::new();
        for entry in self.standing() {
            if let Event::Consulted { unit, .. } = &entry.event {
                let name = self.agency(unit);
                if !cooperating.contains(&name) {
                    cooperating.push(name);
                }
            }
        }
        Paper::ControlSheet(Box::new(ControlSheet {
            letterhead: self.letterhead(self.open.desk(), self.services.clock.now()),
            code: self.code.clone(),
            request: self.request(),
            received_at: received.at,
            due_at: state.due_at,
            responsible: self.agency(&state.unit),
            cooperating,
            hops: self.hops(),
            officer: self.officer(received.actor),
        }))
    }

    fn hops(&self) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut at = Place { unit: self.open.desk().to_owned(), officer: None, due_at: None };
        for entry in self.standing() {
            let officer = self.officer(entry.actor);
            let (unit, due_at, note) = match &entry.event {
                Event::Received { unit, steps, .. } => {
                    at.officer = officer;
                    let due_at = steps.iter().filter_map(|step| step.due_at).min();
                    (unit.clone(), due_at, "Tiếp nhận hồ sơ".to_owned())
                }
                Event::Transferred { unit, note } => {
                    at.officer = officer;
                    (unit.clone(), at.due_at, filled("Chuyển xử lý", note))
                }
                Event::Claimed => {
                    at.officer = officer;
                    continue;
                }
                Event::StepDone { step, note, began } => {
                    at.officer = officer;
                    let next = began.first();
                    let unit = next.map_or_else(|| at.unit.clone(), |next| next.unit.clone());
                    (unit, next.and_then(|next| next.due_at), filled(&format!("Xong bước: {}", self.step(step)), note))
                }
                Event::Settled => (self.open.desk().to_owned(), None, "Chuyển kết quả về nơi trả".to_owned()),
                Event::Returned { receiver, .. } => {
                    at.officer = officer;
                    hops.push(self.hop(&at, "Người nộp hồ sơ", entry.at, filled("Trả kết quả", receiver)));
                    continue;
                }
                _ => continue,
            };
            hops.push(self.hop(&at, &self.agency(&unit), entry.at, note));
            at = Place { unit, officer: None, due_at };
        }
        hops
    }

    fn hop(&self, from: &Place, to: &str, done_at: OffsetDateTime, note: String) -> Hop {
        Hop {
            from: self.agency(&from.unit),
            from_officer: from.officer.clone(),
            to: to.to_owned(),
            to_officer: None,
            at: Some(done_at),
            due_at: from.due_at,
            timeliness: from.due_at.map(|due_at| Timeliness::of(due_at, done_at)),
            note: Some(note),
        }
    }
}

/// What happened, and what was written with it.
fn filled(what: &str, note: &str) -> String {
    if note.trim().is_empty() { what.to_owned() } else { format!("{what}. {note}") }
}
