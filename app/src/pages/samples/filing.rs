//! View-models of filing and following a dossier.

use super::{NOW, Samples};
use crate::components::address::FilingWay;
use crate::view::*;
use domain::calendar::{Days, OpeningHours, WorkingCalendar};
use domain::catalogue::shown::LimitShown;
use domain::clock::{Limit, LimitUnit, Question, Step, due};
use domain::filing::{ActingFor, Answers, Applicant, Delivery, Organisation, Problem, Subject};
use domain::indicator::{BackTest, Outlook};
use domain::procedure::Channel;
use domain::province::PaperNeed;
use time::macros::datetime;

/// How long people waited.
pub(super) const OUTLOOK: Outlook = Outlook {
    cases: 412,
    kept: 380,
    half: -2,
    nine_of_ten: 1,
    back_test: Some(BackTest { month: 202_610, held: 45, cases: 50 }),
};

impl Samples {
    pub fn head(self) -> FilingHead {
        FilingHead {
            way: FilingWay::Online("1.001193".to_owned()),
            procedure_code: "1.001193".to_owned(),
            name: self.t("Đăng ký khai sinh"),
            agency: self.some(self.t("UBND xã Cao Phong")),
            case: self.some(self.t("Trong 60 ngày sau sinh")),
            status: if self.empty { SaveStatus::Nothing } else { SaveStatus::OnServer(NOW) },
            kept_until: self.some(datetime!(2026-12-22 15:20 +7)),
            form: None,
            supplement: None,
            counter: None,
            account: self.some(self.t("Bùi Thị Mận")),
        }
    }

    fn expired(self) -> ExpiredDraft {
        ExpiredDraft {
            procedure_name: self.t("Đăng ký khai sinh"),
            agency: self.t("UBND xã Cao Phong"),
            files: 2,
            expired_at: NOW,
            restorable_until: datetime!(2026-12-06 15:20 +7),
        }
    }

    pub fn resume_code(self) -> ResumeCodeView {
        ResumeCodeView {
            head: self.head(),
            resume_code: self.t("ACDE-FGHJ-2345"),
            address: self.t("https://dichvucong.example/tiep-tuc"),
            mail: self.some(LinkMail {
                address: self.t("muong@example.com"),
                asked: Some(AskedLink { address: self.t("muong@example.com"), state: LinkState::Sent(NOW) }),
            }),
            problems: self.list(vec![Problem::new("email", "email_form", &[])]),
        }
    }

    pub fn resume(self) -> ResumeView {
        ResumeView {
            code: self.t("ACDE-FGHJ-2345"),
            problem: self.some("resume_code_unknown".to_owned()),
            expired: None,
            public: self.empty,
        }
    }

    pub fn resume_expired(self) -> ResumeView {
        ResumeView { problem: None, expired: Some(self.expired()), ..self.resume() }
    }

    pub fn start(self, desks: usize) -> StartView {
        let agency = |at: usize| AgencyChoice {
            code: format!("H28.{at}"),
            name: self.t(&format!("UBND xã số {at}")),
            group: (at > 1)
                .then(|| self.t(if at < 9 { "Thành phố Hòa Bình" } else { "Huyện Đà Bắc (cũ)" })),
            chosen: at == 3,
        };
        StartView {
            head: FilingHead { agency: None, case: None, status: SaveStatus::Nothing, kept_until: None, ..self.head() },
            cases: self.list(vec![
                CaseChoice { id: "dung-han".to_owned(), name: self.t("Trong 60 ngày sau sinh"), chosen: true },
                CaseChoice { id: "qua-han".to_owned(), name: self.t("Quá 60 ngày"), chosen: false },
            ]),
            agencies: self.list((1..=desks).map(agency).collect()),
            existing: self.some(DraftSummary {
                agency: self.t("UBND xã Cao Phong"),
                updated_at: NOW,
                files: 2,
                href: "/nop-ho-so/1.001193/giay-to".to_owned(),
            }),
            expired: self.some(self.expired()),
            problems: self.list(vec![Problem::new("agency", "agency_required", &[])]),
        }
    }

    pub fn answers(self) -> Answers {
        Answers {
            acting_for: ActingFor::Another,
            applicant: Applicant {
                name: self.t("Bùi Thị Mường"),
                identity_number: self.t("01730400123"),
                phone: self.t("0912 345 678"),
                email: self.t("muong@example.com"),
                address: self.t("Xóm Chiềng, xã Cao Phong"),
            },
            subject: Subject {
                name: self.t("Bùi Văn An"),
                identity_number: self.t("017304001234"),
                relation: self.t("mẹ"),
            },
            organisation: Organisation { name: self.t("Hợp tác xã Cam"), tax_code: self.t("0100109106") },
            request: self.t("Đăng ký khai sinh cho con.\nSinh ngày 02/11/2026."),
            delivery: Delivery::Counter,
            ..Answers::default()
        }
    }

    pub fn applicant(self) -> ApplicantView {
        ApplicantView {
            head: self.head(),
            draft_id: "0199".to_owned(),
            version: 4,
            answers: self.answers(),
            copied_from: self.some(self.t("H28.14-261022-0007")),
            problems: self.list(vec![
                Problem::new("applicant.identity_number", "identity_form", &["11".to_owned()]),
                Problem::new("subject.name", "required", &[]),
            ]),
        }
    }

    pub(super) fn file(self, name: &str) -> FileRow {
        FileRow {
            id: self.t("f1"),
            name: self.t(name),
            media_type: "image/jpeg".to_owned(),
            size: 1_258_291,
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        }
    }

    fn slots(self) -> Vec<PaperSlot> {
        let slot = |component: &str, name: &str, always, files| PaperSlot {
            component: component.to_owned(),
            name: self.t(name),
            name_is_vietnamese: true,
            need: PaperNeed::HandIn,
            always,
            condition: (!always).then(|| self.t("Khi ủy quyền cho người khác")),
            originals: Some(1),
            copies: Some(0),
            files,
            filled_in_online: false,
            asked: Vec::new(),
        };
        self.list(vec![
            slot("1.1", "Tờ khai đăng ký khai sinh", true, vec![]),
            slot("1.2", "Giấy chứng sinh", true, vec![self.file("giấy chứng sinh.jpg"), self.file("mặt sau.jpg")]),
            slot("1.4", "Văn bản ủy quyền", false, vec![]),
            slot("other", "", false, vec![]),
        ])
    }

    pub fn papers(self) -> PapersView {
        let mut shown = self.slots().into_iter().take(2).collect::<Vec<_>>();
        for (slot, need) in shown.iter_mut().zip([PaperNeed::Show, PaperNeed::NotNeeded]) {
            slot.need = need;
            slot.condition = Some(self.t("Cơ sở dữ liệu quốc gia về dân cư"));
        }
        PapersView {
            head: self.head(),
            draft_id: "0199".to_owned(),
            slots: self.slots(),
            not_uploaded: shown,
            problems: self.list(vec![Problem::new("1.2", "file_too_large", &["20971520".to_owned()])]),
            used_bytes: 2_516_582,
            offers: self.list(vec![PaperOffer {
                component: "1.2".to_owned(),
                file: "0198a7c2-1111-7222-8333-444455556667".to_owned(),
                name: self.t("giấy chứng sinh.pdf"),
                size: 120_000,
                from: self.t("H28.14-251122-0007"),
                handed_in_at: NOW,
            }]),
        }
    }

    /// The papers where an electronic form asks for them.
    pub fn papers_of_form(self) -> PapersView {
        let mut view = self.papers();
        view.head.form = Some(FormPlace { at: None, of: 2, last: Some("all".to_owned()), id: None });
        let asked = |question: &str, required| AskedPaper {
            field: format!("form.{question}"),
            label: self.t("Giấy chứng sinh do bệnh viện cấp"),
            hint: self.some(self.t("Chụp cả hai mặt")),
            why: self.some(self.t("để ghi đúng nơi sinh")),
            term: self.some(self.t("giấy bệnh viện cấp khi sinh")),
            required,
            min: 1,
            max: 3,
        };
        if let Some(slot) = view.slots.first_mut() {
            slot.asked = vec![asked("birth_notice", true), asked("other_notice", false)];
        }
        view.problems = self.list(vec![Problem::new("form.birth_notice", "file_required", &["1".to_owned()])]);
        view
    }

    /// The check of a procedure with an electronic form.
    pub fn check_of_form(self) -> CheckView {
        let mut view = self.check();
        view.head.form = Some(FormPlace { at: None, of: 2, last: Some("all".to_owned()), id: None });
        view.problems.push(Problem::new("form.mail", "required", &[]));
        view.form = Some(self.form_state());
        if self.empty {
            view.problems.clear();
        }
        view
    }

    pub fn check(self) -> CheckView {
        CheckView {
            head: self.head(),
            draft_id: "0199".to_owned(),
            submission_key: self.t("k1"),
            seen: "5eed".to_owned(),
            answers: self.answers(),
            slots: self.slots(),
            form: None,
            supplement: None,
            problems: self.list(vec![
                Problem::new("declared", "declaration_required", &[]),
                Problem::new("applicant.name", "required", &[]),
            ]),
        }
    }

    pub fn receipt(self) -> ReceiptView {
        ReceiptView {
            issued: self.issued().into_iter().filter(|one| one.form.is_for_applicant()).collect(),
            code: self.t("H28.14-261122-0001"),
            pin: self.t("482915"),
            procedure_code: "1.001193".to_owned(),
            procedure_name: self.t("Đăng ký khai sinh"),
            has_form: !self.empty,
            agency: self.t("UBND xã Cao Phong"),
            submitted_at: NOW,
            answer_due_at: datetime!(2026-11-23 17:00 +7),
            files: self.list(vec![
                (self.t("Giấy chứng sinh"), self.file("giấy chứng sinh.jpg")),
                (self.t("Giấy chứng sinh"), self.file("mặt sau.jpg")),
            ]),
            contact: self.t("0912 345 678"),
        }
    }

    pub fn due(self) -> DueView {
        let row = |value: &str, channel, amount, chosen| DueRow {
            value: self.t(value),
            channel,
            limit: Limit { amount, unit: LimitUnit::WorkingDay },
            case: self.t("Nhà ở riêng lẻ"),
            chosen,
        };
        let name = |name: &str| domain::province::Bilingual { vi: self.t(name), en: self.t(name) };
        let calendar = WorkingCalendar::new(OpeningHours::standard(), Days::default());
        let question =
            Question { online: true, ..Question::new(NOW, Limit { amount: 3, unit: LimitUnit::WorkingDay }) };
        let mut due = due(&calendar, &question).expect("an answer");
        let day = time::macros::date!(2026 - 11 - 24);
        due.trace.insert(2, Step::Holiday { from: day, to: day, names: vec![name("Ngày Văn hóa Việt Nam")] });
        DueView {
            code: "1.013225".to_owned(),
            name: self.t("Cấp giấy phép xây dựng mới"),
            name_is_vietnamese: true,
            rows: self.list(vec![row("1", Channel::Online, 3, true), row("2", Channel::Direct, 10, false)]),
            desks: self.list(vec![DueDesk { code: self.t("H28.14"), name: self.t("Sở Xây dựng"), chosen: false }]),
            received: self.instead.map(str::to_owned).unwrap_or_default(),
            problems: Vec::new(),
            due: self.some(due),
            instead: self.empty.then(|| LimitShown::Text("Không quy định".to_owned())),
            note: self.some(self.t("07 ngày làm việc kể từ ngày nhận đủ hồ sơ.")),
            waited: WaitedView {
                whole: self.some(OUTLOOK),
                desks: self.list(vec![WaitedLine { name: self.t("Sở Xây dựng"), outlook: OUTLOOK }]),
                least_cases: 10,
            },
        }
    }

    /// Something was typed that is no moment.
    pub fn due_wrong(self) -> DueView {
        let problem = Problem::new("received", "clock_moment_form", &[self.t("hôm qua")]);
        DueView {
            received: self.t("hôm qua"),
            problems: vec![problem],
            due: None,
            ..Self { empty: false, ..self }.due()
        }
    }

    pub fn error(self) -> ErrorView {
        ErrorView {
            status: 404,
            title: self.t("Không tìm thấy trang này"),
            sentences: self.list(vec![self.t("Địa chỉ có thể bị gõ sai, hoặc trang đã chuyển đi.")]),
            links: self.list(vec![(self.t("Tất cả thủ tục"), "/thu-tuc".to_owned())]),
        }
    }

    pub fn api(self) -> ApiView {
        ApiView {
            calls: self.list(vec![
                ("GET".to_owned(), self.t("/api/v1/procedures"), self.t("Danh mục thủ tục, có lọc và tìm")),
                ("POST".to_owned(), self.t("/api/v1/dossiers/lookup"), self.t("Tra cứu một hồ sơ bằng mã và PIN")),
            ]),
            openapi_href: "/api/v1/openapi.json".to_owned(),
        }
    }
}
