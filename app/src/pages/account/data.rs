//! What the portal knows of somebody: who read it, all of it to take away, and having it deleted.

use leptos::prelude::*;

use super::{DATA, acting, my_page, trail};
use crate::components::choice::check_box;
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::rows_table::rows_table;
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{Chrome, DataView, LookLine};

/// The whole page.
pub fn page(chrome: &Chrome, view: &DataView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Dữ liệu của tôi", "My data");
    let head = Head {
        title: title.to_owned(),
        has_problems: !view.problems.is_empty(),
        trail: trail(locale, true),
        ..Head::default()
    };
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <h1>{title}</h1>
        {acting(locale, &view.head)}
        <section aria-labelledby="looks">
            <h2 id="looks">{locale.pick("Ai đã xem hồ sơ của tôi", "Who looked at my dossiers")}</h2>
            {looks(locale, view)}
        </section>
        <section aria-labelledby="export">
            <h2 id="export">{locale.pick("Tải về", "Download")}</h2>
            <p>
                {locale
                    .pick(
                        "Một tệp có mọi thứ cổng này giữ về bạn: cách liên hệ, thiết bị, bản nháp, hồ sơ, lời nhắn và lượt xem. Hãy cất nơi an toàn.",
                        "One file with everything that this portal keeps about you: contacts, devices, drafts, dossiers, messages and looks. Keep it in a safe place.",
                    )}
            </p>
            <p>
                <a class="button button--secondary" href=format!("{DATA}.json") download="du-lieu-cua-toi.json">
                    {locale.pick("Tải dữ liệu của tôi (JSON)", "Download my data (JSON)")}
                </a>
            </p>
        </section>
        {delete(locale, view)}
    }
    .into_any();
    document(chrome, head, main)
}

fn looks(locale: Locale, view: &DataView) -> AnyView {
    if view.looks.is_empty() {
        return view! { <p>{locale.pick("Chưa có cán bộ nào mở hồ sơ của bạn.", "No officer has opened your dossiers yet.")}</p> }
            .into_any();
    }
    let headings = [locale.pick("Hồ sơ", "Dossier"), locale.pick("Lúc", "When"), locale.pick("Người xem", "By whom")];
    let rows = view.looks.iter().map(|look| row(locale, &headings, look)).collect_view();
    let cut = view.is_cut.then(|| {
        let text = locale.pick(
            "Đây là các lượt xem gần nhất; tệp tải về có đầy đủ hơn.",
            "These are the latest looks; the file has more of them.",
        );
        view! { <p class="quiet">{text}</p> }
    });
    view! {
        <p>
            {locale
                .pick(
                    "Mỗi lần cán bộ mở hồ sơ đều được ghi lại. Thấy lượt xem lạ? Hãy gọi số điện thoại ở cuối trang.",
                    "Every time an officer opens a dossier it is recorded. Something strange? Call the number at the end of the page.",
                )}
        </p>
        {rows_table(&headings, rows)}
        {cut}
    }
    .into_any()
}

fn row(locale: Locale, headings: &[&'static str; 3], look: &LookLine) -> AnyView {
    let [_, at, by] = *headings;
    let who = if look.by.is_empty() {
        locale.pick("Cán bộ đã nghỉ", "An officer who has left").to_owned()
    } else {
        look.by.join("; ")
    };
    view! {
        <tr>
            <th scope="row">
                <a href=locale.href(&my_page::dossier_path(&look.code)) class="code">{look.code.clone()}</a>
            </th>
            <td data-label=at>
                <time datetime=machine_time(look.at)>{date_time(locale, look.at)}</time>
            </td>
            <td data-label=by>{who}</td>
        </tr>
    }
    .into_any()
}

fn delete(locale: Locale, view: &DataView) -> AnyView {
    view! {
        <section aria-labelledby="delete">
            <h2 id="delete">{locale.pick("Xoá tài khoản", "Delete the account")}</h2>
            <ul>
                <li>
                    {locale
                        .pick(
                            "Xoá ngay: tên, số điện thoại, thư điện tử và các phiên đăng nhập. Bản nháp và tệp trong đó bị xoá hẳn sau 14 ngày.",
                            "Deleted at once: name, phone, e-mail and sessions. Drafts and their files are gone for good after 14 days.",
                        )}
                </li>
                <li>
                    {locale
                        .pick(
                            "Hồ sơ đã nộp thì cơ quan phải lưu theo luật. Bạn vẫn tra cứu được bằng mã hồ sơ và mã PIN: hãy giữ biên nhận.",
                            "What was filed has to be kept by the agency under the law. You can still look it up with code and PIN: keep the receipts.",
                        )}
                </li>
            </ul>
            <form method="post" action=locale.href(&format!("{DATA}/xoa")) novalidate>
                {check_box(
                    locale,
                    "confirm",
                    locale.pick("Tôi hiểu và muốn xoá tài khoản", "I understand and want to delete the account"),
                    false,
                    &view.problems,
                )}
                <button class="button button--secondary" type="submit">
                    {locale.pick("Xoá tài khoản của tôi", "Delete my account")}
                </button>
            </form>
        </section>
    }
    .into_any()
}
