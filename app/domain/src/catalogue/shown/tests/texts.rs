//! Traps 25 and 26: broken lines and invisible characters; and that any text can be shown.

use proptest::prelude::*;
use serde_json::json;

use super::super::*;
use super::{TODAY, procedure};

fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

fn list(entries: &[&str]) -> Block {
    Block::List(entries.iter().map(|entry| (*entry).to_owned()).collect())
}

#[test]
fn trap_25_lines_broken_in_the_middle_of_a_sentence_are_joined() {
    // 1.000017, 1.000039
    let text = "b)\tGiải quyết TTHC:\n+ Trường hợp hồ sơ chưa đầy đủ, Tổ chức kiểm tra hướng dẫn doanh nghiệp\nhoàn thiện lại hồ sơ.\n\
                + Trường hợp hồ sơ đầy đủ, cấp lại Giấy chứng nhận theo\nmẫu quy định.\nKết thúc";
    assert_eq!(
        paragraphs(text),
        [
            list(&["b) Giải quyết TTHC:"]),
            list(&[
                "Trường hợp hồ sơ chưa đầy đủ, Tổ chức kiểm tra hướng dẫn doanh nghiệp hoàn thiện lại hồ sơ.",
                "Trường hợp hồ sơ đầy đủ, cấp lại Giấy chứng nhận theo mẫu quy định.",
            ]),
            paragraph("Kết thúc"),
        ]
    );
}

#[test]
fn trap_25_what_ended_or_begins_anew_is_not_joined() {
    assert_eq!(paragraphs("Nộp hồ sơ.\nnhận kết quả"), [paragraph("Nộp hồ sơ."), paragraph("nhận kết quả")]);
    assert_eq!(paragraphs("Nộp hồ sơ\nNhận kết quả"), [paragraph("Nộp hồ sơ"), paragraph("Nhận kết quả")]);
    assert_eq!(paragraphs("Gồm\na) một\nb) hai"), [paragraph("Gồm"), list(&["a) một", "b) hai"])]);
}

#[test]
fn the_steps_and_numbers_of_a_list_stay_and_its_bullets_go() {
    let text = "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.\n- Trực tiếp;\n- Trực tuyến.\n(1) Một\n2. Hai\n-5 độ C";
    assert_eq!(
        paragraphs(text),
        [
            list(&["Bước 1: Nộp hồ sơ.", "Bước 2: Nhận kết quả."]),
            list(&["Trực tiếp;", "Trực tuyến."]),
            list(&["(1) Một", "2. Hai"]),
            paragraph("-5 độ C"),
        ]
    );
}

#[test]
fn trap_26_invisible_characters_are_gone_and_private_bullets_are_bullets() {
    assert_eq!(
        clean_text("Sở\u{a0}Tư\u{202f}pháp\u{200b}\u{200e}\t tỉnh \n\n \u{feff}\n cuối"),
        "Sở Tư pháp tỉnh\ncuối"
    );
    assert_eq!(clean_text("\u{f0fc} Đơn\n\u{f02d} Tờ khai"), "• Đơn\n• Tờ khai");
    assert_eq!(clean_line("một\n hai\u{2028}ba"), "một hai ba");
    assert_eq!(paragraphs("\u{f0fc} Đơn\n\u{f02d} Tờ khai"), [list(&["Đơn", "Tờ khai"])]);
}

proptest! {
    #[test]
    fn any_text_can_be_shown_and_nothing_invisible_comes_through(text in ".{0,200}", amount in 0_u64..2_000_000) {
        let fee = json!({"amount": amount, "currency": "VND", "text": format!("{amount} VNĐ ({text})")});
        let fields = json!({
            "name": text, "decision": text, "field": text, "audiences": [text], "agencies": [text], "conditions": text,
            "keywords": text, "procedure_steps": [{"case": text, "text": text}],
            "channels": [{"channel": "direct", "time_limit": {"value": null, "unit": "other", "text": text}, "fees": [fee],
                "description": text}],
            "document_groups": [{"case": text, "items": [
                {"name": text.repeat(3), "form_file": text, "originals": 1, "copies": 0, "is_note": false}]}],
            "results": [{"code": text, "name": text}], "legal_basis": [{"number": text, "title": text}],
        });
        let shown = shown(&procedure(fields), TODAY);
        let written = serde_json::to_string(&shown).expect("it can be written");
        prop_assert!(!written.contains(['\u{a0}', '\u{200b}', '\u{feff}', '\u{e000}']), "{}", written);
    }

    #[test]
    fn a_short_name_is_never_longer_than_allowed(name in ".{0,80}", most in 1_usize..60) {
        prop_assert!(short_name(&name, most).chars().count() <= most);
    }

    #[test]
    fn a_name_shown_is_shown_alike_when_shown_again(words in prop::collection::vec("[A-ZĐa-zđ]{1,7}", 1..9)) {
        let once = display_name(&procedure(json!({"name": words.join(" ")})));
        let again = display_name(&procedure(json!({"name": once.clone()})));
        prop_assert_eq!(again, once);
    }
}
