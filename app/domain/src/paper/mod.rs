//! What the official papers of a dossier say (*mẫu 01–06*, TT 01/2018/TT-VPCP), without how they are drawn.
//!
//! A typed form becomes one [`Sheet`]; the PDF and the printable page are both made from it, so that they cannot differ.
//! The numbers and names of forms 01 and 02 are as on the templates of other provinces; those of 03 to 06 and the wording
//! of all six are from memory of the circular and unverified.

mod apology;
mod control_sheet;
mod formal;
mod issued;
mod letterhead;
mod link;
mod monthly;
mod receipt;
mod refusal;
mod register;
mod sheet;
mod supplement_request;
mod text;

#[cfg(test)]
mod tests;

pub use apology::Apology;
pub use control_sheet::{ControlSheet, Hop, Timeliness};
pub use formal::{formal_day, formal_moment, short_moment};
pub use issued::{Form, Issued, asked_for, issued, issued_to_applicant};
pub use letterhead::{Contact, Letterhead, Party};
pub use link::{Link, Purpose, Qr};
pub use monthly::{DelayRow, Monthly, MonthlyRow};
pub use receipt::{ComponentRow, CopyFor, OtherDossier, Receipt, Stage};
pub use refusal::Refusal;
pub use register::{Register, RegisterRow};
pub use sheet::{BASIS, Block, Column, ColumnKind, Fact, LinkShown, MOTTO, Run, Sheet, Signature, Table};
pub use supplement_request::{SupplementItem, SupplementRequest};
pub use text::{printable, printable_lines};

/// One official paper, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// 01, *Giấy tiếp nhận hồ sơ và hẹn trả kết quả*.
    Receipt(Box<Receipt>),
    /// 02, *Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ*.
    SupplementRequest(Box<SupplementRequest>),
    /// 03, *Phiếu từ chối tiếp nhận giải quyết hồ sơ*.
    Refusal(Box<Refusal>),
    /// 04, *Phiếu xin lỗi và hẹn lại ngày trả kết quả*.
    Apology(Box<Apology>),
    /// 05, *Phiếu kiểm soát quá trình giải quyết hồ sơ*.
    ControlSheet(Box<ControlSheet>),
    /// 06, *Sổ theo dõi hồ sơ*.
    Register(Box<Register>),
    /// A published month; no form of the circular.
    Monthly(Box<Monthly>),
}

impl Paper {
    /// The paper as it is to be printed, in reading order; everything in it is plain text.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        match self {
            Self::Receipt(paper) => paper.sheet(),
            Self::SupplementRequest(paper) => paper.sheet(),
            Self::Refusal(paper) => paper.sheet(),
            Self::Apology(paper) => paper.sheet(),
            Self::ControlSheet(paper) => paper.sheet(),
            Self::Register(paper) => paper.sheet(),
            Self::Monthly(paper) => paper.sheet(),
        }
    }
}
