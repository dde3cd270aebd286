//! One appointment as iCalendar (RFC 5545): for calendars that know nothing of dossiers.

use time::OffsetDateTime;
use time::macros::format_description;

/// Octets in a line without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// An appointment.
pub(super) struct Appointment<'a> {
    /// The same for every state of one appointment.
    pub uid: &'a str,
    /// Counts up when it moves, so that a calendar replaces it.
    pub sequence: i64,
    pub made_at: OffsetDateTime,
    pub at: OffsetDateTime,
    pub summary: &'a str,
    pub description: &'a str,
    pub location: &'a str,
}

impl Appointment<'_> {
    /// The whole calendar file, with a reminder the day before.
    pub(super) fn file(&self) -> String {
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//Mot Cua//Dossier appointment//VI".to_owned(),
            "METHOD:PUBLISH".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", escaped(self.uid)),
            format!("SEQUENCE:{}", self.sequence),
            format!("DTSTAMP:{}", utc(self.made_at)),
            format!("DTSTART:{}", utc(self.at)),
            "DURATION:PT30M".to_owned(),
            format!("SUMMARY:{}", escaped(self.summary)),
            format!("DESCRIPTION:{}", escaped(self.description)),
            format!("LOCATION:{}", escaped(self.location)),
            "BEGIN:VALARM".to_owned(),
            "ACTION:DISPLAY".to_owned(),
            format!("DESCRIPTION:{}", escaped(self.summary)),
            "TRIGGER:-P1D".to_owned(),
            "END:VALARM".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        lines.iter().map(|line| folded(line)).collect()
    }
}

fn utc(at: OffsetDateTime) -> String {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    at.to_offset(time::UtcOffset::UTC).format(&format).unwrap_or_default()
}

/// Text of a value (RFC 5545, 3.3.11); control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line with its end; a long one goes on after a line end and a blank, never within a character.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / LINE * 3 + 2);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(c);
        octets += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const LONG: &str =
        "Đăng ký khai sinh, kết hợp đăng ký thường trú; cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi \\ xã Cao Phong";

    fn file() -> String {
        let appointment = Appointment {
            uid: "H28.14-261122-0001@example",
            sequence: 3,
            made_at: datetime!(2026-11-23 06:30 +7),
            at: datetime!(2026-11-27 15:20 +7),
            summary: LONG,
            description: "Dòng một\r\nEND:VEVENT\u{0}",
            location: "Quầy",
        };
        appointment.file()
    }

    #[test]
    fn lines_are_at_most_75_octets_and_unfold_to_what_was_meant() {
        let file = file();
        assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
        assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
        let unfolded = file.replace("\r\n ", "");
        let summary = LONG.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
        assert!(unfolded.contains(&format!("SUMMARY:{summary}\r\n")), "{unfolded}");
    }

    #[test]
    fn moments_are_told_in_utc() {
        let file = file();
        assert!(file.contains("DTSTART:20261127T082000Z\r\n") && file.contains("DTSTAMP:20261122T233000Z\r\n"));
    }

    #[test]
    fn a_text_never_becomes_a_line_of_its_own() {
        let file = file();
        assert!(file.contains("DESCRIPTION:Dòng một\\nEND:VEVENT\r\n"), "{file}");
        assert_eq!(file.matches("\r\nEND:VEVENT\r\n").count(), 1);
    }
}
