use proptest::prelude::*;
use serde_json::json;
use time::macros::date;

use super::*;

#[test]
fn days_are_read_as_people_write_them() {
    let day = Some(date!(2026 - 11 - 02));
    for text in ["2/11/2026", "02/11/2026", "02-11-2026", "2.11.2026", "02112026", "2026-11-02", " 2 11 2026 "] {
        assert_eq!(parse_date(text), day, "{text}");
    }
    for text in
        ["31/02/2026", "2/13/2026", "2/11/26", "hôm qua", "", "2/11/2026/1", "0/1/2026", "2/11/9999", "+2/11/2026"]
    {
        assert_eq!(parse_date(text), None, "{text}");
    }
    assert_eq!(shown_date(date!(2026 - 11 - 02)), "02/11/2026");
}

#[test]
fn whole_numbers_are_read_with_thousands_apart() {
    for (text, number) in
        [("12", 12), ("1.500.000", 1_500_000), ("1 500 000 đồng", 1_500_000), ("1,500", 1_500), ("-3", -3)]
    {
        assert_eq!(parse_number(text), Some(number), "{text}");
    }
    for text in ["1.5", "1.50.000", "mười", "", "1..000", "12a", "1.5000", "99999999999999999999"] {
        assert_eq!(parse_number(text), None, "{text}");
    }
}

#[test]
fn a_personal_number_agrees_with_province_birth_year_and_sex() {
    let number = "017190001234";
    assert_eq!(check_personal_id("017 190 001 234", &Holder::default()), Ok(number.into()));
    assert_eq!(
        check_personal_id(
            number,
            &Holder { birth: Some(date!(1990 - 05 - 01)), male: Some(false), ..Holder::default() }
        ),
        Ok(number.into())
    );
    assert_eq!(
        check_personal_id(number, &Holder { birth: Some(date!(1991 - 05 - 01)), ..Holder::default() }),
        Err(IdentityFault::BirthYear)
    );
    assert_eq!(
        check_personal_id(number, &Holder { birth: Some(date!(2090 - 05 - 01)), ..Holder::default() }),
        Err(IdentityFault::BirthYear)
    );
    assert_eq!(check_personal_id(number, &Holder { male: Some(true), ..Holder::default() }), Err(IdentityFault::Sex));
    assert_eq!(
        check_personal_id(
            "017308001234",
            &Holder { birth: Some(date!(2008 - 02 - 29)), male: Some(false), ..Holder::default() }
        ),
        Ok("017308001234".into())
    );
    assert_eq!(check_personal_id("003190001234", &Holder::default()), Err(IdentityFault::Province));
    assert_eq!(check_personal_id("01719000123", &Holder::default()), Err(IdentityFault::Form(11)));
    assert_eq!(check_personal_id("01719000123x", &Holder::default()), Err(IdentityFault::Form(12)));
    let today = Some(date!(2026 - 11 - 22));
    let born_in = |century_and_year: &str| {
        check_personal_id(&format!("017{century_and_year}001234"), &Holder { today, ..Holder::default() })
    };
    assert_eq!(born_in("326"), Ok("017326001234".into()));
    assert_eq!(born_in("327"), Err(IdentityFault::NotBorn), "next year");
    assert_eq!(born_in("490"), Err(IdentityFault::NotBorn), "in the next century");
    assert_eq!(check_personal_id("017490001234", &Holder::default()), Err(IdentityFault::NotBorn));
    assert_eq!(
        check_personal_id("٠١٧١٩٠٠٠١٢٣٤", &Holder::default()),
        Err(IdentityFault::Form(12)),
        "digits of other scripts"
    );
}

#[test]
fn a_phone_number_is_one_that_can_ring() {
    for good in [
        "0912 345 678",
        "0900 000 000",
        "02183855555",
        "(0218) 385-5555",
        "+84912345678",
        "+84 (0) 912.345.678",
        "+85620123456",
    ] {
        assert!(is_phone(good), "{good}");
    }
    for bad in [
        "0000000000",
        "0112345678",
        "091234567",
        "09123456789",
        "0218385555",
        "+840000000000",
        "+1111111111",
        "+0912345678",
        "12",
        "",
        "+",
        "0９12345678",
    ] {
        assert!(!is_phone(bad), "{bad}");
    }
}

#[test]
fn an_e_mail_address_is_one_that_can_be_written_to() {
    for good in ["a@b.vn", "man.bui+mc@example.com", "o'neil@thu-tuc.gov.vn", "hằng@ví-dụ.vn", "a@b.c.vn"] {
        assert!(is_email(good), "{good}");
    }
    let long = format!("{}@b.vn", "a".repeat(65));
    for bad in [
        "<x>@b.vn",
        "a..b@c.vn",
        ".a@b.vn",
        "a.@b.vn",
        "a@b",
        "a@-b.vn",
        "a@b-.vn",
        "a@b..vn",
        "a@b.v",
        "a@1.2.3.44",
        "a b@c.vn",
        "a@b@c.vn",
        "@b.vn",
        "a@",
        "a,b@c.vn",
        "a\n@b.vn",
        long.as_str(),
    ] {
        assert!(!is_email(bad), "{bad}");
    }
}

#[test]
fn a_tax_code_proves_itself_by_its_tenth_digit() {
    // Codes of two large companies, as printed on every invoice of theirs.
    assert_eq!(check_tax_code("0100109106"), Ok("0100109106".into()));
    assert_eq!(check_tax_code("0100233488"), Ok("0100233488".into()));
    assert_eq!(check_tax_code("0100109106-001"), Ok("0100109106001".into()));
    assert_eq!(check_tax_code("0100109107"), Err(TaxCodeFault::CheckDigit));
    assert_eq!(check_tax_code("0100109106-000"), Err(TaxCodeFault::Form));
    assert_eq!(check_tax_code("010010910"), Err(TaxCodeFault::Form));
    assert_eq!(check_tax_code("không có"), Err(TaxCodeFault::Form));
}

fn read_text(raw: &serde_json::Value) -> (Option<String>, Vec<String>) {
    let mut findings = Findings::default();
    let read = text("form.x", raw, 10, &mut findings);
    (read, findings.problems.into_iter().map(|problem| problem.key).collect())
}

#[test]
fn a_text_is_composed_trimmed_and_no_longer_than_asked() {
    assert_eq!(read_text(&json!("  Ha\u{306}\u{300}ng ")), (Some("Hằng".into()), vec![]));
    assert_eq!(read_text(&json!("\u{200B} \t")), (None, vec![]));
    assert_eq!(read_text(&json!("12345678901")), (None, vec!["too_long".into()]));
    assert_eq!(read_text(&json!("x".repeat(1_000_000))), (None, vec!["too_long".into()]));
    assert_eq!(read_text(&json!("a\u{202E}b")), (None, vec!["control_character".into()]));
    assert_eq!(read_text(&json!("a\u{0}b")), (None, vec!["control_character".into()]));
    assert_eq!(read_text(&json!(12)), (None, vec!["wrong_type".into()]));
    assert_eq!(read_text(&json!(["a"])), (None, vec!["wrong_type".into()]));
    assert_eq!(read_text(&json!("a\tb")), (None, vec!["control_character".into()]), "one line");
    assert_eq!(read_text(&json!("a\nb")), (None, vec!["control_character".into()]), "one line");
    let mut findings = Findings::default();
    assert_eq!(lines("form.x", &json!(" a\nb "), 10, &mut findings).as_deref(), Some("a\nb"));
}

proptest! {
    #[test]
    fn every_day_that_is_shown_is_read_again(days in 0_i64..100_000) {
        let day = crate::form::expression::add_days(date!(1850 - 01 - 01), days).expect("within the calendar");
        prop_assert_eq!(parse_date(&shown_date(day)), Some(day));
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in ".{0,60}") {
        let _ = (parse_date(&text), parse_number(&text), check_personal_id(&text, &Holder::default()), check_tax_code(&text));
        let _ = (is_phone(&text), is_email(&text));
    }

    #[test]
    fn one_wrong_digit_never_passes_as_a_tax_code(first in proptest::collection::vec(0_u32..10, 9), at in 0_usize..9, other in 1_u32..10) {
        let code = |digits: &[u32], check: u32| digits.iter().chain([&check]).map(u32::to_string).collect::<String>();
        let found = (0..10).find(|check| check_tax_code(&code(&first, *check)).is_ok());
        if let Some(check) = found {
            let mut wrong = first.clone();
            if let Some(digit) = wrong.get_mut(at) {
                *digit = (*digit + other) % 10;
            }
            prop_assert!(check_tax_code(&code(&wrong, check)).is_err());
        }
    }
}
