//! Papers as they come in real life, and the same with one text in every field.

use domain::dossier::DossierCode;
use domain::paper::{
    Apology, ComponentRow, Contact, ControlSheet, CopyFor, Hop, Letterhead, Link, OtherDossier, Paper, Party, Purpose,
    Receipt, Refusal, Register, RegisterRow, Stage, SupplementItem, SupplementRequest, Timeliness,
};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

pub const RECEIVED: OffsetDateTime = datetime!(2026-02-24 15:20 +7);
pub const DUE: OffsetDateTime = datetime!(2026-03-05 09:00 +7);
pub const ADDRESS: &str = "https://dichvucong.example/tra-cuu?ma=H28.14-260224-0001";

/// Where the texts come from, and how many rows the tables have.
#[derive(Clone, Copy)]
pub struct Samples<'a> {
    pub instead: Option<&'a str>,
    pub rows: usize,
}

pub const USUAL: Samples<'static> = Samples { instead: None, rows: 4 };

impl Samples<'_> {
    fn t(self, usual: &str) -> String {
        self.instead.unwrap_or(usual).to_owned()
    }

    fn some(self, usual: &str) -> Option<String> {
        Some(self.t(usual))
    }

    fn letterhead(self) -> Letterhead {
        Letterhead {
            superior: self.some("UBND TỈNH HÒA BÌNH"),
            agency: self.t("SỞ TƯ PHÁP"),
            desk: self.some("BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"),
            place: self.t("Hòa Bình"),
            issued_at: datetime!(2026-02-24 15:25 +7),
            number: self.some("15/TNHS"),
            links: Link::new(ADDRESS, Purpose::Tracking).into_iter().collect(),
            gloss: true,
        }
    }

    fn party(self) -> Party {
        Party {
            name: self.t("Bùi Thị Hằng"),
            address: self.some("xóm Mường Khến, xã Cao Phong, tỉnh Hòa Bình"),
            phone: self.some("0912 345 678"),
            email: self.some("hang.bui@example.vn"),
            identity: self.some("017190001234"),
        }
    }

    fn contact(self) -> Option<Contact> {
        Some(Contact {
            name: self.t("Đinh Thị Lan"),
            position: self.some("Chuyên viên"),
            phone: self.some("0218 3888 888"),
        })
    }

    pub fn receipt(self) -> Receipt {
        let names = [
            "Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp (mẫu số 03/2013/TT-LLTP)",
            "Bản chụp thẻ căn cước công dân hoặc hộ chiếu còn giá trị",
            "Sổ hộ khẩu hoặc giấy xác nhận thông tin về cư trú",
            "Văn bản ủy quyền có công chứng, chứng thực",
        ];
        let components = names.iter().cycle().take(self.rows).enumerate().map(|(at, name)| ComponentRow {
            name: self.t(name),
            originals: u32::from(at % 2 == 0),
            certified: u32::from(at % 4 == 3),
            plain: u32::from(at % 2 == 1),
            electronic: 0,
        });
        Receipt {
            letterhead: self.letterhead(),
            code: DossierCode::new("H28.14", date!(2026 - 02 - 24), 1),
            copy: Some(CopyFor::Applicant),
            book: self.some("02"),
            entry: self.some("117"),
            applicant: self.party(),
            subject: None,
            request: self
                .t("Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam"),
            components: components.collect(),
            sets: 1,
            first: Stage { limit: self.some("08 ngày làm việc"), received_at: Some(RECEIVED), due_at: Some(DUE) },
            second: None,
            result_at: self.some("Quầy số 3, Trung tâm Phục vụ hành chính công tỉnh Hòa Bình"),
            received_by: self.some("Quách Công Sơn"),
            others: Vec::new(),
        }
    }

    /// A receipt with everything that is rare: a subject, two stages, other dossiers.
    pub fn full_receipt(self) -> Receipt {
        let other = |number| OtherDossier {
            code: DossierCode::new("H28.14", date!(2026 - 02 - 24), number),
            request: self.t("Cấp bản sao trích lục khai sinh"),
            subject: self.some("Bùi Văn Bắc"),
            sets: 1,
        };
        let second =
            Stage {
                limit: self.some("03 ngày làm việc"), received_at: None, due_at: Some(DUE + Duration::days(5))
            };
        Receipt {
            subject: Some(Party { name: self.t("Bùi Văn Nam"), ..self.party() }),
            second: Some(second),
            others: vec![other(2), other(3)],
            ..self.receipt()
        }
    }

    pub fn register(self) -> Register {
        let rows = (0..self.rows as u64).map(|number| RegisterRow {
            code: DossierCode::new("H28.14", date!(2026 - 02 - 24), number + 1),
            procedure: self.t("Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam"),
            sets: 1,
            applicant: self.party(),
            responsible: self.t("Phòng Hành chính tư pháp"),
            received_at: RECEIVED,
            due_at: Some(DUE),
            returned_at: (number % 3 == 0).then_some(DUE - Duration::days(1)),
            delivery: self.some(if number % 2 == 0 { "Bưu chính công ích" } else { "Tại quầy" }),
            note: (number % 5 == 1).then(|| self.t("Quá hạn, đã gửi phiếu xin lỗi")),
        });
        Register {
            letterhead: Letterhead { links: Vec::new(), ..self.letterhead() },
            book: self.some("02"),
            period: Some((date!(2026 - 01 - 01), date!(2026 - 03 - 31))),
            rows: rows.collect(),
            officer: self.some("Quách Công Sơn"),
        }
    }

    fn control_sheet(self) -> ControlSheet {
        let units = ["Bộ phận Một cửa", "Phòng Hành chính tư pháp", "Công an tỉnh", "Lãnh đạo Sở", "Bộ phận Một cửa"];
        let officers = ["Quách Công Sơn", "Đinh Thị Lan", "Lê Văn Hoà", "Hà Thị Minh"];
        let hops = (0..self.rows).map(|at| Hop {
            from: self.t(units[at % 4]),
            from_officer: self.some(officers[at % 4]),
            to: self.t(units[at % 4 + 1]),
            to_officer: self.some(officers[(at + 1) % 4]),
            at: Some(RECEIVED + Duration::days(at as i64)),
            due_at: Some(RECEIVED + Duration::days(at as i64 + 1)),
            timeliness: [Some(Timeliness::Early), Some(Timeliness::OnTime), Some(Timeliness::Late), None][at % 4],
            note: (at == 2).then(|| self.t("Chờ xác minh")),
        });
        ControlSheet {
            letterhead: self.letterhead(),
            code: DossierCode::new("H28.14", date!(2026 - 02 - 24), 1),
            request: self.t("Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam"),
            received_at: RECEIVED,
            due_at: Some(DUE),
            responsible: self.t("Phòng Hành chính tư pháp, Sở Tư pháp"),
            cooperating: vec![self.t("Công an tỉnh Hòa Bình"), self.t("Toà án nhân dân tỉnh")],
            hops: hops.collect(),
            officer: self.some("Quách Công Sơn"),
        }
    }

    fn supplement_request(self) -> SupplementRequest {
        let items = [
            ("Bản chụp căn cước công dân", "Chụp lại cả hai mặt, rõ chữ, không bị loá."),
            ("Văn bản ủy quyền", "Nộp bản có công chứng; bản đã gửi chưa có chữ ký của người uỷ quyền."),
            ("Ngày sinh trong tờ khai", "Sửa cho khớp với giấy khai sinh (12/5/1990)."),
        ];
        let items = items.iter().cycle().take(self.rows).enumerate().map(|(at, (name, action))| SupplementItem {
            name: self.t(name),
            action: self.t(action),
            originals: u32::from(at % 3 == 1),
            certified: 0,
            plain: u32::from(at % 3 == 0),
        });
        SupplementRequest {
            letterhead: self.letterhead(),
            code: Some(DossierCode::new("H28.14", date!(2026 - 02 - 24), 1)),
            applicant: self.party(),
            request: self.t("Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam"),
            items: items.collect(),
            reason: self.t("Hồ sơ chưa đủ thành phần theo Điều 45 Luật Lý lịch tư pháp 2009.\nThông tin trong tờ khai chưa khớp giấy tờ."),
            contact: self.contact(),
        }
    }

    fn refusal(self) -> Refusal {
        Refusal {
            letterhead: self.letterhead(),
            code: Some(DossierCode::new("H28.14", date!(2026 - 02 - 24), 1)),
            applicant: self.party(),
            request: self.t("Đăng ký thường trú"),
            filed_at: Some(RECEIVED),
            reason: self.t("Đăng ký thường trú do Công an cấp xã giải quyết (Điều 22 Luật Cư trú 2020), không thuộc thẩm quyền của Sở Tư pháp."),
            turn_to: self.some("Nộp hồ sơ tại Công an xã Cao Phong, hoặc trực tuyến trên Cổng dịch vụ công Bộ Công an."),
            contact: self.contact(),
            officer: self.some("Quách Công Sơn"),
        }
    }

    fn apology(self) -> Apology {
        Apology {
            letterhead: Letterhead { number: self.some("03/PXL"), ..self.letterhead() },
            code: DossierCode::new("H28.14", date!(2026 - 02 - 24), 1),
            applicant: self.party(),
            request: self.t("Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam"),
            received_at: RECEIVED,
            due_at: DUE,
            reason: self.t("Chưa nhận được kết quả xác minh của Công an tỉnh; chúng tôi đã đôn đốc ngày 04/3/2026."),
            new_due_at: Some(datetime!(2026-03-09 16:00 +7)),
            contact: self.contact(),
            leader: self.some("Hà Thị Minh"),
        }
    }

    /// All six forms, in order.
    pub fn papers(self) -> Vec<Paper> {
        vec![
            Paper::Receipt(Box::new(self.receipt())),
            Paper::SupplementRequest(Box::new(self.supplement_request())),
            Paper::Refusal(Box::new(self.refusal())),
            Paper::Apology(Box::new(self.apology())),
            Paper::ControlSheet(Box::new(self.control_sheet())),
            Paper::Register(Box::new(self.register())),
        ]
    }
}
