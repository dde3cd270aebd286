//! The sentence for the keys of the services and the API: what was not done, and what to do.

use domain::filing::Problem;

use super::Locale;

/// Every key answered here; the test walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 48] = [
    "rating_link_unknown",
    "rating_link_over",
    "rating_link_used",
    "rating_required",
    "rating_unknown",
    "rating_incomplete",
    "rating_not_now",
    "rating_over",
    "procedure_unknown",
    "procedure_withdrawn",
    "procedure_not_online",
    "procedure_not_received_here",
    "draft_submitted",
    "draft_expired",
    "resume_code_unknown",
    "mail_not_sent_here",
    "mail_asked_too_often",
    "agency_unknown",
    "case_unknown",
    "answers_form",
    "answers_too_large",
    "answers_too_deep",
    "form_unknown",
    "answers_incomplete",
    "submission_key_form",
    "submission_key_required",
    "submission_key_reused",
    "already_submitted",
    "not_submitted",
    "withdraw_too_late",
    "draft_is_supplement",
    "supplement_closed",
    "supplement_untouched",
    "no_appointment",
    "version_required",
    "body_form",
    "form_unread",
    "query_form",
    "multipart_required",
    "component_first",
    "file_unknown",
    "other_site",
    "timed_out",
    "internal_error",
    "busy",
    "too_many_requests",
    "call_unknown",
    "method_not_allowed",
];

pub(super) fn service_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let argument = problem.arguments.first().map_or("", String::as_str);
    let (vi, en) = fixed(&problem.key).map(|(vi, en)| (vi.to_owned(), en.to_owned())).or_else(|| {
        Some(match problem.key.as_str() {
            "answers_form" => (
                format!("Nội dung gửi lên không đúng cấu trúc của biểu mẫu: {argument}."),
                format!("The answers do not have the form's structure: {argument}."),
            ),
            "answers_too_large" => {
                let limit = super::bytes(locale, argument.parse().unwrap_or(0));
                (
                    format!(
                        "Tất cả câu trả lời cộng lại dài quá {limit}. Hãy viết ngắn hơn, hoặc gửi phần dài bằng tệp."
                    ),
                    format!(
                        "All answers together are longer than {limit}. Shorten them, or attach what is long as a file."
                    ),
                )
            }
            "answers_too_deep" => (
                format!("Câu trả lời lồng nhau quá {argument} tầng. Hãy gửi đúng cấu trúc của biểu mẫu."),
                format!("The answers are nested more than {argument} levels deep. Send them in the form's structure."),
            ),
            "already_submitted" => (
                format!("Hồ sơ này đã được nộp, mã {argument}. Không cần nộp lại."),
                format!("This draft was already filed as {argument}. There is no need to file it again."),
            ),
            "body_form" => (
                format!("Nội dung gửi lên chưa đúng: {argument}."),
                format!("The body is not as expected: {argument}."),
            ),
            "query_form" => (
                format!("Tham số trong địa chỉ chưa đúng: {argument}."),
                format!("A parameter of the address is not understood: {argument}."),
            ),
            "supplement_untouched" => (
                format!(
                    "Còn {argument} mục được yêu cầu mà chưa sửa. Hãy sửa, hoặc giải thích ở đây vì sao không sửa."
                ),
                format!("Of what was asked for, {argument} not changed yet. Change it, or explain here why not."),
            ),
            "too_many_requests" => (
                format!("Hãy đợi {argument} giây rồi thử lại. Những gì đã lưu vẫn còn."),
                format!("Wait {argument} seconds and try again. What was saved is still there."),
            ),
            _ => return None,
        })
    })?;
    Some(locale.pick(vi, en))
}

fn fixed(key: &str) -> Option<(&'static str, &'static str)> {
    Some(match key {
        "form_unread" => (
            "Chưa đọc được nội dung vừa gửi vì quá dài hoặc bị đứt giữa chừng; chưa có gì được ghi. Hãy quay lại trang trước, rút ngắn rồi gửi lại.",
            "What was sent could not be read, because it is too long or broke off; nothing was recorded. Go back, shorten it, and send it again.",
        ),
        "procedure_unknown" => (
            "Không có thủ tục nào với mã này. Hãy tìm thủ tục theo tên.",
            "There is no procedure with this code. Search for it by name.",
        ),
        "form_unknown" => (
            "Thủ tục này không có biểu mẫu điện tử riêng. Hãy nộp bằng các mục chung và giấy tờ.",
            "This procedure has no electronic form of its own. File it with the general entries and papers.",
        ),
        "procedure_withdrawn" => (
            "Thủ tục này đã bị bãi bỏ hoặc rút khỏi danh mục, nên không nhận hồ sơ nữa. Hãy tìm thủ tục thay thế.",
            "This procedure was withdrawn and takes no dossiers any more. Look for the one that replaces it.",
        ),
        "procedure_not_online" => (
            "Thủ tục này chưa nộp được trên mạng. Bạn nộp tại bộ phận Một cửa hoặc qua bưu chính; trang thủ tục ghi rõ nơi nộp.",
            "This procedure cannot be filed online. File it at the one-stop desk or by post; its page says where.",
        ),
        "procedure_not_received_here" => (
            "Thủ tục này không do tỉnh tiếp nhận. Trang thủ tục ghi rõ cơ quan thực hiện.",
            "No desk of this province receives this procedure. Its page names the agency that does.",
        ),
        "draft_submitted" => (
            "Hồ sơ này đã được nộp nên không sửa được nữa. Dùng mã trên biên nhận để theo dõi.",
            "This dossier has been filed and cannot be changed any more. Follow it with the code on the receipt.",
        ),
        "withdraw_too_late" => (
            "Không rút được nữa: hồ sơ đã xong hoặc đã kết thúc. Hãy tra cứu lại để xem hồ sơ đang thế nào.",
            "It cannot be withdrawn any more: it is settled or has ended. Look it up again to see how it stands.",
        ),
        "draft_is_supplement" => (
            "Bản nháp này là phần bổ sung của một hồ sơ: không nộp thành hồ sơ mới, không đổi trường hợp hay nơi nhận. Hãy gửi nó ở trang bổ sung.",
            "This draft completes a dossier: it is not filed as a new one, and neither case nor agency can be changed. Send it on the page where it was begun.",
        ),
        "supplement_closed" => (
            "Chưa gửi được: hồ sơ không chờ bạn bổ sung nữa. Những gì bạn điền vẫn còn; hãy tra cứu để xem hồ sơ đang thế nào.",
            "Not sent: the dossier does not wait for you to complete it any more. What you filled in is kept; look it up to see how it stands.",
        ),
        "no_appointment" => (
            "Hồ sơ này không có ngày hẹn. Ngày hẹn có khi cơ quan tiếp nhận hồ sơ; hãy tra cứu lại sau.",
            "This dossier has no appointment. It gets one when the agency receives it; look it up again later.",
        ),
        "draft_expired" => (
            "Bản nháp này đã hết hạn. Mở trang “Làm tiếp hồ sơ” (/tiep-tuc) và nhập mã làm tiếp để khôi phục.",
            "This draft has expired. Open the page “Go on with a draft” (/en/tiep-tuc) and enter its code to restore it.",
        ),
        "resume_code_unknown" => (
            "Không mở được bản nháp nào bằng mã này: mã chưa đúng, hoặc bản nháp đã nộp, đã bỏ hay đã xoá. Hãy so lại từng chữ.",
            "No draft opens with this code: it is not right, or the draft was filed, discarded or cleared. Compare each character.",
        ),
        "mail_not_sent_here" => (
            "Cổng này không gửi thư điện tử. Hãy chép hoặc in mã làm tiếp.",
            "This portal sends no e-mail. Write the code down or print it.",
        ),
        "mail_asked_too_often" => (
            "Liên kết vừa được gửi đến địa chỉ này. Hãy xem cả mục thư rác, và đợi 10 phút trước khi gửi lại.",
            "The link was sent to this address just now. Look into the spam folder too, and wait 10 minutes before sending it again.",
        ),
        "agency_unknown" => (
            "Nơi nhận này không nhận thủ tục bạn chọn. Hãy chọn nơi khác trong danh sách.",
            "This desk does not receive the procedure. Choose another one from the list.",
        ),
        "case_unknown" => (
            "Thủ tục không có trường hợp này. Hãy chọn một trường hợp trong danh sách.",
            "The procedure has no such case. Choose one from the list.",
        ),
        "answers_incomplete" => (
            "Còn mục chưa điền hoặc chưa đúng. Hãy xem từng mục được nêu.",
            "Some entries are missing or not right. Each of them is named.",
        ),
        "submission_key_form" => (
            "Khoá nộp phải là chữ và số, tối đa 200 ký tự. Hãy dùng khoá đi kèm hồ sơ nháp.",
            "A submission key is up to 200 visible characters. Use the one that came with the draft.",
        ),
        "submission_key_required" => (
            "Thiếu khoá nộp (Idempotency-Key). Hãy gửi khoá đi kèm hồ sơ nháp.",
            "The submission key (Idempotency-Key) is missing. Send the one that came with the draft.",
        ),
        "submission_key_reused" => (
            "Khoá nộp này đã được dùng cho một hồ sơ có nội dung khác. Hồ sơ này chưa được nộp; hãy dùng khoá của chính nó.",
            "This submission key was used for a dossier with other content. This one was not filed; use its own key.",
        ),
        "not_submitted" => (
            "Hồ sơ này chưa được nộp nên chưa có biên nhận.",
            "This draft has not been filed, so there is no receipt yet.",
        ),
        "rating_link_unknown" => (
            "Đường dẫn không đúng hoặc thiếu mất một phần. Mở lại từ thư hay mã QR, hoặc đánh giá ở trang tra cứu bằng mã và PIN.",
            "The link is wrong or cut off. Open it again from the message or QR code, or rate on the look-up page with code and PIN.",
        ),
        "rating_link_over" => (
            "Đường dẫn đã hết hạn 30 ngày. Bạn vẫn đánh giá được ở trang tra cứu, bằng mã và PIN.",
            "The 30 days of this link are over. You can still rate on the look-up page, with code and PIN.",
        ),
        "rating_link_used" => (
            "Đã có đánh giá cho lần này nên đường dẫn không dùng được nữa. Muốn sửa, hãy vào trang tra cứu bằng mã và PIN.",
            "There is a rating already, so the link does nothing any more. To change it, use the look-up page with code and PIN.",
        ),
        "rating_required" => ("Chọn một câu trả lời: bạn có hài lòng không.", "Choose an answer: are you satisfied."),
        "rating_unknown" => ("Chọn một trong các câu trả lời có sẵn.", "Choose one of the answers that are offered."),
        "rating_incomplete" => {
            ("Đánh giá chưa đủ. Xem lại các câu được đánh dấu.", "The rating is not complete. See what is marked.")
        }
        "rating_not_now" => (
            "Hồ sơ này chưa có gì để đánh giá: cơ quan chưa tiếp nhận, hoặc bạn đã rút hồ sơ.",
            "There is nothing to rate yet: the agency has not accepted this dossier, or you withdrew it.",
        ),
        "rating_over" => (
            "Đánh giá này đã gửi hơn 7 ngày nên không sửa được nữa.",
            "This rating is more than 7 days old and cannot be changed any more.",
        ),
        "version_required" => (
            "Hãy gửi kèm phiên bản bạn đang sửa trong tiêu đề If-Match, ví dụ If-Match: \"3\".",
            "Send the version you are changing in the If-Match header, such as If-Match: \"3\".",
        ),
        "multipart_required" => (
            "Tệp phải được gửi dưới dạng multipart/form-data với hai mục component và file.",
            "A file is sent as multipart/form-data with the fields component and file.",
        ),
        "component_first" => (
            "Mục component phải đứng trước mục file, để biết tệp thuộc giấy tờ nào.",
            "The field component must come before file, so that it is known which paper the file belongs to.",
        ),
        "file_unknown" => (
            "Hồ sơ nháp này không có tệp đó; có thể tệp đã được bỏ trước đó.",
            "This draft has no such file; it may have been removed before.",
        ),
        "other_site" => (
            "Yêu cầu này đến từ một trang web khác nên không được thực hiện. Hãy mở lại trang của cổng và làm lại từ đó.",
            "This came from another website, so it was not done. Open the portal itself and do it from there.",
        ),
        "timed_out" => (
            "Yêu cầu này mất quá nhiều thời gian nên đã dừng. Những gì đã lưu vẫn còn. Hãy thử lại.",
            "This took too long and was stopped. What was saved is still there. Try again.",
        ),
        "internal_error" => (
            "Hệ thống đang có trục trặc. Những gì đã lưu vẫn còn. Hãy thử lại sau vài phút.",
            "Something went wrong on our side. What was saved is still there. Try again in a few minutes.",
        ),
        "busy" => (
            "Đang có quá nhiều yêu cầu cùng lúc. Yêu cầu này chưa được thực hiện; hãy thử lại sau vài giây.",
            "Too much is being asked at once. This was not done; try again in a few seconds.",
        ),
        "call_unknown" => (
            "Không có lời gọi này. Danh sách đầy đủ ở /api/v1/openapi.json.",
            "There is no such call. All of them are listed at /api/v1/openapi.json.",
        ),
        "method_not_allowed" => (
            "Địa chỉ này không nhận phương thức đó. Xem /api/v1/openapi.json.",
            "This address does not take that method. See /api/v1/openapi.json.",
        ),
        _ => return None,
    })
}
