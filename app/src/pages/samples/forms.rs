//! View-models of an electronic form with every type of answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::filing::{ActingFor, Delivery, Problem};
use domain::form::{Channel, Context, Form, Rules, Unit, Units};
use serde_json::{Map, Value, json};
use time::macros::date;

use super::{Samples, TODAY};
use crate::filling::{required_on, shown_on};
use crate::view::*;

impl Samples {
    fn text(self, vi: &str, en: &str) -> Value {
        json!({ "vi": self.t(vi), "en": self.t(en) })
    }

    /// A form that asks in every way there is.
    pub fn form(self) -> Form {
        let label = |words: &str| self.text(words, &format!("{words} (en)"));
        let many: Vec<Value> =
            (1..=14).map(|at| json!({"key": format!("k{at}"), "label": label(&format!("Nghề {at}"))})).collect();
        let two = json!([{"key": "a", "label": label("Thứ nhất"), "hint": label("gợi ý")}, {"key": "b", "label": label("Thứ hai")}]);
        let plain = |id: &str, answer: Value| json!({"id": id, "label": label(&format!("Câu {id}")), "answer": answer});
        serde_json::from_value(json!({
            "procedure": "1.001193", "revision": 1, "title": label("Tờ khai"),
            "exit": [{"id": "wrong", "after": "start", "when": "kind == 'b'", "title": label("Nhầm cửa"), "text": label("Hãy đi cửa kia"), "procedure": "2.000635"}],
            "page": [
                {"id": "start", "title": label("Trước khi bắt đầu"), "intro": label("Vài câu thôi"), "question": [
                    {"id": "kind", "label": label("Loại nào?"), "hint": label("gợi ý"), "example": label("ví dụ"), "why": label("để biết"), "term": label("nghĩa là"), "answer": {"type": "one_of", "options": two}},
                    {"id": "late", "label": label("Vì sao muộn?"), "when": "kind == 'b'", "answer": {"type": "long_text"}},
                    plain("yes", json!({"type": "yes_no"}))
                ]},
                {"id": "all", "title": label("Tất cả các kiểu"), "question": [
                    plain("short", json!({"type": "short_text"})),
                    {"id": "long", "label": label("Kể rõ"), "required": false, "answer": {"type": "long_text"}},
                    {"id": "proof", "label": label("Giấy xác nhận số mấy?"), "required": "yes", "answer": {"type": "short_text"}},
                    {"id": "area", "label": label("Ở vùng nào?"), "required": "not yes", "answer": {"type": "one_of", "options": two}},
                    plain("pages", json!({"type": "integer", "min": 1, "max": 50, "unit": label("trang")})),
                    plain("income", json!({"type": "money", "max": 90_000_000})),
                    plain("day", json!({"type": "date", "not_after": "today"})),
                    {"id": "phone", "label": label("Điện thoại"), "prefill": "applicant.phone", "answer": {"type": "phone"}},
                    plain("mail", json!({"type": "email"})),
                    plain("number", json!({"type": "personal_id"})),
                    plain("tax", json!({"type": "tax_code"})),
                    plain("job", json!({"type": "one_of", "options": many})),
                    plain("tags", json!({"type": "several_of", "options": two})),
                    plain("home", json!({"type": "address"})),
                    plain("owner", json!({"type": "person", "ask": ["birth_date", "sex", "nationality", "document"], "optional": ["document"]})),
                    plain("company", json!({"type": "organisation", "tax_code_optional": true})),
                    {"id": "papers", "label": label("Các giấy tờ"), "answer": {"type": "group", "min": 1, "max": 3, "row": label("Giấy"), "question": [
                        plain("name", json!({"type": "short_text"})),
                        plain("copies", json!({"type": "integer"})),
                        plain("cost", json!({"type": "calculated", "value": "copies * 8000", "as": "money"}))
                    ]}},
                    plain("sum", json!({"type": "calculated", "value": "sum(papers.copies)", "as": "integer"})),
                    {"id": "scan", "label": label("Bản chụp"), "hint": label("Rõ bốn góc"), "answer": {"type": "files", "component": "1.2"}}
                ]}
            ],
            "fee": [
                {"id": "copies", "label": label("Phí bản sao"), "source": self.t("Thông tư 281"), "rate": [{"amount": "sum(papers.copies) * 8000", "cap": "20000", "label": label("8.000 đồng một bản")}],
                 "exemption": [{"when": "yes", "label": label("Hộ nghèo được miễn")}]},
                {"id": "later", "label": label("Lệ phí tỉnh"), "rate": [{"label": label("quầy sẽ báo")}]}
            ]
        }))
        .expect("a form")
    }

    pub fn context(self) -> Context {
        let unit = |code: &str, name: &str, parent: Option<&str>| Unit {
            code: code.to_owned(),
            name: self.t(name),
            parent: parent.map(str::to_owned),
            valid_from: date!(2025 - 07 - 01),
            valid_until: None,
        };
        Context {
            today: TODAY,
            channel: Channel::Online,
            acting_for: ActingFor::Oneself,
            delivery: Delivery::Counter,
            files: BTreeMap::from([("1.2".to_owned(), 1)]),
            units: Units(self.list(vec![
                unit("17", "tỉnh Hòa Bình", None),
                unit("01", "thành phố Hà Nội", None),
                unit("H28.14", "xã Cao Phong", Some("17")),
                unit("H28.D", "huyện Đà Bắc", Some("17")),
                unit("H28.15", "xã Đà Bắc", Some("H28.D")),
            ])),
        }
    }

    fn form_answers(self) -> Map<String, Value> {
        let answers = json!({
            "kind": "a", "late": self.t("Tôi bận"), "yes": "no", "short": self.t("một dòng"), "long": self.t("nhiều\ndòng"),
            "pages": "12", "income": "1.500.000", "day": "2/11/2026", "phone": self.t("09"), "tags": ["a"], "job": "k3",
            "home": {"province": "17", "commune": "H28.14", "commune_name": "", "line": self.t("xóm Chiềng")},
            "owner": {"name": self.t("Bùi Thị An"), "birth_date": "1/2/1990", "sex": "female", "nationality": "other", "nationality_name": self.t("Lào")},
            "company": {"name": self.t("HTX Cam"), "tax_code": ""},
            "papers": {"2": {"name": self.t("Bằng"), "copies": "3"}}
        });
        answers.as_object().cloned().filter(|_| !self.empty).unwrap_or_default()
    }

    pub fn form_state(self) -> FormState {
        let rules = Rules::compile(self.form()).expect("sound");
        let (context, answers) = (self.context(), self.form_answers());
        let outcome = rules.evaluate(&answers, &context);
        FormState { rules: Arc::new(rules), context, answers, outcome }
    }

    pub fn form_page(self, page: usize) -> FormPageView {
        let form = self.form_state();
        let mut head = self.head();
        head.form = Some(FormPlace { at: Some(page + 1), of: 2, last: Some("all".to_owned()), id: None });
        let on_page = |problem: &&Problem| crate::filling::page_of(&form.rules.form, &problem.field) == Some(page);
        FormPageView {
            draft_id: "0199".to_owned(),
            version: 7,
            page,
            shown: shown_on(&form.rules, page, &form.answers, &form.outcome, &form.context),
            required: required_on(&form.rules, page, &form.answers, &form.outcome, &form.context),
            prefilled: vec!["phone".to_owned()],
            problems: self.list(form.outcome.problems.iter().filter(on_page).cloned().collect()),
            newly: self.list(vec!["late".to_owned()]),
            from_check: page == 1,
            head,
            form,
        }
    }

    pub fn exit(self) -> ExitView {
        ExitView {
            head: FilingHead { form: Some(FormPlace::default()), ..self.head() },
            title: self.t("Nhầm cửa"),
            text: self.t("Hãy đi cửa kia"),
            procedure: self.some(("2.000635".to_owned(), Some(self.t("Cấp bản sao trích lục hộ tịch")))),
            page: "start".to_owned(),
        }
    }

    pub fn conflict(self) -> ConflictView {
        let field = |name: &str, mine: &str, kept: &str| ConflictField {
            name: name.to_owned(),
            label: self.t("Trẻ – Họ và tên"),
            mine: self.t(mine),
            kept: self.t(kept),
            values: vec![self.t(mine)],
        };
        ConflictView {
            head: FilingHead { form: Some(FormPlace::default()), ..self.head() },
            version: 9,
            action: "/en/nop-ho-so/1.001193/to-khai/start".to_owned(),
            in_form: true,
            fields: self.list(vec![field("form.child.name", "An", "Ân"), field("form.tags", "", "b")]),
            hidden: vec![("asked".to_owned(), self.t("kind yes"))],
        }
    }
}
