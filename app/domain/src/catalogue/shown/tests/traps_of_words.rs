//! Traps 14 to 28: names, codes, levels, fields, agencies, audiences, documents, words.

use serde_json::json;

use super::super::*;
use super::{TODAY, procedure};
use crate::procedure::{LegalDocument, ProcedureResult};

fn name(code: &str, name: &str) -> String {
    display_name(&procedure(json!({"code": code, "name": name})))
}

fn legal(number: &str, title: &str) -> LegalDocument {
    LegalDocument { number: number.to_owned(), title: title.to_owned() }
}

fn numbers(documents: &[LegalDocument]) -> Vec<Option<String>> {
    legal_basis_shown(documents).into_iter().map(|document| document.number).collect()
}

#[test]
fn trap_14_procedures_of_one_name_are_told_apart_by_their_agency() {
    // 1.115205, 1.115273
    let one = procedure(json!({"agencies": ["Sở Nông nghiệp và Môi trường\u{a0}Tỉnh Đắk Lắk."]}));
    assert_eq!(told_apart_by(&one).as_deref(), Some("Sở Nông nghiệp và Môi trường Tỉnh Đắk Lắk"));
    let other = procedure(json!({"competent_authority": "Uỷ ban nhân dân tỉnh"}));
    assert_eq!(told_apart_by(&other).as_deref(), Some("Ủy ban nhân dân tỉnh"));
    assert_eq!(told_apart_by(&procedure(json!({}))), None);
}

#[test]
fn trap_15_names_are_headings_without_what_is_no_name() {
    assert_eq!(name("1.001193", "Thủ tục đăng ký khai sinh"), "Đăng ký khai sinh");
    assert_eq!(name("2.002351", "Thủ tục: Kiểm tra nhân sự"), "Kiểm tra nhân sự");
    assert_eq!(name("1.012790", "Đính chính Giấy chứng nhận đã cấp."), "Đính chính Giấy chứng nhận đã cấp");
    assert_eq!(name("1.014582", "1. Thủ tục hỗ trợ chi phí hỏa táng"), "Hỗ trợ chi phí hỏa táng");
    assert_eq!(name("2.001707", ". Cấp giấy phép hoạt động phát điện"), "Cấp giấy phép hoạt động phát điện");
    assert_eq!(name("5.003815", "1.\tCông nhận tỉnh đạt chuẩn"), "Công nhận tỉnh đạt chuẩn");
    assert_eq!(name("1.010719", "Cấp giấy phép môi trường (cấp Bộ) (1.010719)"), "Cấp giấy phép môi trường (cấp Bộ)");
    assert_eq!(
        name("1.010727", "Cấp giấy phép môi trường (cấp Tỉnh) ( 1.010727 )"),
        "Cấp giấy phép môi trường (cấp Tỉnh)"
    );
    let pasted = "Hòa giải tranh chấp đất đai thuộc thẩm quyền cấp xã (1) Trình tự thực hiện:";
    assert_eq!(name("1.115453", pasted), "Hòa giải tranh chấp đất đai thuộc thẩm quyền cấp xã");
    assert_eq!(name("1.013918", "Thủ tục Chấp thuận chuyển giao công nghệ -"), "Chấp thuận chuyển giao công nghệ");
}

#[test]
fn trap_15_names_in_capitals_are_set_in_small_letters_and_keep_proper_names() {
    assert_eq!(name("1.014163", "HƯỞNG TRỢ CẤP ỐM ĐAU"), "Hưởng trợ cấp ốm đau");
    assert_eq!(
        name("1.012648", "THỦ TỤC ĐỀ NGHỊ MỜI TỔ CHỨC NƯỚC NGOÀI VÀO VIỆT NAM (CẤP TỈNH)"),
        "Đề nghị mời tổ chức nước ngoài vào Việt Nam (cấp tỉnh)"
    );
    assert_eq!(name("1.012929", "THỦ TỤC THÀNH LẬP HỘI (Cấp tỉnh)."), "Thành lập hội (cấp tỉnh)");
    assert_eq!(name("1.008667", "Cấp C/O mẫu EUR.1"), "Cấp C/O mẫu EUR.1");
}

#[test]
fn trap_15_thu_tuc_stays_where_the_rest_would_be_no_name() {
    for kept in ["Thủ tục hải quan đối với hàng hóa gia công", "Thủ tục, hồ sơ hỗ trợ kinh phí", "Thủ tục"]
    {
        assert_eq!(name("1.000001", kept), kept);
    }
}

#[test]
fn trap_15_long_names_are_cut_at_a_word_in_lists_only() {
    let long = "Cấp giấy phép môi trường ".repeat(20);
    assert_eq!(name("1.000001", &long).chars().count(), long.trim_end().chars().count());
    assert_eq!(short_name("Cấp giấy phép môi trường", 16), "Cấp giấy phép…");
    assert_eq!(short_name("Cấp giấy phép môi trường", 14), "Cấp giấy phép…");
    assert_eq!(short_name("Cấp giấy phép", 13), "Cấp giấy phép");
    assert_eq!(short_name("Dàigiữachừngkhôngchỗcắt", 6), "Dàigi…");
    assert_eq!(short_name("Cấp", 0), "…");
}

#[test]
fn trap_16_withdrawn_entries_are_known_by_their_code() {
    assert!(is_deleted("1.014955-Xoa"));
    assert!(!is_deleted("1.014955"));
    assert!(shown(&procedure(json!({"code": "1.014955-Xoa"})), TODAY).deleted);
}

#[test]
fn trap_17_no_level_stays_no_level_and_the_abolished_district_is_flagged() {
    // 1.000612, 1.011727
    let shown = shown(&procedure(json!({"name": "Trình báo mất thẻ ABTC (thực hiện tại cấp huyện)"})), TODAY);
    assert_eq!(shown.levels, []);
    assert!(shown.names_district_level);
    assert!(!names_district_level("Đăng ký khai sinh"));
}

#[test]
fn trap_18_constants_among_the_kinds_are_dropped() {
    for constant in ["NOT_ASSIGNED_REGULATION", "OTHER", "LOCAL_REGULATION"] {
        assert_eq!(kind_shown(constant), None);
    }
    let sentence = "TTHC được luật giao quy định chi tiết";
    assert_eq!(kind_shown(sentence).as_deref(), Some(sentence));
}

#[test]
fn trap_19_the_spellings_of_a_field_meet_in_one() {
    for spelling in ["Thi đua – Khen thưởng", "Thi đua - khen thưởng", "Thi đua, khen thưởng", "Thi đua khen thưởng"]
    {
        let field = field_shown(spelling);
        assert_eq!((field.key.as_str(), field.name.as_str()), ("thi-dua-khen-thuong", "Thi đua, khen thưởng"));
    }
    assert_eq!(field_shown("Việc làm (G07-LĐ11)"), field_shown("Việc làm"));
    assert_eq!(field_shown("sàn giao dịch các-bon trong nước").name, "Sàn giao dịch các-bon trong nước");
    let kept = "Tiêu chuẩn đo lường chất lượng (Bộ Công Thương)";
    assert_eq!(field_shown(kept).name, kept);
    assert_ne!(field_key(kept), field_key("Tiêu chuẩn đo lường chất lượng"));
}

#[test]
fn trap_20_agencies_in_one_spelling_each_once_with_their_commas() {
    let published =
        ["Ủy ban Nhân dân\u{a0}xã,\u{a0}phường.", "Uỷ ban Nhân dân xã, phường", "Sở Văn hóa, Thể thao và Du lịch", ""];
    let published: Vec<String> = published.map(str::to_owned).to_vec();
    assert_eq!(agencies_shown(&published), ["Ủy ban Nhân dân xã, phường", "Sở Văn hóa, Thể thao và Du lịch"]);
}

#[test]
fn trap_21_audiences_meet_in_groups_in_a_fixed_order() {
    let published = ["Doanh nghiệp Việt Nam", "nhóm 1", "Công dân Việt Nam", "Doanh nghiệp"].map(str::to_owned);
    let shown = audiences_shown(&published);
    assert_eq!(shown.groups, [Audience::Citizen, Audience::Business]);
    assert_eq!(shown.published, ["Công dân Việt Nam", "Doanh nghiệp", "Doanh nghiệp Việt Nam"]);
    assert_eq!(Audience::of_published("Người nước ngoài đã cư trú tại Việt Nam"), Some(Audience::Foreigner));
    assert_eq!(Audience::of_published("Tổ chức (không bao gồm doanh nghiệp, HTX)"), Some(Audience::Organisation));
    assert_eq!(Audience::of_published("Cán bộ, công chức, viên chức"), Some(Audience::Official));
    assert!(Audience::ALL.iter().all(|audience| Audience::from_key(audience.key()) == Some(*audience)));
}

#[test]
fn trap_22_left_over_codes_of_results_and_decisions_are_hidden() {
    let result = |code: &str| ProcedureResult { code: Some(code.to_owned()), name: "Giấy phép".to_owned() };
    let codes = [
        "KQ.G12.000123",
        "KQ.H28.000001",
        "Test_P001",
        "dsfas",
        "KQ-G10-KQ00009",
        "000.00.00.G04-KQ3022",
        "KQ.G12.0001234",
    ];
    let shown = results_shown(&codes.map(result));
    let kept: Vec<&str> = shown.iter().filter_map(|result| result.code.as_deref()).collect();
    assert_eq!(kept, ["KQ.G12.000123", "KQ.H28.000001"]);
    assert_eq!(shown.len(), codes.len());

    for test_value in ["Demo/QĐ-BCA", "QĐ000001SNNTEST", "QĐ/0001-BCA"] {
        assert_eq!(decision_shown(test_value), None, "{test_value}");
    }
    for (published, expected) in [
        ("134/QĐ-BDTTG", "134/QĐ-BDTTG"),
        ("SỐ 64/QĐ-NHNN", "64/QĐ-NHNN"),
        ("1931/.QĐ-BNNMT", "1931/QĐ-BNNMT"),
        ("1870/QĐ-UBND.", "1870/QĐ-UBND"),
        ("2120/2022/QĐ-UBND", "2120/2022/QĐ-UBND"),
        ("1681", "1681"),
    ] {
        assert_eq!(decision_shown(published).as_deref(), Some(expected));
    }
}

#[test]
fn trap_23_numbers_of_documents_are_plain() {
    for (number, title, expected) in [
        ("NĐ 23/2026/NĐ-CP", "Nghị định 23/2026/NĐ-CP ngày 17/01/2026", "23/2026/NĐ-CP"),
        ("Thông tư số 12/2025/TT-NHNN", "Thông tư sửa đổi", "12/2025/TT-NHNN"),
        ("TT43/2023/TT-BTC", "Thông tư số 43/2023/TT-BTC", "43/2023/TT-BTC"),
        ("94/2025/QH15 ngày 27/6/2025", "Luật Năng lượng nguyên tử", "94/2025/QH15"),
        ("18/2026/QĐ - UBND", "Quy định trình tự", "18/2026/QĐ-UBND"),
        ("86/2018/nđ-cp", "Nghị định", "86/2018/NĐ-CP"),
        ("Luật Hóa chất", "06/2007/QH12", "06/2007/QH12"),
        ("ố điều của Luật kế toán;", "Nghị định số 174/2016/NĐ-CP ngày 30/12/2016", "174/2016/NĐ-CP"),
        ("168", "Nghị định số 168/2017/NĐ-CP ngày 31/12/2017", "168/2017/NĐ-CP"),
        ("38-CT/TW", "Chỉ thị về tăng cường quản lý", "38-CT/TW"),
        ("32/2026/NQ-HĐND (thành phố Đà Nẵng)", "Quy định mức chi", "32/2026/NQ-HĐND (thành phố Đà Nẵng)"),
    ] {
        assert_eq!(numbers(&[legal(number, title)]), [Some(expected.to_owned())], "{number}");
    }
    assert_eq!(numbers(&[legal("18/12/2025", "Luật thú y")]), [None]);
    assert_eq!(numbers(&[legal("06", "Luật Thi đua khen thưởng 2022")]), [None]);
}

#[test]
fn trap_23_a_document_stands_once_with_the_title_that_says_more() {
    let shown = legal_basis_shown(&[
        legal("367/2025/NĐ-CP", "367/2025/NĐ-CP"),
        legal("60/2014/QH13", "Luật Hộ tịch"),
        legal("NĐ 367/2025/NĐ-CP", "sửa đổi, bổ sung một số điều"),
    ]);
    let expected = [("367/2025/NĐ-CP", "sửa đổi, bổ sung một số điều"), ("60/2014/QH13", "Luật Hộ tịch")];
    let shown: Vec<(&str, &str)> =
        shown.iter().filter_map(|document| Some((document.number.as_deref()?, document.title.as_deref()?))).collect();
    assert_eq!(shown, expected);
}

#[test]
fn trap_23_the_title_of_an_amendment_lends_no_number() {
    let title = "Thông tư sửa đổi, bổ sung Thông tư số 17/2015/TT-NHNN";
    assert_eq!(numbers(&[legal("18", title)]), [None]);
}

#[test]
fn trap_24_placeholders_are_no_conditions() {
    for placeholder in
        ["Không", "không", "KHÔNG", "Không.", "Không có", "Không quy định.", "Không có yêu cầu, điều kiện!"]
    {
        let shown = shown(&procedure(json!({"conditions": placeholder})), TODAY);
        assert_eq!(shown.conditions, [], "{placeholder}");
    }
    let real = shown(&procedure(json!({"conditions": "Không quá 18 tuổi"})), TODAY);
    assert_eq!(real.conditions, [Block::Paragraph("Không quá 18 tuổi".to_owned())]);
}

#[test]
fn trap_27_words_are_shown_as_published() {
    // The search knows old and new words; a page speaks as the law does.
    assert_eq!(name("1.008922", "Bổ nhiệm Thừa hành viên"), "Bổ nhiệm Thừa hành viên");
    assert_eq!(name("2.000002", "Thông báo hoạt động khuyến mại"), "Thông báo hoạt động khuyến mại");
}

#[test]
fn trap_28_keywords_that_repeat_the_name_and_paths_through_menus_are_dropped() {
    let keywords =
        |keywords: &str| keywords_shown(&procedure(json!({"name": "Thủ tục chứng thực, sao y", "keywords": keywords})));
    assert_eq!(keywords("Chứng thực, sao y"), [""; 0]);
    assert_eq!(keywords("CSDL Quốc gia về TTHC»Bộ Công An»Quản lý xuất nhập cảnh Cấp giấy phép"), [""; 0]);
    assert_eq!(keywords("công chứng,  hợp đồng; Không"), ["công chứng", "hợp đồng"]);
}
