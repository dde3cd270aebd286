//! What one can do with the dossier besides waiting: the appointment for the calendar, a copy, withdrawing.

use domain::dossier::Turn;
use leptos::prelude::*;

use super::messages::code_and_pin;
use crate::locale::Locale;
use crate::view::TrackedDossier;

pub(super) fn acts(locale: Locale, dossier: &TrackedDossier) -> AnyView {
    let has_appointment = dossier.due.is_some() && dossier.turn != Turn::Nobody;
    let calendar = has_appointment.then(|| Act {
        id: "calendar",
        title: locale.pick("Lịch hẹn", "Appointment"),
        action: "/tra-cuu/lich.ics",
        text: locale.pick(
            "Tải ngày hẹn trả kết quả để lưu vào lịch của điện thoại, máy tính.",
            "Load the date of the result into the calendar of your phone or computer.",
        ),
        button: locale.pick("Tải lịch hẹn (.ics)", "Load the appointment (.ics)"),
    });
    let copy = dossier.can_copy.then(|| Act {
        id: "again",
        title: locale.pick("Nộp lần nữa", "File again"),
        action: "/tra-cuu/nop-lai",
        text: locale.pick(
            "Nội dung đã khai được chép sang bản nháp mới để bạn sửa; tệp thì gửi lại.",
            "Your answers are copied into a new draft for you to change; the files are sent again.",
        ),
        button: locale.pick("Nộp hồ sơ mới từ hồ sơ này", "File a new dossier from this one"),
    });
    let withdraw = dossier.can_withdraw.then(|| Act {
        id: "withdraw",
        title: locale.pick("Rút hồ sơ", "Withdraw"),
        action: "/tra-cuu/rut-ho-so",
        text: locale.pick(
            "Không cần giải quyết nữa? Bạn có thể rút hồ sơ khi chưa có kết quả. Bước sau sẽ hỏi lại.",
            "No longer needed? You can withdraw as long as there is no result. You are asked once more.",
        ),
        button: locale.pick("Rút hồ sơ này…", "Withdraw this dossier…"),
    });
    let rate = dossier.can_rate.then(|| Act {
        id: "rate",
        title: locale.pick("Đánh giá", "Rating"),
        action: "/tra-cuu/danh-gia",
        text: locale.pick(
            "Nói cho cơ quan biết bạn được phục vụ thế nào. Chỉ tổng số được công bố.",
            "Tell the agency how you were served. Only sums are published.",
        ),
        button: locale.pick("Đánh giá việc phục vụ…", "Rate how you were served…"),
    });
    [rate, calendar, copy, withdraw]
        .into_iter()
        .flatten()
        .map(|act| act.view(locale, dossier))
        .collect_view()
        .into_any()
}

struct Act {
    id: &'static str,
    title: &'static str,
    action: &'static str,
    text: &'static str,
    button: &'static str,
}

impl Act {
    fn view(self, locale: Locale, dossier: &TrackedDossier) -> AnyView {
        view! {
            <section aria-labelledby=self.id>
                <h2 id=self.id>{self.title}</h2>
                <form method="post" action=locale.href(self.action)>
                    {code_and_pin(dossier)} <p>{self.text}</p>
                    <button class="button button--secondary" type="submit">
                        {self.button}
                    </button>
                </form>
            </section>
        }
        .into_any()
    }
}

/// The button that shows the dossier as it stands, from a page that asks something about it.
pub(super) fn back_to_dossier(locale: Locale, code: &str, pin: &str, label: &'static str) -> AnyView {
    view! {
        <form method="post" action=locale.href("/tra-cuu")>
            <input type="hidden" name="code" value=code.to_owned() />
            <input type="hidden" name="pin" value=pin.to_owned() />
            <button class="button button--secondary" type="submit">
                {label}
            </button>
        </form>
    }
    .into_any()
}
