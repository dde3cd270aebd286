//! The desk.

use domain::filing::Problem;
use domain::rating::RatingOccasion;
use domain::staff::{Permission, Role};
use time::OffsetDateTime;

use super::{NOW, Samples};
use crate::view::*;

const ID: &str = "0192d0a8-0000-7000-8000-000000000001";

impl Samples {
    pub fn desk_head(self) -> DeskHead {
        DeskHead {
            name: self.t("Trần Thị Hoa"),
            place: self.t("Sở Tư pháp"),
            manages_staff: !self.empty,
            takes_in: !self.empty,
        }
    }

    fn problem(self, field: &str, key: &str) -> Vec<Problem> {
        self.list(vec![Problem::new(field, key, &[self.t("hoa.tran")])])
    }

    fn role_lines(self) -> Vec<RoleLine> {
        let line =
            |role, removable| RoleLine {
                agency: self.t("H28.14"), agency_name: self.t("Sở Tư pháp"), role, removable
            };
        self.list(vec![line(Role::Leader, true), line(Role::Administrator, false)])
    }

    pub fn sign_in(self) -> SignInView {
        SignInView {
            login: self.t("hoa.tran"),
            back: self.some(self.t("/can-bo/tai-khoan")),
            problems: self.problem("login", "sign_in_wrong"),
            notice: self.some(SignInNotice::SignInAgain),
        }
    }

    pub fn second_factor(self) -> SecondFactorView {
        SecondFactorView {
            back: self.some(self.t("/can-bo")),
            problems: self.problem("recovery", "second_factor_wrong"),
            recovery: true,
        }
    }

    pub fn set_up(self, with_secret: bool) -> SetUpView {
        let qr = QrView { size: 33, path: "M4 4h7v1h-7z".to_owned() };
        SetUpView {
            login: self.t("hoa.tran"),
            secret: with_secret.then(|| ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(), qr)),
            problems: if with_secret {
                self.problem("code", "set_up_code_wrong")
            } else {
                self.problem("password", "password_short")
            },
        }
    }

    pub fn invite(self) -> InviteView {
        let qr = QrView { size: 33, path: "M4 4h7v1h-7z".to_owned() };
        InviteView { code: "H28.14-261122-0003".to_owned(), offered: self.some((RatingOccasion::Settled, qr)) }
    }

    pub fn recovery_codes(self) -> RecoveryCodesView {
        RecoveryCodesView { codes: self.list(vec![self.t("ACDE-FGHJ-2345"); 10]), first: true }
    }

    pub fn desk_start(self) -> DeskStartView {
        DeskStartView {
            roles: self.role_lines(),
            permissions: self.list(Permission::ALL.to_vec()),
            warnings: self.warnings(),
        }
    }

    fn warnings(self) -> DeskWarnings {
        if self.empty {
            return DeskWarnings::default();
        }
        let counted = |count, more| Counted { count, more };
        DeskWarnings {
            late: counted(100, true),
            late_below: vec![("H28.15".to_owned(), self.t("UBND huyện Lạc Sơn"), 3)],
            near: counted(3, false),
            failed_notices: counted(1, false),
            late_jobs: vec!["apologies", "dossier_notices"],
            mailbox: true,
        }
    }

    pub fn failed_notices(self) -> FailedNoticesView {
        let line = |id: &str, channel, reason: &str| FailedNoticeLine {
            id: id.to_owned(),
            code: self.t("H28.14-261122-0001"),
            news: self.t("supplement_requested"),
            channel,
            address: self.t("m•••@example.com"),
            reason: self.t(reason),
            attempts: 6,
            failed_at: NOW,
        };
        FailedNoticesView {
            lines: self.list(vec![line(ID, "email", "refused"), line("2", "sms", "unreachable")]),
            more: !self.empty,
            done: self.some(NoticeDone::OtherWay),
        }
    }

    pub fn mailbox(self) -> MailboxView {
        let line = |channel, subject: Option<&str>| MailboxLine {
            channel,
            to: self.t("man@example.com"),
            subject: subject.map(|subject| self.t(subject)),
            text: self.t("Hồ sơ của bạn đã được tiếp nhận."),
            at: NOW,
        };
        MailboxView {
            lines: self.list(vec![line("email", Some("Hồ sơ: đã được tiếp nhận")), line("sms", None)])
        }
    }

    pub fn jobs(self) -> JobsView {
        let line = |name, every, succeeded_at: Option<OffsetDateTime>| JobLine {
            name,
            every,
            succeeded_at,
            late: succeeded_at.is_none(),
        };
        JobsView { lines: self.list(vec![line("apologies", 300, Some(NOW)), line("move_due", 30, None)]) }
    }

    pub fn desk_refused(self) -> RefusedView {
        RefusedView {
            permission: self.some(Permission::SignResult),
            administrators: self.list(vec![self.t("Bùi Văn Đức"), self.t("Hà Thị Lan")]),
        }
    }

    pub fn account(self) -> AccountView {
        let session = |id: &str, current| SessionLine {
            id: id.to_owned(),
            browser: self.t("Chrome, Windows"),
            began: NOW,
            seen: NOW,
            current,
        };
        AccountView {
            login: self.t("hoa.tran"),
            roles: self.role_lines(),
            sessions: self.list(vec![session(ID, true), session("2", false)]),
            recovery_codes_left: 7,
            problems: self.problem("current", "password_wrong"),
            problems_of_codes: false,
            password_changed: !self.empty,
        }
    }

    fn person_line(self, id: &str, state: AccountState) -> PersonLine {
        PersonLine {
            id: id.to_owned(),
            login: self.t("hoa.tran"),
            name: self.t("Trần Thị Hoa"),
            state,
            signed_in_at: self.some(NOW),
            roles: self.role_lines(),
        }
    }

    fn desk_agencies(self) -> Vec<(String, String)> {
        self.list(vec![(self.t("H28.14"), self.t("Sở Tư pháp"))])
    }

    pub fn people(self) -> PeopleView {
        let states = [
            AccountState::Active,
            AccountState::ToSetUp(NOW),
            AccountState::CodeOver,
            AccountState::Locked(NOW),
            AccountState::Disabled(NOW),
        ];
        PeopleView {
            people: self.list(states.into_iter().map(|state| self.person_line(ID, state)).collect()),
            agencies: self.desk_agencies(),
            login: self.t("lan"),
            name: self.t("Hà Thị Lan"),
            agency: self.t("H28.14"),
            role: self.t("officer"),
            problems: self.problem("login", "staff_login_taken"),
        }
    }

    pub fn person(self) -> PersonView {
        let line = |kind: &str| HistoryLine {
            kind: self.t(kind),
            detail: self.some(self.t("H28.14:leader")),
            by: self.some(self.t("Bùi Văn Đức")),
            at: NOW,
        };
        PersonView {
            person: self.person_line(ID, AccountState::Active),
            manages: !self.empty,
            own: false,
            agencies: self.desk_agencies(),
            history: self.list(vec![line("role_given"), line("account_added")]),
            problems: self.problem("role", "staff_role_required"),
            code: self.some(self.t("ACDE-FGHJ-2345-KLMN")),
        }
    }
}
