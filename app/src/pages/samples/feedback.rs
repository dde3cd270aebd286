//! View-models of feedback.

use domain::dossier::Actor;
use domain::feedback::{
    Answer, Category, FeedbackEvent, FeedbackState, FeedbackStatus, FeedbackStep, RefusalReason, Verdict,
};
use domain::filing::Problem;
use time::Duration;

use super::{NOW, Samples};
use crate::view::*;

impl Samples {
    fn feedback_agencies(self) -> Vec<AgencyOption> {
        let option =
            |code: &str, tier| AgencyOption { code: code.to_owned(), name: self.t("Sở Tư pháp"), tier: Some(tier) };
        self.list(vec![
            option("H28", domain::province::Tier::Province),
            option("H28.14", domain::province::Tier::Department),
            option("H28.20", domain::province::Tier::Commune),
        ])
    }

    fn feedback_line(self) -> FeedbackLine {
        FeedbackLine {
            code: "PA-H28.14-261123-0001".to_owned(),
            title: self.t("Hẹn ba lần vẫn chưa có giấy khai sinh"),
            words: self.t("Tôi đến quầy ba lần mà chưa có kết quả"),
            agency: self.t("Sở Tư pháp"),
            status: FeedbackStatus::Answered,
            is_late: false,
            published_at: NOW,
            supporters: 12,
        }
    }

    pub fn feedback_form(self, similar: bool) -> FeedbackFormView {
        let category = |id: &str| Category {
            id: id.to_owned(),
            name: self.both("Chậm trễ", "Late"),
            hint: self.both("Hồ sơ quá hạn", "An overdue dossier"),
            answer_within: 10,
        };
        FeedbackFormView {
            key: "ab".repeat(32),
            categories: self.list(vec![category("late"), category("papers")]),
            agencies: self.feedback_agencies(),
            typed: FeedbackTyped {
                category: "late".to_owned(),
                agency: "H28.14".to_owned(),
                title: self.t("Hẹn ba lần"),
                words: self.t("Tôi làm đơn khiếu nại"),
                place: self.t("Quầy số 3"),
                dossier: self.t("H28.14-261123-0001"),
                name: self.t("Bùi Thị Mận"),
                phone: self.t("0912345678"),
                email: self.t("man@example.vn"),
                is_confidential: !self.empty,
                means_feedback: false,
            },
            // Only what can be sent is compared with what others reported.
            problems: if similar {
                Vec::new()
            } else {
                self.list(vec![Problem::new("means_feedback", "feedback_other_channel", &[])])
            },
            similar: if similar { vec![self.feedback_line()] } else { Vec::new() },
            wait: self.some(30),
        }
    }

    pub fn feedback_list(self) -> FeedbackListView {
        FeedbackListView {
            lines: self.list(vec![self.feedback_line()]),
            agencies: self.feedback_agencies(),
            agency: self.t("H28.14"),
            first: self.some("/phan-anh".to_owned()),
            next: self.some("/phan-anh?sau=1~PA".to_owned()),
            acknowledge_within: 2,
            source: self.some(self.both("Chưa kiểm chứng", "Unverified")),
        }
    }

    pub fn feedback_sent(self) -> FeedbackSentView {
        FeedbackSentView {
            code: "PA-H28.14-261123-0001".to_owned(),
            pin: "K7Q4MA".to_owned(),
            agency: self.t("Sở Tư pháp"),
            acknowledge_due_at: NOW,
            answer_due_at: NOW,
            problems: self.list(vec![Problem::new("file", "photo_kind", &[])]),
        }
    }

    /// A history with every kind of event.
    fn feedback_found(self) -> FeedbackFound {
        let answer = Answer {
            finding: self.t("Máy lấy số hỏng"),
            action: self.t("Đã sửa máy"),
            done_by: self.some(NOW.date()),
            office: self.t("Bà Đinh Thị Bưởi, Văn phòng"),
        };
        let agency = || "H28".to_owned();
        let events = vec![
            FeedbackEvent::Received { agency: agency(), acknowledge_due_at: NOW, answer_due_at: NOW },
            FeedbackEvent::Forwarded { agency: agency(), reason: self.t("Việc của Sở") },
            FeedbackEvent::Acknowledged { office: self.t("Văn phòng") },
            FeedbackEvent::Escalated { agency: agency() },
            FeedbackEvent::Answered { answer: answer.clone() },
            FeedbackEvent::Published { title: self.t("Hẹn ba lần"), words: self.t("Ba lần") },
            FeedbackEvent::Judged { verdict: Verdict::DoesNotAnswer, words: self.t("Chưa nói bao giờ xong") },
            FeedbackEvent::Reopened { agency: agency(), answer_due_at: NOW + Duration::days(20) },
            FeedbackEvent::Answered { answer: answer.clone() },
            FeedbackEvent::FollowedUp { solved: true },
            FeedbackEvent::FollowedUp { solved: false },
            FeedbackEvent::Judged { verdict: Verdict::Answers, words: String::new() },
            FeedbackEvent::Refused { reason: RefusalReason::Unclear, words: self.t("Chưa rõ") },
            FeedbackEvent::Withheld { reason: self.t("Có tên người") },
        ];
        let steps: Vec<FeedbackStep> = (1..)
            .zip(events)
            .map(|(sequence, event)| FeedbackStep { sequence, at: NOW, actor: Actor::System, event })
            .collect();
        assert!(FeedbackState::of(&steps).is_some());
        let by = [FeedbackBy::Sender, FeedbackBy::Desk, FeedbackBy::Clock];
        let lines = steps.into_iter().zip(by.into_iter().cycle()).map(|(step, by)| FeedbackStepLine {
            at: step.at,
            by,
            event: step.event,
            agency: self.t("Ủy ban nhân dân tỉnh"),
        });
        FeedbackFound {
            code: "PA-H28.14-261123-0001".to_owned(),
            title: self.t("Hẹn ba lần vẫn chưa có giấy khai sinh"),
            words: self.t("Tôi đến quầy ba lần.\nAi cũng nói chờ."),
            place: self.t("Quầy số 3"),
            dossier: self.t("H28.14-261123-0001"),
            category: self.both("Chậm trễ", "Late"),
            agency: self.t("Sở Tư pháp"),
            office: self.some(self.t("Văn phòng")),
            status: FeedbackStatus::Handling,
            received_at: NOW,
            acknowledge_due_at: NOW,
            answer_due_at: NOW,
            is_late: !self.empty,
            answer: self.some((NOW, answer)),
            is_second: false,
            steps: self.list(lines.collect()),
            photos: self.list(vec![FeedbackPhoto { id: "1".to_owned(), name: self.t("quay.jpg"), size: 123_456 }]),
            supporters: 1,
            is_public: true,
        }
    }

    pub fn my_feedback(self) -> MyFeedbackView {
        MyFeedbackView {
            pin: "K7Q4MA".to_owned(),
            found: self.feedback_found(),
            can_judge: true,
            can_follow_up: true,
            can_add_photo: true,
            typed: self.t("Chưa nói bao giờ xong"),
            problems: self.list(vec![Problem::new("verdict", "choose_one", &[])]),
            done: self.some(FeedbackDone::Reopened),
        }
    }

    pub fn public_feedback(self) -> PublicFeedbackView {
        PublicFeedbackView { found: self.feedback_found(), supported: self.some(true) }
    }

    pub fn desk_feedback_list(self) -> DeskFeedbackListView {
        let line = DeskFeedbackLine {
            code: "PA-H28.14-261123-0001".to_owned(),
            title: self.t("Hẹn ba lần vẫn chưa có giấy khai sinh"),
            category: self.both("Chậm trễ", "Late"),
            agency: self.t("Sở Tư pháp"),
            status: FeedbackStatus::Received,
            received_at: NOW,
            answer_due_at: NOW,
            is_late: true,
            acknowledgement_is_late: true,
            is_escalated: true,
            is_moderated: false,
        };
        DeskFeedbackListView { list: DeskFeedbackList::Open, lines: self.list(vec![line]), more: !self.empty }
    }

    pub fn desk_feedback(self) -> DeskFeedbackView {
        let typed = [("refusal", "unclear".to_owned()), ("refusal_words", self.t("Chưa rõ"))];
        DeskFeedbackView {
            found: FeedbackFound { office: None, ..self.feedback_found() },
            contact: self.list(vec![self.t("Bùi Thị Mận"), self.t("0912345678")]),
            is_confidential: false,
            is_moderated: false,
            public: (self.t("Hẹn ba lần"), self.t("Ba lần")),
            may_sort: true,
            may_answer: true,
            agencies: self.feedback_agencies(),
            act: "tu-choi".to_owned(),
            typed: typed.map(|(name, value)| (name.to_owned(), value)).into(),
            problems: self.list(vec![Problem::new("refusal_words", "required", &[])]),
            done: true,
        }
    }
}
