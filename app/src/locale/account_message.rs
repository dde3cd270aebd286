//! The sentence for the keys of citizens' accounts.

use domain::filing::Problem;

use super::Locale;

/// Every key answered here; the test of `message.rs` walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 12] = [
    "account_contact_form",
    "contact_email_not_here",
    "contact_phone_not_here",
    "sign_in_code_too_often",
    "sign_in_code_not_sent",
    "sign_in_code_form",
    "sign_in_code_wrong",
    "sign_in_code_over",
    "contact_unknown",
    "contact_only_one",
    "account_sign_in_needed",
    "account_delete_unconfirmed",
];

pub(super) fn account_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let argument = problem.arguments.first().map_or("", String::as_str);
    let (vi, en) = match problem.key.as_str() {
        "account_contact_form" => (
            "Nhập số điện thoại (ví dụ 0912 345 678) hoặc thư điện tử (ví dụ ten@example.com).",
            "Enter a phone number (such as 0912 345 678) or an e-mail address (such as name@example.com).",
        ),
        "contact_email_not_here" => (
            "Cổng này chưa gửi được thư điện tử. Hãy nhập số điện thoại.",
            "This portal sends no e-mail yet. Enter a phone number.",
        ),
        "contact_phone_not_here" => (
            "Cổng này chưa gửi được tin nhắn SMS. Hãy nhập thư điện tử.",
            "This portal sends no SMS yet. Enter an e-mail address.",
        ),
        "sign_in_code_too_often" => {
            return Some(locale.pick(
                format!("Vừa có mã gửi đến địa chỉ này. Hãy xem lại hộp thư hoặc tin nhắn; sau {argument} phút có thể nhận mã mới."),
                format!("A code went to this address a moment ago. Look into your messages; in {argument} min you can get another one."),
            ));
        }
        "sign_in_code_not_sent" => (
            "Không gửi được mã lúc này. Hãy kiểm tra địa chỉ, rồi thử lại sau một phút.",
            "The code could not be sent now. Check the address and try again in a minute.",
        ),
        "sign_in_code_form" => ("Nhập đủ 6 chữ số của mã.", "Enter all 6 digits of the code."),
        "sign_in_code_wrong" => (
            "Mã không đúng. Hãy xem lại tin mới nhất: chỉ mã cuối cùng bạn nhận trên máy này dùng được.",
            "The code is not right. Look at the newest message: only the last code that you asked for here works.",
        ),
        "sign_in_code_over" => (
            "Mã này không dùng được nữa: quá 10 phút, đã dùng, hoặc nhập sai quá nhiều lần. Hãy nhận mã mới.",
            "This code does not work any more: older than 10 minutes, used, or wrong too often. Get a new one.",
        ),
        "contact_unknown" => (
            "Không có địa chỉ này trong tài khoản của bạn. Có thể bạn vừa xoá ở một cửa sổ khác.",
            "This address is not in your account. Perhaps you removed it in another window.",
        ),
        "contact_only_one" => (
            "Đây là cách đăng nhập duy nhất của bạn. Hãy thêm một cách khác trước khi xoá.",
            "This is your only way to sign in. Add another one before you remove it.",
        ),
        "account_delete_unconfirmed" => (
            "Đánh dấu vào ô xác nhận nếu bạn thật sự muốn xoá tài khoản.",
            "Tick the box if you really want to delete the account.",
        ),
        "account_sign_in_needed" => ("Hãy đăng nhập để tiếp tục.", "Sign in to go on."),
        _ => return None,
    };
    Some(locale.pick(vi, en).to_owned())
}
