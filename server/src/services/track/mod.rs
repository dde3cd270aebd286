//! Looking a dossier up by code and PIN, and what its holder may do. A wrong code and a wrong PIN look the same.

mod message;
mod rate;
mod rating_link;
mod withdraw;

use domain::dossier::{DossierCode, Turn};
use domain::filing::Problem;
use subtle::ConstantTimeEq;
use uuid::Uuid;

pub use rate::RatingOffer;

use super::desk::OpenDossier;
use super::error::{RefusalKind, ServiceError};
use super::{CurrentProcedure, Services};

/// A dossier somebody with code and PIN may see.
pub struct Tracked {
    pub held: OpenDossier,
    /// The procedure as it was published when the dossier was filed.
    pub current: Option<CurrentProcedure>,
    /// The desk owes an answer and the time is over.
    pub answer_is_late: bool,
    /// The unit owes the result, the clock runs, and the promised time is over.
    pub result_is_late: bool,
}

/// What changes whenever there is something new to see: the version, and how many messages officers wrote.
#[must_use]
pub fn mark_of(version: i64, messages: i64) -> String {
    format!("{version}.{messages}")
}

impl Tracked {
    /// How the dossier stands, for a page that waits for news.
    #[must_use]
    pub fn mark(&self) -> String {
        let messages = self.held.dossier.messages.iter().filter(|message| message.staff_id.is_some()).count();
        mark_of(self.held.state.version, i64::try_from(messages).unwrap_or(i64::MAX))
    }
}

impl Services {
    /// The dossier with that code, if the PIN is its own.
    ///
    /// # Errors
    /// Refused with `dossier_not_found`, whichever of the two was wrong.
    pub async fn track(&self, code: &str, pin: &str) -> Result<Tracked, ServiceError> {
        let held = match code.parse::<DossierCode>() {
            Ok(code) => self.open_dossier(&code.to_string()).await?,
            Err(_) => None,
        };
        let typed: String = pin.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
        // Without a dossier a PIN is compared all the same, so that both misses take the same time.
        let expected = self.pin(held.as_ref().map_or_else(Uuid::nil, |held| held.dossier.record.id));
        let right = bool::from(expected.as_bytes().ct_eq(typed.as_bytes()));
        let Some(held) = held.filter(|_| right) else {
            return Err(ServiceError::refused(RefusalKind::NotFound, "dossier_not_found"));
        };
        let now = self.clock.now();
        let record = &held.dossier.record;
        let answer_is_late = held.state.turn() == Turn::Desk && now > record.answer_due_at;
        let owes_result = held.state.turn() == Turn::Unit && held.state.paused_since().is_none();
        let result_is_late = owes_result && held.state.due_at.is_some_and(|due_at| now > due_at);
        let current = self.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
        Ok(Tracked { held, current, answer_is_late, result_is_late })
    }
}

/// What a holder typed: composed (NFC), with line feeds alone, without blanks around.
///
/// # Errors
/// Refused with `too_long` (limit, found) or `control_character` at the field.
pub(in crate::services) fn typed_text(field: &'static str, text: &str, most: usize) -> Result<String, ServiceError> {
    let text = domain::fold::nfc(&text.replace("\r\n", "\n")).trim().to_owned();
    let refuse = |key: &'static str, arguments: &[String]| {
        Err(ServiceError::invalid(key, vec![Problem::new(field, key, arguments)]))
    };
    let count = text.chars().count();
    if count > most {
        return refuse("too_long", &[most.to_string(), count.to_string()]);
    }
    if text.chars().any(is_hidden) {
        return refuse("control_character", &[]);
    }
    Ok(text)
}

/// Control characters, and marks that turn the direction of the text around them.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str, most: usize) -> &'static str {
        match typed_text("message", text, most) {
            Err(ServiceError::Refused(refusal)) => refusal.key,
            Ok(_) => "good",
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_is_composed_and_keeps_its_lines() {
        let typed = typed_text("message", "  Tie\u{302}\u{301}ng\r\nViệt \r\n", 20);
        assert_eq!(typed.ok().as_deref(), Some("Tiếng\nViệt"));
    }

    #[test]
    fn length_is_counted_in_characters_after_composing() {
        assert_eq!((key("ế", 1), key("e\u{302}\u{301}", 1), key("ếế", 1)), ("good", "good", "too_long"));
    }

    #[test]
    fn what_cannot_be_seen_is_refused() {
        for text in ["a\0b", "a\u{1b}[31mb", "a\u{202E}b", "a\u{2066}b", "a\u{85}b"] {
            assert_eq!(key(text, 20), "control_character", "{text:?}");
        }
        assert_eq!(key("a\tb\nc", 20), "good");
    }
}
