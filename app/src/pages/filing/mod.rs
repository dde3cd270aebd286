//! Filing a dossier: five steps, six with an electronic form; each a page with a plain form.

pub mod applicant;
pub mod check;
pub mod conflict;
pub mod form;
pub mod papers;
pub mod receipt;
pub mod resume;
pub mod start;
pub mod supplement;
pub mod take_up;

use domain::filing::Problem;
use domain::province::PaperNeed;
use leptos::either::Either;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::components::address::{FilingWay, procedure_path};
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::error_summary::error_summary_of;
use crate::components::step_list::{Step, step_list};
use crate::locale::{Locale, date_time, machine_time, problem_sentence};
use crate::pages::desk::frame as desk;
use crate::view::{Chrome, FilingHead, PaperSlot};

/// What a step puts into the common frame.
struct Frame<'a> {
    head: &'a FilingHead,
    step: Step,
    /// The question of the step.
    heading: String,
    problems: &'a [Problem],
    islands: bool,
    /// What is saved where.
    status: Option<AnyView>,
    body: AnyView,
}

/// The page of a step: what one files and where, the steps, what is to be put right, the question.
fn frame(
    chrome: &Chrome,
    frame: Frame<'_>,
    href_of: &dyn Fn(&Problem) -> String,
    words_of: &dyn Fn(&Problem) -> String,
) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let Frame { head, step, heading, problems, islands, status, body } = frame;
    let page_head = Head {
        title: match (&head.supplement, step) {
            (Some(_), Step::Start) => heading.clone(),
            (Some(asked), _) => {
                format!("{heading} – {} {}", locale.pick("bổ sung hồ sơ", "completing dossier"), asked.dossier)
            }
            (None, _) => format!("{heading} – {}", domain::catalogue::shown::short_name(&head.name, 60)),
        },
        description: match head.supplement {
            Some(_) => {
                locale.pick(format!("Bổ sung hồ sơ: {}.", head.name), format!("Complete a dossier: {}.", head.name))
            }
            None => {
                locale.pick(format!("Nộp hồ sơ trực tuyến: {}.", head.name), format!("File online: {}.", head.name))
            }
        },
        islands,
        has_problems: !problems.is_empty(),
        trail: vec![home_link(locale), (head.name.clone(), procedure_path(&head.procedure_code))],
        ..Head::default()
    };
    let counter = head.counter.clone();
    let desk_frame = desk::Frame {
        title: match &head.supplement {
            Some(_) => page_head.title.clone(),
            None => {
                locale.pick(format!("{}, tại quầy", page_head.title), format!("{}, at the counter", page_head.title))
            }
        },
        has_problems: page_head.has_problems,
    };
    let this_page = head.form.as_ref().and_then(|place| place.id.clone());
    let place: Vec<String> = [head.agency.clone(), head.case.clone()].into_iter().flatten().collect();
    let place = (!place.is_empty()).then(|| view! { <p class="filing-place">{place.join(" · ")}</p> });
    let main = view! {
        <div class="filing">
            {step_list(locale, &head.way, step, head.form.as_ref(), head.supplement.is_some())}
            {place}
            {error_summary_of(locale, problems, href_of, words_of)}
            <h1>{heading}</h1>
            {at_counter(head, locale)}
            {by_account(head, locale)}
            {head.supplement.as_ref().map(|asked| supplement::box_of(locale, asked, step, this_page.as_deref()))}
            {status}
            {head.kept_until.map(|until| kept_until(locale, until))}
            {body}
        </div>
    }
    .into_any();
    match counter {
        Some(desk) if islands => Either::Left(desk::frame_with_islands(chrome, &desk, desk_frame, main).into_any()),
        Some(desk) => Either::Left(desk::frame(chrome, Some(&desk), desk_frame, main).into_any()),
        None => Either::Right(document(chrome, page_head, main)),
    }
}

/// What staff are reminded of who fill in the questions for somebody.
fn at_counter(head: &FilingHead, locale: Locale) -> Option<AnyView> {
    head.counter.as_ref().map(|desk| {
        let words = locale.pick(
            "Nhận tại quầy: hãy hỏi người đến nộp và điền thay. Các câu hỏi viết như nói với người nộp. Hồ sơ sẽ ghi người nhập: ",
            "At the counter: ask the person and fill it in for them. The questions speak to the applicant. The dossier records who typed it in: ",
        );
        view! {
            <p class="counter-note">
                {words} <strong>{desk.name.clone()}</strong>"."
            </p>
        }
        .into_any()
    })
}

/// As whom somebody files who is signed in.
fn by_account(head: &FilingHead, locale: Locale) -> Option<AnyView> {
    let called = head.account.as_ref()?;
    Some(
        view! {
            <p class="acting-note">
                {locale.pick("Bạn đang nộp với tài khoản ", "You file with the account ")} <strong>{called.clone()}</strong> ". "
                <a href=locale.href(super::account::MY_PAGE)>{locale.pick("Trang của tôi", "My page")}</a>
            </p>
        }
        .into_any(),
    )
}

/// Until when the draft is kept.
fn kept_until(locale: Locale, until: OffsetDateTime) -> AnyView {
    let lead = locale.pick("Bản nháp được giữ đến ", "The draft is kept until ");
    let rest = locale.pick("; mỗi lần sửa, thời hạn tính lại.", "; each change starts the time anew.");
    view! {
        <p class="kept-until">
            {lead} <time datetime=machine_time(until)>{date_time(locale, until)}</time> {rest}
        </p>
    }
    .into_any()
}

/// What one does who has to stop.
fn resume_part(locale: Locale, way: &FilingWay) -> AnyView {
    let sentence = match way {
        FilingWay::Online(_) => return other_device(locale, way),
        FilingWay::Supplement(_) => {
            locale.pick(
                "Cần dừng lại? Những gì đã điền được giữ; tra cứu lại bằng mã hồ sơ và mã PIN trên máy nào cũng làm tiếp được.",
                "Have to stop? What you filled in is kept; look the dossier up by code and PIN on any device to go on.",
            )
        }
        FilingWay::Counter(_) => {
            locale.pick(
                "Cần dừng lại? Những gì đã điền được giữ ở mục “Đang nhận dở” của quầy; đồng nghiệp cùng quầy cũng làm tiếp được.",
                "Have to stop? What was filled in is kept under “Unfinished” of the counter; colleagues of the counter can go on with it too.",
            )
        }
    };
    view! { <p class="resume-part">{sentence}</p> }.into_any()
}

/// The way to the code with which the draft is taken up on another device.
fn other_device(locale: Locale, way: &FilingWay) -> AnyView {
    let href = locale.href(&way.path("lam-tiep"));
    view! {
        <p class="resume-part">
            {locale.pick("Cần dừng lại, hoặc muốn làm trên máy tính khác? ", "Have to stop, or want to use another device? ")}
            <a href=href>{locale.pick("Làm tiếp trên máy khác", "Go on with it on another device")}</a>
        </p>
    }
    .into_any()
}

/// The plain sentence of a problem.
fn plain_words(locale: Locale) -> impl Fn(&Problem) -> String {
    move |problem| problem_sentence(locale, problem)
}

/// The address of a step.
fn step_href(locale: Locale, way: &FilingWay, step: Step) -> String {
    locale.href(&way.path(step.slug()))
}

/// The name of a paper and whether it is Vietnamese on an English page.
fn slot_name(locale: Locale, slot: &PaperSlot) -> (String, Option<&'static str>) {
    if let Some(asked) = slot.asked.first() {
        return (asked.label.clone(), None);
    }
    if slot.component == domain::filing::OTHER_PAPER {
        return (locale.pick("Giấy tờ khác", "Other papers").to_owned(), None);
    }
    (slot.name.clone(), crate::components::lines::vietnamese_part(locale, slot.name_is_vietnamese))
}

/// Whether the paper is asked of everybody and not there yet.
fn is_missing(slot: &PaperSlot) -> bool {
    // A form asks for what it needs by itself, and refuses to be filed without it.
    slot.asked.is_empty()
        && !slot.filled_in_online
        && slot.need == PaperNeed::HandIn
        && slot.always
        && slot.files.is_empty()
}
