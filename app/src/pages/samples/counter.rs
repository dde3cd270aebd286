//! View-models of taking dossiers in at the counter.

use domain::paper::{Form, Issued};
use time::macros::datetime;

use super::{NOW, Samples};
use crate::components::address::FilingWay;
use crate::view::*;

/// Identifier of the draft, as it stands in addresses.
const DRAFT: &str = "0198a7c2-1111-7222-8333-444455556667";

impl Samples {
    fn counter_head(self) -> FilingHead {
        FilingHead {
            way: FilingWay::Counter(DRAFT.to_owned()),
            counter: Some(self.desk_head()),
            account: None,
            ..self.head()
        }
    }

    pub fn counter(self) -> CounterView {
        let line = |completes: Option<String>, applicant: &str| UnfinishedLine {
            id: DRAFT.to_owned(),
            procedure: self.t("Đăng ký khai sinh"),
            applicant: if applicant.is_empty() { String::new() } else { self.t(applicant) },
            agency: self.t("UBND xã Cao Phong"),
            by: self.some(self.t("Trần Thị Hoa")),
            updated_at: NOW,
            completes,
        };
        CounterView {
            search: String::new(),
            found: None,
            unfinished: self.list(vec![line(None, ""), line(self.some(self.t("H28.14-261122-0001")), "Bùi Thị Mường")]),
            more: !self.empty,
            gone: !self.empty,
            discarded: false,
        }
    }

    pub fn counter_found(self) -> CounterView {
        let one = |code: &str, received_here| CounterProcedure {
            code: self.t(code),
            name: self.t("Đăng ký khai sinh"),
            field: self.t("Hộ tịch"),
            received_here,
        };
        CounterView {
            search: self.t("khai sinh"),
            found: Some(self.list(vec![one("1.001193", true), one("1.000110", false)])),
            discarded: true,
            gone: false,
            ..self.counter()
        }
    }

    /// With a desk of the officer's own, or without.
    pub fn counter_begin(self, own: bool) -> CounterBeginView {
        let start = self.start(3);
        CounterBeginView {
            procedure_code: "1.001193".to_owned(),
            procedure_name: self.t("Đăng ký khai sinh"),
            cases: start.cases,
            agencies: if own { start.agencies } else { Vec::new() },
            elsewhere: self.list(vec![self.t("UBND phường Hòa Bình")]),
            problems: if own { start.problems } else { Vec::new() },
        }
    }

    pub fn counter_applicant(self) -> ApplicantView {
        ApplicantView { head: self.counter_head(), copied_from: None, ..self.applicant() }
    }

    pub fn counter_papers(self) -> PapersView {
        PapersView { head: self.counter_head(), ..self.papers() }
    }

    pub fn counter_check(self) -> CheckView {
        CheckView { head: self.counter_head(), ..self.check() }
    }

    /// Accepted, or only filed.
    pub fn counter_receipt(self, accepted: bool) -> CounterReceiptView {
        CounterReceiptView {
            code: self.t("H28.14-261122-0001"),
            pin: self.t("482915"),
            procedure_name: self.t("Đăng ký khai sinh"),
            agency: self.t("UBND xã Cao Phong"),
            applicant: self.t("Bùi Văn An"),
            submitted_at: NOW,
            received_at: accepted.then_some(NOW),
            due_at: self.some(datetime!(2026-11-24 17:00 +7)).filter(|_| accepted),
            files: self.list(vec![(self.t("Giấy chứng sinh"), self.file("giấy chứng sinh.jpg"))]),
            form_01: accepted.then_some(Issued { form: Form::Receipt, sequence: 2, at: NOW }),
            contact: if accepted { self.t("0912 345 678") } else { String::new() },
            look_up: "https://dichvucong.example/tra-cuu".to_owned(),
        }
    }
}
