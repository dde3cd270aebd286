//! That what the sheet says stands in the file.

use domain::paper::{Block, Paper};

use crate::pdf::{Pdf, plain};
use crate::samples::{ADDRESS, Samples, USUAL};

/// Everything a paper says, piece by piece.
fn pieces(paper: &Paper) -> Vec<String> {
    let sheet = paper.sheet();
    let mut pieces = vec![sheet.form.to_owned(), sheet.agency, sheet.dated, sheet.title];
    pieces.extend([sheet.superior, sheet.desk, sheet.number, sheet.code].into_iter().flatten());
    pieces.extend(sheet.gloss.map(str::to_owned));
    for block in sheet.blocks {
        match block {
            Block::Facts { facts } => {
                pieces.extend(facts.into_iter().flat_map(|fact| [Some(fact.label), fact.value]).flatten());
            }
            Block::Paragraph { runs } => pieces.extend(runs.into_iter().map(|run| run.text)),
            Block::Written { label, lines } => pieces.extend([label].into_iter().chain(lines)),
            Block::Table { table } => {
                pieces.extend(table.caption);
                pieces.extend(table.columns.iter().map(|column| column.heading.to_owned()));
                pieces.extend(table.rows.into_iter().flatten().flatten());
            }
        }
    }
    pieces.extend(sheet.signatures.into_iter().flat_map(|one| [Some(one.role.to_owned()), one.name]).flatten());
    pieces.extend(sheet.links.into_iter().map(|link| link.url));
    pieces.extend(sheet.closing);
    pieces
}

/// Without blanks: where a line ended is no matter of what is said.
fn packed(text: &str) -> String {
    plain(text).replace(' ', "")
}

#[test]
fn every_piece_of_every_form_can_be_read_out_of_the_file() {
    for paper in USUAL.papers() {
        let text = packed(&Pdf::of(&paper).text());
        for piece in pieces(&paper) {
            assert!(text.contains(&packed(&piece)), "{piece}\nis not in\n{text}");
        }
        assert!(text.contains("CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM") && text.contains("Độclập–Tựdo–Hạnhphúc"));
    }
}

#[test]
fn the_rare_parts_of_a_receipt_are_printed_too() {
    let paper = Paper::Receipt(Box::new(USUAL.full_receipt()));
    let pdf = Pdf::of(&paper);
    let text = packed(&pdf.text());
    for piece in pieces(&paper) {
        assert!(text.contains(&packed(&piece)), "{piece}");
    }
    assert!(text.contains("ChủhồsơBùiVănNam") || text.contains("Chủhồsơ:BùiVănNam"), "{text}");
}

#[test]
fn what_nobody_filled_in_is_dots_and_never_none() {
    for paper in (Samples { instead: Some(" "), ..USUAL }).papers() {
        let text = Pdf::of(&paper).text();
        assert!(!text.contains("none") && !text.contains("None"), "{text}");
        assert!(packed(&text).contains("....."), "{text}");
    }
}

#[test]
fn an_ordinary_receipt_is_one_page_without_a_page_number() {
    let pdf = Pdf::of(&Paper::Receipt(Box::new(USUAL.receipt())));
    assert_eq!(pdf.pages(), 1);
    assert!(!pdf.text().contains("Trang"));
    assert!(pdf.text().contains(ADDRESS), "{}", pdf.text());
}

#[test]
fn a_register_of_a_thousand_rows_repeats_its_head_and_numbers_its_pages() {
    let pdf = Pdf::of(&Paper::Register(Box::new(Samples { rows: 1_000, ..USUAL }.register())));
    let pages = pdf.pages();
    assert!((90..=150).contains(&pages), "{pages} pages");
    for number in [1, 57, pages - 1] {
        let text = pdf.page(u32::try_from(number).expect("few pages"));
        assert!(text.contains(&format!("Trang {number}/{pages}")), "{text}");
        assert!(text.contains("Tên thủ tục hành chính") && text.contains("Ký nhận"), "{text}");
    }
    assert!(pdf.page(1).contains("H28.14-260224-0001"));
    // The last page may hold the signature only.
    let last = [pages - 1, pages].map(|page| pdf.page(u32::try_from(page).expect("few pages"))).join(" ");
    assert!(last.contains("H28.14-260224-1000"), "{last}");
    assert_eq!(pdf.tags("TH"), 13, "the heads that are repeated are not read out again");
}
