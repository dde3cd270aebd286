//! Every published month, the key, and how anybody checks them.

use leptos::prelude::*;

use super::edition_path;
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::rows_table::rows_table;
use crate::locale::{Locale, date_time, machine_time};
use crate::pages::indicators::{PATH as INDICATORS, period_name};
use crate::view::{Chrome, EditionLine, PublicationsView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &PublicationsView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Công bố hằng tháng", "Published every month");
    let head = Head {
        title: title.to_owned(),
        description: locale
            .pick(
                "Số liệu từng tháng đã khoá, có chữ ký số, kèm dữ liệu để ai cũng tính lại được.",
                "Each month frozen and signed, with the data from which anybody can reckon it again.",
            )
            .to_owned(),
        public: true,
        search: true,
        trail: vec![home_link(locale), (all(locale).to_owned(), INDICATORS.to_owned())],
        ..Head::default()
    };
    let body = if view.editions.is_empty() {
        let words = locale.pick(
            "Chưa có tháng nào được công bố. Tháng vừa qua được công bố trong ngày đầu của tháng này, nếu có hồ sơ.",
            "No month has been published yet. A month is published on the first day after it, if anything was filed.",
        );
        view! { <p>{words}</p> }.into_any()
    } else {
        table(locale, &view.editions)
    };
    let main = view! {
        <h1>{title}</h1>
        <p>
            {locale
                .pick(
                    "Mỗi tháng đã qua được khoá lại, ký số và không sửa được nữa. Có sai thì ra bản đính chính mới, nói rõ khác chỗ nào.",
                    "Every month that is over is frozen, signed and never changed. A mistake is put right by a new edition that says what differs.",
                )}
        </p>
        {body}
        {how_to_check(locale, &view.public_key, None)}
        <p><a href="/chi-so/cong-bo.atom">{locale.pick("Theo dõi bằng Atom", "Follow with Atom")}</a></p>
    }
    .into_any();
    document(chrome, head, main)
}

pub(super) fn all(locale: Locale) -> &'static str {
    locale.pick("Các cơ quan phục vụ ra sao", "How the agencies perform")
}

pub(super) fn table(locale: Locale, editions: &[EditionLine]) -> AnyView {
    let headings = [
        locale.pick("Tháng", "Month"),
        locale.pick("Bản", "Edition"),
        locale.pick("Công bố lúc", "Published"),
        locale.pick("Vì sao có bản mới", "Why there is a new one"),
    ];
    let rows = editions
        .iter()
        .map(|line| {
            let href = locale.href(&edition_path(line.period, line.edition));
            let first = locale.pick("Bản đầu", "The first");
            let reason = if line.reason.is_empty() { first.to_owned() } else { line.reason.clone() };
            view! {
                <tr>
                    <th scope="row" data-label=headings[0]><a href=href>{period_name(locale, line.period)} {format!(" ({})", line.edition)}</a></th>
                    <td class="number" data-label=headings[1]>{line.edition}</td>
                    <td data-label=headings[2]>
                        <time datetime=machine_time(line.published_at)>{date_time(locale, line.published_at)}</time>
                    </td>
                    <td data-label=headings[3]>{reason}</td>
                </tr>
            }
        })
        .collect_view();
    rows_table(&headings, rows)
}

/// How the file is checked; `check_box` is what checks it in the browser, where there is a file.
pub(super) fn how_to_check(locale: Locale, public_key: &str, check_box: Option<AnyView>) -> AnyView {
    let command = format!("motcua indicators verify FILE --key {public_key}");
    view! {
        <section aria-labelledby="check">
            <h2 id="check">{locale.pick("Tự kiểm tra", "Check it yourself")}</h2>
            {check_box}
            <p>
                {locale
                    .pick(
                        "Tải tệp của một tháng rồi chạy lệnh dưới đây: chữ ký, dữ liệu và từng con số được tính lại và so với bản công bố.",
                        "Download the file of a month and run this: the signature, the data and every figure are checked and reckoned again.",
                    )}
            </p>
            <pre class="command"><code>{command}</code></pre>
            <p class="quiet">
                {locale.pick("Khoá công khai (Ed25519): ", "Public key (Ed25519): ")}
                <code>{public_key.to_owned()}</code>
            </p>
        </section>
    }
    .into_any()
}
