//! View-models of citizens' accounts.

use domain::dossier::{Status, Turn};
use domain::filing::Problem;
use time::macros::datetime;

use super::{NOW, Samples};
use crate::view::*;

impl Samples {
    fn account_head(self) -> AccountHead {
        AccountHead { called: self.t("Bùi Thị Mận") }
    }

    pub fn enter(self) -> EnterView {
        EnterView {
            contact: self.t("0912 345"),
            back: self.some("/tai-khoan".to_owned()),
            problems: self.list(vec![Problem::new("contact", "account_contact_form", &[])]),
            by_email: !self.empty,
            by_phone: !self.empty,
            signed_out: self.empty,
            deleted: false,
            again: !self.empty,
        }
    }

    pub fn enter_code(self, merge: bool) -> CodeView {
        CodeView {
            sent_to: self.t("0912•••678"),
            good_until: self.some(NOW),
            back: self.some("/tai-khoan".to_owned()),
            problems: self
                .list(vec![Problem::new("code", "sign_in_code_wrong", &[])])
                .into_iter()
                .filter(|_| !merge)
                .collect(),
            adds: merge,
            merge_with: merge.then(|| "123456".to_owned()),
            own_device: !self.empty,
        }
    }

    pub fn my_page(self) -> MyPageView {
        let draft = |id: &str, expired, completes: Option<&str>| MyDraftLine {
            id: id.to_owned(),
            procedure: self.t("Đăng ký khai sinh"),
            agency: self.some(self.t("UBND xã Cao Phong")),
            updated_at: NOW,
            kept_until: datetime!(2026-12-22 15:20 +7),
            expired,
            completes: completes.map(|code| self.t(code)),
        };
        let line = |code: &str, status, turn, until, is_late, unread| MyDossierLine {
            code: self.t(code),
            procedure: self.t("Đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc"),
            status,
            turn,
            unit: self.t("UBND xã Cao Phong"),
            submitted_at: NOW,
            until,
            is_late,
            unread,
        };
        MyPageView {
            head: self.account_head(),
            drafts: self.list(vec![draft("1", false, None), draft("2", true, Some("H28.14-261122-0002"))]),
            dossiers: self.list(vec![
                line("H28.14-261122-0001", Status::Submitted, Turn::Desk, Some(NOW), false, 0),
                line("H28.14-261122-0002", Status::SupplementRequested, Turn::Applicant, None, false, 2),
                line("H28.14-261122-0003", Status::Processing, Turn::Unit, Some(NOW), true, 1),
                line("H28.14-261122-0004", Status::Returned, Turn::Nobody, None, false, 0),
            ]),
            total: if self.empty { 0 } else { 1_204 },
            next: self.some("/tai-khoan?truoc=H28.14-261122-0004".to_owned()),
            is_later_page: false,
            done: self.some(MyPageDone::Welcome),
            code: self.t("H28.14"),
            problems: self.list(vec![Problem::new("code", "dossier_not_found", &[])]),
        }
    }

    pub fn store(self) -> StoreView {
        let result = |granted| ResultLine {
            dossier: self.t("H28.14-261122-0001"),
            title: self.t("Giấy xác nhận tình trạng hôn nhân"),
            number: self.t("12/UBND-XNTTHN"),
            issuer: self.t("UBND xã Cao Phong"),
            signer: self.t("Nguyễn Văn Hùng"),
            issued_on: super::TODAY,
            granted,
        };
        let paper = PaperLine {
            name: self.t("giấy chứng sinh.pdf"),
            size: 120_000,
            dossier: self.t("H28.14-261122-0001"),
            procedure: self.t("Đăng ký khai sinh"),
            handed_in_at: NOW,
            reused: 2,
            sha256: self.t(&"0f".repeat(32)),
        };
        StoreView {
            head: self.account_head(),
            results: self.list(vec![result(true), result(false)]),
            papers: self.list(vec![paper]),
            is_cut: !self.empty,
        }
    }

    pub fn my_data(self) -> DataView {
        let look = |by: Vec<String>| LookLine { code: self.t("H28.14-261122-0001"), at: NOW, by };
        DataView {
            head: self.account_head(),
            looks: self.list(vec![look(vec![self.t("Cán bộ, UBND xã Cao Phong")]), look(Vec::new())]),
            is_cut: !self.empty,
            problems: self.list(vec![Problem::new("confirm", "account_delete_unconfirmed", &[])]),
        }
    }

    pub fn security(self) -> SecurityView {
        let session = |id: &str, current| SessionLine {
            id: id.to_owned(),
            browser: self.t("Chrome, Android"),
            began: NOW,
            seen: NOW,
            current,
        };
        SecurityView {
            head: self.account_head(),
            name: self.t("Bùi Thị Mận"),
            contacts: self.list(vec![
                ContactLine { address: self.t("0912345678"), is_email: false },
                ContactLine { address: self.t("man@example.com"), is_email: true },
            ]),
            sessions: self.list(vec![session("1", true), session("2", false)]),
            open_until: self.some(NOW),
            contact: self.t("0912"),
            problems: self.list(vec![Problem::new("contact", "contact_only_one", &[])]),
            done: self.some(SecurityDone::ContactAdded),
        }
    }
}
