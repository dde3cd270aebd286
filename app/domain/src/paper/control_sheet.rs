//! Form 05: who had the dossier when, and whether in time.

use time::OffsetDateTime;

use super::formal::{day_of, formal_moment, short_moment};
use super::letterhead::Letterhead;
use super::sheet::{Block, Column, ColumnKind, Fact, Sheet, Signature, Table, cell};
use super::text::{filled, printable};
use crate::dossier::DossierCode;

/// *Phiếu kiểm soát quá trình giải quyết hồ sơ* (mẫu 05, TT 01/2018/TT-VPCP; number unverified).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlSheet {
    pub letterhead: Letterhead,
    pub code: DossierCode,
    pub request: String,
    pub received_at: OffsetDateTime,
    pub due_at: Option<OffsetDateTime>,
    /// *Cơ quan giải quyết hồ sơ*.
    pub responsible: String,
    /// *Cơ quan phối hợp giải quyết*.
    pub cooperating: Vec<String>,
    /// In the order in which they happened.
    pub hops: Vec<Hop>,
    /// The officer who keeps the sheet.
    pub officer: Option<String>,
}

/// One handing over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hop {
    /// Unit and officer who hand over.
    pub from: String,
    pub from_officer: Option<String>,
    /// Unit and officer who take it.
    pub to: String,
    pub to_officer: Option<String>,
    pub at: Option<OffsetDateTime>,
    /// Until when the unit that hands over had it to do.
    pub due_at: Option<OffsetDateTime>,
    /// How the unit that hands over did; `None` where it had no limit.
    pub timeliness: Option<Timeliness>,
    pub note: Option<String>,
}

/// Whether a step was done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// *Trước hạn*: before the day on which it was due.
    Early,
    /// *Đúng hạn*: on that day and not after the moment.
    OnTime,
    /// *Quá hạn*.
    Late,
}

impl Timeliness {
    /// Judged by the Vietnamese day and the moment it was due (that «early» begins with the day before is unverified).
    #[must_use]
    pub fn of(due_at: OffsetDateTime, done_at: OffsetDateTime) -> Self {
        if done_at > due_at {
            Self::Late
        } else if day_of(done_at) < day_of(due_at) {
            Self::Early
        } else {
            Self::OnTime
        }
    }

    /// The word on the form.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Early => "Trước hạn",
            Self::OnTime => "Đúng hạn",
            Self::Late => "Quá hạn",
        }
    }
}

impl ControlSheet {
    pub(super) fn sheet(&self) -> Sheet {
        let letterhead = &self.letterhead;
        let mut sheet =
            letterhead.sheet("Mẫu số 05", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Control sheet of a dossier");
        sheet.landscape = true;
        sheet.code = Some(self.code.to_string());
        let cooperating: Vec<String> = self.cooperating.iter().filter_map(|name| filled(Some(name))).collect();
        let mut facts = vec![
            Fact::new("Nội dung yêu cầu giải quyết", filled(Some(&self.request))),
            Fact::new("Thời gian nhận hồ sơ", Some(formal_moment(self.received_at))),
            Fact::strong("Thời gian hẹn trả kết quả", self.due_at.map(formal_moment)).beside(),
            Fact::new("Cơ quan (bộ phận) giải quyết hồ sơ", filled(Some(&self.responsible))),
        ];
        facts.extend(Fact::given(
            "Cơ quan phối hợp giải quyết hồ sơ",
            Some(cooperating.join("; ")).filter(|names| !names.is_empty()),
        ));
        sheet.blocks = vec![Block::Facts { facts }, self.table()];
        sheet.signatures = vec![Signature {
            role: "NGƯỜI LẬP PHIẾU",
            gloss: letterhead.gloss("Kept by"),
            hint: "(Ký và ghi rõ họ tên)",
            name: filled(self.officer.as_deref()),
        }];
        sheet
    }

    fn table(&self) -> Block {
        let gloss = |text| self.letterhead.gloss(text);
        let unit = |name: &str, officer: &Option<String>| {
            [Some(printable(name)).filter(|name| !name.is_empty()), filled(officer.as_deref())]
                .into_iter()
                .flatten()
                .collect()
        };
        let moment = |at: Option<OffsetDateTime>| at.map(short_moment).into_iter().collect::<Vec<_>>();
        let rows = self.hops.iter().enumerate().map(|(at, hop)| {
            vec![
                vec![(at + 1).to_string()],
                unit(&hop.from, &hop.from_officer),
                unit(&hop.to, &hop.to_officer),
                moment(hop.at),
                moment(hop.due_at),
                hop.timeliness.map(|how| how.says().to_owned()).into_iter().collect(),
                // Signed by hand.
                Vec::new(),
                Vec::new(),
                cell(hop.note.as_deref()),
            ]
        });
        Block::Table {
            table: Table {
                caption: None,
                columns: vec![
                    Column::new(ColumnKind::Number, 9, "TT", gloss("No.")),
                    Column::new(ColumnKind::Text, 5, "Giao", gloss("From")),
                    Column::new(ColumnKind::Text, 5, "Nhận", gloss("To")),
                    Column::new(ColumnKind::Moment, 23, "Thời gian giao, nhận", gloss("Handed over")),
                    Column::new(ColumnKind::Moment, 23, "Hạn của bên giao", gloss("Due")),
                    Column::new(ColumnKind::Moment, 24, "Kết quả giải quyết", gloss("Early, on time or late")),
                    Column::new(ColumnKind::Moment, 24, "Ký giao", gloss("Signed by giver")),
                    Column::new(ColumnKind::Moment, 24, "Ký nhận", gloss("Signed by receiver")),
                    Column::new(ColumnKind::Text, 3, "Ghi chú", gloss("Note")),
                ],
                rows: rows.collect(),
                row_height: 12,
                small: false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_day_before_is_early_and_the_minute_after_is_late() {
        let due = datetime!(2026-02-24 15:20 +7);
        assert_eq!(Timeliness::of(due, datetime!(2026-02-23 23:59 +7)), Timeliness::Early);
        assert_eq!(Timeliness::of(due, datetime!(2026-02-24 07:00 +7)), Timeliness::OnTime);
        assert_eq!(Timeliness::of(due, due), Timeliness::OnTime);
        assert_eq!(Timeliness::of(due, datetime!(2026-02-24 08:21 UTC)), Timeliness::Late);
        // Half past six in the evening in UTC is already the next day in Vietnam.
        assert_eq!(Timeliness::of(due, datetime!(2026-02-23 18:30 UTC)), Timeliness::OnTime);
    }
}
