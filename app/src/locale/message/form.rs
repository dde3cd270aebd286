//! The sentences for answers of electronic forms. Pages put the question's label before them: «Ngày sinh: …».

use domain::filing::Problem;

use super::super::{Locale, number};

/// Every key answered here; the test walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 23] = [
    "wrong_type",
    "integer_form",
    "too_small",
    "too_large",
    "date_form",
    "date_too_early",
    "date_too_late",
    "identity_province",
    "identity_birth_year",
    "identity_not_born",
    "identity_sex",
    "tax_code_check",
    "choice_unknown",
    "too_few",
    "too_many",
    "unit_unknown",
    "file_required",
    "too_many_files",
    "too_few_rows",
    "too_many_rows",
    "unknown_question",
    "unknown_part",
    "exit",
];

/// The sentence for a problem with an answer of an electronic form.
pub(super) fn form_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let is_form = problem.field == "form" || problem.field.starts_with("form.");
    if let Some((vi, en)) = fixed(&problem.key) {
        return Some(locale.pick(vi, en).to_owned());
    }
    let text = problem.arguments.first().map_or("", String::as_str);
    let figure = text.parse().map_or_else(|_| text.to_owned(), |value: i64| number(locale, value));
    let one = text == "1";
    let (vi, en) = match problem.key.as_str() {
        // The generic entry takes a passport number too, and a dossier has a limit of its own.
        "identity_form" if is_form => (
            format!("Số định danh cá nhân có 12 chữ số. Bạn đã nhập {figure}. Hãy so lại với thẻ căn cước."),
            format!("A personal identification number has 12 digits. You entered {figure}. Compare it with the card."),
        ),
        "too_many_files" if is_form => (
            format!("Mục này nhận tối đa {figure} tệp. Hãy xoá bớt, hoặc ghép các trang vào một tệp PDF."),
            format!("At most {figure} files fit here. Remove some, or put the pages into one PDF."),
        ),
        "too_small" => (
            format!("Số nhỏ nhất được nhận là {figure}. Hãy kiểm tra lại số bạn đã nhập."),
            format!("The least number taken here is {figure}. Check the number you entered."),
        ),
        "too_large" => (
            format!("Số lớn nhất được nhận là {figure}. Hãy kiểm tra lại số bạn đã nhập."),
            format!("The greatest number taken here is {figure}. Check the number you entered."),
        ),
        "date_too_early" => (
            format!("Ngày này quá sớm. Hãy nhập ngày {text} hoặc một ngày sau đó."),
            format!("This day is too early. Enter {text} or a later day."),
        ),
        "date_too_late" => (
            format!("Ngày này quá muộn. Hãy nhập ngày {text} hoặc một ngày trước đó."),
            format!("This day is too late. Enter {text} or an earlier day."),
        ),
        "too_few" => (
            format!("Hãy chọn ít nhất {figure} mục."),
            if one { "Choose at least one.".to_owned() } else { format!("Choose at least {figure}.") },
        ),
        "too_many" => (format!("Hãy chọn nhiều nhất {figure} mục."), format!("Choose at most {figure}.")),
        "file_required" => (
            format!("Giấy tờ này cần ít nhất {figure} tệp. Hãy chụp hoặc quét rồi tải lên."),
            if one {
                "This paper is needed. Photograph or scan it and upload it.".to_owned()
            } else {
                format!("This paper needs at least {figure} files. Photograph or scan it and upload them.")
            },
        ),
        "too_few_rows" => (
            format!("Hãy kê khai ít nhất {figure} dòng."),
            if one { "Fill in at least one row.".to_owned() } else { format!("Fill in at least {figure} rows.") },
        ),
        "too_many_rows" => (
            format!("Mục này nhận tối đa {figure} dòng. Hãy bỏ bớt, phần còn lại gửi bằng tệp."),
            format!("At most {figure} rows fit here. Remove some and attach the rest as a file."),
        ),
        "unknown_question" => (
            format!("Biểu mẫu không hỏi mục “{text}”. Hãy bỏ mục này rồi gửi lại."),
            format!("The form does not ask “{text}”. Leave it out and send again."),
        ),
        _ => return None,
    };
    Some(locale.pick(vi, en))
}

fn fixed(key: &str) -> Option<(&'static str, &'static str)> {
    Some(match key {
        "wrong_type" => (
            "Câu trả lời không đúng loại. Hãy tải lại trang rồi trả lời lại câu này.",
            "The answer is of another kind than expected. Reload the page and answer this question again.",
        ),
        "integer_form" => (
            "Chỉ nhập chữ số, ví dụ 12 hoặc 1.500.000. Không ghi đơn vị và số lẻ.",
            "Enter digits only, such as 12 or 1,500,000, without a unit and without decimals.",
        ),
        "date_form" => {
            ("Hãy nhập đủ ngày, tháng, năm, ví dụ 02/11/2026.", "Enter day, month and year, such as 02/11/2026.")
        }
        "identity_province" => (
            "Ba chữ số đầu không phải mã của tỉnh nào. Hãy so lại số với thẻ căn cước.",
            "The first three digits are no province’s code. Compare the number with the card.",
        ),
        "identity_birth_year" => (
            "Số này không khớp với năm sinh đã nhập. Hãy so lại cả hai với thẻ căn cước.",
            "This number does not fit the year of birth entered. Compare both with the card.",
        ),
        "identity_not_born" => (
            "Theo số này, người mang số chưa sinh ra. Hãy xem lại chữ số thứ tư đến thứ sáu trên thẻ căn cước.",
            "By this number its holder is not born yet. Check the fourth to the sixth digit on the card.",
        ),
        "identity_sex" => (
            "Số này không khớp với giới tính đã chọn. Hãy so lại cả hai với thẻ căn cước.",
            "This number does not fit the sex chosen. Compare both with the card.",
        ),
        "tax_code_check" => (
            "Mã số thuế này có chữ số bị nhầm. Hãy so lại với giấy chứng nhận đăng ký.",
            "A digit of this tax code is wrong. Compare it with the registration certificate.",
        ),
        "choice_unknown" => ("Hãy chọn một mục trong danh sách.", "Choose one of the list."),
        "unit_unknown" => (
            "Đơn vị hành chính này không còn hoặc không có trong danh sách. Hãy chọn lại theo tên hiện nay.",
            "This administrative unit does not exist any more, or is not on the list. Choose it by its present name.",
        ),
        "unknown_part" => (
            "Câu trả lời có phần mà biểu mẫu không hỏi. Hãy tải lại trang rồi trả lời lại câu này.",
            "The answer has a part that the form does not ask. Reload the page and answer this question again.",
        ),
        "exit" => (
            "Theo câu trả lời của bạn, đây không phải thủ tục bạn cần. Biểu mẫu chỉ cho bạn nơi cần đến; nếu trả lời nhầm, hãy sửa lại.",
            "By your answers this is not the procedure you need. The form says where to go instead; if an answer was a mistake, change it.",
        ),
        _ => return None,
    })
}
