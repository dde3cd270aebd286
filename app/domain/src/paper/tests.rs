//! What the six papers say.

use proptest::prelude::*;
use time::macros::{date, datetime};

use super::*;
use crate::dossier::DossierCode;

fn letterhead(instead: Option<&str>) -> Letterhead {
    let text = |usual: &str| instead.unwrap_or(usual).to_owned();
    Letterhead {
        superior: Some(text("UBND TỈNH HÒA BÌNH")),
        agency: text("SỞ TƯ PHÁP"),
        desk: Some(text("Trung tâm Phục vụ hành chính công tỉnh Hòa Bình")),
        place: text("Hòa Bình"),
        issued_at: datetime!(2026-02-24 15:25 +7),
        number: Some(text("15/TNHS")),
        // A text is never an address; and a code is slow to make in the hundreds that the properties ask for.
        links: Link::new(&text("https://dichvucong.example/tra-cuu"), Purpose::Tracking).into_iter().collect(),
        gloss: true,
    }
}

fn party(instead: Option<&str>) -> Party {
    let text = |usual: &str| instead.unwrap_or(usual).to_owned();
    Party {
        name: text("Bùi Thị Hằng"),
        address: Some(text("xóm Mường, xã Cao Phong")),
        phone: Some(text("0912 345 678")),
        email: Some(text("hang@example.vn")),
        identity: Some(text("017190001234")),
    }
}

fn code() -> DossierCode {
    DossierCode::new("H28.14", date!(2026 - 02 - 24), 1)
}

/// All six, with one text in every field of text where one is given.
fn papers(instead: Option<&str>) -> Vec<Paper> {
    let text = |usual: &str| instead.unwrap_or(usual).to_owned();
    let stage = |day| Stage { limit: Some(text("03 ngày làm việc")), received_at: Some(day), due_at: Some(day) };
    let at = datetime!(2026-02-24 15:20 +7);
    let contact = Some(Contact {
        name: text("Đinh Thị Lan"),
        position: Some(text("Chuyên viên")),
        phone: Some(text("0218 3888 888")),
    });
    vec![
        Paper::Receipt(Box::new(Receipt {
            letterhead: letterhead(instead),
            code: code(),
            copy: Some(CopyFor::Applicant),
            book: Some(text("02")),
            entry: Some(text("117")),
            applicant: party(instead),
            subject: Some(Party { name: text("Bùi Văn Nam"), ..party(instead) }),
            request: text("Cấp phiếu lý lịch tư pháp số 1"),
            components: vec![ComponentRow {
                name: text("Tờ khai"),
                originals: 1,
                certified: 0,
                plain: 2,
                electronic: 12,
            }],
            sets: 1,
            first: stage(at),
            second: Some(stage(datetime!(2026-03-05 09:00 +7))),
            result_at: Some(text("Quầy số 3")),
            received_by: Some(text("Quách Công Sơn")),
            others: vec![OtherDossier {
                code: DossierCode::new("H28.14", date!(2026 - 02 - 24), 2),
                request: text("Cấp bản sao trích lục"),
                subject: Some(text("Bùi Văn Bắc")),
                sets: 3,
            }],
        })),
        Paper::SupplementRequest(Box::new(SupplementRequest {
            letterhead: letterhead(instead),
            code: Some(code()),
            applicant: party(instead),
            request: text("Cấp phiếu lý lịch tư pháp số 1"),
            items: vec![SupplementItem {
                name: text("Căn cước công dân"),
                action: text("Chụp lại cả hai mặt, rõ chữ"),
                plain: 1,
                ..SupplementItem::default()
            }],
            reason: text("Ảnh chụp bị mờ"),
            contact: contact.clone(),
        })),
        Paper::Refusal(Box::new(Refusal {
            letterhead: letterhead(instead),
            code: Some(code()),
            applicant: party(instead),
            request: text("Đăng ký thường trú"),
            filed_at: Some(at),
            reason: text("Việc này không thuộc thẩm quyền của Sở Tư pháp."),
            turn_to: Some(text("Nộp tại Công an xã Cao Phong.")),
            contact: contact.clone(),
            officer: Some(text("Quách Công Sơn")),
        })),
        Paper::Apology(Box::new(Apology {
            letterhead: letterhead(instead),
            code: code(),
            applicant: party(instead),
            request: text("Cấp phiếu lý lịch tư pháp số 1"),
            received_at: at,
            due_at: datetime!(2026-03-05 09:00 +7),
            reason: text("Chưa có kết quả xác minh"),
            new_due_at: Some(datetime!(2026-03-09 16:00 +7)),
            contact,
            leader: Some(text("Hà Thị Minh")),
        })),
        Paper::ControlSheet(Box::new(ControlSheet {
            letterhead: letterhead(instead),
            code: code(),
            request: text("Cấp phiếu lý lịch tư pháp số 1"),
            received_at: at,
            due_at: Some(datetime!(2026-03-05 09:00 +7)),
            responsible: text("Phòng Hộ tịch"),
            cooperating: vec![text("Công an tỉnh")],
            hops: vec![Hop {
                from: text("Bộ phận Một cửa"),
                from_officer: Some(text("Quách Công Sơn")),
                to: text("Phòng Hộ tịch"),
                to_officer: Some(text("Đinh Thị Lan")),
                at: Some(at),
                due_at: Some(at),
                timeliness: Some(Timeliness::OnTime),
                note: Some(text("kèm bản giấy")),
            }],
            officer: Some(text("Quách Công Sơn")),
        })),
        Paper::Register(Box::new(Register {
            letterhead: letterhead(instead),
            book: Some(text("02")),
            period: Some((date!(2026 - 01 - 01), date!(2026 - 03 - 31))),
            rows: vec![RegisterRow {
                code: code(),
                procedure: text("Cấp phiếu lý lịch tư pháp"),
                sets: 1,
                applicant: party(instead),
                responsible: text("Phòng Hộ tịch"),
                received_at: at,
                due_at: Some(datetime!(2026-03-05 09:00 +7)),
                returned_at: Some(datetime!(2026-03-04 10:00 +7)),
                delivery: Some(text("Bưu điện")),
                note: Some(text("đã đóng phí")),
            }],
            officer: Some(text("Quách Công Sơn")),
        })),
    ]
}

/// Everything a sheet says, in reading order.
fn said(sheet: &Sheet) -> String {
    fn walk(value: &serde_json::Value, into: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => into.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, into)),
            serde_json::Value::Object(fields) => fields.values().for_each(|field| walk(field, into)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    walk(&serde_json::to_value(sheet).expect("a sheet is data"), &mut texts);
    texts.join("\n")
}

#[test]
fn every_form_says_all_its_fields() {
    let head = ["UBND TỈNH HÒA BÌNH", "SỞ TƯ PHÁP", "15/TNHS", "Hòa Bình, ngày 24 tháng 02 năm 2026", "tra-cuu"];
    let person = ["Bùi Thị Hằng", "xóm Mường, xã Cao Phong", "0912 345 678", "hang@example.vn", "017190001234"];
    let fields: [&[&str]; 6] = [
        &[
            "Trung tâm Phục vụ hành chính công",
            "H28.14-260224-0001",
            "Bùi Văn Nam",
            "lý lịch tư pháp số 1",
            "Tờ khai",
            "Bản chính",
            "Bản sao chứng thực",
            "Bản chụp",
            "01 bộ",
            "03 ngày làm việc",
            "Quyển số 02",
            "số thứ tự 117",
            "15 giờ 20 phút, ngày 24 tháng 02 năm 2026",
            "giai đoạn 2",
            "09 giờ 00 phút, ngày 05 tháng 3 năm 2026",
            "Quầy số 3",
            "NGƯỜI NỘP HỒ SƠ",
            "Quách Công Sơn",
            "Bản giao người nộp",
            "02 bản",
            "H28.14-260224-0002",
        ],
        &[
            "Căn cước công dân",
            "Chụp lại cả hai mặt",
            "Ảnh chụp bị mờ",
            "Đinh Thị Lan (Chuyên viên), số điện thoại 0218 3888 888",
            "NGƯỜI HƯỚNG DẪN",
        ],
        &[
            "H28.14-260224-0001",
            "15 giờ 20 phút",
            "không thuộc thẩm quyền",
            "Nộp tại Công an xã",
            "0218 3888 888",
            "NGƯỜI TIẾP NHẬN",
        ],
        &[
            "Kính gửi",
            "15/TNHS",
            "Ngày 24 tháng 02 năm 2026",
            "09 giờ 00 phút, ngày 05 tháng 3",
            "Chưa có kết quả xác minh",
            "xin lỗi",
            "16 giờ 00 phút, ngày 09 tháng 3 năm 2026",
            "Hà Thị Minh",
        ],
        &[
            "H28.14-260224-0001",
            "Phòng Hộ tịch",
            "Công an tỉnh",
            "Quách Công Sơn",
            "Đinh Thị Lan",
            "15:20, 24/02/2026",
            "Đúng hạn",
            "kèm bản giấy",
            "Ký giao",
            "Ký nhận",
        ],
        &[
            "STT",
            "H28.14-260224-0001",
            "Cấp phiếu lý lịch",
            "01",
            "Phòng Hộ tịch",
            "15:20, 24/02/2026",
            "09:00, 05/03/2026",
            "10:00, 04/03/2026",
            "Bưu điện",
            "Ký nhận",
            "đã đóng phí",
            "từ 01/01/2026 đến 31/03/2026",
        ],
    ];
    for (paper, fields) in papers(None).iter().zip(fields) {
        let sheet = paper.sheet();
        let text = said(&sheet);
        // The register has no room for e-mail and identity numbers, the control sheet is about no person.
        let persons = match paper {
            Paper::Register(_) => &person[..3],
            Paper::ControlSheet(_) => &[],
            _ => &person[..],
        };
        for field in head.iter().chain(persons).chain(fields) {
            assert!(text.contains(field), "{}: {field} in\n{text}", sheet.form);
        }
    }
}

#[test]
fn the_forms_are_numbered_one_to_six() {
    let forms: Vec<&str> = papers(None).iter().map(|paper| paper.sheet().form).collect();
    assert_eq!(forms, ["Mẫu số 01", "Mẫu số 02", "Mẫu số 03", "Mẫu số 04", "Mẫu số 05", "Mẫu số 06"]);
}

#[test]
fn the_name_of_a_sheet_is_in_running_letters() {
    let sheet = papers(None).first().map(Paper::sheet).expect("a receipt");
    assert_eq!(sheet.name(), "Giấy tiếp nhận hồ sơ và hẹn trả kết quả H28.14-260224-0001");
}

#[test]
fn english_lines_are_there_only_where_they_are_wanted() {
    for mut paper in papers(None) {
        assert!(paper.sheet().gloss.is_some());
        let Paper::Receipt(receipt) = &mut paper else { continue };
        receipt.letterhead.gloss = false;
        let text = said(&paper.sheet());
        assert!(!text.contains("Receipt") && !text.contains("Photocopy") && !text.contains("Track this"), "{text}");
    }
}

#[test]
fn what_nobody_filled_in_is_dots_or_left_out() {
    for paper in papers(Some(" \u{200B} ")) {
        let sheet = paper.sheet();
        let text = said(&sheet);
        assert!(!text.contains("None") && !text.contains('\u{200B}') && !text.contains("()"), "{text}");
        assert_eq!((sheet.superior, sheet.desk, sheet.number), (None, None, None));
        assert_eq!(sheet.dated, "Ngày 24 tháng 02 năm 2026");
        assert!(sheet.signatures.iter().all(|signature| signature.name.is_none()));
        for block in &sheet.blocks {
            if let Block::Facts { facts } = block {
                assert!(facts.iter().all(|fact| fact.value.as_deref() != Some("")), "{facts:?}");
            }
        }
    }
}

#[test]
fn every_row_has_as_many_cells_as_its_table_has_columns() {
    let mut tables = 0;
    for paper in papers(None) {
        for block in paper.sheet().blocks {
            let Block::Table { table } = block else { continue };
            tables += 1;
            assert!(!table.rows.is_empty());
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{table:?}");
        }
    }
    assert_eq!(tables, 5);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_or_leaves_a_trick_in_it(text in any::<String>()) {
        for paper in papers(Some(&text)) {
            let said = said(&paper.sheet());
            let tricks = said.contains(['\u{202E}', '\u{2066}', '\u{0}', '\u{FFFC}']);
            prop_assert!(!tricks);
        }
    }
}
