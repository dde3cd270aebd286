//! Every notice in every language.

use time::macros::datetime;

use super::*;

/// What the applicant is told of, by the keys of the ledger.
const TOLD: [&str; 16] = [
    "submitted",
    "received",
    "refused",
    "supplement_requested",
    "supplement_answered",
    "stopped",
    "resumed",
    "payment_requested",
    "paid",
    "settled",
    "returned",
    "withdrawn",
    "reappointed",
    "due_moved",
    "corrected",
    "message",
];

const LINK: &str = "https://dichvucong.hoabinh.example.gov.vn/tra-cuu";

fn facts(news: DossierNews) -> NoticeFacts<'static> {
    NoticeFacts {
        rating: None,
        news,
        code: "H28.14-261123-0001",
        at: datetime!(2026-11-23 08:20 +7),
        turn: Turn::Applicant,
        due_at: Some(datetime!(2026-11-26 15:20 +7)),
        desk_answers_by: None,
        answer_by: Some(datetime!(2026-11-25 17:00 +7)),
        amount: Some(8_000),
        link: LINK,
        phone: "18001096",
    }
}

#[test]
fn every_kind_has_a_subject_a_mail_and_a_short_message_in_both_languages() {
    let mut seen = std::collections::BTreeSet::new();
    for key in TOLD {
        let facts = facts(DossierNews::from_key(key).expect(key));
        for (locale, due) in [(Locale::Vi, "thứ Năm, 26/11/2026, 15:20"), (Locale::En, "Thursday 26/11/2026, 15:20")]
        {
            let mail = dossier_mail(locale, &facts).expect(key);
            assert!(seen.insert(mail.subject.clone()), "{} says two things", mail.subject);
            for part in ["H28.14-261123-0001", due, LINK, "18001096", "25/11/2026, 17:00"] {
                assert!(mail.text.contains(part), "{part} is missing: {}", mail.text);
            }
            assert!(mail.text.lines().any(|line| line == LINK), "the link has a line of its own");
            let sms = dossier_sms(locale, &facts).expect(key);
            assert!(seen.insert(sms.clone()), "{sms} says two things");
            assert!(parts(&sms) <= MOST_PARTS && sms == plain(&sms), "{sms}");
            for part in ["H28.14-261123-0001", "15:20", LINK, "18001096"] {
                assert!(sms.contains(part), "{part} is missing: {sms}");
            }
        }
    }
}

#[test]
fn the_short_message_of_a_receipt_is_plain_vietnamese_in_one_part() {
    let news = DossierNews::Event(EventKind::Received);
    let sms = dossier_sms(Locale::Vi, &NoticeFacts { answer_by: None, amount: None, ..facts(news) }).expect("told");
    assert_eq!(
        sms,
        "Ho so H28.14-261123-0001: da duoc tiep nhan. Hen tra 15:20 thu Nam, 26/11/2026. Xem: \
         https://dichvucong.hoabinh.example.gov.vn/tra-cuu Hoi: 18001096"
    );
    assert_eq!(parts(&sms), 1, "{} signs", sms.len());
}

#[test]
fn who_filed_is_told_what_comes_next_and_until_when() {
    let news = DossierNews::Event(EventKind::Submitted);
    let desk_answers_by = Some(datetime!(2026-11-24 08:20 +7));
    let facts =
        NoticeFacts { turn: Turn::Desk, due_at: None, desk_answers_by, answer_by: None, amount: None, ..facts(news) };
    let mail = dossier_mail(Locale::Vi, &facts).expect("told");
    assert_eq!(mail.subject, "Hồ sơ H28.14-261123-0001: đã nộp, chờ tiếp nhận");
    for part in ["8 giờ làm việc", "Cơ quan trả lời bạn trước: thứ Ba, 24/11/2026, 08:20\n", "cần bổ sung"]
    {
        assert!(mail.text.contains(part), "{part} is missing: {}", mail.text);
    }
    let mail = dossier_mail(Locale::En, &facts).expect("told");
    assert!(mail.text.contains("The desk answers before: Tuesday 24/11/2026, 08:20\n"), "{}", mail.text);
    assert_eq!(
        dossier_sms(Locale::Vi, &facts).expect("told"),
        "Ho so H28.14-261123-0001: da nop, cho tiep nhan. Co quan tra loi truoc 08:20 thu Ba, 24/11/2026. Xem: \
         https://dichvucong.hoabinh.example.gov.vn/tra-cuu Hoi: 18001096"
    );
}

#[test]
fn a_long_address_of_the_portal_leaves_out_the_link_and_nothing_else() {
    let link = format!("https://{}.example.vn/tra-cuu", "rat-dai.".repeat(40));
    let news = DossierNews::Event(EventKind::SupplementRequested);
    let sms = dossier_sms(Locale::Vi, &NoticeFacts { link: &link, ..facts(news) }).expect("told");
    assert!(parts(&sms) <= MOST_PARTS && !sms.contains("rat-dai") && sms.ends_with("Hoi: 18001096"), "{sms}");
}

#[test]
fn what_happens_inside_is_told_to_nobody() {
    for kind in EventKind::ALL {
        let told = TOLD.contains(&kind.key());
        assert_eq!(DossierNews::from_key(kind.key()).is_some(), told, "{kind:?}");
        assert_eq!(dossier_mail(Locale::Vi, &facts(DossierNews::Event(kind))).is_some(), told);
        assert_eq!(dossier_sms(Locale::En, &facts(DossierNews::Event(kind))).is_some(), told);
    }
    assert_eq!(DossierNews::from_key("nonsense"), None);
}
