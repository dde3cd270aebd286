//! The own page: what waits for the person first, then drafts, then everything filed.

use domain::dossier::{Status, Turn};
use leptos::prelude::*;

use super::{DATA, SECURITY, STORE, acting, trail};
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Width, field};
use crate::components::notice::notice_text;
use crate::components::rows_table::rows_table;
use crate::components::tag::{Tone, status_tag, tag};
use crate::locale::{Locale, date_time, machine_time, number};
use crate::view::{Chrome, MyDossierLine, MyDraftLine, MyPageDone, MyPageView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &MyPageView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Trang của tôi", "My page");
    let head = Head {
        title: title.to_owned(),
        has_problems: !view.problems.is_empty(),
        trail: trail(locale, false),
        ..Head::default()
    };
    let waiting: Vec<&MyDossierLine> = view.dossiers.iter().filter(|line| needs_you(line)).collect();
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        {view.done.map(|done| notice_text(Tone::Done, done_words(locale, done)))}
        <h1>{title}</h1>
        {acting(locale, &view.head)}
        {(!waiting.is_empty()).then(|| for_you(locale, &waiting))}
        {(!view.is_later_page).then(|| drafts(locale, &view.drafts))}
        <section aria-labelledby="dossiers">
            <h2 id="dossiers">
                {title_of(locale, view.total)}
            </h2>
            {dossiers(locale, view)}
        </section>
        {add(locale, view)}
        <ul>
            <li>
                <a href=locale.href(STORE)>
                    {locale.pick("Kho giấy tờ của tôi: kết quả và giấy đã nộp", "My papers: results, and what I handed in")}
                </a>
            </li>
            <li>
                <a href=locale.href(SECURITY)>
                    {locale.pick("Tên, cách đăng nhập và bảo mật", "Name, ways to sign in, and security")}
                </a>
            </li>
            <li>
                <a href=locale.href(DATA)>
                    {locale.pick("Dữ liệu của tôi: ai đã xem, tải về, xoá", "My data: who read it, download, delete")}
                </a>
            </li>
        </ul>
    }
    .into_any();
    document(chrome, head, main)
}

fn title_of(locale: Locale, total: i64) -> String {
    let title = locale.pick("Hồ sơ đã nộp", "Filed dossiers");
    if total > 0 { format!("{title} ({})", number(locale, total)) } else { title.to_owned() }
}

fn done_words(locale: Locale, done: MyPageDone) -> &'static str {
    match done {
        MyPageDone::Welcome => locale.pick(
            "Tài khoản của bạn đã sẵn sàng. Từ nay hồ sơ nộp khi đã đăng nhập sẽ nằm ở trang này.",
            "Your account is ready. From now on, what you file while signed in stands on this page.",
        ),
        MyPageDone::DossierAdded => locale.pick("Đã thêm hồ sơ vào trang của bạn.", "The dossier is on your page now."),
        MyPageDone::DraftDiscarded => locale.pick("Đã bỏ bản nháp.", "The draft is discarded."),
    }
}

fn needs_you(line: &MyDossierLine) -> bool {
    line.unread > 0 || line.turn == Turn::Applicant
}

/// The address of a dossier of one's own.
#[must_use]
pub fn dossier_path(code: &str) -> String {
    format!("/tai-khoan/ho-so/{code}")
}

fn for_you(locale: Locale, lines: &[&MyDossierLine]) -> AnyView {
    let items = lines
        .iter()
        .map(|line| {
            view! {
                <li>
                    <a href=locale.href(&dossier_path(&line.code))>{what_to_do(locale, line)}</a>
                    <span class="line quiet">{line.procedure.clone()} " · " <span class="code">{line.code.clone()}</span></span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="for-you" class="for-you">
            <h2 id="for-you">{locale.pick("Việc của bạn", "Your turn")}</h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

fn what_to_do(locale: Locale, line: &MyDossierLine) -> String {
    let act = match (line.turn, line.status) {
        (Turn::Applicant, Status::SupplementRequested) => Some(locale.pick("Bổ sung hồ sơ", "Complete the dossier")),
        (Turn::Applicant, Status::PaymentRequested) => Some(locale.pick("Nộp phí, lệ phí", "Pay the fee")),
        (Turn::Applicant, _) => Some(locale.pick("Nhận kết quả", "Get the result")),
        _ => None,
    };
    let read = (line.unread > 0).then(|| locale.pick("Đọc lời nhắn của cán bộ", "Read the officer's message"));
    [act, read].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn drafts(locale: Locale, drafts: &[MyDraftLine]) -> AnyView {
    if drafts.is_empty() {
        return ().into_any();
    }
    let items = drafts.iter().map(|draft| draft_item(locale, draft)).collect_view();
    view! {
        <section aria-labelledby="drafts">
            <h2 id="drafts">{locale.pick("Bản nháp chưa nộp", "Drafts, not filed yet")}</h2>
            <ul class="draft-list">{items}</ul>
        </section>
    }
    .into_any()
}

fn draft_item(locale: Locale, draft: &MyDraftLine) -> AnyView {
    let action = format!("/tai-khoan/ban-nhap/{}", draft.id);
    let (go_on, saved) = if draft.expired {
        (
            locale.pick("Khôi phục và làm tiếp", "Restore and go on"),
            locale.pick("Đã hết hạn. Sửa lần cuối ", "Expired. Last changed "),
        )
    } else {
        (locale.pick("Làm tiếp", "Go on"), locale.pick("Lưu lần cuối ", "Last saved "))
    };
    let kept = (!draft.expired).then(|| {
        view! {
            {locale.pick(", giữ đến ", ", kept until ")}
            <time datetime=machine_time(draft.kept_until)>{date_time(locale, draft.kept_until)}</time>
        }
    });
    let of = draft.completes.as_ref().map(|code| {
        view! { <span class="line">{locale.pick("Bổ sung cho hồ sơ ", "Completes dossier ")} <span class="code">{code.clone()}</span></span> }
    });
    view! {
        <li>
            <h3>{draft.procedure.clone()}</h3>
            <p class="quiet">
                {of} {draft.agency.as_ref().map(|agency| view! { <span class="line">{agency.clone()}</span> })} {saved}
                <time datetime=machine_time(draft.updated_at)>{date_time(locale, draft.updated_at)}</time> {kept}
            </p>
            <div class="buttons">
                <form method="post" action=locale.href(&action)>
                    <button class="button" type="submit">
                        {go_on} <span class="visually-hidden">{format!(": {}", draft.procedure)}</span>
                    </button>
                </form>
                <form method="post" action=locale.href(&format!("{action}/bo"))>
                    <button class="button button--quiet" type="submit">
                        {locale.pick("Bỏ bản nháp", "Discard")} <span class="visually-hidden">{format!(": {}", draft.procedure)}</span>
                    </button>
                </form>
            </div>
        </li>
    }
    .into_any()
}

fn dossiers(locale: Locale, view: &MyPageView) -> AnyView {
    if view.dossiers.is_empty() {
        return view! {
            <p>
                {locale
                    .pick(
                        "Chưa có hồ sơ nào. Hồ sơ bạn nộp khi đã đăng nhập sẽ hiện ở đây.",
                        "There are none yet. What you file while signed in appears here.",
                    )}
            </p>
            <p><a class="button" href=locale.href("/thu-tuc")>{locale.pick("Tìm thủ tục", "Find a procedure")}</a></p>
        }
        .into_any();
    }
    let headings = headings(locale);
    let rows = view.dossiers.iter().map(|line| dossier_row(locale, line)).collect_view();
    let next = view.next.as_ref().map(|next| {
        view! { <a class="button button--secondary" href=next.clone()>{locale.pick("Hồ sơ cũ hơn", "Older dossiers")}</a> }
    });
    let first = view.is_later_page.then(|| {
        view! { <a href=locale.href(super::MY_PAGE)>{locale.pick("Về hồ sơ mới nhất", "Back to the newest")}</a> }
    });
    view! {
        {rows_table(&headings, rows)}
        <div class="buttons">{next} {first}</div>
    }
    .into_any()
}

fn headings(locale: Locale) -> [&'static str; 4] {
    [
        locale.pick("Hồ sơ", "Dossier"),
        locale.pick("Tình trạng", "State"),
        locale.pick("Đến lượt", "Whose turn"),
        locale.pick("Trước", "Until"),
    ]
}

fn dossier_row(locale: Locale, line: &MyDossierLine) -> AnyView {
    let [_, state, whose, until] = headings(locale);
    let turn = match line.turn {
        Turn::Desk | Turn::Unit => line.unit.clone(),
        Turn::Applicant => locale.pick("Bạn", "You").to_owned(),
        Turn::Nobody => locale.pick("Đã kết thúc", "Closed").to_owned(),
    };
    let due = match line.until {
        Some(at) => view! {
            <time datetime=machine_time(at)>{date_time(locale, at)}</time>
            {line.is_late.then(|| view! { " " {tag(Tone::Error, locale.pick("Quá hạn", "Overdue"))} })}
        }
        .into_any(),
        None => view! { <span class="quiet">{locale.pick("Chưa có ngày", "No date")}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=locale.href(&dossier_path(&line.code))>{line.procedure.clone()}</a>
                <span class="line quiet">
                    <span class="code">{line.code.clone()}</span> {locale.pick(", nộp ", ", filed ")}
                    <time datetime=machine_time(line.submitted_at)>{date_time(locale, line.submitted_at)}</time>
                </span>
            </th>
            <td data-label=state>{status_tag(locale, line.status)}</td>
            <td data-label=whose>{turn}</td>
            <td data-label=until>{due}</td>
        </tr>
    }
    .into_any()
}

fn add(locale: Locale, view: &MyPageView) -> AnyView {
    let code = Field {
        id: "code".to_owned(),
        label: locale.pick("Mã hồ sơ", "Dossier code").to_owned(),
        hints: vec![locale.pick("Ví dụ H28.14-261122-0001", "Such as H28.14-261122-0001").to_owned()],
        value: view.code.clone(),
        kind: Kind::Code,
        autocomplete: Some("off"),
        width: Width::Medium,
        ..Field::default()
    };
    let pin = Field {
        id: "pin".to_owned(),
        label: locale.pick("Mã PIN", "PIN").to_owned(),
        hints: vec![locale.pick("Sáu ký tự trên biên nhận", "Six characters on the receipt").to_owned()],
        kind: Kind::Code,
        autocomplete: Some("off"),
        width: Width::Short,
        ..Field::default()
    };
    view! {
        <details class="case" open=!view.problems.is_empty()>
            <summary>{locale.pick("Thêm hồ sơ đã nộp khi chưa đăng nhập", "Add a dossier that you filed without signing in")}</summary>
            <form method="post" action=locale.href("/tai-khoan/ho-so") novalidate>
                {field(locale, &code, &view.problems)} {field(locale, &pin, &view.problems)}
                <button class="button button--secondary" type="submit">{locale.pick("Thêm hồ sơ", "Add the dossier")}</button>
            </form>
        </details>
    }
    .into_any()
}
