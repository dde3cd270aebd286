//! Form 01: the receipt with the appointment.

use time::OffsetDateTime;

use super::formal::formal_moment;
use super::letterhead::{Letterhead, Party};
use super::sheet::{Block, Column, ColumnKind, Fact, Sheet, Signature, Table, cell};
use super::text::{count, filled, printable};
use crate::dossier::DossierCode;

/// *Giấy tiếp nhận hồ sơ và hẹn trả kết quả* (mẫu 01, TT 01/2018/TT-VPCP).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub letterhead: Letterhead,
    pub code: DossierCode,
    /// Which of the two copies this is; nothing is printed when `None`.
    pub copy: Option<CopyFor>,
    /// Volume (*quyển số*) of the register and number in it (*số thứ tự*).
    pub book: Option<String>,
    pub entry: Option<String>,
    pub applicant: Party,
    /// The subject, where it is somebody else than the applicant.
    pub subject: Option<Party>,
    /// *Nội dung yêu cầu giải quyết*: the procedure and case in the applicant's words or as published.
    pub request: String,
    pub components: Vec<ComponentRow>,
    /// Number of sets (*bộ*).
    pub sets: u32,
    pub first: Stage,
    /// Of a procedure in two stages.
    pub second: Option<Stage>,
    /// Where or how the result is received.
    pub result_at: Option<String>,
    /// The officer who received the dossier.
    pub received_by: Option<String>,
    /// Other dossiers handed in together with this one, one appointment for all.
    pub others: Vec<OtherDossier>,
}

/// Whose copy of the receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyFor {
    Applicant,
    /// Kept at the desk.
    Desk,
}

/// One paper of the dossier and how many of each kind were handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComponentRow {
    pub name: String,
    /// *Bản chính*.
    pub originals: u32,
    /// *Bản sao chứng thực*.
    pub certified: u32,
    /// *Bản chụp (photo)*.
    pub plain: u32,
    /// *Bản điện tử*: files handed in online or digitised at the desk.
    pub electronic: u32,
}

/// One stage of settling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The published limit in words, such as «03 ngày làm việc».
    pub limit: Option<String>,
    pub received_at: Option<OffsetDateTime>,
    pub due_at: Option<OffsetDateTime>,
}

/// A dossier handed in with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherDossier {
    pub code: DossierCode,
    pub request: String,
    pub subject: Option<String>,
    pub sets: u32,
}

impl Receipt {
    pub(super) fn sheet(&self) -> Sheet {
        let letterhead = &self.letterhead;
        let mut sheet =
            letterhead.sheet("Mẫu số 01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Receipt and appointment");
        sheet.code = Some(self.code.to_string());
        sheet.copy = self.copy.map(CopyFor::says);
        let mut who = vec![Fact::new("Bộ phận tiếp nhận", Some(letterhead.receiver()).filter(|name| !name.is_empty()))];
        who.extend(self.applicant.facts("Tiếp nhận hồ sơ của"));
        who.extend(self.subject.iter().flat_map(Party::subject_facts));
        who.push(Fact::new("Nội dung yêu cầu giải quyết", filled(Some(&self.request))));
        sheet.blocks = vec![Block::Facts { facts: who }, self.table(), Block::Facts { facts: self.times() }];
        sheet.blocks.extend(self.others());
        sheet.signatures = vec![
            Signature {
                role: "NGƯỜI NỘP HỒ SƠ",
                gloss: letterhead.gloss("Applicant"),
                hint: "(Ký và ghi rõ họ tên)",
                name: filled(Some(&self.applicant.name)),
            },
            Signature {
                role: "NGƯỜI TIẾP NHẬN HỒ SƠ",
                gloss: letterhead.gloss("Receiving officer"),
                hint: "(Ký và ghi rõ họ tên)",
                name: filled(self.received_by.as_deref()),
            },
        ];
        sheet.closing = vec![
            "Giấy này được lập thành 02 bản: 01 bản giao người nộp hồ sơ, 01 bản lưu tại bộ phận tiếp nhận.".to_owned(),
        ];
        sheet
    }

    fn table(&self) -> Block {
        let gloss = |text| self.letterhead.gloss(text);
        let number = |heading, english| Column::new(ColumnKind::Number, 19, heading, gloss(english));
        let kinds = |row: &ComponentRow| [row.originals, row.certified, row.plain, row.electronic];
        let rows = self.components.iter().enumerate().map(|(at, row)| {
            let mut cells = vec![vec![(at + 1).to_string()], cell(Some(&row.name))];
            cells.extend(kinds(row).map(|copies| if copies == 0 { Vec::new() } else { vec![count(copies)] }));
            cells
        });
        Block::Table {
            table: Table {
                caption: Some("Thành phần hồ sơ nộp gồm:".to_owned()),
                columns: vec![
                    Column::new(ColumnKind::Number, 10, "TT", gloss("No.")),
                    Column::new(ColumnKind::Text, 1, "Tên giấy tờ", gloss("Paper")),
                    number("Bản chính", "Original"),
                    number("Bản sao chứng thực", "Certified copy"),
                    number("Bản chụp", "Photocopy"),
                    number("Bản điện tử", "Electronic"),
                ],
                rows: rows.collect(),
                row_height: 0,
                small: false,
            },
        }
    }

    fn times(&self) -> Vec<Fact> {
        let mut facts = vec![Fact::new("Số lượng hồ sơ", Some(format!("{} bộ", count(self.sets))))];
        let stages = [Some(&self.first), self.second.as_ref()];
        let two = self.second.is_some();
        for (at, stage) in stages.into_iter().enumerate().filter_map(|(at, stage)| Some((at, stage?))) {
            let of = |label: &str| if two { format!("{label} giai đoạn {}", at + 1) } else { label.to_owned() };
            let limit = Fact::new(&of("Thời gian giải quyết theo quy định"), filled(stage.limit.as_deref()));
            facts.push(if at == 0 && !two { limit.beside() } else { limit });
            facts.push(Fact::new(&of("Thời gian nhận hồ sơ"), stage.received_at.map(formal_moment)));
            facts.push(Fact::strong(&of("Thời gian trả kết quả"), stage.due_at.map(formal_moment)));
        }
        facts.push(Fact::new("Nơi nhận kết quả", filled(self.result_at.as_deref())));
        let entry = [("Quyển số", &self.book), ("số thứ tự", &self.entry)];
        let entry = entry
            .map(|(label, value)| format!("{label} {}", filled(value.as_deref()).unwrap_or_else(|| "……".to_owned())));
        facts.push(Fact::new("Vào sổ theo dõi hồ sơ", Some(entry.join(", "))));
        facts
    }

    fn others(&self) -> Option<Block> {
        if self.others.is_empty() {
            return None;
        }
        let gloss = |text| self.letterhead.gloss(text);
        let rows = self.others.iter().enumerate().map(|(at, other)| {
            vec![
                vec![(at + 1).to_string()],
                vec![other.code.to_string()],
                vec![printable(&other.request)],
                cell(other.subject.as_deref()),
                vec![count(other.sets)],
            ]
        });
        Some(Block::Table {
            table: Table {
                caption: Some("Các hồ sơ khác nhận cùng lần, cùng thời gian trả kết quả:".to_owned()),
                columns: vec![
                    Column::new(ColumnKind::Number, 10, "TT", gloss("No.")),
                    Column::new(ColumnKind::Code, 41, "Mã hồ sơ", gloss("Dossier code")),
                    Column::new(ColumnKind::Text, 3, "Nội dung", gloss("Request")),
                    Column::new(ColumnKind::Text, 2, "Chủ hồ sơ", gloss("Subject")),
                    Column::new(ColumnKind::Number, 12, "Số bộ", gloss("Sets")),
                ],
                rows: rows.collect(),
                row_height: 0,
                small: false,
            },
        })
    }
}

impl CopyFor {
    fn says(self) -> &'static str {
        match self {
            Self::Applicant => "Bản giao người nộp hồ sơ",
            Self::Desk => "Bản lưu",
        }
    }
}
