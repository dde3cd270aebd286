//! Text that wants to be more than text, or more than a page.

use documents::render;
use domain::paper::{Paper, printable};
use proptest::prelude::*;

use crate::pdf::{Pdf, plain};
use crate::samples::{Samples, USUAL};

fn filled(text: &str, rows: usize) -> Vec<Paper> {
    Samples { instead: Some(text), rows }.papers()
}

fn packed(text: &str) -> String {
    plain(text).replace(' ', "")
}

const MARKUP: [&str; 12] = [
    "#panic(\"x\")",
    "#{while true {}}",
    "$ x^2 $ and $ not closed",
    "@nobody <label> [content] ]]] }}} )))",
    "\\u{41} \\ \\\\ \\n",
    "= heading\n- list\n+ list\n/ term: x",
    "*strong* _emph_ `raw` ```typ #x```",
    "#import \"/etc/passwd\": *",
    "#read(\"sheet.json\") #image(\"x.svg\")",
    "// comment /* comment */ https://x.example/#a",
    "\"}, \"title\": \"x\", {\"",
    "<svg onload=alert(1)> </text> &lt; %PDF-1.7 endobj",
];

#[test]
fn markup_of_the_typesetter_stays_text() {
    let text = MARKUP.join(" ");
    for paper in filled(&text, 1) {
        let said = packed(&Pdf::of(&paper).text());
        for one in MARKUP {
            assert!(said.contains(&packed(&printable(one))), "{one}\nis not in\n{said}");
        }
    }
}

#[test]
fn a_name_of_ten_thousand_letters_without_a_blank_is_printed_to_the_end() {
    let mut papers = filled(&"Nguyễn".repeat(1_700), 1);
    papers.truncate(1);
    // The narrow cells of the other forms are filled by less.
    papers.extend(filled(&"Nguyễn".repeat(100), 1));
    for (paper, least) in papers.iter().zip([10_000, 700, 700, 700, 700, 700, 700]) {
        let pdf = Pdf::of(paper);
        assert!(pdf.pages() > 1);
        // Where a cell goes on to the next page, the head of the table comes between.
        let found = packed(&pdf.text()).matches("Nguyễn").count();
        assert!(found >= least, "{found} in {}", paper.sheet().form);
    }
}

#[test]
fn five_hundred_papers_are_all_listed() {
    let pdf = Pdf::of(&Paper::Receipt(Box::new(Samples { rows: 500, ..USUAL }.receipt())));
    let pages = pdf.pages();
    assert!((12..40).contains(&pages), "{pages}");
    let last = (pages - 2..=pages).map(|page| pdf.page(u32::try_from(page).expect("few pages")));
    let last = last.collect::<Vec<_>>().join(" ");
    assert!(last.contains(" 500 Văn bản") && last.contains(&format!("Trang {pages}/{pages}")), "{last}");
}

#[test]
fn tricks_of_direction_and_stacks_of_marks_do_no_harm() {
    let tricked = "Bu\u{300}i Thi\u{323} Ha\u{306}\u{300}ng \u{202E}50000\u{202C}\u{200B}\u{0}";
    for (one, other) in filled("Bùi Thị Hằng 50000", 1).iter().zip(filled(tricked, 1)) {
        assert_eq!(render(one), render(&other), "the same text is the same file");
    }
    let marks = "a\u{0316}".repeat(100) + &"\u{0301}".repeat(5_000);
    for paper in filled(&format!("{marks} \u{FFFC}\u{FFFF} 👩‍🌾漢字العربية"), 1) {
        assert!(Pdf::of(&paper).pages() >= 1);
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[#$@*_`\\\\<>\\[\\](){}=+/\"'~ \n\u{0300}-\u{0323}a-c]{0,80}",
        proptest::collection::vec(any::<char>(), 0..400).prop_map(|text| text.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_printing_fail(text in any_text(), form in 0..6_usize, rows in 0..4_usize) {
        let papers = filled(&text, rows);
        let made = papers.get(form).map(render);
        prop_assert!(matches!(made, Some(Ok(_))), "{made:?}");
    }
}
