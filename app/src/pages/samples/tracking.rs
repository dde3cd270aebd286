//! View-models of following a dossier.

use super::{NOW, Samples};
use crate::view::*;
use domain::clock::Step;
use domain::dossier::{Channel, EventKind, HandOver, Paused, PaymentDemand, ResultDocument, Status, Turn};
use domain::filing::{Delivery, Problem};
use domain::process::StepRole;
use time::macros::{date, datetime};

impl Samples {
    fn event(self, sequence: i64, kind: EventKind, details: Vec<EventDetail>) -> TimelineEntry {
        let by = match kind {
            EventKind::Submitted => ActedBy::Applicant,
            EventKind::DueMoved => ActedBy::System,
            _ => ActedBy::Staff(StepRole::Officer),
        };
        let unit = matches!(by, ActedBy::Staff(_)).then(|| self.t("Phòng Tư pháp"));
        TimelineEntry {
            sequence,
            kind,
            at: NOW,
            by,
            unit,
            details: self.list(details),
            taken_back: kind == EventKind::Refused,
        }
    }

    fn asked(self) -> Vec<SupplementLine> {
        let line = |about, name: &str| SupplementLine {
            about,
            name: self.t(name),
            name_is_vietnamese: true,
            instruction: self.t("Ảnh mờ.\nChụp lại cả hai mặt."),
        };
        self.list(vec![line(AskedFor::Paper, "Giấy chứng sinh"), line(AskedFor::Field, "Ngày sinh của con")])
    }

    fn following(self, status: Status, turn: Turn) -> TrackedDossier {
        TrackedDossier {
            code: self.t("H28.14-261122-0001"),
            status,
            turn,
            procedure_code: "1.001193".to_owned(),
            procedure_name: self.t("Đăng ký khai sinh"),
            agency: self.t("UBND xã Cao Phong"),
            unit: self.t("Phòng Tư pháp"),
            submitted_at: NOW,
            channel: if self.empty { Channel::Online } else { Channel::Counter },
            received_at: None,
            answer_due_at: datetime!(2026-11-23 17:00 +7),
            answer_is_late: false,
            due: None,
            pauses: Vec::new(),
            supplement: None,
            payment: None,
            ending: None,
            result: None,
            issued: self.issued().into_iter().filter(|one| one.form.is_for_applicant()).collect(),
            timeline: self.list(vec![self.event(1, EventKind::Submitted, Vec::new())]),
            messages: Vec::new(),
            mark: self.t("3.1"),
            seen_at: NOW,
            can_complete: status == Status::SupplementRequested,
            files: self.list(vec![(self.t("giấy chứng sinh.jpg"), 1_258_291)]),
            pin: self.t("7K3QDX"),
            can_copy: !self.empty,
            can_withdraw: !self.empty,
            can_rate: true,
        }
    }

    pub fn tracked(self, late: bool) -> TrackingView {
        let found = TrackedDossier { answer_is_late: late, ..self.following(Status::Submitted, Turn::Desk) };
        TrackingView { code: self.t("H28.14-261122-0001"), found: Some(found), ..TrackingView::default() }
    }

    /// Everything at once that an open dossier can tell.
    pub fn tracked_in_process(self) -> TrackingView {
        let change = |why| DueChange { at: NOW, to: datetime!(2026-11-27 15:20 +7), why };
        let due = DuePromise {
            trace: self.list(vec![Step::Due { at: NOW }]),
            at: datetime!(2026-11-27 15:20 +7),
            first: datetime!(2026-11-25 15:20 +7),
            changes: self.list(vec![
                change(DueWhy::Pause),
                change(DueWhy::Calendar(self.t("Quốc khánh"))),
                change(DueWhy::Apology(self.t("Chờ ý kiến của Sở"))),
            ]),
            is_late: true,
        };
        let why = [Status::SupplementRequested, Status::PaymentRequested, Status::Stopped];
        let pauses = why.map(|why| Paused { from: NOW, until: self.some(NOW), why });
        let details = vec![
            EventDetail::Channel(Channel::Counter),
            EventDetail::Due(NOW),
            EventDetail::Unit(self.t("Sở Tư pháp")),
            EventDetail::Reason(self.t("Thiếu chữ ký")),
            EventDetail::WhereToTurn(self.t("UBND xã Đà Bắc")),
            EventDetail::Asked(self.asked()),
            EventDetail::AnswerBy(NOW),
            EventDetail::AgainBecause(self.t("Vẫn mờ")),
            EventDetail::Note(self.t("Đã chụp lại")),
            EventDetail::Step(self.t("Thẩm định")),
            EventDetail::Amount(8_000),
            EventDetail::Receipt(self.t("BL-1")),
            EventDetail::Returned(HandOver::Post),
            EventDetail::TakesBack(EventKind::Refused),
        ];
        let kinds = EventKind::ALL.into_iter().filter(|kind| kind.is_public());
        let timeline = (1..).zip(kinds).map(|(at, kind)| self.event(at, kind, details.clone())).collect();
        let message =
            |from_applicant| MessageLine { from_applicant, at: NOW, body: self.t("Bao giờ xong?\nCảm ơn.") };
        let found = TrackedDossier {
            received_at: Some(NOW),
            due: Some(due),
            pauses: self.list(pauses.to_vec()),
            supplement: Some(SupplementAsked {
                items: self.asked(),
                asked_at: NOW,
                answer_by: self.some(NOW),
                answered_at: self.some(NOW),
            }),
            payment: self.some(PaymentDemand { amount: 8_000, reason: self.t("Lệ phí hộ tịch") }),
            timeline: self.list(timeline),
            messages: self.list(vec![message(true), message(false)]),
            ..self.following(Status::SupplementRequested, Turn::Applicant)
        };
        TrackingView {
            code: self.t("H28.14-261122-0001"),
            found: Some(found),
            message: self.t("Em hỏi thêm"),
            message_problems: self.list(vec![Problem::new("message", "control_character", &[])]),
            ..TrackingView::default()
        }
    }

    pub fn tracked_result(self) -> TrackingView {
        let document = ResultDocument {
            file_id: self.some("00000000-0000-7000-8000-000000000001").and_then(|id| id.parse().ok()),
            sha256: None,
            number: self.t("12/KS"),
            title: self.t("Giấy khai sinh"),
            issued_on: date!(2026 - 11 - 25),
            signer: self.t("Lãnh đạo Ủy ban"),
            granted: !self.empty,
        };
        let returned = self.some((NOW, HandOver::Counter));
        let found = TrackedDossier {
            result: Some(ResultShown {
                document,
                delivery: Delivery::Counter,
                returned,
                file: self.some(self.file("giấy khai sinh.pdf")),
            }),
            ending: self.some(Ending {
                reason: self.t("Không thuộc thẩm quyền"), where_to_turn: self.t("Sở Tư pháp")
            }),
            code: self.t("H28.14-261122-0003"),
            ..self.following(Status::Returned, Turn::Nobody)
        };
        let done = self.some(TrackingDone::MessageSent);
        TrackingView { code: found.code.clone(), found: Some(found), done, ..TrackingView::default() }
    }

    /// The same through a link.
    pub fn rate_by_link(self) -> RatingView {
        RatingView { code: String::new(), pin: String::new(), link: Some(self.t("t0k3n")), ..self.rate() }
    }

    pub fn rated(self) -> crate::view::RatedView {
        crate::view::RatedView { problem: self.empty.then(|| Problem::new("", "rating_link_used", &[])) }
    }

    pub fn rate(self) -> RatingView {
        RatingView {
            link: None,
            code: "H28.01-261123-0001".to_owned(),
            pin: "2345AB".to_owned(),
            procedure_name: self.t("Đăng ký khai sinh"),
            agency: self.t("Ủy ban nhân dân xã Cao Phong"),
            occasion: domain::rating::RatingOccasion::Settled,
            is_change: !self.empty,
            answers: [(domain::rating::RatingQuestion::Ease, 1)].into_iter().collect(),
            comment: self.t("Nhanh gọn"),
            problems: self.list(vec![Problem::new("overall", "rating_required", &[])]),
        }
    }

    pub fn withdraw(self) -> WithdrawView {
        WithdrawView {
            code: self.t("H28.14-261122-0001"),
            pin: self.t("7K3QDX"),
            procedure_name: self.t("Đăng ký khai sinh"),
            agency: self.t("UBND xã Cao Phong"),
            reason: self.t("Tôi chuyển nơi ở"),
            problems: self.list(vec![Problem::new("reason", "too_long", &["2000".into(), "2001".into()])]),
        }
    }

    pub fn missed(self) -> TrackingView {
        TrackingView {
            code: self.t("H28.14-261122-0002"),
            problem: Some("dossier_not_found".to_owned()),
            ..TrackingView::default()
        }
    }
}
