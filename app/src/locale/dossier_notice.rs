//! The notices about a dossier: what happened, whose turn it is, until when, and where to look. Plain text, and nothing in it of
//! the person: no name, no PIN, no procedure and no reason an officer wrote; all of these stand behind code and PIN.

use domain::dossier::{EventKind, Turn};
use domain::short_message::{MOST_PARTS, parts, plain};
use time::OffsetDateTime;

use super::{Locale, MailText, clock_of, date_of, date_time, dong};

/// What a notice about a dossier can tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DossierNews {
    /// Something that happened to it.
    Event(EventKind),
    /// An officer wrote a message.
    Message,
}

impl DossierNews {
    /// The news with that key of the ledger; none for what nobody is told of.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        if key == "message" {
            return Some(Self::Message);
        }
        let news = Self::Event(EventKind::from_key(key)?);
        happened(Locale::Vi, news).map(|_told| news)
    }
}

/// What happened, in few words, from the key of the ledger; none for what nobody is told of.
#[must_use]
pub fn news_name(locale: Locale, key: &str) -> Option<&'static str> {
    happened(locale, DossierNews::from_key(key)?).map(|told| told.short)
}

/// What a notice says besides what happened.
#[derive(Debug, Clone, Copy)]
pub struct NoticeFacts<'a> {
    pub news: DossierNews,
    /// Code of the dossier.
    pub code: &'a str,
    /// When it happened.
    pub at: OffsetDateTime,
    /// Whose turn it is then.
    pub turn: Turn,
    /// When the result is due, if that is known and still to come about.
    pub due_at: Option<OffsetDateTime>,
    /// Until when the desk says what becomes of a dossier that was just filed.
    pub desk_answers_by: Option<OffsetDateTime>,
    /// Until when the applicant is asked to answer.
    pub answer_by: Option<OffsetDateTime>,
    /// What the applicant has to pay, in đồng.
    pub amount: Option<i64>,
    /// The page where a dossier is looked up.
    pub link: &'a str,
    /// Where it can be rated, once, without code and PIN; only where there is something to rate.
    pub rating: Option<&'a str>,
    /// Phone of the counter.
    pub phone: &'a str,
}

/// What happened, for the subject and as a sentence; and what the person does now.
struct Told {
    short: &'static str,
    long: &'static str,
}

fn happened(locale: Locale, news: DossierNews) -> Option<Told> {
    let DossierNews::Event(kind) = news else {
        return Some(locale.pick(
            Told {
                short: "có tin nhắn mới", long: "Cán bộ đã gửi cho bạn một tin nhắn về hồ sơ."
            },
            Told { short: "new message", long: "An officer has sent you a message about your dossier." },
        ));
    };
    let (vi, en) = match kind {
        EventKind::Submitted => (
            (
                "đã nộp, chờ tiếp nhận",
                "Hồ sơ bạn nộp đã đến nơi. Bạn chưa cần làm gì: bộ phận một cửa xem giấy tờ trong 8 giờ làm việc, rồi \
                 báo cho bạn là đã tiếp nhận và hẹn ngày trả, cần bổ sung, hay không tiếp nhận (có nêu lý do).",
            ),
            (
                "filed, waiting to be accepted",
                "What you filed has arrived. You need not do anything now: within 8 working hours the one-stop desk looks \
                 at the papers and tells you that the dossier is accepted, with a date for the result, that something is \
                 missing, or that it is not accepted, and why.",
            ),
        ),
        EventKind::Received => (
            (
                "đã được tiếp nhận",
                "Hồ sơ của bạn đã được tiếp nhận: giấy tờ đủ để giải quyết, cơ quan đã hẹn ngày trả.",
            ),
            ("received", "Your dossier has been received: the papers suffice, and the agency has made an appointment."),
        ),
        EventKind::Refused => (
            (
                "không được tiếp nhận",
                "Hồ sơ của bạn không được tiếp nhận. Lý do và nơi cần đến ghi trong trang tra cứu.",
            ),
            ("not accepted", "Your dossier was not accepted. The reason and where to turn are on the look-up page."),
        ),
        EventKind::SupplementRequested => (
            (
                "cần bổ sung",
                "Hồ sơ của bạn còn thiếu hoặc có chỗ cần sửa. Trang tra cứu ghi rõ từng giấy tờ cần bổ sung (nộp thêm, sửa lại).",
            ),
            ("please complete", "Something in your dossier is missing or wrong. The look-up page names each paper."),
        ),
        EventKind::SupplementAnswered => (
            ("đã nhận phần bổ sung", "Cơ quan đã nhận phần bổ sung của bạn và đang xem lại hồ sơ."),
            ("your additions have come", "What you added has come, and the agency is looking at it."),
        ),
        EventKind::Stopped => (
            ("dừng giải quyết", "Việc giải quyết hồ sơ của bạn đã dừng. Lý do ghi trong trang tra cứu."),
            ("stopped", "Work on your dossier has stopped. The reason is on the look-up page."),
        ),
        EventKind::Resumed => (
            ("được giải quyết tiếp", "Hồ sơ của bạn được giải quyết tiếp."),
            ("goes on", "Work on your dossier goes on."),
        ),
        EventKind::PaymentRequested => (
            (
                "cần nộp tiền",
                "Hồ sơ của bạn cần nộp phí, lệ phí hoặc thuế (nghĩa vụ tài chính) rồi mới được giải quyết tiếp.",
            ),
            ("payment needed", "Your dossier needs a payment (fee or tax) before work on it goes on."),
        ),
        EventKind::Paid => (
            ("đã xác nhận nộp tiền", "Cơ quan đã xác nhận khoản tiền bạn nộp. Hồ sơ được giải quyết tiếp."),
            ("payment confirmed", "The agency has confirmed your payment. Work on your dossier goes on."),
        ),
        EventKind::Settled => (
            ("đã có kết quả", "Hồ sơ của bạn đã có kết quả. Bạn nhận theo cách đã chọn khi nộp."),
            ("result ready", "The result of your dossier is ready. You get it in the way chosen when filing."),
        ),
        EventKind::Returned => (
            ("đã trả kết quả", "Kết quả hồ sơ của bạn đã được trả. Nếu bạn chưa nhận được, hãy gọi ngay cho quầy."),
            (
                "result handed over",
                "The result of your dossier was handed over. If you have not got it, call the counter.",
            ),
        ),
        EventKind::Withdrawn => (
            ("đã rút", "Hồ sơ của bạn đã được rút và không giải quyết nữa. Nếu bạn không rút, hãy gọi ngay cho quầy."),
            ("withdrawn", "Your dossier was withdrawn; work on it has ended. If it was not you, call the counter."),
        ),
        EventKind::Reappointed => (
            ("xin lỗi và hẹn lại", "Hồ sơ của bạn chưa xong đúng hẹn. Cơ quan xin lỗi và hẹn lại ngày trả kết quả."),
            ("apology and new date", "Your dossier is not ready in time. The agency apologises and gives a new date."),
        ),
        EventKind::DueMoved => (
            ("đổi ngày hẹn", "Lịch nghỉ lễ thay đổi nên ngày hẹn trả kết quả của bạn được tính lại."),
            ("date changed", "Public holidays have changed, so the date of your result was worked out anew."),
        ),
        EventKind::Corrected => (
            ("được đính chính", "Cán bộ đã đính chính (sửa lại) một việc ghi nhầm trong hồ sơ của bạn."),
            ("corrected", "An officer has corrected a mistake that was made with your dossier."),
        ),
        EventKind::Transferred
        | EventKind::Claimed
        | EventKind::Released
        | EventKind::StepDone
        | EventKind::Consulted
        | EventKind::ConsultAnswered
        | EventKind::ConsultDropped
        | EventKind::ResultAttached
        | EventKind::ApologyDrafted
        | EventKind::ApologyRejected => return None,
    };
    let (short, long) = locale.pick(vi, en);
    Some(Told { short, long })
}

/// A notice as e-mail; none for what nobody is told of.
#[must_use]
pub fn dossier_mail(locale: Locale, facts: &NoticeFacts<'_>) -> Option<MailText> {
    let told = happened(locale, facts.news)?;
    let code = facts.code;
    let mut lines = vec![
        locale.pick(format!("Mã hồ sơ: {code}"), format!("Dossier code: {code}")),
        format!("{}: {}", locale.pick("Thời điểm", "Time"), date_time(locale, facts.at)),
        format!("{}: {}", locale.pick("Bây giờ đến lượt", "Whose turn it is now"), turn(locale, facts)),
    ];
    let desk_answers_by =
        facts.desk_answers_by.map(|at| (locale.pick("Cơ quan trả lời bạn trước", "The desk answers before"), at));
    let answer_by = facts.answer_by.map(|at| (locale.pick("Xin trả lời trước", "Please answer before"), at));
    let due = facts.due_at.map(|at| (locale.pick("Hẹn trả kết quả", "Result due"), at));
    let moments = desk_answers_by.into_iter().chain(answer_by).chain(due);
    lines.extend(moments.map(|(name, at)| format!("{name}: {}", date_time(locale, at))));
    lines.extend(
        facts
            .amount
            .map(|amount| format!("{}: {}", locale.pick("Số tiền cần nộp", "Amount to pay"), dong(locale, amount))),
    );
    let (lead, lines, link, phone) = (told.long, lines.join("\n"), facts.link, facts.phone);
    let rating = facts.rating.map(|link| {
        locale.pick(
            format!(
                "Bạn được phục vụ thế nào? Trả lời một câu (đường dẫn dùng được một lần, trong 30 ngày):\n{link}\n\n"
            ),
            format!("How were you served? Answer one question (the link works once, within 30 days):\n{link}\n\n"),
        )
    });
    let rating = rating.unwrap_or_default();
    let text = match locale {
        Locale::Vi => format!(
            "{lead}\n\n{lines}\n\nXem chi tiết (cần mã hồ sơ và mã PIN trên giấy tiếp nhận):\n{link}\n\n{rating}\
             Cần hỏi, hãy gọi quầy: {phone}\n\
             Thư này được gửi tự động, không cần trả lời. Cơ quan không bao giờ hỏi mã PIN của bạn.\n"
        ),
        Locale::En => format!(
            "{lead}\n\n{lines}\n\nDetails (with the dossier code and the PIN on your receipt):\n{link}\n\n{rating}\
             Questions? Call the counter: {phone}\n\
             This message was sent automatically; there is no need to answer. No agency ever asks for your PIN.\n"
        ),
    };
    let subject = locale.pick(format!("Hồ sơ {code}: {}", told.short), format!("Dossier {code}: {}", told.short));
    Some(MailText { subject, text })
}

/// A notice as a short message of at most two parts, without marks; none for what nobody is told of.
///
/// What matters least goes first when a long address of the portal leaves no room: the phone, then the link.
#[must_use]
pub fn dossier_sms(locale: Locale, facts: &NoticeFacts<'_>) -> Option<String> {
    let told = happened(locale, facts.news)?;
    let moment = |at| format!("{} {}", clock_of(at), date_of(locale, at));
    let mut pieces = vec![locale.pick(format!("Ho so {}: {}.", facts.code, told.short), {
        format!("Dossier {}: {}.", facts.code, told.short)
    })];
    pieces
        .extend(facts.amount.map(|amount| format!("{}: {}.", locale.pick("So tien", "Amount"), dong(locale, amount))));
    pieces.extend(
        facts
            .desk_answers_by
            .map(|at| format!("{} {}.", locale.pick("Co quan tra loi truoc", "The desk answers before"), moment(at))),
    );
    pieces
        .extend(facts.answer_by.map(|at| format!("{} {}.", locale.pick("Tra loi truoc", "Answer before"), moment(at))));
    pieces.extend(facts.due_at.map(|at| format!("{} {}.", locale.pick("Hen tra", "Result due"), moment(at))));
    pieces.push(format!("{}: {}", locale.pick("Xem", "See"), facts.link));
    pieces.push(format!("{} {}", locale.pick("Hoi:", "Call"), facts.phone));
    let mut text = String::new();
    for piece in pieces {
        let longer = if text.is_empty() { plain(&piece) } else { format!("{text} {}", plain(&piece)) };
        if parts(&longer) <= MOST_PARTS {
            text = longer;
        }
    }
    Some(text)
}

fn turn(locale: Locale, facts: &NoticeFacts<'_>) -> &'static str {
    match facts.turn {
        Turn::Desk => locale.pick("bộ phận một cửa (nơi tiếp nhận hồ sơ)", "the one-stop desk"),
        Turn::Unit => locale.pick("cơ quan giải quyết; bạn chưa cần làm gì", "the agency; you need not do anything"),
        Turn::Applicant => locale.pick("bạn", "yours"),
        Turn::Nobody => locale.pick("không ai; hồ sơ đã kết thúc", "nobody's; the dossier has ended"),
    }
}

#[cfg(test)]
#[path = "dossier_notice_tests.rs"]
mod tests;
