//! The sentence for the keys of accounts and the desk.

use domain::filing::Problem;
use domain::staff::{MAX_PASSWORD, MIN_PASSWORD};

use super::Locale;

/// Every key answered here; the test of `message.rs` walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 23] = [
    "sign_in_wrong",
    "sign_in_again",
    "sign_in_needed",
    "permission_needed",
    "second_factor_wrong",
    "set_up_code_wrong",
    "password_short",
    "password_long",
    "password_like_name",
    "password_simple",
    "password_differs",
    "password_wrong",
    "session_unknown",
    "staff_login_form",
    "staff_login_taken",
    "staff_name_form",
    "staff_role_required",
    "staff_agency_required",
    "staff_agency_unknown",
    "staff_unknown",
    "staff_out_of_reach",
    "staff_own_account",
    "staff_only",
];

pub(super) fn staff_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let argument = problem.arguments.first().map_or("", String::as_str);
    if let Some((vi, en)) = fixed(&problem.key) {
        return Some(locale.pick(vi, en).to_owned());
    }
    let (vi, en) = match problem.key.as_str() {
        "password_short" => (
            format!("Mật khẩu cần ít nhất {MIN_PASSWORD} ký tự. Một câu ngắn bạn dễ nhớ là tốt nhất."),
            format!("A password has at least {MIN_PASSWORD} characters. A short sentence that you remember is best."),
        ),
        "password_long" => (
            format!("Mật khẩu dài nhất {MAX_PASSWORD} ký tự. Hãy rút ngắn."),
            format!("A password has at most {MAX_PASSWORD} characters. Shorten it."),
        ),
        "staff_login_taken" => (
            format!("Tên đăng nhập “{argument}” đã có người dùng. Hãy chọn tên khác."),
            format!("The login “{argument}” is taken. Choose another one."),
        ),
        "staff_agency_unknown" => (
            format!("Không có cơ quan nào mang mã “{argument}”. Hãy chọn trong danh sách cơ quan của tỉnh."),
            format!("There is no agency “{argument}”. Use a code of the province's agencies, such as H28.14."),
        ),
        _ => return None,
    };
    Some(locale.pick(vi, en))
}

fn fixed(key: &str) -> Option<(&'static str, &'static str)> {
    Some(match key {
        "sign_in_wrong" => (
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem lại bộ gõ tiếng Việt và phím Caps Lock. Sai nhiều lần thì tài khoản tạm khoá ít nhất 1 phút; hãy đợi rồi thử lại.",
            "The login or the password is not right. Check the keyboard and Caps Lock. After several wrong attempts an account is locked for at least a minute; wait, then try again.",
        ),
        "sign_in_again" => {
            ("Phiên đăng nhập đã hết. Hãy đăng nhập lại từ đầu.", "This sign-in is over. Sign in again from the start.")
        }
        "sign_in_needed" => (
            "Phần này dành cho cán bộ. Hãy đăng nhập tại /can-bo/dang-nhap.",
            "This part is for staff. Sign in at /en/can-bo/dang-nhap.",
        ),
        "permission_needed" => (
            "Vai trò của bạn chưa cho phép việc này. Hãy nhờ quản trị viên của đơn vị.",
            "Your roles do not allow this. Ask the administrator of your agency.",
        ),
        "staff_only" => (
            "Địa chỉ này chưa mở cho ai. Hãy quay lại trang chính của cán bộ.",
            "This address is open to nobody. Go back to the start page of the desk.",
        ),
        "second_factor_wrong" => (
            "Mã chưa đúng hoặc đã được dùng. Hãy đợi ứng dụng hiện mã mới rồi nhập mã đó; nếu vừa nhập sai nhiều lần, tài khoản tạm khoá, hãy đợi ít nhất 1 phút.",
            "The code is not right or was used. Wait until the app shows a new one and enter that; after several wrong codes the account is locked, so wait at least a minute.",
        ),
        "set_up_code_wrong" => (
            "Mã chưa đúng. Hãy kiểm tra giờ của điện thoại, đợi mã mới và nhập lại 6 chữ số.",
            "The code is not right. Check the phone's clock, wait for a new code and enter its 6 digits.",
        ),
        "password_like_name" => (
            "Mật khẩu gần giống tên của bạn nên dễ bị đoán. Hãy chọn một câu khác.",
            "The password is too much like your name and easy to guess. Choose another sentence.",
        ),
        "password_simple" => (
            "Mật khẩu này nằm trong số được thử đầu tiên. Hãy chọn một câu ngắn ít người nghĩ đến.",
            "This password is among those tried first. Choose a short sentence that few would think of.",
        ),
        "password_differs" => (
            "Hai lần nhập mật khẩu khác nhau. Hãy nhập lại lần thứ hai cho giống lần đầu.",
            "The two passwords differ. Type the second one like the first.",
        ),
        "password_wrong" => (
            "Mật khẩu hiện tại chưa đúng. Nếu vừa nhập sai nhiều lần, hãy đợi ít nhất 1 phút.",
            "The current password is not right. After several wrong ones wait at least a minute.",
        ),
        "session_unknown" => {
            ("Phiên này đã kết thúc. Hãy tải lại trang.", "This session has ended. Load the page again.")
        }
        "staff_login_form" => (
            "Tên đăng nhập gồm 2 đến 64 chữ cái, chữ số, dấu chấm, gạch nối, gạch dưới hoặc @, không có khoảng trắng.",
            "A login has 2 to 64 letters, digits, dots, hyphens, underscores or @, and no blanks.",
        ),
        "staff_name_form" => ("Nhập họ và tên, tối đa 100 ký tự.", "Enter the full name, up to 100 characters."),
        "staff_role_required" => ("Chọn ít nhất một vai trò.", "Choose at least one role."),
        "staff_agency_required" => ("Chọn cơ quan trong danh sách.", "Choose an agency from the list."),
        "staff_unknown" => {
            ("Không có tài khoản này. Hãy xem lại tên đăng nhập.", "There is no such account. Check the login.")
        }
        "staff_out_of_reach" => (
            "Tài khoản hoặc vai trò này thuộc cơ quan ngoài phạm vi của bạn. Hãy nhờ quản trị viên cấp trên.",
            "This account or role belongs to an agency outside your reach. Ask an administrator above you.",
        ),
        "staff_own_account" => (
            "Bạn không tự làm việc này với tài khoản của mình được. Hãy nhờ một quản trị viên khác.",
            "You cannot do this to your own account. Ask another administrator.",
        ),
        _ => return None,
    })
}
