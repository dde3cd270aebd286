//! Official papers: one of each form.

use domain::dossier::DossierCode;
use domain::paper::{
    Apology, ComponentRow, Contact, ControlSheet, CopyFor, Hop, Letterhead, Link, OtherDossier, Paper, Party, Purpose,
    Receipt, Refusal, Register, RegisterRow, Stage, SupplementItem, SupplementRequest, Timeliness,
};
use time::macros::date;

use super::{NOW, Samples};
use crate::view::{HeldPaper, PaperView};

impl Samples {
    fn filled(self, usual: &str) -> Option<String> {
        self.some(self.t(usual))
    }

    fn letterhead(self) -> Letterhead {
        Letterhead {
            superior: self.filled("UBND TỈNH HÒA BÌNH"),
            agency: self.t("SỞ TƯ PHÁP"),
            desk: self.filled("BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"),
            place: self.t("Hòa Bình"),
            issued_at: NOW,
            number: self.filled("15/TNHS"),
            links: self.list(Link::new("https://dichvucong.example/tra-cuu", Purpose::Tracking).into_iter().collect()),
            gloss: true,
        }
    }

    fn party(self) -> Party {
        Party {
            name: self.t("Bùi Thị Hằng"),
            address: self.filled("xóm Mường Khến, xã Cao Phong"),
            phone: self.filled("0912 345 678"),
            email: self.filled("hang@example.vn"),
            identity: self.filled("017190001234"),
        }
    }

    fn contact(self) -> Option<Contact> {
        let contact = Contact {
            name: self.t("Đinh Thị Lan"),
            position: self.filled("Chuyên viên"),
            phone: self.filled("0218 3888 888"),
        };
        self.some(contact)
    }

    fn dossier(self, number: u64) -> DossierCode {
        DossierCode::new("H28.14", date!(2026 - 11 - 22), number)
    }

    fn receipt_paper(self) -> Paper {
        let component = ComponentRow {
            name: self.t("Tờ khai đăng ký khai sinh"),
            originals: 1,
            plain: 2,
            ..ComponentRow::default()
        };
        let other = OtherDossier {
            code: self.dossier(2),
            request: self.t("Cấp bản sao trích lục"),
            subject: self.filled("Bùi Văn Bắc"),
            sets: 1,
        };
        let stage =
            Stage { limit: self.filled("03 ngày làm việc"), received_at: self.some(NOW), due_at: self.some(NOW) };
        Paper::Receipt(Box::new(Receipt {
            letterhead: self.letterhead(),
            code: self.dossier(1),
            copy: self.some(CopyFor::Applicant),
            book: self.filled("02"),
            entry: self.filled("117"),
            applicant: self.party(),
            subject: self.some(self.party()),
            request: self.t("Đăng ký khai sinh"),
            components: self.list(vec![component.clone(), component]),
            sets: 1,
            first: stage.clone(),
            second: self.some(stage),
            result_at: self.filled("Quầy số 3"),
            received_by: self.filled("Quách Công Sơn"),
            others: self.list(vec![other]),
        }))
    }

    fn supplement_request(self) -> Paper {
        let item = SupplementItem {
            name: self.t("Căn cước công dân"),
            action: self.t("Chụp lại cả hai mặt, rõ chữ."),
            plain: 1,
            ..SupplementItem::default()
        };
        Paper::SupplementRequest(Box::new(SupplementRequest {
            letterhead: self.letterhead(),
            code: self.some(self.dossier(1)),
            applicant: self.party(),
            request: self.t("Đăng ký khai sinh"),
            items: self.list(vec![item]),
            reason: self.t("Ảnh chụp bị mờ."),
            contact: self.contact(),
        }))
    }

    fn refusal(self) -> Paper {
        Paper::Refusal(Box::new(Refusal {
            letterhead: self.letterhead(),
            code: self.some(self.dossier(1)),
            applicant: self.party(),
            request: self.t("Đăng ký thường trú"),
            filed_at: self.some(NOW),
            reason: self.t("Việc này do Công an cấp xã giải quyết."),
            turn_to: self.filled("Nộp tại Công an xã Cao Phong."),
            contact: self.contact(),
            officer: self.filled("Quách Công Sơn"),
        }))
    }

    fn apology(self) -> Paper {
        Paper::Apology(Box::new(Apology {
            letterhead: self.letterhead(),
            code: self.dossier(1),
            applicant: self.party(),
            request: self.t("Đăng ký khai sinh"),
            received_at: NOW,
            due_at: NOW,
            reason: self.t("Chưa có kết quả xác minh."),
            new_due_at: self.some(NOW),
            contact: self.contact(),
            leader: self.filled("Hà Thị Minh"),
        }))
    }

    fn control_sheet(self) -> Paper {
        let hop = Hop {
            from: self.t("Bộ phận Một cửa"),
            from_officer: self.filled("Quách Công Sơn"),
            to: self.t("Phòng Hộ tịch"),
            to_officer: self.filled("Đinh Thị Lan"),
            at: self.some(NOW),
            due_at: self.some(NOW),
            timeliness: self.some(Timeliness::OnTime),
            note: self.filled("kèm bản giấy"),
        };
        Paper::ControlSheet(Box::new(ControlSheet {
            letterhead: self.letterhead(),
            code: self.dossier(1),
            request: self.t("Đăng ký khai sinh"),
            received_at: NOW,
            due_at: self.some(NOW),
            responsible: self.t("Phòng Hộ tịch"),
            cooperating: self.list(vec![self.t("Công an tỉnh")]),
            hops: self.list(vec![hop.clone(), hop]),
            officer: self.filled("Quách Công Sơn"),
        }))
    }

    fn register(self) -> Paper {
        let row = |number| RegisterRow {
            code: self.dossier(number),
            procedure: self.t("Đăng ký khai sinh"),
            sets: 1,
            applicant: self.party(),
            responsible: self.t("Phòng Hộ tịch"),
            received_at: NOW,
            due_at: self.some(NOW),
            returned_at: self.some(NOW),
            delivery: self.filled("Bưu chính"),
            note: self.filled("đã đóng lệ phí"),
        };
        Paper::Register(Box::new(Register {
            letterhead: self.letterhead(),
            book: self.filled("02"),
            period: self.some((date!(2026 - 11 - 01), date!(2026 - 11 - 30))),
            rows: self.list((1..=5).map(row).collect()),
            officer: self.filled("Quách Công Sơn"),
        }))
    }

    /// The six forms, with a name each.
    pub fn official_papers(self) -> [(&'static str, PaperView); 6] {
        let view = |paper: Paper| PaperView {
            sheet: paper.sheet(),
            pdf: self.some("/ho-so/H28.14-261122-0001/giay/01.pdf".to_owned()),
            held: self.some(HeldPaper {
                code: self.t("H28.14-261122-0001"),
                pin: self.t("ABCD"),
                paper: "01-2".to_owned(),
            }),
            back: self.some((self.t("Tra cứu hồ sơ"), "/tra-cuu".to_owned())),
        };
        [
            ("paper 01", view(self.receipt_paper())),
            ("paper 02", view(self.supplement_request())),
            ("paper 03", view(self.refusal())),
            ("paper 04", view(self.apology())),
            ("paper 05", view(self.control_sheet())),
            ("paper 06", view(self.register())),
        ]
    }
}
