//! View-models of published months.

use std::collections::BTreeMap;

use domain::filing::Problem;
use domain::indicator::{
    AgencyReport, Apology, Component, ComponentScore, Delay, Finding, Group, GroupScore, Measure, Method, OPEN_LATE,
    Period, Publication, Report, Scored, Totals,
};
use time::macros::date;

use super::{NOW, Samples};
use crate::view::*;

const MONTH: Period = Period::Month(2026, 10);

impl Samples {
    fn editions(self) -> Vec<EditionLine> {
        let line = |edition, reason| EditionLine { period: MONTH, edition, published_at: NOW, reason };
        self.list(vec![line(3, self.t("Thiếu một hồ sơ")), line(2, self.t("Đếm nhầm")), line(1, String::new())])
    }

    pub fn publications(self) -> PublicationsView {
        PublicationsView { editions: self.editions(), public_key: "ab".repeat(32) }
    }

    fn report(self) -> Report {
        let component = Component {
            id: "in_time".to_owned(),
            name: self.both("Đúng hạn", "In time"),
            max: 20.0,
            share: None,
            missing: Some(self.both("Chưa có", "Not yet")),
            full_at: 1.0,
            source: self.both("Đã công bố", "As published"),
            official: true,
        };
        let group = |id: &str, components| Group {
            id: id.to_owned(),
            name: self.both("Tiến độ, kết quả giải quyết", "Progress and results"),
            max: 20.0,
            components,
        };
        let method = Method {
            valid_from: date!(2022 - 08 - 01),
            decision: self.both("Quyết định 766", "Decision 766"),
            least_cases: 10,
            groups: vec![group("progress", vec![component]), group("rest", Vec::new())],
        };
        let scored = Scored::Points { of: 9, among: 12, share: 0.75, points: 15.0 };
        let groups = vec![
            GroupScore {
                id: "progress".to_owned(),
                max: 20.0,
                points: 15.0,
                reckoned_max: 20.0,
                components: vec![ComponentScore { id: "in_time".to_owned(), max: 20.0, scored }],
            },
            GroupScore { id: "rest".to_owned(), max: 20.0, points: 0.0, reckoned_max: 0.0, components: Vec::new() },
        ];
        let mut totals = Totals::default();
        totals.add(Measure::SettledLate, true, 3);
        totals.add_stock(Measure::OpenDue, date!(2026 - 10 - 20), 2, MONTH, date!(2026 - 11 - 01));
        assert_eq!(totals.get(OPEN_LATE), 2);
        let one = AgencyReport { totals, groups };
        let delay = |settled| Delay {
            agency: "H28.14".to_owned(),
            procedure: "1.001193".to_owned(),
            due: date!(2026 - 10 - 20),
            settled,
            days: 12,
        };
        let late = [("H28.14", one.clone()), ("H28.01", one.clone()), ("H28.02", one.clone())];
        Report {
            period: MONTH,
            frozen_on: date!(2026 - 11 - 01),
            method,
            agencies: self.list(late.to_vec()).into_iter().map(|(code, one)| (code.to_owned(), one)).collect(),
            whole: one,
            delays: self.list((0..250).map(|at| delay((at % 2 == 0).then_some(date!(2026 - 10 - 30)))).collect()),
            apologies: self.list(vec![Apology {
                agency: "H28.14".to_owned(),
                procedure: "1.001193".to_owned(),
                day: date!(2026 - 10 - 21),
            }]),
        }
    }

    pub fn publication(self) -> PublicationView {
        let differs = Finding {
            agency: "H28.14".to_owned(),
            name: self.t("settled_late"),
            published: self.t("2"),
            reckoned: self.t("3"),
            agrees: false,
        };
        let name = |code: &str, name: &str| (code.to_owned(), self.t(name));
        PublicationView {
            publication: Publication {
                format: 1,
                edition: 2,
                published_at: NOW,
                replaces: self.some("ab".repeat(32)),
                reason: self.some(self.t("Đếm nhầm")),
                differences: self.list(vec![differs]),
                lines: 12,
                sha256: "cd".repeat(32),
                report: self.report(),
            },
            agencies: BTreeMap::from([name("H28.14", "Sở Tư pháp")]),
            procedures: BTreeMap::from([name("1.001193", "Đăng ký khai sinh")]),
            explanations: self.explanation_lines(),
            editions: self.editions(),
            is_signed: !self.empty,
            public_key: "ab".repeat(32),
        }
    }

    fn explanation_lines(self) -> Vec<ExplanationLine> {
        let line = |agency: &str, is_late, answered| ExplanationLine {
            period: MONTH,
            agency: agency.to_owned(),
            agency_name: self.t("Sở Tư pháp"),
            due_at: NOW,
            is_late,
            answered,
        };
        let answered = Some((NOW, self.t("Hai cán bộ nghỉ ốm.\nĐã cử người thay.")));
        self.list(vec![line("H28.14", false, answered), line("H28.01", true, None), line("H28.02", false, None)])
    }

    pub fn explanations(self) -> ExplanationsView {
        ExplanationsView {
            lines: self.explanation_lines(),
            refused: self.some((MONTH, "H28.01".to_owned(), self.t("Ốm"))),
            problems: self.list(vec![Problem::new("words", "required", &[])]),
            done: !self.empty,
        }
    }
}
