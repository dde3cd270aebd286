//! Form 02: what is missing, and what to do about each.

use super::letterhead::{Contact, Letterhead, Party};
use super::sheet::{Block, Column, ColumnKind, Fact, Sheet, Signature, Table, cell};
use super::text::{count, filled, printable_lines};
use crate::dossier::DossierCode;

/// *Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ* (mẫu 02, TT 01/2018/TT-VPCP).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplementRequest {
    pub letterhead: Letterhead,
    /// The dossier's code; a dossier that was not received at the counter has none yet.
    pub code: Option<DossierCode>,
    pub applicant: Party,
    pub request: String,
    /// Everything at once: one is asked to complete a dossier only once.
    pub items: Vec<SupplementItem>,
    /// Why, with the rule it rests on.
    pub reason: String,
    /// The officer who guides.
    pub contact: Option<Contact>,
}

/// One paper or field to be completed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SupplementItem {
    /// The paper or field.
    pub name: String,
    /// What to do about it.
    pub action: String,
    /// How many are asked for: *bản chính*, *bản sao chứng thực*, *bản chụp*.
    pub originals: u32,
    pub certified: u32,
    pub plain: u32,
}

impl SupplementRequest {
    pub(super) fn sheet(&self) -> Sheet {
        let letterhead = &self.letterhead;
        let mut sheet =
            letterhead.sheet("Mẫu số 02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Request to complete a dossier");
        sheet.code = self.code.as_ref().map(DossierCode::to_string);
        let mut who = self.applicant.facts("Hồ sơ của");
        who.push(Fact::new("Nội dung yêu cầu giải quyết", filled(Some(&self.request))));
        sheet.blocks = vec![
            Block::Facts { facts: who },
            self.table(),
            Block::written("Lý do", &self.reason),
            Contact::block(
                self.contact.as_ref(),
                "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà liên hệ để được hướng dẫn",
            ),
        ];
        sheet.signatures = vec![Signature {
            role: "NGƯỜI HƯỚNG DẪN",
            gloss: letterhead.gloss("Guiding officer"),
            hint: "(Ký và ghi rõ họ tên)",
            name: self.contact.as_ref().and_then(|contact| filled(Some(&contact.name))),
        }];
        sheet
    }

    fn table(&self) -> Block {
        let gloss = |text| self.letterhead.gloss(text);
        let number = |heading, english| Column::new(ColumnKind::Number, 19, heading, gloss(english));
        let rows = self.items.iter().enumerate().map(|(at, item)| {
            let mut cells = vec![vec![(at + 1).to_string()], cell(Some(&item.name)), printable_lines(&item.action)];
            cells.extend(
                [item.originals, item.certified, item.plain]
                    .map(|copies| if copies == 0 { Vec::new() } else { vec![count(copies)] }),
            );
            cells
        });
        Block::Table {
            table: Table {
                caption: Some(
                    "Để có cơ sở giải quyết, đề nghị Ông/Bà bổ sung, hoàn thiện những nội dung sau:".to_owned(),
                ),
                columns: vec![
                    Column::new(ColumnKind::Number, 10, "TT", gloss("No.")),
                    Column::new(ColumnKind::Text, 4, "Giấy tờ, thông tin", gloss("Paper or information")),
                    Column::new(ColumnKind::Text, 5, "Cần làm gì", gloss("What to do")),
                    number("Bản chính", "Original"),
                    number("Bản sao chứng thực", "Certified copy"),
                    number("Bản chụp", "Photocopy"),
                ],
                rows: rows.collect(),
                row_height: 0,
                small: false,
            },
        }
    }
}
