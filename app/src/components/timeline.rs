//! What happened to a dossier, newest first.

use domain::dossier::EventKind;
use domain::process::StepRole;
use leptos::prelude::*;

use super::event_details::event_details;
use super::tag::{Tone, tag};
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{ActedBy, TimelineEntry};

/// The timeline.
#[must_use]
pub fn timeline(locale: Locale, entries: &[TimelineEntry]) -> AnyView {
    let entries = entries
        .iter()
        .rev()
        .map(|entry| {
            let (what, more) = event_words(locale, entry.kind);
            let taken_back = entry.taken_back.then(|| {
                let word = locale.pick("Đã đính chính, không còn giá trị", "Corrected: counts no more");
                view! { <p>{tag(Tone::Quiet, word)}</p> }
            });
            view! {
                <li>
                    <p class="timeline-what">{what}</p>
                    <p class="timeline-when">
                        <time datetime=machine_time(entry.at)>{date_time(locale, entry.at)}</time>
                        {who(locale, entry).map(|who| format!(" · {who}"))}
                    </p>
                    <p>{more}</p>
                    {taken_back}
                    {event_details(locale, &entry.details)}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{entries}</ol> }.into_any()
}

/// Unit and role of whoever did it; nobody is named for what the applicant did.
fn who(locale: Locale, entry: &TimelineEntry) -> Option<String> {
    let role = match entry.by {
        ActedBy::Applicant => return Some(locale.pick("Bạn", "You").to_owned()),
        ActedBy::System => return Some(locale.pick("Hệ thống tự tính", "Computed by the system").to_owned()),
        ActedBy::Staff(StepRole::Receptionist) => locale.pick("cán bộ tiếp nhận", "desk officer"),
        ActedBy::Staff(StepRole::Officer) => locale.pick("cán bộ xử lý", "case officer"),
        ActedBy::Staff(StepRole::Leader) => locale.pick("lãnh đạo", "head of the unit"),
    };
    Some(match &entry.unit {
        Some(unit) => format!("{unit}, {role}"),
        None => role.to_owned(),
    })
}

/// What a kind of event is called, and what it means.
#[must_use]
pub fn event_words(locale: Locale, kind: EventKind) -> (&'static str, &'static str) {
    let pair = |vi: (&'static str, &'static str), en: (&'static str, &'static str)| locale.pick(vi, en);
    match kind {
        EventKind::Received => pair(
            ("Được tiếp nhận", "Cơ quan đã nhận hồ sơ và hẹn ngày trả kết quả."),
            ("Accepted", "The agency took the dossier and promised a date for the result."),
        ),
        EventKind::Refused => pair(
            ("Không được tiếp nhận", "Cơ quan không nhận hồ sơ và đã nêu lý do."),
            ("Not accepted", "The agency did not take the dossier and gave its reason."),
        ),
        EventKind::SupplementRequested => pair(
            ("Yêu cầu bổ sung", "Cơ quan nêu những giấy tờ, nội dung cần bổ sung. Thời gian tạm dừng."),
            ("Asked to complete", "The agency named what has to be completed. The clock stands still."),
        ),
        EventKind::SupplementAnswered => pair(
            ("Đã bổ sung", "Bạn đã gửi phần bổ sung. Thời gian lại được tính."),
            ("Completed", "You sent what was asked for. The clock runs again."),
        ),
        EventKind::Transferred => pair(
            ("Chuyển đến đơn vị xử lý", "Hồ sơ được chuyển đến đơn vị giải quyết."),
            ("Handed to the unit", "The dossier went to the unit that settles it."),
        ),
        EventKind::Claimed => {
            pair(("Có người nhận việc", "Một cán bộ đã nhận xử lý."), ("Taken in hand", "An officer works on it."))
        }
        EventKind::Released => pair(
            ("Trả lại việc", "Cán bộ trả lại để người khác nhận."),
            ("Given back", "Another officer will take it."),
        ),
        EventKind::StepDone => pair(
            ("Xong một bước", "Một bước xử lý đã hoàn thành."),
            ("A step is done", "One step of the processing is finished."),
        ),
        EventKind::Consulted => pair(
            ("Lấy ý kiến cơ quan khác", "Cơ quan khác được hỏi ý kiến."),
            ("Another agency is asked", "Another agency was asked for its opinion."),
        ),
        EventKind::ConsultAnswered => pair(
            ("Cơ quan khác đã trả lời", "Ý kiến đã về."),
            ("The other agency answered", "Its opinion has arrived."),
        ),
        EventKind::ConsultDropped => pair(
            ("Không chờ ý kiến nữa", "Cơ quan giải quyết tiếp mà không chờ ý kiến đã hỏi."),
            ("Opinion no longer awaited", "The agency goes on without the opinion it had asked for."),
        ),
        EventKind::Stopped => pair(
            ("Dừng xử lý", "Việc xử lý tạm dừng, lý do đã được nêu. Thời gian tạm dừng."),
            ("Stopped", "Processing was stopped for the reason given. The clock stands still."),
        ),
        EventKind::Resumed => {
            pair(("Tiếp tục xử lý", "Thời gian lại được tính."), ("Goes on", "The clock runs again."))
        }
        EventKind::PaymentRequested => pair(
            ("Yêu cầu nộp tiền", "Bạn cần nộp khoản tiền đã báo. Thời gian tạm dừng."),
            ("Payment asked for", "You have to pay the amount told. The clock stands still."),
        ),
        EventKind::Paid => pair(("Đã nộp tiền", "Thời gian lại được tính."), ("Paid", "The clock runs again.")),
        EventKind::ResultAttached => pair(
            ("Đã có kết quả", "Kết quả chờ được ký duyệt."),
            ("A result is there", "The result waits for the signature."),
        ),
        EventKind::Settled => pair(
            ("Đã xử lý xong", "Kết quả đã ký, đang chờ bạn nhận."),
            ("Settled", "The result is signed and waits for you."),
        ),
        EventKind::Returned => {
            pair(("Đã trả kết quả", "Kết quả đã được giao."), ("Result handed over", "The result was handed over."))
        }
        EventKind::Withdrawn => pair(
            ("Đã rút hồ sơ", "Hồ sơ kết thúc theo yêu cầu của bạn."),
            ("Withdrawn", "The dossier ended at your request."),
        ),
        EventKind::ApologyDrafted => pair(
            ("Dự thảo xin lỗi", "Phiếu xin lỗi chờ lãnh đạo duyệt."),
            ("Apology drafted", "The apology waits for the leader."),
        ),
        EventKind::ApologyRejected => pair(
            ("Không duyệt phiếu xin lỗi", "Lãnh đạo không duyệt."),
            ("Apology not approved", "The leader did not approve it."),
        ),
        EventKind::Reappointed => pair(
            ("Xin lỗi và hẹn lại", "Cơ quan xin lỗi vì chậm và hẹn ngày mới."),
            ("Apology and new date", "The agency apologises for the delay and promises a new date."),
        ),
        EventKind::DueMoved => pair(
            ("Ngày hẹn được tính lại", "Lịch nghỉ thay đổi nên ngày hẹn thay đổi theo."),
            ("The due date moved", "The calendar of holidays changed, and the due date with it."),
        ),
        EventKind::Corrected => pair(
            ("Đính chính", "Cán bộ thu hồi một thao tác nhầm. Trạng thái trở lại như trước thao tác đó."),
            ("Corrected", "An officer took back a mistake. Everything stands as before it."),
        ),
        EventKind::Submitted => (
            locale.pick("Đã nộp hồ sơ", "Filed"),
            locale.pick("Hồ sơ đã được lưu và cấp mã.", "The dossier was stored and given its code."),
        ),
    }
}
