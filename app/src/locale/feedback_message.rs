//! The sentence for the keys of feedback: what was not done, and what to do.

use domain::filing::Problem;

use super::Locale;

/// Every key answered here; the test walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 27] = [
    "choose_one",
    "feedback_too_short",
    "feedback_other_channel",
    "feedback_key_reused",
    "feedback_not_found",
    "feedback_not_public",
    "feedback_not_here",
    "feedback_closed",
    "feedback_not_acknowledged",
    "feedback_acknowledged",
    "feedback_same_agency",
    "feedback_no_answer",
    "feedback_judged",
    "feedback_too_early",
    "feedback_not_late",
    "feedback_refused_late",
    "photo_kind",
    "photo_missing",
    "too_many_photos",
    "answer_says_nothing",
    "answer_day_past",
    "answer_tells_who",
    "publication_not_over",
    "publication_no_method",
    "publication_first_missing",
    "publication_counters",
    "explanation_closed",
];

pub(super) fn feedback_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let argument = problem.arguments.first().map_or("", String::as_str);
    let (vi, en) = match problem.key.as_str() {
        "feedback_too_short" => {
            return Some(locale.pick(
                format!("Hãy kể rõ hơn, ít nhất {argument} ký tự: chuyện gì, lúc nào, bạn muốn cơ quan làm gì."),
                format!("Tell more, at least {argument} characters: what, when, and what the agency should do."),
            ));
        }
        "feedback_key_reused" => {
            return Some(locale.pick(
                format!(
                    "Bạn đã gửi nội dung trước đó từ trang này, với mã {argument}. Nếu đây là việc khác, hãy bấm gửi lần nữa."
                ),
                format!("You sent something from this page before, as {argument}. If this is another matter, send it again."),
            ));
        }
        "too_many_photos" => {
            return Some(locale.pick(
                format!("Mỗi phản ánh có nhiều nhất {argument} ảnh."),
                format!("At most {argument} photos fit."),
            ));
        }
        "answer_says_nothing" => {
            return Some(locale.pick(
                format!(
                    "Phần này chưa nói được gì ngoài lời cảm ơn hoặc nhắc lại câu hỏi. Hãy viết ít nhất {argument} từ về việc cụ thể."
                ),
                format!("Without courtesies and the question itself this says nothing. Write at least {argument} words on the matter."),
            ));
        }
        "publication_counters" => {
            return Some(locale.pick(
                format!("{argument} số đếm không khớp với lịch sử hồ sơ nên chưa công bố. Chạy «motcua indicators recompute» rồi công bố lại."),
                format!("{argument} counters do not say what the histories say, so nothing was published. Run `motcua indicators recompute`, then publish."),
            ));
        }
        "choose_one" => ("Hãy chọn một.", "Choose one."),
        "feedback_other_channel" => (
            "Nội dung nhắc đến khiếu nại hoặc tố cáo. Hãy đọc lời nhắc, rồi đánh dấu nếu bạn muốn gửi như phản ánh.",
            "The text speaks of a complaint or denunciation. Read the note, and tick the box if you mean feedback.",
        ),
        "feedback_not_found" => (
            "Không tìm thấy phản ánh với mã và PIN này. Hãy xem lại hai mã trên màn hình lúc gửi.",
            "No feedback has this code and PIN. Check both as they stood on the page after sending.",
        ),
        "feedback_not_public" => (
            "Không có phản ánh nào được công bố với mã này. Nếu là phản ánh của bạn, hãy tra cứu bằng mã và PIN.",
            "No feedback is published under this code. If it is yours, look it up with code and PIN.",
        ),
        "feedback_not_here" => (
            "Không có phản ánh này trong đơn vị của bạn. Có thể nó đã được chuyển đi: hãy mở lại danh sách.",
            "There is no such feedback at your agency. It may have been passed on: open the list again.",
        ),
        "feedback_closed" => (
            "Phản ánh này không còn mở nên không làm được việc đó nữa.",
            "This feedback is not open any more, so this cannot be done.",
        ),
        "feedback_not_acknowledged" => (
            "Hãy xác nhận đã nhận và nói bộ phận nào trả lời, rồi mới trả lời.",
            "Acknowledge it first and say which office answers.",
        ),
        "feedback_acknowledged" => ("Phản ánh này đã được xác nhận.", "This feedback was acknowledged before."),
        "feedback_same_agency" => (
            "Phản ánh đang ở chính cơ quan này. Hãy chọn cơ quan khác.",
            "It lies at this very agency. Choose another one.",
        ),
        "feedback_no_answer" => ("Chưa có câu trả lời để cho ý kiến.", "There is no answer to judge yet."),
        "feedback_judged" => ("Bạn đã cho ý kiến rồi.", "You have said so before."),
        "feedback_too_early" => {
            ("Hai tuần sau câu trả lời mới hỏi lại việc này.", "This is asked two weeks after the answer.")
        }
        "feedback_not_late" => ("Câu trả lời chưa quá hạn.", "The answer is not late."),
        "feedback_refused_late" => (
            "Phản ánh đã được mở lại: cơ quan cấp trên phải tự trả lời, không chuyển và không từ chối.",
            "It was opened again: the agency above has to answer itself and can neither pass it on nor refuse it.",
        ),
        "photo_kind" => (
            "Tệp này không phải ảnh. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC.",
            "This is no photo. Choose a JPEG, PNG, WebP or HEIC.",
        ),
        "photo_missing" => ("Hãy chọn một ảnh rồi bấm gửi.", "Choose a photo, then send it."),
        "answer_day_past" => {
            ("Ngày này đã qua. Hãy ghi một ngày sắp tới.", "This day is over. Give one that is to come.")
        }
        "answer_tells_who" => (
            "Có số dài hoặc thư điện tử có thể là của một người. Câu trả lời được công bố: hãy bỏ đi.",
            "There is a long number or an e-mail address that may be somebody's. The answer is published: take it out.",
        ),
        "publication_not_over" => {
            ("Chỉ công bố được một tháng đã qua hết.", "Only a month that is over can be published.")
        }
        "publication_no_method" => {
            ("Chưa có cách tính nào có hiệu lực cho tháng đó.", "No method was in force in that month.")
        }
        "publication_first_missing" => (
            "Tháng đó chưa được công bố nên chưa có gì để đính chính.",
            "That month is not published, so there is nothing to correct.",
        ),
        "explanation_closed" => (
            "Không có yêu cầu giải trình này, hoặc đã được trả lời.",
            "There is no such request, or it was answered before.",
        ),
        _ => return None,
    };
    Some(locale.pick(vi, en).to_owned())
}
