//! Verdicts written down once and asked of both builds: native and WASM.

use domain::calendar::{CalendarDay, DayKind, Days, OpeningHours, WorkingCalendar};
use domain::dossier::DossierCode;
use domain::filing::{Answers, MediaKind, MediaProblem, MediaSniffer, check};
use domain::fold::{fold, nfc};
use time::macros::{date, datetime};

/// Answers as JSON, and the problems as `field:key(arguments)`.
const ANSWERS: [(&str, &[&str]); 12] = [
    (r"{}", &["applicant.name:required()", "applicant.phone:contact_required()"]),
    (r#"{"applicant":{"name":"Bùi Thị Mận","phone":"0912345678"}}"#, &[]),
    (r#"{"applicant":{"name":"Bùi Thị Mận","email":"man@example.vn"}}"#, &[]),
    (r#"{"applicant":{"name":"Bùi Thị Mận","phone":"12"}}"#, &["applicant.phone:phone_form()"]),
    (
        r#"{"applicant":{"name":"Bùi Thị Mận","phone":"+84912345678","identity_number":"01730400123"}}"#,
        &["applicant.identity_number:identity_form(11)"],
    ),
    (
        r#"{"applicant":{"name":"Bùi Thị Mận","phone":"0912345678","identity_number":"003190001234"}}"#,
        &["applicant.identity_number:identity_province()"],
    ),
    (
        r#"{"acting_for":"another","applicant":{"name":"A","phone":"0912345678","identity_number":"017 190 001 234"},
            "subject":{"name":"B","identity_number":"C1234567"}}"#,
        &[],
    ),
    (
        r#"{"acting_for":"organisation","applicant":{"name":"A","phone":"0912345678"},
            "organisation":{"name":"B","tax_code":"0100109107"}}"#,
        &["organisation.tax_code:tax_code_check()"],
    ),
    (
        r#"{"applicant":{"name":"Bùi Thị Mận","email":"man@"},"delivery":"post"}"#,
        &["applicant.email:email_form()", "applicant.address:address_for_post()"],
    ),
    (
        r#"{"acting_for":"organisation","applicant":{"name":"A","phone":"0912345678"},"organisation":{"tax_code":"1"}}"#,
        &["organisation.name:required()", "organisation.tax_code:tax_code_form()"],
    ),
    (
        r#"{"acting_for":"another","applicant":{"name":"A","phone":"0912345678"},"subject":{"name":"\u200b"}}"#,
        &["subject.name:required()"],
    ),
    ("{\"applicant\":{\"name\":\"A\\u202e\",\"phone\":\"0912345678\"}}", &["applicant.name:control_character()"]),
];

pub fn answers() {
    for (json, expected) in ANSWERS {
        let answers: Answers = serde_json::from_str(json).expect("answers");
        let found: Vec<String> = check(&answers)
            .iter()
            .map(|problem| format!("{}:{}({})", problem.field, problem.key, problem.arguments.join(",")))
            .collect();
        assert_eq!(found, expected, "{json}");
    }
}

pub fn working_hours() {
    let holiday = CalendarDay {
        date: date!(2026 - 11 - 24),
        kind: DayKind::Holiday,
        name_vi: String::new(),
        name_en: String::new(),
        decision: String::new(),
        verified: false,
        announced: true,
    };
    let calendar = WorkingCalendar::new(OpeningHours::standard(), Days::new([holiday]));
    let table = [
        (datetime!(2026-11-20 15:20 +7), datetime!(2026-11-23 15:20 +7)),
        (datetime!(2026-11-22 10:00 +7), datetime!(2026-11-23 17:00 +7)),
        (datetime!(2026-11-23 08:00 +7), datetime!(2026-11-25 08:00 +7)),
        (datetime!(2026-11-23 12:15 +7), datetime!(2026-11-25 11:30 +7)),
        (datetime!(2026-11-22 23:59:59 UTC), datetime!(2026-11-23 17:00 +7)),
    ];
    for (start, due) in table {
        assert_eq!(calendar.add_working_hours(start, 8), Some(due), "{start}");
    }
}

pub fn folding() {
    assert_eq!(
        fold("Thủ tục ĐĂNG KÝ khai sinh — Ủy ban xã Đồng Tâm"),
        "thu tuc dang ky khai sinh — uy ban xa dong tam"
    );
    assert_eq!(nfc("Hô\u{323} tịch"), "Hộ tịch");
}

pub fn dossier_codes() {
    let code: DossierCode = "h28.14–261122–0007".parse().expect("a code");
    assert_eq!(code.to_string(), "H28.14-261122-0007");
    assert!("H28.14-261122-7".parse::<DossierCode>().is_err());
}

pub fn media() {
    let sniff = |bytes: &[u8]| {
        let mut sniffer = MediaSniffer::default();
        bytes.chunks(3).for_each(|piece| sniffer.feed(piece));
        sniffer.finish()
    };
    assert_eq!(sniff(b"%PDF-1.4 text"), Ok(MediaKind::Pdf));
    assert_eq!(sniff(b"%PDF-1.4 << /Encrypt 5 0 R >>"), Err(MediaProblem::Encrypted));
    assert_eq!(sniff(b"MZ"), Err(MediaProblem::Executable));
    assert_eq!(sniff(b""), Err(MediaProblem::Empty));
}
