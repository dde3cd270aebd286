//! Traps 1 to 4: the table of papers.

use super::super::{PapersShown, papers_shown};
use crate::procedure::{PaperGroup, PaperRow};

fn row(name: &str, originals: u32, copies: u32) -> PaperRow {
    PaperRow {
        name: name.to_owned(),
        form_file: None,
        originals: Some(originals),
        copies: Some(copies),
        is_note: originals == 0 && copies == 0,
    }
}

fn one_group(items: Vec<PaperRow>) -> PapersShown {
    papers_shown(&[PaperGroup { case: None, items }])
}

fn names(shown: &PapersShown) -> Vec<(&str, &str)> {
    let papers = shown.groups.iter().flat_map(|group| &group.papers);
    papers.map(|paper| (paper.component.as_str(), paper.name.as_str())).collect()
}

#[test]
fn trap_01_notes_are_told_apart_from_papers() {
    // 1.001193
    let shown = one_group(vec![
        row("* Giấy tờ phải nộp:", 0, 0),
        row("- Giấy chứng sinh.", 1, 0),
        row("Lưu ý: Trường hợp cha, mẹ đã có đăng ký kết hôn thì không phải nộp.", 0, 0),
    ]);
    assert_eq!(names(&shown), [("1.2", "Giấy chứng sinh.")]);
    assert_eq!(
        shown.groups[0].notes,
        ["Giấy tờ phải nộp:", "Lưu ý: Trường hợp cha, mẹ đã có đăng ký kết hôn thì không phải nộp."]
    );
}

#[test]
fn trap_02_rows_that_are_all_notes_are_papers_of_unknown_number() {
    // 1.000058, 1.007839
    let shown = one_group(vec![
        row("Tờ khai hải quan", 0, 0),
        row("Hợp đồng gia công", 0, 0),
        row("Lưu ý: nộp qua hệ thống", 0, 0),
    ]);
    assert_eq!(names(&shown), [("1.1", "Tờ khai hải quan"), ("1.2", "Hợp đồng gia công")]);
    assert!(shown.groups[0].papers.iter().all(|paper| paper.unknown_number));
    assert_eq!(shown.groups[0].notes, ["Lưu ý: nộp qua hệ thống"]);
}

#[test]
fn trap_02_nothing_disappears_when_every_row_begins_as_a_note() {
    let shown = one_group(vec![row("Lưu ý: nộp tờ khai", 0, 0)]);
    assert_eq!(names(&shown), [("1.1", "Lưu ý: nộp tờ khai")]);
}

#[test]
fn trap_03_papers_stand_in_the_order_of_their_own_numbering() {
    // 1.000005, 1.002759
    let shown = one_group(vec![
        row("c) Chứng từ vận tải", 1, 0),
        row("đ) Giấy phép", 1, 0),
        row("a) Tờ khai", 1, 0),
        row("d) Hóa đơn", 1, 0),
    ]);
    assert_eq!(
        names(&shown),
        [("1.3", "a) Tờ khai"), ("1.1", "c) Chứng từ vận tải"), ("1.4", "d) Hóa đơn"), ("1.2", "đ) Giấy phép")]
    );
    let numbered =
        one_group(vec![row("3.2. Hai", 1, 0), row("10. Cuối", 1, 0), row("3. Đầu", 1, 0), row("3.1. Một", 1, 0)]);
    assert_eq!(
        names(&numbered).iter().map(|(_, name)| *name).collect::<Vec<_>>(),
        ["3. Đầu", "3.1. Một", "3.2. Hai", "10. Cuối"]
    );
    let roman = one_group(vec![row("(v) Năm", 1, 0), row("(i) Một", 1, 0), row("(ii) Hai", 1, 0)]);
    assert_eq!(names(&roman).iter().map(|(component, _)| *component).collect::<Vec<_>>(), ["1.2", "1.3", "1.1"]);
}

#[test]
fn trap_03_without_numbering_throughout_the_published_order_stays() {
    let mixed = one_group(vec![row("b) Hai", 1, 0), row("- Không số", 1, 0), row("a) Một", 1, 0)]);
    assert_eq!(names(&mixed), [("1.1", "b) Hai"), ("1.2", "Không số"), ("1.3", "a) Một")]);
    let twice = one_group(vec![row("b) Hai", 1, 0), row("a) Một", 1, 0), row("a) Một nữa", 1, 0)]);
    assert_eq!(names(&twice).iter().map(|(component, _)| *component).collect::<Vec<_>>(), ["1.1", "1.2", "1.3"]);
}

#[test]
fn trap_04_a_row_with_many_papers_is_one_paper_of_several_lines() {
    // 1.002759, where the line feeds of the cell became blanks
    let long = format!(
        "4. Trường hợp ghi xác nhận thời gian đóng bảo hiểm xã hội{}:  - Tờ khai tham gia (mẫu TK1-TS);  - Sổ bảo hiểm a) cũ;  + Bản sao.",
        " cho người tham gia".repeat(10)
    );
    let shown = one_group(vec![row(&long, 1, 0)]);
    let paper = &shown.groups[0].papers[0];
    assert!(paper.name.starts_with("4. Trường hợp") && paper.name.ends_with("người tham gia:"), "{}", paper.name);
    assert_eq!(paper.details, ["Tờ khai tham gia (mẫu TK1-TS);", "Sổ bảo hiểm a) cũ;", "Bản sao."]);
}

#[test]
fn trap_04_rows_without_a_name_are_dropped_and_counted_and_keep_their_place_in_the_numbering() {
    // 1.000423
    let shown = one_group(vec![row("", 1, 0), row(" \u{a0}", 0, 0), row("Đơn đề nghị", 1, 0)]);
    assert_eq!(names(&shown), [("1.3", "Đơn đề nghị")]);
    assert_eq!(shown.nameless_rows, 2);
}

#[test]
fn trap_04_headings_without_rows_stay_and_no_papers_are_no_papers() {
    // 1.009627, 1.008923
    let heading = PaperGroup { case: Some("Đối với tổ chức:".to_owned()), items: vec![] };
    let filled = PaperGroup { case: Some(" ".to_owned()), items: vec![row("Đơn", 1, 0)] };
    let shown = papers_shown(&[heading, filled]);
    assert_eq!(shown.groups[0].case.as_deref(), Some("Đối với tổ chức:"));
    assert_eq!(shown.groups[1].case, None);
    assert_eq!(names(&shown), [("2.1", "Đơn")]);
    assert!(papers_shown(&[]).is_empty());
}

#[test]
fn several_form_files_are_told_apart() {
    let mut with_forms = row("Đơn đề nghị", 1, 2);
    with_forms.form_file = Some("Mẫu 01.docx | Mẫu 02.docx".to_owned());
    let shown = one_group(vec![with_forms]);
    let paper = &shown.groups[0].papers[0];
    assert_eq!(paper.forms, ["Mẫu 01.docx", "Mẫu 02.docx"]);
    assert_eq!((paper.originals, paper.copies, paper.unknown_number), (Some(1), Some(2), false));
}
