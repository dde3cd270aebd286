//! The names of official papers, as lists of them show them.

use domain::paper::Form;

use crate::locale::Locale;

/// What a form is called, with its number.
#[must_use]
pub fn form_name(locale: Locale, form: Form) -> &'static str {
    match form {
        Form::Receipt => {
            locale.pick("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)", "Receipt and appointment (form 01)")
        }
        Form::SupplementRequest => {
            locale.pick("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02)", "Request to complete the dossier (form 02)")
        }
        Form::Refusal => locale.pick("Phiếu từ chối tiếp nhận hồ sơ (mẫu 03)", "Refusal of the dossier (form 03)"),
        Form::Apology => {
            locale.pick("Phiếu xin lỗi và hẹn lại ngày trả kết quả (mẫu 04)", "Apology and new date (form 04)")
        }
        Form::ControlSheet => {
            locale.pick("Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 05)", "Control sheet (form 05)")
        }
    }
}
