//! The messages about a draft: plain text, and nothing in it of the person but which procedure it is and the link.

use domain::draft::NoticeKind;
use time::OffsetDateTime;

use super::{Locale, date_time};

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    pub subject: String,
    pub text: String,
}

/// The message of a kind about a draft of a procedure that is kept until `until`; `link` takes the draft up.
#[must_use]
pub fn draft_mail(locale: Locale, kind: NoticeKind, procedure: &str, link: &str, until: OffsetDateTime) -> MailText {
    let until = date_time(locale, until);
    let subject = match kind {
        NoticeKind::ResumeLink => {
            locale.pick(format!("Làm tiếp hồ sơ: {procedure}"), format!("Go on with your draft: {procedure}"))
        }
        NoticeKind::NotSubmitted => {
            locale.pick(format!("Hồ sơ chưa nộp: {procedure}"), format!("Not filed yet: {procedure}"))
        }
        NoticeKind::ExpiresInAWeek => {
            locale.pick(format!("Bản nháp còn giữ 7 ngày: {procedure}"), format!("Draft kept 7 more days: {procedure}"))
        }
        NoticeKind::ExpiresTomorrow => {
            locale.pick(format!("Bản nháp sắp hết hạn: {procedure}"), format!("Draft about to expire: {procedure}"))
        }
    };
    let lead = match kind {
        NoticeKind::ResumeLink => locale.pick(
            "Bạn (hoặc người cầm bản nháp của bạn) đã nhờ gửi liên kết để làm tiếp hồ sơ trên máy khác.",
            "You (or somebody who holds your draft) asked for the link to go on with it on another device.",
        ),
        NoticeKind::NotSubmitted => locale.pick(
            "Bạn đã bắt đầu hồ sơ này nhưng chưa bấm “Nộp hồ sơ”. Khi chưa nộp thì chưa cơ quan nào nhận được gì.",
            "You began this draft but have not filed it. Until it is filed, no agency has received anything.",
        ),
        NoticeKind::ExpiresInAWeek | NoticeKind::ExpiresTomorrow => locale.pick(
            "Bản nháp hồ sơ của bạn chưa được nộp và sắp hết hạn lưu giữ.",
            "Your draft has not been filed, and the time for which it is kept is about to end.",
        ),
    };
    let text = match locale {
        Locale::Vi => format!(
            "{lead}\n\nThủ tục: {procedure}\nBản nháp được giữ đến: {until}\n\nMở liên kết này để làm tiếp:\n{link}\n\n\
             Ai có liên kết này đều mở và sửa được bản nháp, vì vậy đừng chuyển cho người khác.\n\
             Nếu bạn không làm hồ sơ này, hãy bỏ qua thư; bản nháp tự hết hạn.\n\
             Thư này được gửi tự động, không cần trả lời.\n"
        ),
        Locale::En => format!(
            "{lead}\n\nProcedure: {procedure}\nThe draft is kept until: {until}\n\nOpen this link to go on:\n{link}\n\n\
             Whoever has this link can open and change the draft, so do not pass it on.\n\
             If this is not your draft, ignore this message; the draft expires by itself.\n\
             This message was sent automatically; there is no need to answer.\n"
        ),
    };
    MailText { subject, text }
}

/// What the message about a draft that completes a dossier says.
#[derive(Debug, Clone, Copy)]
pub struct SupplementReminder<'a> {
    pub kind: NoticeKind,
    /// Code of the dossier.
    pub code: &'a str,
    /// The page where a dossier is looked up, from where the draft is taken up.
    pub link: &'a str,
    /// Until when the draft is kept.
    pub until: OffsetDateTime,
    /// Until when the agency waits for it, if it said so.
    pub answer_by: Option<OffsetDateTime>,
}

/// The message that a dossier was begun to be completed and nothing was sent. Code and PIN open the draft, so no other key is in it.
#[must_use]
pub fn supplement_mail(locale: Locale, facts: &SupplementReminder<'_>) -> MailText {
    let SupplementReminder { kind, code, link, until, answer_by } = *facts;
    let short = match kind {
        NoticeKind::ResumeLink | NoticeKind::NotSubmitted => {
            locale.pick("phần bổ sung chưa gửi", "what you completed is not sent")
        }
        NoticeKind::ExpiresInAWeek => locale.pick("phần bổ sung còn giữ 7 ngày", "your additions are kept 7 more days"),
        NoticeKind::ExpiresTomorrow => {
            locale.pick("phần bổ sung sắp hết hạn giữ", "your additions are about to expire")
        }
    };
    let subject = locale.pick(format!("Hồ sơ {code}: {short}"), format!("Dossier {code}: {short}"));
    let until = date_time(locale, until);
    let wanted = answer_by.map_or_else(String::new, |at| {
        let at = date_time(locale, at);
        locale.pick(format!("Cơ quan đề nghị gửi trước: {at}\n"), format!("The agency wants it before: {at}\n"))
    });
    let text = match locale {
        Locale::Vi => format!(
            "Bạn đã bắt đầu bổ sung hồ sơ nhưng chưa bấm “Gửi phần bổ sung”. Khi chưa gửi thì cơ quan chưa nhận được gì, và \
             hồ sơ vẫn chờ bạn.\n\nMã hồ sơ: {code}\n{wanted}Những gì đã điền được giữ đến: {until}\n\n\
             Mở trang tra cứu bằng mã hồ sơ và mã PIN trên giấy tiếp nhận để làm tiếp:\n{link}\n\n\
             Thư này được gửi tự động, không cần trả lời. Cơ quan không bao giờ hỏi mã PIN của bạn.\n"
        ),
        Locale::En => format!(
            "You began to complete your dossier but have not pressed “Send what you completed”. Until it is sent, the agency has \
             received nothing, and the dossier waits for you.\n\nDossier code: {code}\n{wanted}What you filled in is kept \
             until: {until}\n\nLook the dossier up with its code and the PIN on your receipt to go on:\n{link}\n\n\
             This message was sent automatically; there is no need to answer. No agency ever asks for your PIN.\n"
        ),
    };
    MailText { subject, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn every_message_names_the_procedure_the_link_and_the_end() {
        let until = datetime!(2026-12-23 15:20 +7);
        let link = "https://dichvucong.example.vn/tiep-tuc?ma=ACDE-FGHJ-2345";
        for kind in NoticeKind::ALL {
            for (locale, day) in
                [(Locale::Vi, "thứ Tư, 23/12/2026, 15:20"), (Locale::En, "Wednesday 23/12/2026, 15:20")]
            {
                let mail = draft_mail(locale, kind, "Đăng ký khai sinh", link, until);
                assert!(mail.subject.ends_with(": Đăng ký khai sinh"), "{}", mail.subject);
                assert!(mail.text.lines().any(|line| line == link), "the link has a line of its own");
                assert!(mail.text.contains(day), "{}", mail.text);
            }
        }
    }

    #[test]
    fn a_reminder_of_a_supplement_names_the_dossier_and_both_ends() {
        let mut subjects = std::collections::BTreeSet::new();
        for kind in [NoticeKind::NotSubmitted, NoticeKind::ExpiresInAWeek, NoticeKind::ExpiresTomorrow] {
            let facts = SupplementReminder {
                kind,
                code: "H28.14-261123-0001",
                link: "https://dichvucong.example.vn/tra-cuu",
                until: datetime!(2026-12-23 15:20 +7),
                answer_by: Some(datetime!(2026-11-26 09:00 +7)),
            };
            for (locale, day, wanted) in [
                (Locale::Vi, "thứ Tư, 23/12/2026, 15:20", "thứ Năm, 26/11/2026, 09:00"),
                (Locale::En, "Wednesday 23/12/2026, 15:20", "Thursday 26/11/2026, 09:00"),
            ] {
                let mail = supplement_mail(locale, &facts);
                assert!(mail.subject.contains(facts.code) && subjects.insert(mail.subject.clone()), "{}", mail.subject);
                assert!(mail.text.lines().any(|line| line == facts.link), "the link has a line of its own");
                assert!(mail.text.contains(day) && mail.text.contains(wanted), "{}", mail.text);
                let mail = supplement_mail(locale, &SupplementReminder { answer_by: None, ..facts });
                assert!(mail.text.contains(day) && !mail.text.contains("26/11/2026"), "{}", mail.text);
            }
        }
    }
}
