//! View-models of completing a dossier.

use super::{NOW, Samples};
use crate::components::address::FilingWay;
use crate::view::*;
use domain::filing::Problem;

/// Identifier of the draft, as it stands in addresses.
pub const PLACE: &str = "0198a7c2-1111-7222-8333-444455556666";

impl Samples {
    fn supplement_head(self) -> FilingHead {
        let item = |place, about, name: &str, touched| AnswerItem {
            line: SupplementLine {
                about,
                name: self.t(name),
                name_is_vietnamese: true,
                instruction: self.t("Ảnh mờ.\nChụp lại cả hai mặt."),
            },
            place,
            href: format!("/bo-sung/{PLACE}/giay-to"),
            touched,
        };
        FilingHead {
            way: FilingWay::Supplement(PLACE.to_owned()),
            supplement: Some(SupplementHead {
                dossier: self.t("H28.14-261122-0001"),
                items: self.list(vec![
                    item(ItemPlace::Paper("1.1".to_owned()), AskedFor::Paper, "Giấy chứng sinh", false),
                    item(ItemPlace::Applicant, AskedFor::Field, "Số điện thoại", true),
                ]),
                answer_by: self.some(NOW),
                closed: self.empty,
            }),
            ..self.head()
        }
    }

    pub fn changes(self) -> Vec<ChangeLine> {
        let line = |name: &str, asked: Option<&str>, after: &str| ChangeLine {
            name: self.t(name),
            name_is_vietnamese: true,
            asked: asked.map(|asked| self.t(asked)),
            before: self.list(vec![self.t("mờ.jpg")]),
            after: vec![self.t(after)],
            changed: after != "mờ.jpg",
        };
        self.list(vec![
            line("Giấy chứng sinh", Some("Chụp lại"), "rõ.jpg"),
            line("Số điện thoại", Some("Thiếu một số"), "mờ.jpg"),
            line("Địa chỉ", None, "Xóm 3"),
        ])
    }

    pub fn supplement_start(self) -> SupplementView {
        SupplementView { head: self.supplement_head() }
    }

    pub fn supplement_applicant(self) -> ApplicantView {
        ApplicantView { head: self.supplement_head(), ..self.applicant() }
    }

    pub fn supplement_papers(self) -> PapersView {
        PapersView { head: self.supplement_head(), ..self.papers() }
    }

    pub fn supplement_check(self) -> CheckView {
        CheckView {
            head: self.supplement_head(),
            supplement: Some(SupplementPart {
                changes: self.changes(), note: self.t("Giấy này chỉ có một mặt")
            }),
            problems: self.list(vec![Problem::new("note", "supplement_untouched", &["1".into()])]),
            ..self.check()
        }
    }

    pub fn supplement_sent(self) -> SupplementSentView {
        SupplementSentView { dossier: self.t("H28.14-261122-0001") }
    }
}
