//! The sentence for the keys of notices that could not be delivered: what was not done, and what to do.

use domain::filing::Problem;

use super::Locale;

/// Every key answered here; the test walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 5] =
    ["notice_unknown", "notice_not_given_up", "notice_no_other_way", "notice_other_way_used", "mailbox_not_here"];

pub(super) fn notice_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    let (vi, en) = match problem.key.as_str() {
        "notice_unknown" => (
            "Không có thông báo này trong đơn vị của bạn. Hãy mở lại danh sách thông báo chưa đến.",
            "There is no such notice at your agency. Open the list of notices again.",
        ),
        "notice_not_given_up" => (
            "Thông báo này đã gửi được hoặc đang chờ gửi lại, có thể do ai đó vừa bấm. Hãy mở lại danh sách.",
            "This notice was sent or is waiting; somebody may have just pressed. Open the list again.",
        ),
        "notice_no_other_way" => (
            "Người nộp không để lại cách liên lạc nào khác mà cổng gửi được. Hãy gọi điện, hoặc báo khi họ đến quầy.",
            "The applicant left no other way by which this portal sends. Call them, or tell them at the counter.",
        ),
        "notice_other_way_used" => (
            "Tin này đã được gửi hoặc đã thử gửi bằng cách kia rồi. Hãy gọi điện cho người nộp.",
            "This news was sent or tried by the other way already. Call the applicant.",
        ),
        "mailbox_not_here" => (
            "Cổng này gửi thư và tin nhắn thật nên không có hộp thư thử nghiệm.",
            "This portal really sends its messages, so there is no mailbox for trying.",
        ),
        _ => return None,
    };
    Some(locale.pick(vi, en).to_owned())
}
