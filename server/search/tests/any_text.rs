//! No text makes the search panic or answer more than asked for.
#![expect(clippy::unwrap_used, reason = "a test may stop where its tables are broken")]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use search::{Document, Lexicon, SearchIndex};

static INDEX: LazyLock<SearchIndex> = LazyLock::new(|| {
    let names = ["Đăng ký khai sinh", "Cấp giấy phép lái xe", "Thủ tục", "(Cấp tỉnh)", ""];
    let codes = ["1.000001", "1.000002", "1.000003", "1.000004", "1.000005"];
    let document = |(code, name): (&'static str, &'static str)| Document {
        code,
        name,
        field: "Hộ tịch",
        keywords: Some("khai sinh"),
        agencies: vec!["Ủy ban nhân dân cấp xã"],
        results: vec!["Giấy khai sinh"],
        audiences: vec!["Công dân Việt Nam"],
        papers: "Tờ khai\nGiấy chứng sinh".to_owned(),
        body: "Người yêu cầu nộp hồ sơ".to_owned(),
        name_en: Some("Birth registration"),
        extra: None,
        levels: &[],
        boost: 1.0,
    };
    let lexicon = Lexicon::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/search")).unwrap();
    SearchIndex::build(codes.into_iter().zip(names).map(document), lexicon)
});

fn ask(text: &str, limit: usize) {
    for hits in [INDEX.search(text, limit), INDEX.suggest(text, limit), INDEX.nearest(text, limit)] {
        assert!(hits.len() <= limit);
        assert!(hits.iter().all(|hit| hit.score.is_finite()));
        assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score), "{text:?} is not in order");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_answered(text in any::<String>(), limit in 0_usize..8) {
        ask(&text, limit);
    }

    #[test]
    fn any_row_of_likely_pieces_is_answered(pieces in prop::collection::vec("[a-zđươ0-9 .,_\u{0}\u{301}\u{323}()-]{0,9}", 0..40)) {
        ask(&pieces.join(" "), 5);
    }
}

#[test]
fn awkward_texts_are_answered() {
    let long = "khai sinh ".repeat(500);
    for text in
        ["\0", "1.", "1.0", "ı̇", "İİİ", "ﷺ", "qu", "gi", "w", "dd", "\u{301}", "1.000001 1.000001", long.as_str()]
    {
        ask(text, 5);
    }
}
