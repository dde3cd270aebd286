//! What a citizen may type and what must come first, over a small catalogue and the real tables of words.
#![expect(clippy::unwrap_used, reason = "a test may stop where its tables are broken")]

use std::path::Path;

use domain::procedure::Level;
use search::{Document, Lexicon, SearchIndex};

const CATALOGUE: [(&str, &str, &str); 18] = [
    ("1.000001", "Thủ tục đăng ký khai sinh", "Giấy khai sinh"),
    ("1.000002", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Giấy khai sinh"),
    ("1.000003", "Thủ tục đăng ký khai sinh lưu động", "Giấy khai sinh"),
    ("1.000004", "Thủ tục đăng ký khai tử", "Trích lục khai tử"),
    ("1.000005", "Thủ tục đăng ký kết hôn", "Giấy chứng nhận kết hôn"),
    ("1.000006", "Đổi giấy phép lái xe", "Giấy phép lái xe"),
    ("1.000007", "Đăng ký thường trú", "Thông báo về kết quả"),
    ("1.000008", "Đăng ký tạm trú", "Thông báo về kết quả"),
    ("1.000009", "Cấp lại thẻ căn cước", "Thẻ căn cước"),
    ("1.000010", "Chứng thực di chúc", "Di chúc được chứng thực"),
    ("1.000011", "Hoàn thuế thu nhập cá nhân", "Quyết định hoàn thuế"),
    ("1.000012", "Cho thuê nhà ở công vụ", "Hợp đồng thuê nhà"),
    ("1.000013", "Hưởng trợ cấp thất nghiệp", "Quyết định hưởng"),
    ("1.000014", "Cấp hộ chiếu phổ thông ở trong nước", "Hộ chiếu"),
    ("1.000015", "Cấp giấy phép khai thác khoáng sản", "Giấy phép"),
    ("1.000016", "Khai báo sinh vật ngoại lai", "Xác nhận"),
    ("1.000017", "Cấp Chứng chỉ hành nghề dược", "Chứng chỉ hành nghề dược"),
    ("1.000018", "Xóa đăng ký thường trú", "Thông báo về kết quả"),
];

fn lexicon() -> Lexicon {
    Lexicon::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/search")).unwrap()
}

fn index() -> SearchIndex {
    let document = |(code, name, result): &(&'static str, &'static str, &'static str)| Document {
        code,
        name,
        field: "",
        keywords: None,
        agencies: Vec::new(),
        results: vec![*result],
        audiences: Vec::new(),
        papers: String::new(),
        body: String::new(),
        name_en: None,
        extra: None,
        levels: &[Level::Commune],
        boost: 1.0,
    };
    SearchIndex::build(CATALOGUE.iter().map(document), lexicon())
}

fn codes(index: &SearchIndex, text: &str) -> Vec<String> {
    index.search(text, 10).into_iter().map(|hit| hit.code).collect()
}

#[track_caller]
fn first(text: &str, code: &str) {
    assert_eq!(codes(&index(), text).first().map(String::as_str), Some(code), "{text}");
}

#[test]
fn text_without_marks_is_understood() {
    first("dang ky khai sinh", "1.000001");
    first("DANG KY KET HON", "1.000005");
}

#[test]
fn exact_marks_stand_above_other_marks() {
    first("thuế", "1.000011");
    first("thuê", "1.000012");
}

#[test]
fn the_plain_case_stands_above_special_cases_unless_they_are_named() {
    first("khai sinh", "1.000001");
    first("khai sinh lưu động", "1.000003");
    first("khai sinh có yếu tố nước ngoài", "1.000002");
    first("thường trú", "1.000007");
    first("xóa đăng ký thường trú", "1.000018");
}

#[test]
fn a_phrase_stands_above_its_scattered_syllables() {
    let found = codes(&index(), "khai sinh");
    let place = |code: &str| found.iter().position(|found| found == code).unwrap_or(usize::MAX);
    assert!(place("1.000003") < place("1.000016"));
}

#[test]
fn slips_of_typing_and_spelling_are_forgiven() {
    for (typed, code) in [
        ("khai sih", "1.000001"),
        ("khaisinh", "1.000001"),
        ("đăng kí khai tữ", "1.000004"),
        ("căn cuớc", "1.000009"),
        ("tạm chú", "1.000008"),
        ("di trúc", "1.000010"),
        ("giấp phép lái xe", "1.000006"),
        ("thất nghịêp", "1.000013"),
        ("ddawng kys keets hoon", "1.000005"),
    ] {
        first(typed, code);
    }
}

#[test]
fn everyday_words_are_understood() {
    for (typed, code) in [
        ("đổi bằng lái", "1.000006"),
        ("gplx", "1.000006"),
        ("nhập hộ khẩu", "1.000007"),
        ("mất cccd", "1.000009"),
        ("sắp cưới vợ", "1.000005"),
        ("bố tôi mất", "1.000004"),
        ("mới bị mất việc", "1.000013"),
    ] {
        first(typed, code);
    }
}

#[test]
fn english_is_understood() {
    first("how to get a birth certificate", "1.000001");
    first("passport", "1.000014");
    first("driving license", "1.000006");
}

#[test]
fn whole_sentences_lose_their_empty_words() {
    first("tôi muốn làm thủ tục đăng ký tạm trú thì cần những giấy tờ gì", "1.000008");
    first("cho em hỏi về việc xin chứng thực di chúc ạ", "1.000010");
    assert!(!index().nearest("thủ tục", 3).is_empty() || index().search("thủ tục", 3).is_empty());
}

#[test]
fn a_code_comes_first_in_every_shape() {
    for text in ["1.000010", "1000010", "thủ tục 1.000010", "mã TTHC 1.000010", "1.000010.000.00.00.H56"] {
        assert_eq!(codes(&index(), text), ["1.000010"], "{text}");
    }
    first("1.000010 khai sinh", "1.000010");
}

#[test]
fn an_unknown_code_answers_nothing_but_has_neighbours() {
    let index = index();
    assert_eq!(codes(&index, "1.900010"), Vec::<String>::new());
    assert_eq!(index.nearest("1.900010", 5).first().map(|hit| hit.code.as_str()), Some("1.000010"));
}

#[test]
fn suggestions_complete_the_last_word() {
    let index = index();
    let suggested = |text: &str| index.suggest(text, 5).into_iter().map(|hit| hit.code).collect::<Vec<_>>();
    for (started, code) in [
        ("khai s", "1.000001"),
        ("đăng ký k", "1.000005"),
        ("dang ky tam t", "1.000008"),
        ("bằng l", "1.000006"),
        ("1.00001", "1.000010"),
        ("passp", "1.000014"),
    ] {
        assert!(suggested(started).contains(&code.to_owned()), "{started}: {:?}", suggested(started));
    }
    assert_eq!(suggested(""), Vec::<String>::new());
}

#[test]
fn what_fits_nothing_still_has_something_near() {
    let index = index();
    assert_eq!(codes(&index, ""), Vec::<String>::new());
    assert!(!index.nearest("hộ chiếu công vụ ngoại giao đặc biệt", 3).is_empty());
}

#[test]
fn a_boost_lifts_among_equals() {
    let catalogue: Vec<_> =
        ["1.000001", "1.000002"].into_iter().map(|code| (code, "Hỗ trợ chi phí hỏa táng")).collect();
    let document = |&(code, name): &(&'static str, &'static str)| Document {
        code,
        name,
        field: "",
        keywords: None,
        agencies: Vec::new(),
        results: Vec::new(),
        audiences: Vec::new(),
        papers: String::new(),
        body: String::new(),
        name_en: None,
        extra: None,
        levels: &[],
        boost: if code == "1.000002" { 1.2 } else { 1.0 },
    };
    let index = SearchIndex::build(catalogue.iter().map(document), lexicon());
    assert_eq!(codes(&index, "hỏa táng"), ["1.000002", "1.000001"]);
}

#[test]
fn an_empty_catalogue_answers_nothing() {
    let index = SearchIndex::build([], lexicon());
    assert!(index.is_empty() && index.search("khai sinh", 5).is_empty() && index.suggest("k", 5).is_empty());
}

#[test]
fn the_index_can_be_shared_between_requests() {
    fn shared<T: Send + Sync>() {}
    shared::<SearchIndex>();
}
