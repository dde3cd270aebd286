//! What can be done at the desk, and which roles may.

use super::Role;
use Role::{Administrator, Leader, Officer, Publisher, Receptionist};

/// One thing somebody may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See the list of dossiers of an agency.
    SeeQueue,
    /// Open a dossier with everything in it.
    SeeDossier,
    /// Accept, refuse, or ask for papers at reception (forms 01 to 03).
    Receive,
    /// File on behalf of somebody who came to the counter.
    CounterIntake,
    /// Pass a dossier on to a unit.
    Transfer,
    /// Take a dossier to work on it, and give it back.
    Claim,
    /// Finish a step, consult another unit, stop and resume, ask for payment.
    Process,
    /// Attach the document that settles a dossier.
    AttachResult,
    /// Sign the result.
    SignResult,
    /// Approve and send an apology with a new date (form 04).
    ApproveApology,
    /// Ask for papers a second time.
    SecondSupplement,
    /// Give a new date a second time.
    SecondReappointment,
    /// Hand the result over.
    HandOver,
    /// Write to the citizen.
    Message,
    /// Download lists of dossiers.
    ExportCsv,
    /// See notices that could not be delivered.
    SeeFailedNotices,
    /// See the mailbox in which a development portal keeps its messages.
    SeeMailbox,
    /// Give and take roles, disable and reset accounts.
    ManageStaff,
    /// Publish electronic forms.
    PublishForms,
    /// Publish internal processes.
    PublishProcesses,
    /// See when the jobs of the portal ran last.
    SeeJobs,
    /// Read what people report.
    SeeFeedback,
    /// Take feedback up, pass it on, refuse it, and decide on its publication.
    SortFeedback,
    /// Answer feedback in the name of the agency.
    AnswerFeedback,
    /// Explain delays of a published month in the name of the agency.
    Explain,
}

impl Permission {
    pub const ALL: [Self; 25] = [
        Self::SeeQueue,
        Self::SeeDossier,
        Self::Receive,
        Self::CounterIntake,
        Self::Transfer,
        Self::Claim,
        Self::Process,
        Self::AttachResult,
        Self::SignResult,
        Self::ApproveApology,
        Self::SecondSupplement,
        Self::SecondReappointment,
        Self::HandOver,
        Self::Message,
        Self::ExportCsv,
        Self::SeeFailedNotices,
        Self::SeeMailbox,
        Self::ManageStaff,
        Self::PublishForms,
        Self::PublishProcesses,
        Self::SeeJobs,
        Self::SeeFeedback,
        Self::SortFeedback,
        Self::AnswerFeedback,
        Self::Explain,
    ];

    /// The roles that may; the reviewed table of the product.
    ///
    /// Who attaches a result does not sign it, who receives does not process, and who manages accounts sees no dossier: one
    /// person alone who is to do both holds two roles, and that is written down.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::SeeQueue
            | Self::SeeDossier
            | Self::Transfer
            | Self::Claim
            | Self::Message
            | Self::SeeFailedNotices
            | Self::SeeFeedback => &[Receptionist, Officer, Leader],
            Self::Receive | Self::CounterIntake | Self::HandOver => &[Receptionist],
            Self::Process | Self::AnswerFeedback => &[Officer, Leader],
            Self::AttachResult => &[Officer],
            Self::SignResult
            | Self::ApproveApology
            | Self::SecondSupplement
            | Self::SecondReappointment
            | Self::Explain => &[Leader],
            Self::ExportCsv | Self::SortFeedback => &[Receptionist, Leader],
            Self::SeeMailbox | Self::ManageStaff => &[Administrator],
            Self::PublishForms | Self::PublishProcesses => &[Publisher],
            Self::SeeJobs => &[Leader, Administrator],
        }
    }

    /// What it is, in Vietnamese, as «bạn được …» goes on.
    #[must_use]
    pub fn name_vi(self) -> &'static str {
        match self {
            Self::SeeQueue => "xem danh sách hồ sơ của đơn vị",
            Self::SeeDossier => "mở và đọc hồ sơ",
            Self::Receive => "tiếp nhận, từ chối hoặc yêu cầu bổ sung hồ sơ",
            Self::CounterIntake => "nhận hồ sơ trực tiếp tại quầy",
            Self::Transfer => "chuyển hồ sơ cho bộ phận xử lý",
            Self::Claim => "nhận việc và trả lại việc",
            Self::Process => "xử lý hồ sơ",
            Self::AttachResult => "đính kèm kết quả",
            Self::SignResult => "ký kết quả",
            Self::ApproveApology => "duyệt phiếu xin lỗi và hẹn lại ngày trả",
            Self::SecondSupplement => "yêu cầu bổ sung lần thứ hai",
            Self::SecondReappointment => "hẹn lại lần thứ hai",
            Self::HandOver => "trả kết quả",
            Self::Message => "nhắn cho người nộp",
            Self::ExportCsv => "tải danh sách hồ sơ",
            Self::SeeFailedNotices => "xem thông báo chưa gửi được",
            Self::SeeMailbox => "xem hộp thư thử nghiệm",
            Self::ManageStaff => "quản lý tài khoản cán bộ",
            Self::PublishForms => "công bố biểu mẫu điện tử",
            Self::PublishProcesses => "công bố quy trình nội bộ",
            Self::SeeJobs => "xem các việc chạy tự động",
            Self::SeeFeedback => "đọc phản ánh, kiến nghị",
            Self::SortFeedback => "tiếp nhận, chuyển, từ chối và công bố phản ánh",
            Self::AnswerFeedback => "trả lời phản ánh, kiến nghị",
            Self::Explain => "giải trình chậm trễ thay mặt cơ quan",
        }
    }

    /// What it is, in English, as “you may …” goes on.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        match self {
            Self::SeeQueue => "see the dossiers of the agency",
            Self::SeeDossier => "open and read dossiers",
            Self::Receive => "accept and refuse dossiers, and ask for papers",
            Self::CounterIntake => "take dossiers in at the counter",
            Self::Transfer => "pass dossiers on to a unit",
            Self::Claim => "take work and give it back",
            Self::Process => "process dossiers",
            Self::AttachResult => "attach results",
            Self::SignResult => "sign results",
            Self::ApproveApology => "approve apologies with a new date",
            Self::SecondSupplement => "ask for papers a second time",
            Self::SecondReappointment => "give a new date a second time",
            Self::HandOver => "hand results over",
            Self::Message => "write to applicants",
            Self::ExportCsv => "download lists of dossiers",
            Self::SeeFailedNotices => "see notices that could not be delivered",
            Self::SeeMailbox => "see the mailbox for trying",
            Self::ManageStaff => "manage accounts of staff",
            Self::PublishForms => "publish electronic forms",
            Self::PublishProcesses => "publish internal processes",
            Self::SeeJobs => "see what runs by itself",
            Self::SeeFeedback => "read feedback",
            Self::SortFeedback => "take feedback up, pass it on, refuse and publish it",
            Self::AnswerFeedback => "answer feedback",
            Self::Explain => "explain delays in the name of the agency",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as it was reviewed: receptionist, officer, leader, publisher, administrator.
    const REVIEWED: &str = "\
SeeQueue            R O L - -
SeeDossier          R O L - -
Receive             R - - - -
CounterIntake       R - - - -
Transfer            R O L - -
Claim               R O L - -
Process             - O L - -
AttachResult        - O - - -
SignResult          - - L - -
ApproveApology      - - L - -
SecondSupplement    - - L - -
SecondReappointment - - L - -
HandOver            R - - - -
Message             R O L - -
ExportCsv           R - L - -
SeeFailedNotices    R O L - -
SeeMailbox          - - - - A
ManageStaff         - - - - A
PublishForms        - - - P -
PublishProcesses    - - - P -
SeeJobs             - - L - A
SeeFeedback         R O L - -
SortFeedback        R - L - -
AnswerFeedback      - O L - -
Explain             - - L - -
";

    #[test]
    fn every_role_may_exactly_what_was_reviewed() {
        let signs = ["R", "O", "L", "P", "A"];
        let mut table = String::new();
        for permission in Permission::ALL {
            let row: Vec<&str> = Role::ALL
                .into_iter()
                .zip(signs)
                .map(|(role, sign)| if permission.roles().contains(&role) { sign } else { "-" })
                .collect();
            table.push_str(&format!("{:<19} {}\n", format!("{permission:?}"), row.join(" ")));
        }
        assert_eq!(table, REVIEWED);
    }

    #[test]
    fn everything_has_two_names_and_stands_once_in_the_list() {
        for (at, permission) in Permission::ALL.into_iter().enumerate() {
            assert_ne!(permission.name_vi(), permission.name_en());
            assert_eq!(Permission::ALL.iter().position(|other| *other == permission), Some(at));
            assert!(!permission.roles().is_empty(), "{permission:?} is for nobody");
        }
        for role in Role::ALL {
            assert_eq!(Role::from_key(role.key()), Some(role));
        }
        assert_eq!(Role::from_key("boss"), None);
    }
}
