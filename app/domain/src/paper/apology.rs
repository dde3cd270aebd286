//! Form 04: the apology for being late, with a new date.

use time::OffsetDateTime;

use super::formal::{day_of, formal_day, formal_moment};
use super::letterhead::{Contact, Letterhead, Party};
use super::sheet::{Block, Fact, Run, Sheet, Signature};
use super::text::{filled, printable};
use crate::dossier::DossierCode;

/// *Phiếu xin lỗi và hẹn lại ngày trả kết quả* (mẫu 04, TT 01/2018/TT-VPCP; number unverified).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apology {
    pub letterhead: Letterhead,
    pub code: DossierCode,
    pub applicant: Party,
    pub request: String,
    pub received_at: OffsetDateTime,
    /// What was promised.
    pub due_at: OffsetDateTime,
    /// Why it is late.
    pub reason: String,
    /// The new appointment; dots while nobody has decided it.
    pub new_due_at: Option<OffsetDateTime>,
    pub contact: Option<Contact>,
    /// The leader who signs.
    pub leader: Option<String>,
}

impl Apology {
    pub(super) fn sheet(&self) -> Sheet {
        let letterhead = &self.letterhead;
        let mut sheet = letterhead.sheet(
            "Mẫu số 04",
            "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
            "Apology and new date for the result",
        );
        sheet.code = Some(self.code.to_string());
        let agency = printable(&letterhead.agency);
        sheet.blocks = vec![
            Block::Facts { facts: self.applicant.facts("Kính gửi") },
            Block::Paragraph {
                runs: vec![
                    Run::plain(format!(
                        "{}, {agency} đã tiếp nhận hồ sơ của Ông/Bà về: ",
                        capital(&formal_day(day_of(self.received_at)))
                    )),
                    Run::strong(printable(&self.request)),
                    Run::plain(format!(". Thời gian hẹn trả kết quả: {}.", formal_moment(self.due_at))),
                ],
            },
            Block::sentence(
                "Tuy nhiên đến nay chúng tôi chưa trả được kết quả giải quyết hồ sơ của Ông/Bà đúng thời hạn.",
            ),
            Block::written("Lý do", &self.reason),
            Block::Paragraph {
                runs: vec![
                    Run::plain("Sự chậm trễ này đã gây phiền hà, tốn kém thời gian và công sức của Ông/Bà. "),
                    Run::strong(format!("{agency} xin lỗi Ông/Bà")),
                    Run::plain(" và hẹn trả kết quả vào thời gian dưới đây. Rất mong Ông/Bà thông cảm."),
                ],
            },
            Block::Facts {
                facts: vec![Fact::strong("Thời gian trả kết quả mới", self.new_due_at.map(formal_moment))]
            },
            Contact::block(self.contact.as_ref(), "Cần biết thêm, xin liên hệ"),
        ];
        sheet.signatures = vec![Signature {
            role: "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
            gloss: letterhead.gloss("Head of the agency"),
            hint: "(Ký, ghi rõ họ tên và đóng dấu)",
            name: filled(self.leader.as_deref()),
        }];
        sheet
    }
}

/// «Ngày …» at the beginning of a sentence.
fn capital(day: &str) -> String {
    day.replacen("ngày", "Ngày", 1)
}
