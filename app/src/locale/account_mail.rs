//! The messages about an account: the one-time code, and a sign-in at a device that is new. They are plain text and hold nothing of
//! the person.

use time::OffsetDateTime;

use super::{Locale, MailText, date_time};

/// The code in two groups, as it is easiest to read aloud and to type.
fn grouped(code: &str) -> String {
    let (first, rest) = code.split_at_checked(3).unwrap_or((code, ""));
    format!("{first} {rest}")
}

/// The one-time code by e-mail. Its subject tells nothing to whoever looks over the shoulder.
#[must_use]
pub fn sign_in_mail(locale: Locale, code: &str) -> MailText {
    let code = grouped(code);
    let (subject, text) = locale.pick(
        (
            "Mã đăng nhập Một Cửa",
            format!(
                "Mã của bạn: {code}\n\nNhập mã này vào trang đăng nhập. Mã dùng được trong 10 phút và chỉ một lần.\n\n\
                 Đừng đọc mã cho ai, kể cả người tự xưng là cán bộ: cán bộ không bao giờ hỏi mã này.\n\
                 Nếu bạn không yêu cầu mã, hãy bỏ qua thư; không ai đăng nhập được khi không có mã.\n\
                 Thư này được gửi tự động, không cần trả lời.\n"
            ),
        ),
        (
            "Your sign-in code for Một Cửa",
            format!(
                "Your code: {code}\n\nEnter it on the sign-in page. It is good for 10 minutes and works once.\n\n\
                 Read it out to nobody, not even to somebody who says to be an officer: officers never ask for it.\n\
                 If you did not ask for a code, ignore this message; nobody can sign in without the code.\n\
                 This message was sent automatically; there is no need to answer.\n"
            ),
        ),
    );
    MailText { subject: subject.to_owned(), text }
}

/// The one-time code by SMS. The last line is the form by which phones offer it to the page of that host and to no other.
#[must_use]
pub fn sign_in_sms(locale: Locale, code: &str, host: &str) -> String {
    let text = locale.pick(
        format!("Mot Cua: ma cua ban la {code}, dung mot lan trong 10 phut. Khong doc ma cho ai, ke ca can bo."),
        format!("Mot Cua: your code is {code}, good once within 10 minutes. Read it out to nobody, officers included."),
    );
    format!("{text}\n@{host} #{code}")
}

/// Somebody signed in where the account was never used before.
#[must_use]
pub fn new_device_mail(locale: Locale, browser: &str, at: OffsetDateTime, link: &str) -> MailText {
    let at = date_time(locale, at);
    let (subject, text) = locale.pick(
        (
            "Đăng nhập từ thiết bị mới",
            format!(
                "Tài khoản của bạn vừa được mở trên một thiết bị chưa từng dùng.\n\nThiết bị: {browser}\nLúc: {at}\n\n\
                 Nếu là bạn, không cần làm gì.\n\
                 Nếu không phải, hãy mở trang này và bấm “Kết thúc” ở phiên lạ:\n{link}\n"
            ),
        ),
        (
            "Sign-in on a new device",
            format!(
                "Your account was opened on a device where it was never used before.\n\nDevice: {browser}\nAt: {at}\n\n\
                 If it was you, there is nothing to do.\n\
                 If not, open this page and press “End it” at the session you do not know:\n{link}\n"
            ),
        ),
    );
    MailText { subject: subject.to_owned(), text }
}

/// The same by SMS.
#[must_use]
pub fn new_device_sms(locale: Locale, browser: &str, at: OffsetDateTime) -> String {
    let at = date_time(locale, at);
    domain::short_message::plain(&locale.pick(
        format!("Một Cửa: tài khoản của bạn vừa mở trên thiết bị mới ({browser}) lúc {at}. Nếu không phải bạn, hãy vào mục Bảo mật để kết thúc."),
        format!("Một Cửa: your account was opened on a new device ({browser}) at {at}. If it was not you, end it on the page Security."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::short_message::{MOST_PARTS, parts};
    use time::macros::datetime;

    #[test]
    fn the_code_stands_in_the_text_and_not_in_the_subject() {
        for locale in [Locale::Vi, Locale::En] {
            let mail = sign_in_mail(locale, "123456");
            assert!(mail.text.contains("123 456") && !mail.subject.contains("123"), "{mail:?}");
        }
    }

    #[test]
    fn short_messages_are_short_and_in_the_default_alphabet() {
        let at = datetime!(2026-11-23 08:00 +7);
        for locale in [Locale::Vi, Locale::En] {
            let code = sign_in_sms(locale, "123456", "dichvucong.hoabinh.gov.vn");
            assert!(code.ends_with("\n@dichvucong.hoabinh.gov.vn #123456"));
            assert_eq!(domain::short_message::plain(&code), code);
            assert_eq!(parts(&code), 1, "{code}");
            let device = new_device_sms(locale, "Cốc Cốc, Windows", at);
            assert!(parts(&device) <= MOST_PARTS, "{device}");
        }
    }
}
