//! The sentence for every stable key: what is wrong, and what to do.

mod form;

use domain::filing::{MAX_DOSSIER_BYTES, MAX_FILE_BYTES, MAX_FILES, Problem};

use super::account_message::account_sentence;
use super::clock::clock_problem;
use super::desk_message::desk_sentence;
use super::feedback_message::feedback_sentence;
use super::notice_message::notice_sentence;
use super::service_message::service_sentence;
use super::staff_message::staff_sentence;
use super::{Locale, bytes, number};

/// The sentence shown beside the field and in the error summary.
///
/// Files: the first argument of `file_too_large` and `dossier_too_large` is the limit in bytes, of `too_many_files` the number
/// of files; the other file keys may carry the name of the file.
#[must_use]
pub fn problem_sentence(locale: Locale, problem: &Problem) -> String {
    known(locale, problem).unwrap_or_else(|| {
        locale
            .pick(
                "Hãy kiểm tra lại mục này. Nếu vẫn chưa được, hãy gọi số điện thoại ở cuối trang.",
                "Please check this entry again. If it still fails, call the number at the end of the page.",
            )
            .to_owned()
    })
}

fn known(locale: Locale, problem: &Problem) -> Option<String> {
    form::form_sentence(locale, problem)
        .or_else(|| filing_sentence(locale, problem))
        .or_else(|| file_sentence(locale, problem))
        .or_else(|| service_sentence(locale, problem))
        .or_else(|| clock_problem(locale, problem))
        .or_else(|| staff_sentence(locale, problem))
        .or_else(|| desk_sentence(locale, problem))
        .or_else(|| notice_sentence(locale, problem))
        .or_else(|| account_sentence(locale, problem))
        .or_else(|| feedback_sentence(locale, problem))
}

fn filing_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let argument = |at: usize| problem.arguments.get(at).map_or("", String::as_str);
    let fixed = |vi: &str, en: &str| Some(locale.pick(vi, en).to_owned());
    match problem.key.as_str() {
        "required" => Some(required(locale, &problem.field).to_owned()),
        "contact_required" => fixed(
            "Nhập số điện thoại hoặc thư điện tử, để cơ quan báo kết quả cho bạn.",
            "Enter a phone number or an e-mail address, so that the agency can reach you.",
        ),
        "too_long" => Some(too_long(locale, argument(0), argument(1))),
        "control_character" => fixed(
            "Có ký tự ẩn không đọc được, thường do sao chép từ nơi khác. Hãy xoá đi và gõ lại.",
            "There is an invisible character, often from copying. Delete the text and type it again.",
        ),
        "identity_form" => Some(locale.pick(
            format!("Số định danh cá nhân có 12 chữ số; số hộ chiếu có 6 đến 9 chữ và số. Bạn đã nhập {}.", argument(0)),
            format!(
                "A personal identification number has 12 digits; a passport number has 6 to 9 letters and digits. You entered {}.",
                argument(0)
            ),
        )),
        "phone_form" => fixed(
            "Số điện thoại có 10 chữ số và bắt đầu bằng 0, ví dụ 0912 345 678. Số nước ngoài bắt đầu bằng dấu +.",
            "A phone number has 10 digits and starts with 0, such as 0912 345 678. A foreign number starts with +.",
        ),
        "email_form" => fixed(
            "Thư điện tử có dạng ten@example.com. Hãy kiểm tra dấu @ và dấu chấm.",
            "An e-mail address looks like name@example.com. Check the @ and the dot.",
        ),
        "tax_code_form" => fixed(
            "Mã số thuế có 10 chữ số, hoặc 13 chữ số nếu là chi nhánh.",
            "A tax code has 10 digits, or 13 for a branch.",
        ),
        "address_for_post" => fixed(
            "Nhập địa chỉ nhận, vì bạn chọn nhận kết quả qua bưu chính.",
            "Enter the address, because you chose to get the result by post.",
        ),
        "agency_required" => fixed("Chọn nơi nhận hồ sơ trong danh sách.", "Choose from the list where you file."),
        "case_required" => fixed("Chọn trường hợp của bạn.", "Choose the case that is yours."),
        "declaration_required" => fixed(
            "Đánh dấu vào ô cam đoan sau khi đã đọc lại hồ sơ.",
            "Tick the declaration once you have read your dossier again.",
        ),
        "check_changed" => fixed(
            "Có điều vừa được sửa ở một cửa sổ khác sau khi bạn mở trang này, nên chưa nộp. Dưới đây là nội dung mới: hãy đọc lại rồi nộp.",
            "Something was changed in another window after you opened this page, so nothing was filed. What stands below is new: read it again, then file.",
        ),
        "draft_changed" => fixed(
            "Hồ sơ này vừa được sửa ở một cửa sổ khác. Hãy xem lại các mục dưới đây rồi lưu lại.",
            "This draft was changed in another window. Look through the entries below and save again.",
        ),
        "draft_gone" => fixed(
            "Không mở được bản nháp này: đã bỏ, hoặc được tạo trên máy khác. Nếu chưa nộp, hãy bắt đầu lại.",
            "This draft cannot be opened: it was discarded, or begun on another device. If you have not filed, start again.",
        ),
        "dossier_not_found" => fixed(
            "Không có hồ sơ nào với mã và mã PIN này. Hãy so từng chữ với biên nhận của bạn.",
            "No dossier has this code and PIN. Compare each character with your receipt.",
        ),
        "code_form" => fixed(
            "Mã hồ sơ có dạng H28.14-261122-0001. Mã nằm ở đầu biên nhận.",
            "A dossier code looks like H28.14-261122-0001. It stands on top of the receipt.",
        ),
        _ => None,
    }
}

fn file_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let name = problem.arguments.first().map_or("", String::as_str);
    let subject = match name {
        "" => locale.pick("Tệp này".to_owned(), "This file".to_owned()),
        name => locale.pick(format!("Tệp “{name}”"), format!("The file “{name}”")),
    };
    let limit = |otherwise: u64| name.parse::<u64>().unwrap_or(otherwise);
    Some(match problem.key.as_str() {
        "file_empty" => locale.pick(
            format!("{subject} không có nội dung. Hãy chọn lại tệp, hoặc chụp lại ảnh."),
            format!("{subject} is empty. Choose it again, or take the photo again."),
        ),
        "file_executable" => locale.pick(
            format!("{subject} là chương trình máy tính nên không nhận được. Hãy gửi bản PDF hoặc ảnh."),
            format!("{subject} is a program and cannot be taken. Send a PDF or a photo instead."),
        ),
        "file_encrypted" => locale.pick(
            format!("{subject} có đặt mật khẩu nên cán bộ không mở được. Hãy bỏ mật khẩu rồi gửi lại."),
            format!("{subject} has a password, so the officer cannot open it. Remove the password and send it again."),
        ),
        "file_kind_unknown" => locale.pick(
            format!("{subject} không thuộc loại được nhận. Hãy gửi PDF, ảnh (JPG, PNG, HEIC), Word hoặc Excel."),
            format!("{subject} is of a kind that is not taken. Send a PDF, a photo (JPG, PNG, HEIC), Word or Excel."),
        ),
        "file_missing" => locale.pick(
            "Chưa có tệp nào được chọn. Hãy chọn tệp rồi bấm gửi.".to_owned(),
            "No file was chosen. Choose a file, then send it.".to_owned(),
        ),
        "file_too_large" => {
            let limit = bytes(locale, limit(MAX_FILE_BYTES));
            locale.pick(
                format!(
                    "Tệp lớn hơn {limit}. Hãy quét hoặc chụp lại với độ phân giải thấp hơn, hoặc chia thành nhiều tệp."
                ),
                format!("The file is larger than {limit}. Scan or photograph it at a lower resolution, or split it."),
            )
        }
        "dossier_too_large" => {
            let limit = bytes(locale, limit(MAX_DOSSIER_BYTES));
            locale.pick(
                format!("Tất cả các tệp cộng lại lớn hơn {limit}. Hãy xoá tệp không cần thiết hoặc gửi bản nhỏ hơn."),
                format!(
                    "All files together are larger than {limit}. Remove what is not needed or send smaller copies."
                ),
            )
        }
        "too_many_files" => {
            let limit = limit(MAX_FILES as u64);
            locale.pick(
                format!("Một hồ sơ nhận tối đa {limit} tệp. Hãy ghép các trang vào một tệp PDF."),
                format!("A dossier takes at most {limit} files. Put the pages into one PDF."),
            )
        }
        "unknown_component" => locale.pick(
            "Giấy tờ này không có trong danh sách của thủ tục. Hãy tải lại trang và gửi ở đúng mục.".to_owned(),
            "This paper is not on the procedure's list. Reload the page and send it under the right heading."
                .to_owned(),
        ),
        "upload_broken" => locale.pick(
            "Đường truyền bị ngắt nên tệp chưa được nhận. Các tệp khác vẫn còn. Hãy gửi lại tệp này.".to_owned(),
            "The connection broke, so the file was not received. The other files are kept. Send this one again."
                .to_owned(),
        ),
        _ => return None,
    })
}

fn required(locale: Locale, field: &str) -> &'static str {
    match field {
        "applicant.name" => locale.pick("Nhập họ và tên của bạn.", "Enter your full name."),
        "subject.name" => {
            locale.pick("Nhập họ và tên của người mà bạn nộp thay.", "Enter the full name of the person you file for.")
        }
        "organisation.name" => {
            locale.pick("Nhập tên doanh nghiệp hoặc tổ chức.", "Enter the name of the business or organisation.")
        }
        "code" => locale.pick("Nhập mã hồ sơ.", "Enter the dossier code."),
        "pin" => locale.pick("Nhập mã PIN.", "Enter the PIN."),
        _ => locale.pick("Mục này cần được điền.", "This entry is needed."),
    }
}

fn too_long(locale: Locale, limit: &str, found: &str) -> String {
    let figure = |text: &str| text.parse().map_or_else(|_| text.to_owned(), |value: i64| number(locale, value));
    let (limit, found) = (figure(limit), figure(found));
    locale.pick(
        format!("Mục này nhận tối đa {limit} ký tự. Bạn đã nhập {found}. Hãy viết ngắn hơn, hoặc gửi thêm bằng tệp."),
        format!("At most {limit} characters fit here. You entered {found}. Shorten the text, or attach it as a file."),
    )
}

#[cfg(test)]
mod tests {
    use super::super::{
        account_message, desk_message, feedback_message, notice_message, service_message, staff_message,
    };
    use super::*;

    /// Every key that the rules and the server use.
    const KEYS: [&str; 27] = [
        "required",
        "contact_required",
        "too_long",
        "control_character",
        "identity_form",
        "phone_form",
        "email_form",
        "tax_code_form",
        "address_for_post",
        "agency_required",
        "case_required",
        "declaration_required",
        "check_changed",
        "draft_changed",
        "draft_gone",
        "dossier_not_found",
        "code_form",
        "file_empty",
        "file_executable",
        "file_encrypted",
        "file_kind_unknown",
        "file_missing",
        "file_too_large",
        "dossier_too_large",
        "too_many_files",
        "unknown_component",
        "upload_broken",
    ];

    #[test]
    fn every_key_has_a_sentence_in_both_languages() {
        for key in KEYS
            .into_iter()
            .chain(service_message::KEYS)
            .chain(staff_message::KEYS)
            .chain(desk_message::KEYS)
            .chain(notice_message::KEYS)
            .chain(account_message::KEYS)
            .chain(feedback_message::KEYS)
            .chain(form::KEYS)
            .chain(super::super::clock::KEYS)
        {
            for field in ["applicant.name", "form.child.name"] {
                let problem = Problem::new(field, key, &["11".to_owned(), "12".to_owned()]);
                let sentence = |locale| known(locale, &problem).unwrap_or_else(|| panic!("no sentence for {key}"));
                let (vi, en) = (sentence(Locale::Vi), sentence(Locale::En));
                assert_ne!(vi, en, "{key}");
                assert!(vi.ends_with('.') && en.ends_with('.'), "{key} is not a sentence: {vi} {en}");
            }
        }
    }

    #[test]
    fn every_key_of_the_media_rules_is_known() {
        use domain::filing::MediaProblem::{Empty, Encrypted, Executable, Unknown};
        for problem in [Empty, Encrypted, Executable, Unknown] {
            assert!(KEYS.contains(&problem.key()), "{problem:?}");
        }
    }

    #[test]
    fn an_answer_of_a_form_is_spoken_of_by_the_rules_of_the_form() {
        let say = |field: &str, key: &str, argument: &str| {
            problem_sentence(Locale::Vi, &Problem::new(field, key, &[argument.to_owned()]))
        };
        assert!(say("applicant.identity_number", "identity_form", "11").contains("hộ chiếu"));
        assert!(!say("form.child_id", "identity_form", "11").contains("hộ chiếu"), "a form asks for one of them");
        assert!(say("form.photo", "too_many_files", "2").starts_with("Mục này nhận tối đa 2 tệp."));
        assert!(say("form.income", "too_large", "1500000").contains("1.500.000"));
        assert!(say("form.birth", "date_too_late", "23/11/2026").contains("ngày 23/11/2026"));
    }

    #[test]
    fn an_unknown_key_still_says_what_to_do() {
        let problem = Problem::new("x", "never_heard_of", &[]);
        assert_eq!(known(Locale::Vi, &problem), None);
        assert!(problem_sentence(Locale::Vi, &problem).contains("gọi"));
    }

    #[test]
    fn arguments_stand_in_the_sentence() {
        let say =
            |key: &str, argument: &str| problem_sentence(Locale::Vi, &Problem::new("f", key, &[argument.to_owned()]));
        assert!(say("identity_form", "11").contains("Bạn đã nhập 11."));
        assert!(say("file_too_large", "20971520").contains("20 MB"));
        assert!(say("file_empty", "ảnh.jpg").contains("“ảnh.jpg”"));
        assert!(say("too_many_files", "100").contains("100 tệp"));
    }
}
