//! One made-up dossier, from filing to rating, through the services of the portal.

use domain::calendar::vietnam;
use domain::dossier::{Command, HandOver, ResultDocument, SupplementItem, SupplementSubject};
use domain::filing::Applicant;
use domain::staff::Permission;
use storage::DraftAccess;
use time::{Date, Duration, OffsetDateTime, Weekday};
use uuid::Uuid;

use super::plan::{Ending, Plan};
use super::truth::Truth;
use crate::clock::{Clock, ManualClock};
use crate::services::{Act, BeginDraft, Hand, OpenDossier, ServiceError, Services, token_hash};
use crate::services::{FeedbackContact, FeedbackForm};

/// The officer of all made-up acts; no account belongs to it.
const OFFICER: Uuid = Uuid::from_u128(0x0de_0000_0000_7000_8000_0000_0000_0001);

pub(super) struct Life<'a> {
    pub services: &'a Services,
    pub clock: &'a ManualClock,
    /// Nothing happens after it.
    pub until: OffsetDateTime,
    pub truth: &'a mut Truth,
}

fn everything(_: Permission, _: &str) -> bool {
    true
}

impl Life<'_> {
    pub async fn live(mut self, plan: &Plan) -> Result<(), ServiceError> {
        let receipt = self.file(plan).await?;
        self.truth.say(&plan.agency, "submitted");
        if let Some(after_due) = plan.feedback {
            self.report(plan, after_due).await?;
        }
        let calendar = self.services.calendars.of(Some(&plan.agency));
        let looked_at = calendar.add_working_hours(plan.filed_at, plan.looked_at_after);
        // Somebody who reported something has waited for the answer; the dossier did not.
        self.clock.set(plan.filed_at);
        let Some(looked_at) = looked_at.filter(|at| self.is_in_time(*at)) else { return Ok(()) };
        self.clock.set(looked_at);
        match plan.ending {
            Ending::Refused => {
                let command = Command::Refuse {
                    reason: "Hồ sơ mẫu: không thuộc thẩm quyền".to_owned(),
                    where_to_turn: "Trung tâm phục vụ hành chính công".to_owned(),
                };
                self.act(&receipt.code, command).await?;
                self.truth.say(&plan.agency, "refused");
                return Ok(());
            }
            Ending::Withdrawn => {
                let command = Command::Withdraw { reason: "Hồ sơ mẫu: không cần nữa".to_owned() };
                self.services.act(&receipt.code, &Hand::Applicant, Act::new(command, None)).await?;
                self.truth.say(&plan.agency, "withdrawn");
                return Ok(());
            }
            Ending::Left | Ending::Settled(_) => {}
        }
        self.act(&receipt.code, Command::Receive { due_at: None }).await?;
        self.truth.say(&plan.agency, "received");
        self.truth.say(&plan.agency, "digitised");
        let is_going_on = match plan.is_supplemented {
            true => self.supplement(plan, &receipt.code).await?,
            false => true,
        };
        if is_going_on {
            self.settle(plan, &receipt.code, &receipt.pin).await?;
        }
        Ok(())
    }

    fn is_in_time(&self, at: OffsetDateTime) -> bool {
        at <= self.until
    }

    async fn act(&self, code: &str, command: Command) -> Result<(), ServiceError> {
        self.services.act(code, &Hand::Officer(OFFICER, &everything), Act::new(command, None)).await.map(|_acted| ())
    }

    async fn open(&self, code: &str) -> Result<OpenDossier, ServiceError> {
        let open = self.services.open_dossier(code).await?;
        open.ok_or_else(|| ServiceError::Failed("a made-up dossier is gone".into()))
    }

    async fn file(&self, plan: &Plan) -> Result<crate::services::Receipt, ServiceError> {
        let begin = BeginDraft {
            procedure: plan.procedure.clone(),
            case: plan.case.clone(),
            agency: Some(plan.agency.clone()),
            applicant: Applicant {
                name: format!("Hồ sơ mẫu {:06}", plan.number),
                email: "ho-so-mau@example.invalid".to_owned(),
                ..Applicant::default()
            },
            ..BeginDraft::default()
        };
        let draft = self.services.begin_draft(begin).await?;
        let access = DraftAccess::Token(token_hash(&draft.token));
        self.services.submit(draft.id, &access, &draft.submission_key).await
    }

    /// Asks for a paper; two days later it comes, if the month lasts.
    async fn supplement(&mut self, plan: &Plan, code: &str) -> Result<bool, ServiceError> {
        let item = SupplementItem {
            subject: SupplementSubject::Other("Bản chụp rõ hơn".to_owned()),
            instruction: "Hồ sơ mẫu: chụp lại cho rõ".to_owned(),
        };
        let ask = Command::RequestSupplement { items: vec![item], again_because: None, answer_by: None };
        self.act(code, ask).await?;
        self.truth.say(&plan.agency, "supplement_request");
        let answered = self.clock.now() + Duration::days(2);
        if !self.is_in_time(answered) {
            return Ok(false);
        }
        self.clock.set(answered);
        let answer =
            Command::AnswerSupplement { note: format!("Hồ sơ mẫu {}", plan.number), replaced: Vec::new() };
        self.services.act(code, &Hand::Applicant, Act::new(answer, None)).await?;
        Ok(true)
    }

    async fn settle(&mut self, plan: &Plan, code: &str, pin: &str) -> Result<(), ServiceError> {
        let due = self.open(code).await?.state.due_at.map(day);
        let days = match plan.ending {
            Ending::Settled(days) => Some(days),
            _ => None,
        };
        let settled_at = days.map(|days| match due {
            Some(due) => self.moment(due, days),
            None => self.clock.now() + Duration::days(3),
        });
        let Some(settled_at) = settled_at.filter(|at| self.is_in_time(*at)) else {
            // What is due in another month stands in no figure of this one.
            if due.is_some_and(|due| due <= day(self.until)) {
                self.truth.say(&plan.agency, "open_late");
            }
            return Ok(());
        };
        self.clock.set(settled_at);
        self.work_through(code).await?;
        let name = match due.map(|due| (day(settled_at) - due).whole_days()) {
            None => "settled_undated",
            Some(..0) => "settled_early",
            Some(0) => "settled_on_time",
            Some(1..) => "settled_late",
        };
        self.truth.say(&plan.agency, name);
        if let Some(overall) = plan.rating {
            let tracked = self.services.track(code, pin).await?;
            let chosen = overall.to_string();
            self.services.rate(&tracked, |_| Some(chosen.as_str()), "").await?;
            self.truth.say(&plan.agency, "rated");
            if overall > 0 {
                self.truth.say(&plan.agency, "rated_satisfied");
            }
        }
        let handed_over = settled_at + Duration::DAY;
        if self.is_in_time(handed_over) {
            self.clock.set(handed_over);
            let receiver = format!("Hồ sơ mẫu {:06}", plan.number);
            self.act(code, Command::HandOver { how: HandOver::Counter, receiver }).await?;
            self.truth.say(&plan.agency, "returned");
        }
        Ok(())
    }

    /// So many days from the due day, not on a weekend, and not before what has happened already.
    fn moment(&self, due: Date, days: i64) -> OffsetDateTime {
        let step = if days < 0 { -Duration::DAY } else { Duration::DAY };
        let mut wanted = due.saturating_add(Duration::days(days));
        while days != 0 && matches!(wanted.weekday(), Weekday::Saturday | Weekday::Sunday) {
            wanted = wanted.saturating_add(step);
        }
        let morning = wanted.with_hms(9, 30, 0).unwrap_or(wanted.midnight()).assume_offset(vietnam());
        morning.max(self.clock.now() + Duration::minutes(10))
    }

    /// Every step of the process, the result, and the signature.
    async fn work_through(&self, code: &str) -> Result<(), ServiceError> {
        self.act(code, Command::Claim).await?;
        let mut is_attached = false;
        loop {
            let open = self.open(code).await?;
            let Some(step) = open.state.active.keys().next().cloned() else { return Ok(()) };
            let is_last = open.process.step(&step).is_none_or(|step| step.next.is_empty());
            if is_last && !is_attached {
                let result = ResultDocument {
                    file_id: None,
                    sha256: None,
                    number: "01/HSM".to_owned(),
                    title: "Kết quả mẫu".to_owned(),
                    issued_on: day(self.clock.now()),
                    signer: "Hồ sơ mẫu".to_owned(),
                    granted: true,
                };
                self.act(code, Command::AttachResult { result }).await?;
                is_attached = true;
            }
            let choice =
                open.process.step(&step).filter(|step| step.next.len() > 1).and_then(|step| step.next.first().cloned());
            self.act(code, Command::CompleteStep { step, note: String::new(), choice }).await?;
        }
    }

    /// Reports something to the same agency, which answers some days before or after it has to.
    async fn report(&mut self, plan: &Plan, after_due: i64) -> Result<(), ServiceError> {
        let form = FeedbackForm {
            key: format!("demo-{}-{}", plan.number, plan.filed_at.unix_timestamp()),
            category: "late".to_owned(),
            agency: plan.agency.clone(),
            title: format!("Phản ánh mẫu {:06}", plan.number),
            words: format!("Đây là phản ánh mẫu số {:06}, sinh ra để xem thử.", plan.number),
            contact: FeedbackContact::default(),
            means_feedback: true,
            ..FeedbackForm::default()
        };
        let receipt = self.services.send_feedback(&form).await?;
        self.truth.say(&plan.agency, "feedback_received");
        let open = self.services.desk_feedback(&receipt.code, &|_| true).await?;
        let due = open.state.answer_due_at;
        let answered = self.moment(day(due), after_due);
        if !self.is_in_time(answered) {
            if day(due) <= day(self.until) {
                self.truth.say(&plan.agency, "feedback_owed_late");
            }
            return Ok(());
        }
        self.clock.set(answered);
        let field = |name: &str| match name {
            "office" | "answered_by" => "Văn phòng (mẫu)".to_owned(),
            "finding" => "Đã xem lại hồ sơ mẫu và thấy quầy nhận chậm hai ngày.".to_owned(),
            "action" => "Đã trả kết quả và thêm một người trực quầy buổi sáng.".to_owned(),
            _ => String::new(),
        };
        self.services.act_on_feedback(&open, OFFICER, "nhan", &field).await?;
        let open = self.services.desk_feedback(&receipt.code, &|_| true).await?;
        self.services.act_on_feedback(&open, OFFICER, "tra-loi", &field).await?;
        let is_late = day(answered) > day(due);
        self.truth.say(&plan.agency, if is_late { "feedback_answered_late" } else { "feedback_answered_in_time" });
        Ok(())
    }
}

fn day(at: OffsetDateTime) -> Date {
    at.to_offset(vietnam()).date()
}
