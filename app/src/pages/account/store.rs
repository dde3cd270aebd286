//! The personal store: results, and papers that were accepted once.

use leptos::prelude::*;

use super::{acting, my_page, trail};
use crate::components::document::{Head, document};
use crate::components::rows_table::rows_table;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, bytes, date, date_of};
use crate::view::{Chrome, PaperLine, ResultLine, StoreView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &StoreView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Kho giấy tờ của tôi", "My papers");
    let head = Head { title: title.to_owned(), trail: trail(locale, true), ..Head::default() };
    let cut = view.is_cut.then(|| {
        let text = locale.pick("Chỉ hiện những mục mới nhất.", "Only the newest ones are shown.");
        view! { <p class="quiet">{text}</p> }
    });
    let main = view! {
        <h1>{title}</h1>
        {acting(locale, &view.head)}
        <p>
            {locale
                .pick(
                    "Tên hành chính: kho quản lý dữ liệu điện tử của cá nhân. Giấy đã có ở đây thì khi nộp hồ sơ khác bạn chỉ cần bấm “Dùng lại tệp này”.",
                    "What is here you need not send again: press “Use this file again” when another procedure asks for it.",
                )}
        </p>
        <section aria-labelledby="results">
            <h2 id="results">{locale.pick("Kết quả đã có", "Results")}</h2>
            {results(locale, &view.results)}
        </section>
        <section aria-labelledby="papers">
            <h2 id="papers">{locale.pick("Giấy tờ đã nộp và được tiếp nhận", "Papers that were handed in and accepted")}</h2>
            {papers(locale, &view.papers)}
        </section>
        {cut}
    }
    .into_any();
    document(chrome, head, main)
}

fn dossier_link(locale: Locale, code: &str) -> AnyView {
    view! { <a href=locale.href(&my_page::dossier_path(code)) class="code">{code.to_owned()}</a> }.into_any()
}

fn results(locale: Locale, lines: &[ResultLine]) -> AnyView {
    if lines.is_empty() {
        return view! {
            <p>
                {locale.pick("Chưa có kết quả nào. Kết quả của hồ sơ bạn nộp sẽ tự vào đây.", "There are none yet. The results of what you file come here by themselves.")}
            </p>
        }
        .into_any();
    }
    let headings = [
        locale.pick("Kết quả", "Result"),
        locale.pick("Số, ký hiệu", "Number"),
        locale.pick("Nơi cấp", "Issued by"),
        locale.pick("Ngày cấp", "Issued on"),
        locale.pick("Hồ sơ", "Dossier"),
    ];
    let [_, number, issuer, issued, dossier] = headings;
    let rows = lines
        .iter()
        .map(|line| {
            let refused =
                (!line.granted).then(|| tag(Tone::Quiet, locale.pick("Không được chấp thuận", "Not granted")));
            view! {
                <tr>
                    <th scope="row">{line.title.clone()} " " {refused}</th>
                    <td data-label=number>{line.number.clone()}</td>
                    <td data-label=issuer>
                        {line.issuer.clone()} <span class="line quiet">{line.signer.clone()}</span>
                    </td>
                    <td data-label=issued>{date(locale, line.issued_on)}</td>
                    <td data-label=dossier>{dossier_link(locale, &line.dossier)}</td>
                </tr>
            }
        })
        .collect_view();
    rows_table(&headings, rows)
}

fn papers(locale: Locale, lines: &[PaperLine]) -> AnyView {
    if lines.is_empty() {
        return view! {
            <p>
                {locale.pick("Chưa có giấy tờ nào. Giấy bạn nộp được cất ở đây khi cơ quan tiếp nhận hồ sơ.", "There are none yet. What you hand in is kept here when an agency accepts the dossier.")}
            </p>
        }
        .into_any();
    }
    let headings = [
        locale.pick("Tệp", "File"),
        locale.pick("Nộp ngày", "Handed in"),
        locale.pick("Đã dùng lại", "Used again"),
        locale.pick("Hồ sơ", "Dossier"),
    ];
    let [_, at, again, dossier] = headings;
    let rows = lines
        .iter()
        .map(|line| {
            let times = locale.pick(format!("{} lần", line.reused), format!("{} times", line.reused));
            view! {
                <tr>
                    <th scope="row">
                        {line.name.clone()} " (" {bytes(locale, line.size)} ")"
                        <span class="line quiet">{line.procedure.clone()}</span>
                        <details>
                            <summary>{locale.pick("Dấu vân tay của tệp", "Fingerprint of the file")}</summary>
                            <code class="digest">{line.sha256.clone()}</code>
                        </details>
                    </th>
                    <td data-label=at>{date_of(locale, line.handed_in_at)}</td>
                    <td data-label=again>{times}</td>
                    <td data-label=dossier>{dossier_link(locale, &line.dossier)}</td>
                </tr>
            }
        })
        .collect_view();
    rows_table(&headings, rows)
}
