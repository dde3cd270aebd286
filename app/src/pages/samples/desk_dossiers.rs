//! Queue and dossier of the desk.

use domain::clock::Step;
use domain::dossier::{Channel, CommandKind, EventKind, Status};
use domain::filing::{Answers, Applicant, Problem};
use domain::paper::{Form, Issued};

use super::{NOW, Samples};
use crate::view::*;

const CODE: &str = "H28.14-261122-0001";

impl Samples {
    fn queue_lines(self) -> Vec<QueueLine> {
        let line = |kind, lateness| QueueLine {
            code: CODE.to_owned(),
            version: 3,
            href: format!("/can-bo/ho-so/{CODE}?hang=viec%3Dstep&cho=1_2_step_review"),
            applicant: self.t("Bùi Thị Mận"),
            procedure: self.t("Thủ tục đăng ký khai sinh"),
            kind,
            step: self.some(self.t("Thẩm định hồ sơ")),
            status: Status::Processing,
            channel: Channel::Online,
            due_at: self.some(NOW),
            lateness,
            holder: self.some(self.t("Trần Thị Hoa")),
            unread: !self.empty,
        };
        self.list(vec![
            line("receive", Lateness::Late),
            line("step", Lateness::Near),
            line("hand_over", Lateness::InTime),
            line("waiting", Lateness::NoDate),
            line("message", Lateness::NoDate),
        ])
    }

    pub fn queue(self, act: Option<CommandKind>) -> QueueView {
        let option = |value: &str, name: &str| self.list(vec![(self.t(value), self.t(name))]);
        QueueView {
            choice: QueueChoice {
                kind: match act {
                    Some(CommandKind::HandOver) => "hand_over",
                    Some(kind) => kind.key(),
                    None => "step",
                }
                .to_owned(),
                step: self.t("review"),
                whose: self.t("mine"),
                ..QueueChoice::default()
            },
            tabs: self.list(vec![QueueTab {
                kind: Some("step"),
                count: 1_000,
                late: 7,
                more: true,
                chosen: true,
                href: "/can-bo/ho-so?viec=step".to_owned(),
            }]),
            options: QueueOptions {
                units: self.list(vec![(self.t("H28"), self.t("UBND tỉnh")), (self.t("H28.14"), self.t("Sở Tư pháp"))]),
                procedures: option("1.001193", "Thủ tục đăng ký khai sinh"),
                steps: option("review", "Thẩm định hồ sơ"),
                officers: option("1", "Trần Thị Hoa"),
            },
            saved: self.list(vec![SavedLine {
                id: "1".to_owned(),
                name: self.t("Sắp hạn của tôi"),
                href: "/can-bo/ho-so?han=near".to_owned(),
                chosen: true,
            }]),
            lines: self.queue_lines(),
            batch: act.map(|act| BatchForm {
                act,
                all: false,
                all_href: "/can-bo/ho-so?chon=tat-ca".to_owned(),
                units: self.list(vec![(self.t("H28.14"), self.t("Sở Tư pháp"))]),
                unit: self.t("H28.14"),
            }),
            register: !self.empty,
            first: self.some("/can-bo/ho-so".to_owned()),
            next: self.some("/can-bo/ho-so?sau=1".to_owned()),
            problems: self.list(vec![Problem::new("name", "filter_name_missing", &[])]),
            name: self.t("Sắp hạn"),
            ..QueueView::default()
        }
    }

    pub fn found(self) -> QueueView {
        let line = FoundLine {
            code: CODE.to_owned(),
            applicant: self.t("Bùi Thị Mận"),
            procedure: self.t("Thủ tục đăng ký khai sinh"),
            status: Status::Settled,
            submitted_at: NOW,
            due_at: self.some(NOW),
            lateness: Lateness::NoDate,
        };
        QueueView { search: self.t("Mận"), found: Some(self.list(vec![line])), ..QueueView::default() }
    }

    /// One of each form.
    pub fn issued(self) -> Vec<Issued> {
        self.list(Form::ALL.into_iter().map(|form| Issued { form, sequence: 2, at: NOW }).collect())
    }

    pub fn register_choice(self) -> RegisterView {
        RegisterView {
            agencies: self.list(vec![(self.t("H28.14"), self.t("Sở Tư pháp"))]),
            agency: self.t("H28.14"),
            from: self.t("2026-11-01"),
            to: self.t("2026-11-23"),
            problems: self.list(vec![Problem::new("den", "register_ends_first", &[])]),
        }
    }

    pub fn batch(self) -> BatchView {
        BatchView {
            act: CommandKind::Receive,
            outcomes: self.list(vec![
                (CODE.to_owned(), None),
                (CODE.to_owned(), Some(Problem::new("main", "dossier_changed", &[]))),
            ]),
            back: "/can-bo/ho-so?viec=receive".to_owned(),
            problems: if self.empty { vec![Problem::new("main", "batch_nothing_chosen", &[])] } else { Vec::new() },
        }
    }

    /// A dossier with the form of one act open.
    pub fn desk_dossier(self, act: Option<CommandKind>) -> DeskDossierView {
        let file = |origin| DeskFileLine {
            name: self.t("khai-sinh.pdf"),
            size: 120_000,
            href: "/can-bo/ho-so/1/tep/1".to_owned(),
            beside: self.some("/can-bo/ho-so/1?xem=1#xem".to_owned()),
            origin,
            reused_from: self.some(self.t("H28.14-251122-0007")),
        };
        let event = |kind| DeskEventLine {
            kind,
            at: NOW,
            who: self.some(self.t("Trần Thị Hoa")),
            text: self.list(vec![self.t("Ảnh mờ, cần chụp lại")]),
        };
        DeskDossierView {
            code: CODE.to_owned(),
            walk: Walk {
                keep: "hang=viec%3Dstep&cho=1".to_owned(),
                back: self.some("/can-bo/ho-so?viec=step".to_owned()),
                previous: self.some("/can-bo/ho-so/0".to_owned()),
                next: self.some("/can-bo/ho-so/2".to_owned()),
            },
            done: self.some(CommandKind::Receive),
            version: 3,
            status: Status::Processing,
            channel: Channel::Online,
            procedure_code: "1.003197".to_owned(),
            procedure: self.t("Thủ tục đăng ký khai sinh"),
            unit: self.t("Sở Tư pháp"),
            submitted_at: NOW,
            answer_due_at: self.some(NOW),
            due_at: self.some(NOW),
            first_due_at: self.some(NOW - time::Duration::DAY),
            lateness: Lateness::Near,
            paused: !self.empty,
            holder: self.some((self.t("Trần Thị Hoa"), true)),
            answers: Answers {
                applicant: Applicant {
                    name: self.t("Bùi Thị Mận"),
                    phone: self.t("0912345678"),
                    ..Applicant::default()
                },
                ..Answers::default()
            },
            form: None,
            looks: self.some(vec![(self.t("Lò Thị Hương"), NOW)]),
            supplement: self.some(SupplementAnswerView {
                answered_at: NOW,
                note: self.t("Đã chụp lại"),
                changes: self.changes(),
            }),
            papers: self.list(vec![DeskPaperLine {
                component: "1.1".to_owned(),
                name: self.t("Giấy chứng sinh"),
                files: self.list(vec![file("filed"), file("supplement"), file("scan"), file("result")]),
            }]),
            issued: self.issued(),
            shown: self.some(ShownFile {
                name: self.t("khai-sinh.pdf"),
                href: "/can-bo/ho-so/1/tep/1?xem=1".to_owned(),
                image: false,
                close: "/can-bo/ho-so/1#papers".to_owned(),
            }),
            steps: self.list(vec![DeskStepLine {
                id: "review".to_owned(),
                name: self.t("Thẩm định hồ sơ"),
                unit: self.t("Sở Tư pháp"),
                due_at: self.some(NOW),
                lateness: Lateness::Late,
                choices: vec![("sign".to_owned(), self.t("Ký duyệt kết quả"))],
                may_finish: true,
            }]),
            consultations: self.list(vec![(4, self.t("Sở Xây dựng"), self.t("Đất này có quy hoạch không?"), true)]),
            apology: self.some((self.t("Thiếu người"), NOW)),
            trace: self.list(vec![Step::Due { at: NOW }]),
            messages: self.list(vec![
                DeskMessageLine { officer: None, at: NOW, body: self.t("Bao giờ xong ạ?"), unread: true },
                DeskMessageLine {
                    officer: Some(self.t("Trần Thị Hoa")),
                    at: NOW,
                    body: self.t("Ngày mai."),
                    unread: false,
                },
            ]),
            message: self.t("Chiều nay"),
            may_write: true,
            history: self.list(vec![event(EventKind::Submitted), event(EventKind::SupplementRequested)]),
            acts: CommandKind::ALL.into_iter().filter(|kind| *kind != CommandKind::MoveDue).collect(),
            take_back: self.some((3, EventKind::Claimed)),
            units: self.list(vec![(self.t("H28.14"), self.t("Sở Tư pháp"))]),
            fields: vec![("applicant.phone".to_owned(), self.t("Số điện thoại"))],
            again: !self.empty,
            problems: match act {
                Some(CommandKind::Refuse) => self.list(vec![Problem::new("reason", "desk_missing", &[])]),
                Some(_) => self.list(vec![Problem::new("acts", "desk_not_held", &[])]),
                None => Vec::new(),
            },
            typed: [("reason".to_owned(), self.t("Vì"))].into(),
            open_act: act,
            open_step: Some("review".to_owned()),
            appointment: self.some(NOW),
        }
    }
}
