//! A draft that has expired, with the button that restores it.

use leptos::prelude::*;

use super::notice::notice;
use super::tag::Tone;
use crate::locale::{Locale, date_of, machine_time};
use crate::view::ExpiredDraft;

/// The draft; `code` is sent along where the draft is known by its resume code only.
#[must_use]
pub fn expired_draft(locale: Locale, draft: &ExpiredDraft, action: &str, code: Option<&str>) -> AnyView {
    let files = match (locale, draft.files) {
        (Locale::Vi, 0) => "chưa có tệp nào".to_owned(),
        (Locale::Vi, count) => format!("{count} tệp"),
        (Locale::En, 0) => "no files".to_owned(),
        (Locale::En, 1) => "1 file".to_owned(),
        (Locale::En, count) => format!("{count} files"),
    };
    let what = [draft.procedure_name.clone(), draft.agency.clone(), files].into_iter().filter(|part| !part.is_empty());
    let what = what.collect::<Vec<_>>().join("; ");
    let code = code.map(|code| view! { <input type="hidden" name="ma" value=code.to_owned() /> });
    let body = view! {
        <p>
            <strong>
                {locale.pick("Bản nháp đã hết hạn ngày ", "A draft expired on ")}
                <time datetime=machine_time(draft.expired_at)>{date_of(locale, draft.expired_at)}</time>
            </strong>
        </p>
        <p>{what}</p>
        <form method="post" action=action.to_owned()>
            {code}
            <p>
                {locale.pick("Khôi phục được đến ", "It can be restored until ")}
                <time datetime=machine_time(draft.restorable_until)>{date_of(locale, draft.restorable_until)}</time>
                {locale
                    .pick(
                        "; sau đó nội dung và tệp bị xoá hẳn. Khôi phục thì bản nháp được giữ thêm 30 ngày.",
                        "; then its answers and files are deleted for good. Once restored it is kept for another 30 days.",
                    )}
            </p>
            <button class="button" type="submit">{locale.pick("Khôi phục bản nháp", "Restore the draft")}</button>
        </form>
    };
    notice(Tone::Warning, body.into_any())
}
