//! Form 03: why a dossier is not received, and where to turn.

use time::OffsetDateTime;

use super::formal::formal_moment;
use super::letterhead::{Contact, Letterhead, Party};
use super::sheet::{Block, Fact, Sheet, Signature};
use super::text::{filled, printable_lines};
use crate::dossier::DossierCode;

/// *Phiếu từ chối tiếp nhận giải quyết hồ sơ* (mẫu 03, TT 01/2018/TT-VPCP; number unverified).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub letterhead: Letterhead,
    /// None when it was refused at the counter before it had a code.
    pub code: Option<DossierCode>,
    pub applicant: Party,
    pub request: String,
    /// When it was filed online.
    pub filed_at: Option<OffsetDateTime>,
    /// The concrete reason with its rule; «không đủ điều kiện» alone is none.
    pub reason: String,
    /// Who is responsible instead, or what else the applicant can do.
    pub turn_to: Option<String>,
    pub contact: Option<Contact>,
    /// The officer who signs.
    pub officer: Option<String>,
}

impl Refusal {
    pub(super) fn sheet(&self) -> Sheet {
        let letterhead = &self.letterhead;
        let mut sheet =
            letterhead.sheet("Mẫu số 03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Refusal to receive a dossier");
        sheet.code = self.code.as_ref().map(DossierCode::to_string);
        let mut who = vec![Fact::new("Bộ phận tiếp nhận", Some(letterhead.receiver()).filter(|name| !name.is_empty()))];
        who.extend(self.applicant.facts("Tiếp nhận hồ sơ của"));
        who.push(Fact::new("Nội dung yêu cầu giải quyết", filled(Some(&self.request))));
        who.extend(Fact::given("Thời gian nộp trực tuyến", self.filed_at.map(formal_moment)));
        sheet.blocks = vec![
            Block::Facts { facts: who },
            Block::written(
                "Qua xem xét, chúng tôi thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau",
                &self.reason,
            ),
        ];
        let turn_to = self.turn_to.as_deref().map(printable_lines).filter(|lines| !lines.is_empty());
        sheet.blocks.extend(turn_to.map(|lines| Block::Written { label: "Ông/Bà có thể".to_owned(), lines }));
        sheet.blocks.push(Contact::block(self.contact.as_ref(), "Cần giải thích thêm, xin liên hệ"));
        sheet.blocks.push(Block::sentence("Xin thông báo để Ông/Bà được biết và thực hiện./."));
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
                name: filled(self.officer.as_deref()),
            },
        ];
        sheet
    }
}
