//! Finding and reading a procedure.

pub mod due;
pub mod home;
pub mod list;
pub mod procedure;
mod waited;

use leptos::prelude::*;

use crate::islands::{SearchSuggest, SuggestTexts};
use crate::locale::Locale;

/// Where the suggestions come from; the island adds the text.
const SUGGEST_URL: &str = "/api/v1/procedures/suggest";

/// The search box with suggestions; a plain form until the island is alive.
fn search_box(locale: Locale, value: &str) -> AnyView {
    let texts = SuggestTexts {
        results_one: locale.pick("1 gợi ý", "1 suggestion").to_owned(),
        results_many: locale.pick("{n} gợi ý", "{n} suggestions").to_owned(),
        none: locale
            .pick(
                "Chưa có gợi ý. Bấm “Tìm” để tìm trong toàn bộ danh mục.",
                "No suggestion. Press “Search” to search the whole catalogue.",
            )
            .to_owned(),
        hint: locale.pick("Dùng mũi tên lên, xuống để chọn gợi ý.", "Use the up and down arrows to choose.").to_owned(),
    };
    view! {
        <SearchSuggest
            action=locale.href("/thu-tuc")
            name="q".to_owned()
            value=value.to_owned()
            label=locale.pick("Tên việc, giấy tờ hoặc mã thủ tục", "What you need, a paper or a procedure code").to_owned()
            placeholder=locale.pick("khai sinh, sang tên đất, 1.001193…", "birth, land transfer, 1.001193…").to_owned()
            button=locale.pick("Tìm", "Search").to_owned()
            suggest_url=format!("{SUGGEST_URL}?lang={}", locale.code())
            texts=texts
        />
    }
    .into_any()
}
