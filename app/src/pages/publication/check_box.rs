//! The box in which a browser checks a published file by itself, with the rules of the portal in WASM.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Serialize;

use crate::locale::{FIGURES, Locale, figure_name};
use crate::view::{Chrome, PublicationView};

/// What `public/check.js` says, in the language of the page.
#[derive(Serialize)]
struct Words {
    agencies: BTreeMap<String, String>,
    figures: BTreeMap<String, String>,
    whole: &'static str,
    working: &'static str,
    failed: &'static str,
    /// `{n}` figures, `{lines}` lines of data.
    good: &'static str,
    /// `{wrong}` of `{n}` figures.
    bad: &'static str,
    broken: &'static str,
    headings: [&'static str; 5],
    agrees: &'static str,
    differs: &'static str,
    every: &'static str,
    caption_wrong: &'static str,
    /// `{period}`, `{edition}`.
    of_file: &'static str,
}

fn words(locale: Locale, view: &PublicationView) -> Words {
    let mut figures = BTreeMap::new();
    for key in FIGURES {
        for key in [key.to_owned(), format!("online_{key}")] {
            if let Some(name) = figure_name(locale, &key) {
                figures.insert(key, name);
            }
        }
    }
    for component in view.publication.report.method.groups.iter().flat_map(|group| &group.components) {
        figures.insert(component.id.clone(), locale.of(&component.name).to_owned());
    }
    Words {
        agencies: view.agencies.clone(),
        figures,
        whole: locale.pick("Cả tỉnh", "Whole province"),
        working: locale.pick("Đang tải và tính lại…", "Fetching and reckoning…"),
        failed: locale.pick(
            "Không kiểm tra được: mạng hoặc trình duyệt không cho phép. Thử lại, hoặc dùng lệnh bên dưới.",
            "The check could not run: the line or the browser did not allow it. Try again, or use the command below.",
        ),
        good: locale.pick(
            "Khớp hết: chữ ký đúng, và {n} con số tính lại từ {lines} dòng dữ liệu đều như đã công bố.",
            "All of it agrees: the signature fits, and {n} figures reckoned from {lines} lines of data are as published.",
        ),
        bad: locale.pick("{wrong} trên {n} con số KHÔNG khớp dữ liệu.", "{wrong} of {n} figures do NOT follow from the data."),
        broken: locale.pick("Tệp này không còn như lúc được ký:", "This file is not as it was signed:"),
        headings: [
            locale.pick("Con số", "Figure"),
            locale.pick("Cơ quan", "Agency"),
            locale.pick("Đã công bố", "Published"),
            locale.pick("Tính lại", "Reckoned"),
            locale.pick("Kết quả", "Result"),
        ],
        agrees: locale.pick("✓ Khớp", "✓ Agrees"),
        differs: locale.pick("✗ Không khớp", "✗ Differs"),
        every: locale.pick("Xem từng con số", "See every figure"),
        caption_wrong: locale.pick("Những con số không khớp", "Figures that differ"),
        of_file: locale.pick("Tệp: tháng {period}, bản {edition}.", "File: month {period}, edition {edition}."),
    }
}

/// Hidden until its script runs; without it there is the command line.
pub(super) fn check_box(chrome: &Chrome, view: &PublicationView, file: &str) -> AnyView {
    let locale = chrome.locale;
    // Texts of our own and names of agencies: never fails, and an empty text only leaves the box hidden.
    let words = serde_json::to_string(&words(locale, view)).unwrap_or_default();
    view! {
        <div
            class="check"
            hidden
            data-check=file.to_owned()
            data-key=view.public_key.clone()
            data-words=words
            data-rules=chrome.assets.check_rules.clone()
            data-wasm=chrome.assets.check_wasm.clone()
        >
            <p>
                {locale.pick(
                    "Máy của bạn tải tệp, kiểm tra chữ ký và tự tính lại mọi con số bằng cùng bộ quy tắc. Không gì được gửi đi.",
                    "Your device fetches the file, checks the signature and reckons every figure itself by the same rules. Nothing is sent.",
                )}
            </p>
            <p><button type="button" class="button">{locale.pick("Kiểm tra bản này ngay", "Check this edition now")}</button></p>
            <p class="field">
                <label for="check-file">{locale.pick("Hoặc chọn tệp bạn đã tải trước đây", "Or choose a file you have downloaded")}</label>
                <input id="check-file" type="file" accept=".jsonl" />
            </p>
            <div role="status" class="check-result"></div>
        </div>
        <script type="module" src=chrome.assets.check.clone() nonce=chrome.nonce.clone()></script>
    }
    .into_any()
}
