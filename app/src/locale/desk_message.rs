//! The sentence for the keys of the desk: why an act on a dossier was not done, and what to do.

use domain::dossier::Status;
use domain::filing::Problem;

use time::OffsetDateTime;

use super::{Locale, date_time};

/// Every key answered here; the test walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 35] = [
    "not_permitted",
    "dossier_changed",
    "desk_date_form",
    "desk_not_in_this_status",
    "desk_held_by_another",
    "desk_not_held",
    "desk_missing",
    "desk_too_long",
    "desk_nothing_named",
    "desk_too_much_named",
    "desk_second_needs_reason",
    "desk_already_answered",
    "desk_not_this_step",
    "desk_choose_next",
    "desk_consultation_open",
    "desk_no_such_consultation",
    "desk_result_missing",
    "desk_no_amount",
    "desk_nothing_promised",
    "desk_apology_waits",
    "desk_no_apology",
    "desk_not_later",
    "desk_not_yours_to_take_back",
    "desk_same_unit",
    "desk_date_needed",
    "desk_closed_then",
    "filter_name_missing",
    "filter_name_too_long",
    "filter_too_many",
    "batch_nothing_chosen",
    "batch_too_many",
    "register_ends_first",
    "register_too_long",
    "result_kind",
    "result_not_there",
];

pub(super) fn desk_sentence(locale: Locale, problem: &Problem) -> Option<String> {
    if problem.key == "desk_not_in_this_status" {
        let code = problem.arguments.first().and_then(|code| code.parse().ok());
        let status = code.and_then(Status::from_code);
        let name = status.map(|status| locale.pick(status.name_vi(), status.name_en())).unwrap_or_default();
        return Some(locale.pick(
            format!("Không làm được khi hồ sơ ở trạng thái «{name}». Hãy xem lại hồ sơ: có thể ai đó vừa xử lý."),
            format!(
                "This cannot be done while the dossier is «{name}». Look again: somebody may have just dealt with it."
            ),
        ));
    }
    if problem.key == "desk_closed_then" {
        let open = problem.arguments.first().and_then(|at| at.parse().ok());
        let open = open.and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok());
        let open = open.map(|at| date_time(locale, at)).unwrap_or_default();
        return Some(locale.pick(
            format!("Lúc đó cơ quan đóng cửa, không ai trả được kết quả. Giờ mở cửa gần nhất sau đó: {open}."),
            format!("The agency is closed then, and nobody could hand anything over. It opens next: {open}."),
        ));
    }
    let (vi, en) = match problem.key.as_str() {
        "not_permitted" => (
            "Vai trò của bạn không được làm việc này với hồ sơ này. Hãy nhờ người có quyền ở đơn vị đang giữ hồ sơ.",
            "Your roles do not allow this with this dossier. Ask somebody at the unit that has it.",
        ),
        "dossier_changed" => (
            "Hồ sơ đã thay đổi sau khi bạn mở trang này. Chưa có gì được ghi; hãy xem lại rồi làm tiếp nếu vẫn cần.",
            "The dossier changed after you opened this page. Nothing was written; look again and repeat it if it is still needed.",
        ),
        "desk_date_form" => (
            "Ghi ngày theo dạng 2026-12-01, ngày giờ theo dạng 2026-12-01T16:00.",
            "Write a date as 2026-12-01, a date and time as 2026-12-01T16:00.",
        ),
        "desk_held_by_another" => (
            "Người khác đang nhận việc này. Hãy nhờ người đó trả lại việc trước.",
            "Somebody else has it in hand. Ask them to give it back first.",
        ),
        "desk_not_held" => ("Chưa ai nhận việc này.", "Nobody has it in hand."),
        "desk_missing" => ("Mục này không được để trống.", "This has to be filled in."),
        "desk_too_long" => ("Viết ngắn hơn 4.000 chữ cái.", "Write less than 4,000 characters."),
        "desk_nothing_named" => (
            "Nêu ít nhất một giấy tờ hoặc một mục cần bổ sung, và cách sửa.",
            "Name at least one paper or field, and what to do about it.",
        ),
        "desk_too_much_named" => ("Nêu tối đa 100 giấy tờ và mục.", "Name 100 papers and fields at most."),
        "desk_second_needs_reason" => (
            "Đây là lần thứ hai trở đi: hãy nêu lý do vì sao lần trước chưa đủ.",
            "This is not the first time: say why the time before was not enough.",
        ),
        "desk_already_answered" => ("Yêu cầu bổ sung này đã được trả lời.", "This request was answered already."),
        "desk_not_this_step" => (
            "Bước này không còn trong tay đơn vị: có thể đã có người hoàn thành.",
            "This step is not in hand any more: somebody may have finished it.",
        ),
        "desk_choose_next" => ("Chọn bước tiếp theo.", "Choose the next step."),
        "desk_consultation_open" => (
            "Còn đơn vị chưa trả lời ý kiến, nên chưa kết thúc được.",
            "Another unit has not answered yet, so it cannot be finished.",
        ),
        "desk_no_such_consultation" => {
            ("Chọn câu hỏi đang chờ trả lời.", "Choose a question that waits for an answer.")
        }
        "desk_result_missing" => (
            "Chưa có kết quả. Hãy «Ghi kết quả» trước khi ký ở bước cuối.",
            "There is no result yet. Register the result before the last step is signed.",
        ),
        "desk_no_amount" => ("Ghi số tiền lớn hơn 0, chỉ gồm chữ số.", "Write an amount above zero, in digits."),
        "desk_nothing_promised" => (
            "Hồ sơ này chưa có ngày hẹn nên không có gì để hẹn lại.",
            "No date was promised, so there is none to move.",
        ),
        "desk_apology_waits" => {
            ("Đã có một phiếu xin lỗi chờ lãnh đạo duyệt.", "An apology waits for the leader already.")
        }
        "desk_no_apology" => ("Không có phiếu xin lỗi nào chờ duyệt.", "No apology waits for approval."),
        "desk_not_later" => (
            "Ngày giờ phải ở sau thời điểm này và sau ngày hẹn hiện nay.",
            "The date has to lie after now and after the date promised so far.",
        ),
        "desk_not_yours_to_take_back" => (
            "Chỉ thu hồi được thao tác cuối cùng của chính bạn, khi chưa có ai làm tiếp.",
            "Only your own last act can be taken back, before anybody goes on.",
        ),
        "desk_same_unit" => ("Hồ sơ đang ở đơn vị này rồi.", "The dossier is with this unit already."),
        "desk_date_needed" => (
            "Thủ tục này chưa công bố thời hạn: hãy ghi ngày giờ hẹn trả.",
            "No limit is published for this procedure: give the date and time of the appointment.",
        ),
        "filter_name_missing" => ("Đặt tên cho bộ lọc.", "Give the filter a name."),
        "filter_name_too_long" => ("Tên bộ lọc tối đa 60 chữ cái.", "The name of a filter has 60 characters at most."),
        "filter_too_many" => (
            "Bạn đã lưu 20 bộ lọc. Hãy bỏ bớt một bộ lọc rồi lưu lại.",
            "You have saved 20 filters. Forget one of them and save again.",
        ),
        "batch_nothing_chosen" => (
            "Chưa chọn hồ sơ nào. Hãy đánh dấu ít nhất một hồ sơ trong danh sách.",
            "No dossier was chosen. Tick at least one of the list.",
        ),
        "batch_too_many" => (
            "Mỗi lần chọn tối đa 50 hồ sơ. Chưa có gì được ghi.",
            "Choose 50 dossiers at most at a time. Nothing was written.",
        ),
        "register_ends_first" => (
            "Ngày cuối phải bằng hoặc sau ngày đầu. Hãy sửa lại một trong hai ngày.",
            "The last day has to be the first day or later. Change one of the two.",
        ),
        "register_too_long" => (
            "Trong những ngày này có quá 300 hồ sơ. Hãy chọn ít ngày hơn và in làm nhiều lần.",
            "These days hold more than 300 dossiers. Choose fewer days and print the register in parts.",
        ),
        "result_kind" => (
            "Tệp kết quả phải là PDF, JPEG hoặc PNG. Hãy lưu văn bản thành PDF rồi gửi lại.",
            "The result has to be a PDF, JPEG or PNG. Save the document as PDF and send it again.",
        ),
        "result_not_there" => (
            "Chưa có bản điện tử của kết quả. Khi cơ quan ký xong và có tệp, bạn tải được ở trang tra cứu; bản giấy nhận tại quầy.",
            "There is no electronic result. Once it is signed and has a file you can download it on the tracking page; the paper copy is at the desk.",
        ),
        _ => return None,
    };
    Some(locale.pick(vi, en).to_owned())
}
