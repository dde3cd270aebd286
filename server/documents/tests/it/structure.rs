//! What programs find in the file: tags, language, title, metadata, fonts; and that it depends on nothing but the paper.

use documents::{Limits, PrintError, Printer, render};
use domain::paper::Paper;
use lopdf::Object;

use crate::pdf::Pdf;
use crate::samples::{ADDRESS, USUAL};

#[test]
fn every_form_is_tagged_and_in_vietnamese() {
    for paper in USUAL.papers() {
        let pdf = Pdf::of(&paper);
        let catalog = pdf.catalog();
        let marked = pdf.entry(catalog, "MarkInfo").and_then(|info| info.as_dict().ok()).expect("MarkInfo");
        assert_eq!(marked.get(b"Marked").and_then(Object::as_bool).ok(), Some(true));
        assert!(pdf.entry(catalog, "StructTreeRoot").is_some(), "a tree of tags");
        let language = catalog.get(b"Lang").and_then(lopdf::decode_text_string).expect("a language");
        assert_eq!(language, "vi-VN");
        assert_eq!(pdf.tags("H1"), 1, "the title is the one heading");
        if !matches!(paper, Paper::Refusal(_) | Paper::Apology(_)) {
            assert_eq!(pdf.tags("Table"), 1);
            assert!(pdf.tags("TH") >= 6 && pdf.tags("TR") >= 5 && pdf.tags("TD") >= 24);
        }
    }
}

#[test]
fn the_file_says_what_it_is_who_issued_it_and_when() {
    let pdf = Pdf::of(&Paper::Receipt(Box::new(USUAL.receipt())));
    assert_eq!(pdf.info("Title").as_deref(), Some("Giấy tiếp nhận hồ sơ và hẹn trả kết quả H28.14-260224-0001"));
    assert_eq!(pdf.info("Author").as_deref(), Some("SỞ TƯ PHÁP"));
    assert_eq!(pdf.info("Creator").as_deref(), Some("Một Cửa"));
    assert_eq!(pdf.info("CreationDate").as_deref(), Some("D:20260224152500+07'00"));
}

#[test]
fn the_code_is_drawn_with_lines_and_has_words_for_those_who_do_not_see_it() {
    let pdf = Pdf::of(&Paper::Receipt(Box::new(USUAL.receipt())));
    let images = pdf
        .dictionaries()
        .filter(|entries| entries.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image"));
    assert_eq!(images.count(), 0, "no picture of dots");
    let described = pdf
        .dictionaries()
        .filter(|entries| entries.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Figure"))
        .filter_map(|entries| entries.get(b"Alt").and_then(lopdf::decode_text_string).ok());
    assert_eq!(described.collect::<Vec<_>>(), ["Mã QR: Tra cứu tình trạng giải quyết hồ sơ"]);
    let links = pdf
        .dictionaries()
        .filter(|entries| entries.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link"));
    let link = links
        .filter_map(|entries| pdf.entry(entries, "A")?.as_dict().ok())
        .find_map(|action| action.get(b"URI").and_then(Object::as_str).ok().map(String::from_utf8_lossy));
    assert_eq!(link.as_deref(), Some(ADDRESS));
}

#[test]
fn fonts_are_embedded_and_nothing_is_fetched_or_run() {
    let pdf = Pdf::of(&Paper::Receipt(Box::new(USUAL.receipt())));
    let descriptors: Vec<_> =
        pdf.dictionaries().filter(|entries| entries.has(b"FontName") && entries.has(b"Flags")).collect();
    assert_eq!(descriptors.len(), 3);
    assert!(descriptors.iter().all(|font| font.has(b"FontFile2") || font.has(b"FontFile3")), "{descriptors:?}");
    assert!(
        pdf.dictionaries()
            .all(|entries| !entries.has(b"JS") && !entries.has(b"OpenAction") && !entries.has(b"EmbeddedFiles"))
    );
}

#[test]
fn papers_are_a4_and_wide_tables_lie_on_their_side() {
    for paper in USUAL.papers() {
        let (width, height) = Pdf::of(&paper).size();
        let wide = matches!(paper, Paper::ControlSheet(_) | Paper::Register(_));
        assert_eq!(width > height, wide);
        assert!(
            (width.max(height) - 841.89).abs() < 0.1 && (width.min(height) - 595.28).abs() < 0.1,
            "{width} x {height}"
        );
    }
}

#[test]
fn the_same_paper_is_the_same_file() {
    for paper in USUAL.papers() {
        let one = render(&paper).expect("a PDF");
        assert_eq!(one, render(&paper).expect("a PDF"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printer_makes_the_same_file_while_others_print() {
    let printer = Printer::new(Limits { at_once: 2, waiting: 20 });
    let expected: Vec<Vec<u8>> = USUAL.papers().iter().map(|paper| render(paper).expect("a PDF")).collect();
    let mut printing = Vec::new();
    for (at, paper) in USUAL.papers().into_iter().cycle().take(12).enumerate() {
        let printer = printer.clone();
        printing.push((at, tokio::spawn(async move { printer.print(paper).await })));
    }
    for (at, printed) in printing {
        let made = printed.await.expect("no panic").expect("a PDF");
        assert!(expected.get(at % 6).is_some_and(|one| *one == made), "paper {at}");
    }
}

#[tokio::test]
async fn a_printer_without_room_to_wait_refuses_the_second() {
    let printer = Printer::new(Limits { at_once: 1, waiting: 0 });
    let paper = || Paper::Receipt(Box::new(USUAL.receipt()));
    let (first, second) = tokio::join!(printer.print(paper()), printer.print(paper()));
    assert!(first.is_ok());
    assert_eq!(second, Err(PrintError::Busy));
}
