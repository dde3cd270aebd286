//! What the figures of the indicators are called.

use super::Locale;

/// The name of a total or of a list by its key, such as `settled_late`; none for components, which the method names.
#[must_use]
pub fn figure_name(locale: Locale, key: &str) -> Option<String> {
    if let Some(name) = base_name(locale, key) {
        return Some(name.to_owned());
    }
    let name = base_name(locale, key.strip_prefix("online_")?)?;
    Some(locale.pick(format!("{name} (nộp trực tuyến)"), format!("{name} (filed online)")))
}

fn base_name(locale: Locale, key: &str) -> Option<&'static str> {
    let (vi, en) = match key {
        "submitted" => ("Nộp", "Filed"),
        "received" => ("Tiếp nhận", "Accepted"),
        "digitised" => ("Tiếp nhận với giấy tờ điện tử", "Accepted with electronic papers"),
        "refused" => ("Từ chối", "Refused"),
        "withdrawn" => ("Người nộp rút", "Withdrawn"),
        "settled_early" => ("Xong trước hạn", "Settled early"),
        "settled_on_time" => ("Xong đúng hạn", "Settled on the day"),
        "settled_late" => ("Xong trễ hạn", "Settled late"),
        "settled_undated" => ("Xong, không có hạn", "Settled, no limit"),
        "electronic_result" => ("Kết quả điện tử", "Electronic results"),
        "returned" => ("Đã trả kết quả", "Results handed over"),
        "open_in_time" => ("Đang giải quyết, còn hạn", "In hand, in time"),
        "open_late" => ("Đang giải quyết, quá hạn", "In hand, overdue"),
        "open_paused" => ("Đang tạm dừng", "In hand, paused"),
        "supplement_request" => ("Yêu cầu bổ sung", "Requests for more papers"),
        "apology" => ("Thư xin lỗi", "Apologies"),
        "rated" => ("Lượt đánh giá", "Ratings"),
        "rated_satisfied" => ("Lượt đánh giá hài lòng", "Satisfied ratings"),
        "feedback_received" => ("Phản ánh nhận được", "Feedback received"),
        "feedback_answered_in_time" => ("Phản ánh trả lời đúng hạn", "Feedback answered in time"),
        "feedback_answered_late" => ("Phản ánh trả lời trễ", "Feedback answered late"),
        "feedback_refused" => ("Phản ánh không thụ lý", "Feedback not taken up"),
        "feedback_answers" => ("Trả lời được công nhận", "Answers said to answer"),
        "feedback_does_not_answer" => ("Trả lời chưa đúng câu hỏi", "Answers said not to answer"),
        "feedback_solved" => ("Việc phản ánh đã giải quyết thật", "Said to be really solved"),
        "feedback_not_solved" => ("Việc phản ánh chưa giải quyết", "Said not to be solved"),
        "feedback_owed_in_time" => ("Phản ánh chờ trả lời, còn hạn", "Answers owed, in time"),
        "feedback_owed_late" => ("Phản ánh chờ trả lời, quá hạn", "Answers owed, late"),
        "delays" => ("Danh sách hồ sơ chậm", "List of delays"),
        "apologies" => ("Danh sách thư xin lỗi", "List of apologies"),
        _ => return None,
    };
    Some(locale.pick(vi, en))
}

/// Every key that has a name here, beside those of filing online.
pub(crate) const FIGURES: [&str; 30] = [
    "submitted",
    "received",
    "digitised",
    "refused",
    "withdrawn",
    "settled_early",
    "settled_on_time",
    "settled_late",
    "settled_undated",
    "electronic_result",
    "returned",
    "open_in_time",
    "open_late",
    "open_paused",
    "supplement_request",
    "apology",
    "rated",
    "rated_satisfied",
    "feedback_received",
    "feedback_answered_in_time",
    "feedback_answered_late",
    "feedback_refused",
    "feedback_answers",
    "feedback_does_not_answer",
    "feedback_solved",
    "feedback_not_solved",
    "feedback_owed_in_time",
    "feedback_owed_late",
    "delays",
    "apologies",
];

#[cfg(test)]
mod tests {
    use super::*;
    use domain::indicator::Measure;

    #[test]
    fn every_total_has_a_name_in_both_languages() {
        let measures = Measure::ALL.into_iter().filter(|measure| !measure.is_stock()).map(Measure::key);
        for key in measures.chain(FIGURES) {
            for locale in [Locale::Vi, Locale::En] {
                assert!(figure_name(locale, key).is_some(), "{key}");
                assert!(figure_name(locale, &format!("online_{key}")).is_some(), "{key}");
            }
        }
        assert_eq!(figure_name(Locale::Vi, "unheard_of"), None);
    }
}
