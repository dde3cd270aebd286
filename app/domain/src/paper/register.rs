//! Form 06: the register of dossiers of a desk.

use time::{Date, OffsetDateTime};

use super::formal::short_moment;
use super::letterhead::{Letterhead, Party};
use super::sheet::{Block, Column, ColumnKind, Fact, Sheet, Signature, Table, cell};
use super::text::{count, filled};
use crate::dossier::DossierCode;

/// *Sổ theo dõi hồ sơ* (mẫu 06, TT 01/2018/TT-VPCP; number and columns unverified).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    pub letterhead: Letterhead,
    /// Volume (*quyển số*).
    pub book: Option<String>,
    /// First and last day of the entries, both in Vietnamese time.
    pub period: Option<(Date, Date)>,
    pub rows: Vec<RegisterRow>,
    /// Who keeps it.
    pub officer: Option<String>,
}

/// One dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    pub code: DossierCode,
    /// Name of the procedure.
    pub procedure: String,
    pub sets: u32,
    /// Name, address and phone are printed.
    pub applicant: Party,
    /// *Cơ quan chủ trì giải quyết*.
    pub responsible: String,
    pub received_at: OffsetDateTime,
    pub due_at: Option<OffsetDateTime>,
    pub returned_at: Option<OffsetDateTime>,
    /// How the result is received: at the counter, by post, online.
    pub delivery: Option<String>,
    pub note: Option<String>,
}

impl Register {
    pub(super) fn sheet(&self) -> Sheet {
        let letterhead = &self.letterhead;
        let mut sheet = letterhead.sheet("Mẫu số 06", "SỔ THEO DÕI HỒ SƠ", "Register of dossiers");
        sheet.landscape = true;
        let figures = |day: Date| format!("{:02}/{:02}/{}", day.day(), u8::from(day.month()), day.year());
        let mut facts: Vec<Fact> = Fact::given("Quyển số", filled(self.book.as_deref())).into_iter().collect();
        let period = self.period.map(|(from, to)| format!("từ {} đến {}", figures(from), figures(to)));
        facts.extend(Fact::given("Thời gian", period).map(Fact::beside));
        facts.push(Fact::new("Số hồ sơ trong sổ", Some(self.rows.len().to_string())).beside());
        sheet.blocks = vec![Block::Facts { facts }, self.table()];
        sheet.signatures = vec![Signature {
            role: "NGƯỜI LẬP SỔ",
            gloss: letterhead.gloss("Kept by"),
            hint: "(Ký và ghi rõ họ tên)",
            name: filled(self.officer.as_deref()),
        }];
        sheet
    }

    fn table(&self) -> Block {
        let gloss = |text| self.letterhead.gloss(text);
        let moment = |heading, english| Column::new(ColumnKind::Moment, 19, heading, gloss(english));
        let rows = self.rows.iter().enumerate().map(|(at, row)| {
            let Party { name, address, phone, .. } = &row.applicant;
            vec![
                vec![(at + 1).to_string()],
                vec![row.code.to_string()],
                cell(Some(&row.procedure)),
                vec![count(row.sets)],
                cell(Some(name)),
                [address, phone].into_iter().filter_map(|line| filled(line.as_deref())).collect(),
                cell(Some(&row.responsible)),
                vec![short_moment(row.received_at)],
                row.due_at.map(short_moment).into_iter().collect(),
                row.returned_at.map(short_moment).into_iter().collect(),
                cell(row.delivery.as_deref()),
                // Signed by whoever takes the result.
                Vec::new(),
                cell(row.note.as_deref()),
            ]
        });
        Block::Table {
            table: Table {
                caption: None,
                columns: vec![
                    Column::new(ColumnKind::Number, 10, "STT", gloss("No.")),
                    Column::new(ColumnKind::Code, 31, "Mã hồ sơ", gloss("Dossier code")),
                    Column::new(ColumnKind::Text, 9, "Tên thủ tục hành chính", gloss("Procedure")),
                    Column::new(ColumnKind::Number, 10, "Số bộ", gloss("Sets")),
                    Column::new(ColumnKind::Text, 6, "Tên người nộp", gloss("Applicant")),
                    Column::new(ColumnKind::Text, 8, "Địa chỉ, số điện thoại", gloss("Address, phone")),
                    Column::new(ColumnKind::Text, 7, "Cơ quan chủ trì giải quyết", gloss("Agency")),
                    moment("Nhận hồ sơ", "Received"),
                    moment("Hẹn trả kết quả", "Due"),
                    moment("Trả kết quả", "Returned"),
                    Column::new(ColumnKind::Text, 5, "Phương thức nhận kết quả", gloss("Delivery")),
                    Column::new(ColumnKind::Moment, 15, "Ký nhận", gloss("Signed")),
                    Column::new(ColumnKind::Text, 4, "Ghi chú", gloss("Note")),
                ],
                rows: rows.collect(),
                row_height: 0,
                small: true,
            },
        }
    }
}
