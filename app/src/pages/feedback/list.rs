//! What was reported and answered, in the open, and the way to the form.

use leptos::prelude::*;

use super::PATH;
use super::history::{excerpt, state_tag};
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::pager::pager;
use crate::components::select::agency_select;
use crate::locale::{Locale, date, number};
use crate::view::{Chrome, FeedbackLine, FeedbackListView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &FeedbackListView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Phản ánh, kiến nghị", "Problems and proposals");
    let head = Head {
        title: title.to_owned(),
        description: locale
            .pick(
                "Báo một việc chưa tốt hoặc đề xuất cách làm tốt hơn, theo dõi câu trả lời, xem những gì người khác đã phản ánh.",
                "Report a problem or propose something better, follow the answer, see what others reported.",
            )
            .to_owned(),
        public: true,
        search: true,
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let main = view! {
        <h1>{title}</h1>
        <p>
            {locale
                .pick(
                    "Bị hẹn nhiều lần, bị đòi thêm giấy, có quy định vô lý, hay có cách làm tốt hơn? Hãy nói với cơ quan. Ai cũng đọc được câu trả lời đã công bố.",
                    "Put off again, asked for more papers, a rule that makes no sense, or a better idea? Tell the agency. Published answers are there for everybody.",
                )}
        </p>
        <p class="buttons">
            <a class="button" href=locale.href("/phan-anh/moi")>{locale.pick("Gửi phản ánh, kiến nghị", "Report or propose")}</a>
            <a class="button button--secondary" href=locale.href("/tra-cuu")>{locale.pick("Xem phản ánh đã gửi", "See what you sent")}</a>
        </p>
        {rules(locale, view)}
        <section aria-labelledby="public">
            <h2 id="public">{locale.pick("Đã công bố", "Published")}</h2>
            {filter(locale, view)}
            {lines(locale, view)}
            {pager(locale, view.first.as_ref(), view.next.as_ref())}
        </section>
    }
    .into_any();
    document(chrome, head, main)
}

fn rules(locale: Locale, view: &FeedbackListView) -> AnyView {
    let days = view.acknowledge_within;
    let source = view.source.as_ref().map(|source| locale.of(source).to_owned());
    view! {
        <details class="case">
            <summary>{locale.pick("Bao lâu thì có trả lời?", "How long until there is an answer?")}</summary>
            <ul>
                <li>
                    {locale.pick(
                        format!("Trong {days} ngày làm việc cơ quan xác nhận đã nhận và nói bộ phận nào trả lời."),
                        format!("Within {days} working days the agency says that it has it, and which office answers."),
                    )}
                </li>
                <li>
                    {locale
                        .pick(
                            "Câu trả lời có hạn từ 5 đến 15 ngày làm việc tùy loại việc. Quá hạn thì cơ quan cấp trên được báo.",
                            "The answer is due within 5 to 15 working days, by kind. When it is late, the agency above is told.",
                        )}
                </li>
                <li>
                    {locale
                        .pick(
                            "Trả lời chưa đúng ý? Bạn bấm một lần là cơ quan cấp trên phải trả lời lại.",
                            "It does not answer? Say so once, and the agency above has to answer anew.",
                        )}
                </li>
            </ul>
            <p class="quiet">{source}</p>
        </details>
    }
    .into_any()
}

fn filter(locale: Locale, view: &FeedbackListView) -> AnyView {
    let all = locale.pick("Tất cả cơ quan", "All agencies");
    view! {
        <form class="period" method="get" action=locale.href(PATH)>
            {agency_select(
                locale,
                ("co-quan", locale.pick("Cơ quan", "Agency"), all),
                &view.agencies,
                &view.agency,
                false,
                &[],
            )}
            <button class="button button--secondary" type="submit">{locale.pick("Xem", "Show")}</button>
        </form>
    }
    .into_any()
}

fn lines(locale: Locale, view: &FeedbackListView) -> AnyView {
    if view.lines.is_empty() {
        let words = locale.pick("Chưa có phản ánh nào được công bố.", "Nothing has been published yet.");
        return view! { <p>{words}</p> }.into_any();
    }
    let lines = view.lines.iter().map(|line| public_line(locale, line)).collect_view();
    view! { <ul class="results">{lines}</ul> }.into_any()
}

/// One published feedback with its way to the whole.
pub(super) fn public_line(locale: Locale, line: &FeedbackLine) -> AnyView {
    let href = locale.href(&format!("{PATH}/{}", line.code));
    view! {
        <li class="result">
            <h3 class="result-name"><a href=href lang="vi">{line.title.clone()}</a></h3>
            <p lang="vi">{excerpt(&line.words)}</p>
            <p class="quiet">
                {state_tag(locale, line.status, line.is_late)} " " {line.agency.clone()} ", "
                {date(locale, line.published_at.to_offset(domain::calendar::vietnam()).date())} {too(locale, line.supporters)}
            </p>
        </li>
    }
    .into_any()
}

/// « · 12 người cũng gặp»; nothing for nobody.
pub(super) fn too(locale: Locale, supporters: i64) -> Option<String> {
    (supporters > 0).then(|| {
        let count = number(locale, supporters);
        match (locale, supporters) {
            (Locale::Vi, _) => format!(" · {count} người cũng gặp"),
            (Locale::En, 1) => " · 1 more has it too".to_owned(),
            (Locale::En, _) => format!(" · {count} more have it too"),
        }
    })
}
