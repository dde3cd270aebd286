//! What is set, seen before it becomes a PDF: glyphs and pages.

use domain::dossier::DossierCode;
use domain::paper::{Apology, Letterhead, Party, Purpose};
use time::macros::{date, datetime};
use typst::layout::{Frame, FrameItem};

use super::*;

fn paper(text: &str) -> Paper {
    let some = || Some(text.to_owned());
    Paper::Apology(Box::new(Apology {
        letterhead: Letterhead {
            superior: some(),
            agency: text.to_owned(),
            desk: some(),
            place: text.to_owned(),
            issued_at: datetime!(2026-02-24 15:20 +7),
            number: some(),
            links: domain::paper::Link::new("https://dichvucong.example/tra-cuu", Purpose::Tracking)
                .into_iter()
                .collect(),
            gloss: true,
        },
        code: DossierCode::new("H28", date!(2026 - 02 - 24), 1),
        applicant: Party { name: text.to_owned(), address: some(), phone: some(), email: some(), identity: some() },
        request: text.to_owned(),
        received_at: datetime!(2026-02-24 15:20 +7),
        due_at: datetime!(2026-02-26 15:20 +7),
        reason: text.to_owned(),
        new_due_at: None,
        contact: None,
        leader: some(),
    }))
}

/// Face, text and number of every glyph on the pages.
fn glyphs(frame: &Frame, found: &mut Vec<(String, String, u16)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => glyphs(&group.frame, found),
            FrameItem::Text(run) => {
                let face = run.font.font().post_script_name().unwrap_or_default();
                found.extend(
                    run.glyphs.iter().map(|glyph| {
                        (face.clone(), run.text.get(glyph.range()).unwrap_or_default().to_owned(), glyph.id)
                    }),
                );
            }
            _ => {}
        }
    }
}

fn set(text: &str) -> Vec<(String, String, u16)> {
    let document = lay_out(paper(text).sheet()).expect("a document");
    let mut found = Vec::new();
    document.pages().iter().for_each(|page| glyphs(&page.frame, &mut found));
    found
}

/// Every letter of Vietnamese in both cases: twelve vowels with five tones and none, the consonants, đ.
fn alphabet() -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut letters: String = "bcdđghklmnpqrstvx fjwz 0123456789".to_owned();
    for vowel in ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"] {
        for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
            letters.extend(format!("{vowel}{tone}").nfc());
        }
    }
    format!(
        "{letters} {} ₫ “lời” ‘lời’ «lời» – — - … · • % & / № § ° ² × ≤ ≥ → @ # $ [ ] {{ }} \\ ^ ~ _ ` | € ½",
        letters.to_uppercase()
    )
}

#[test]
fn no_vietnamese_letter_is_missing_in_any_face() {
    let alphabet = alphabet();
    assert_eq!(alphabet.chars().filter(|c| matches!(c, 'ỡ' | 'Ỡ' | 'ẵ' | 'Ặ' | 'đ' | 'Đ' | 'ỵ' | 'Ỹ')).count(), 8);
    let found = set(&alphabet);
    let missing: Vec<_> = found.iter().filter(|(_, _, glyph)| *glyph == 0).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // The words at the end show that the alphabet was set in each face and not only in one.
    for face in ["LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"] {
        let letters: String =
            found.iter().filter(|(in_face, ..)| in_face == face).map(|(_, text, _)| text.as_str()).collect();
        for letter in alphabet.chars().filter(|c| !c.is_whitespace()) {
            assert!(letters.contains(letter), "{letter} in {face}");
        }
    }
}

#[test]
fn what_the_font_does_not_have_is_seen_by_the_same_test() {
    assert!(set("漢").iter().any(|(_, text, glyph)| text == "漢" && *glyph == 0));
}

#[test]
fn every_face_is_there_and_is_used() {
    let engine = Engine::shared().expect("an engine");
    let names: Vec<String> = engine.fonts.iter().filter_map(Font::post_script_name).collect();
    assert_eq!(names, ["LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"]);
}
