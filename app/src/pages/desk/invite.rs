//! Asking the person at the counter to rate: a QR code for their own phone.

use domain::rating::RatingOccasion;
use leptos::prelude::*;

use super::frame::{Frame, frame};
use crate::components::qr::qr;
use crate::view::{Chrome, DeskHead, InviteView};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &InviteView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Mời người dân đánh giá", "Ask for a rating");
    let back = locale.href(&format!("/can-bo/ho-so/{}", view.code));
    let body = match &view.offered {
        None => {
            let words = locale.pick(
                "Hồ sơ này chưa có gì để đánh giá: mời sau khi tiếp nhận hoặc khi có kết quả.",
                "There is nothing to rate yet: ask once it is accepted, or when there is a result.",
            );
            view! { <p>{words}</p> }.into_any()
        }
        Some((occasion, code)) => {
            let what = match occasion {
                RatingOccasion::Received => locale.pick("việc tiếp nhận hồ sơ", "how the dossier was taken in"),
                RatingOccasion::Settled => locale.pick("cả quá trình giải quyết", "the whole way to the result"),
            };
            let label = locale.pick("Mã QR dẫn tới trang đánh giá", "QR code that leads to the rating");
            view! {
                <p>
                    {locale.pick(
                        format!("Xoay màn hình về phía người dân, mời họ quét bằng điện thoại của mình để đánh giá {what}."),
                        format!("Turn the screen to the person and let them scan it with their own phone, to rate {what}."),
                    )}
                </p>
                {qr(code, label.to_owned())}
                <p class="quiet">
                    {locale.pick(
                        "Mã dùng được một lần, trong 30 ngày, và chỉ mở câu hỏi, không mở hồ sơ. Bạn không thấy ai đã đánh giá; đừng điền thay.",
                        "It works once, within 30 days, and opens the questions only, not the dossier. You do not see who rated; never answer for them.",
                    )}
                </p>
            }
            .into_any()
        }
    };
    let main = view! {
        <h1>{title}</h1>
        <p class="quiet">{view.code.clone()}</p>
        {body}
        <p><a href=back>{locale.pick("Về hồ sơ", "Back to the dossier")}</a></p>
    }
    .into_any();
    frame(chrome, Some(desk), Frame { title: title.to_owned(), has_problems: false }, main)
}
