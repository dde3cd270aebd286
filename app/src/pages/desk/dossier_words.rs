//! Words for work, acts and due dates, shared by the queue and the dossier page.

use domain::dossier::CommandKind;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::Lateness;

/// Name of a kind of work, by its key.
pub(super) fn task_name(locale: Locale, key: &str) -> &'static str {
    match key {
        "receive" => locale.pick("Chờ tiếp nhận", "To be received"),
        "transfer" => locale.pick("Chờ chuyển xử lý", "To be handed on"),
        "step" => locale.pick("Đang xử lý", "In process"),
        "consultation" => locale.pick("Xin ý kiến", "Opinion asked"),
        "apology" => locale.pick("Phiếu xin lỗi chờ duyệt", "Apology to approve"),
        "waiting" => locale.pick("Chờ người dân", "Waiting for the applicant"),
        "hand_over" => locale.pick("Chờ trả kết quả", "Result to hand over"),
        "message" => locale.pick("Lời nhắn chờ trả lời", "Message to answer"),
        _ => locale.pick("Tất cả", "All"),
    }
}

/// A due date with how it stands, in words and not by colour alone.
pub(super) fn due(locale: Locale, due_at: Option<OffsetDateTime>, lateness: Lateness) -> AnyView {
    let word = match lateness {
        Lateness::Late => Some(tag(Tone::Error, locale.pick("Quá hạn", "Late"))),
        Lateness::Near => Some(tag(Tone::Warning, locale.pick("Sắp đến hạn", "Nearly due"))),
        Lateness::InTime => Some(tag(Tone::Done, locale.pick("Còn hạn", "In time"))),
        Lateness::NoDate => None,
    };
    let date = match due_at {
        Some(at) => view! { <time datetime=machine_time(at)>{date_time(locale, at)}</time> }.into_any(),
        None => view! { <span class="quiet">{locale.pick("Không có hạn", "No date")}</span> }.into_any(),
    };
    view! { <span class="line">{date}</span> {word} }.into_any()
}

/// Name of an act, as it stands on its button.
pub(super) fn act_name(locale: Locale, kind: CommandKind) -> &'static str {
    match kind {
        CommandKind::Receive => locale.pick("Tiếp nhận hồ sơ", "Accept the dossier"),
        CommandKind::Refuse => locale.pick("Từ chối tiếp nhận", "Refuse"),
        CommandKind::RequestSupplement => locale.pick("Yêu cầu bổ sung", "Ask to complete"),
        CommandKind::AnswerSupplement => locale.pick("Nhận bổ sung tại quầy", "Complete it at the counter"),
        CommandKind::Transfer => locale.pick("Chuyển xử lý", "Hand on"),
        CommandKind::Claim => locale.pick("Nhận việc", "Take in hand"),
        CommandKind::Release => locale.pick("Trả lại việc", "Give back"),
        CommandKind::CompleteStep => locale.pick("Hoàn thành bước", "Finish the step"),
        CommandKind::Consult => locale.pick("Lấy ý kiến đơn vị khác", "Ask another unit"),
        CommandKind::DropConsultation => locale.pick("Thôi chờ ý kiến", "Stop waiting for an opinion"),
        CommandKind::AnswerConsultation => locale.pick("Trả lời ý kiến", "Answer"),
        CommandKind::Stop => locale.pick("Dừng xử lý", "Stop"),
        CommandKind::Resume => locale.pick("Tiếp tục xử lý", "Go on"),
        CommandKind::RequestPayment => locale.pick("Yêu cầu nộp tiền", "Ask for a payment"),
        CommandKind::ConfirmPayment => locale.pick("Xác nhận đã nộp tiền", "Confirm the payment"),
        CommandKind::AttachResult => locale.pick("Ghi kết quả", "Register the result"),
        CommandKind::HandOver => locale.pick("Trả kết quả", "Hand the result over"),
        CommandKind::Withdraw => locale.pick("Rút hồ sơ theo yêu cầu tại quầy", "Withdraw at the applicant's request"),
        CommandKind::DraftApology => locale.pick("Dự thảo phiếu xin lỗi", "Draft an apology"),
        CommandKind::RejectApology => locale.pick("Không duyệt phiếu xin lỗi", "Reject the apology"),
        CommandKind::ApproveApology => locale.pick("Duyệt phiếu xin lỗi", "Approve the apology"),
        CommandKind::MoveDue => locale.pick("Tính lại ngày hẹn", "Move the due date"),
        CommandKind::Correct => locale.pick("Thu hồi thao tác nhầm", "Take back a mistake"),
    }
}
