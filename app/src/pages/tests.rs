//! What holds for every page: text stays text, one heading, unique ids, labels that lead somewhere, nothing inline.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::samples::{Samples, USUAL};
use domain::dossier::CommandKind;

use super::{about, account, catalogue, desk, error, feedback, filing, indicators, papers, publication, tracking};
use crate::locale::Locale;

const HOSTILE: &str = "</script></textarea></title><img src=x onerror=alert(1)>'\"&lt;";

fn html<V: IntoView>(render: impl FnOnce() -> V) -> String {
    Owner::new().with(|| render().into_view().to_html())
}

/// The pages about feedback and published months.
fn feedback_pages(samples: Samples, locale: Locale) -> Vec<(&'static str, String)> {
    let chrome = |path: &str| samples.chrome(locale, path);
    let head = samples.desk_head();
    let code = "/phan-anh/PA-H28.14-261123-0001";
    vec![
        ("feedback", html(|| feedback::list::page(&chrome("/phan-anh"), &samples.feedback_list()))),
        ("feedback form", html(|| feedback::form::page(&chrome("/phan-anh/moi"), &samples.feedback_form(false)))),
        ("feedback similar", html(|| feedback::form::page(&chrome("/phan-anh/moi"), &samples.feedback_form(true)))),
        ("feedback sent", html(|| feedback::sent::page(&chrome("/phan-anh/moi"), &samples.feedback_sent()))),
        ("my feedback", html(|| feedback::mine::page(&chrome("/tra-cuu"), &samples.my_feedback()))),
        ("public feedback", html(|| feedback::item::page(&chrome(code), &samples.public_feedback()))),
        ("published", html(|| publication::list::page(&chrome("/chi-so/cong-bo"), &samples.publications()))),
        ("edition", html(|| publication::edition::page(&chrome("/chi-so/cong-bo/2026-10"), &samples.publication()))),
        (
            "desk invite",
            html(|| {
                desk::invite::page(&chrome("/can-bo/ho-so/H28.14-261122-0003/moi-danh-gia"), &head, &samples.invite())
            }),
        ),
        (
            "desk explanations",
            html(|| desk::explanations::page(&chrome("/can-bo/giai-trinh"), &head, &samples.explanations())),
        ),
        (
            "desk feedback list",
            html(|| desk::feedback::list::page(&chrome("/can-bo/phan-anh"), &head, &samples.desk_feedback_list())),
        ),
        (
            "desk feedback",
            html(|| desk::feedback::item::page(&chrome("/can-bo/phan-anh"), &head, &samples.desk_feedback())),
        ),
    ]
}

/// Every page in a language, with its name.
fn pages(samples: Samples, locale: Locale) -> Vec<(&'static str, String)> {
    let chrome = |path: &str| samples.chrome(locale, path);
    let mut fresh = samples.start(4);
    fresh.existing = None;
    fresh.problems.clear();
    let head = samples.desk_head();
    let mut pages = vec![
        ("home", html(|| catalogue::home::page(&chrome("/"), &samples.home()))),
        ("list", html(|| catalogue::list::page(&chrome("/thu-tuc"), &samples.results("khai sinh")))),
        ("procedure", html(|| catalogue::procedure::page(&chrome("/thu-tuc/1.001193"), &samples.procedure()))),
        (
            "procedure without service",
            html(|| catalogue::procedure::page(&chrome("/thu-tuc/1.1"), &samples.view_of(samples.published(), None))),
        ),
        ("due", html(|| catalogue::due::page(&chrome("/thu-tuc/1.1/bao-gio-xong"), &samples.due()))),
        ("due wrong", html(|| catalogue::due::page(&chrome("/thu-tuc/1.1/bao-gio-xong"), &samples.due_wrong()))),
        ("start", html(|| filing::start::page(&chrome("/nop-ho-so/1.001193"), &samples.start(30)))),
        ("start afresh", html(|| filing::start::page(&chrome("/nop-ho-so/1.001193"), &fresh))),
        ("applicant", html(|| filing::applicant::page(&chrome("/nop-ho-so/1.001193/nguoi-nop"), &samples.applicant()))),
        ("papers", html(|| filing::papers::page(&chrome("/nop-ho-so/1.001193/giay-to"), &samples.papers()))),
        ("check", html(|| filing::check::page(&chrome("/nop-ho-so/1.001193/kiem-tra"), &samples.check()))),
        ("resume code", html(|| filing::resume::page(&chrome("/nop-ho-so/1.001193/lam-tiep"), &samples.resume_code()))),
        ("resume", html(|| filing::take_up::page(&chrome("/tiep-tuc"), &samples.resume()))),
        ("indicators", html(|| indicators::page(&chrome("/chi-so"), &samples.indicators(false)))),
        ("indicators of one", html(|| indicators::page(&chrome("/chi-so/H28.01"), &samples.indicators(true)))),
        ("resume expired", html(|| filing::take_up::page(&chrome("/tiep-tuc"), &samples.resume_expired()))),
        (
            "first form page",
            html(|| filing::form::page(&chrome("/nop-ho-so/1.001193/to-khai/start"), &samples.form_page(0))),
        ),
        ("form page", html(|| filing::form::page(&chrome("/nop-ho-so/1.001193/to-khai/all"), &samples.form_page(1)))),
        (
            "exit",
            html(|| filing::form::exit::page(&chrome("/nop-ho-so/1.001193/khong-dung-cho/wrong"), &samples.exit())),
        ),
        (
            "conflict",
            html(|| filing::conflict::page(&chrome("/nop-ho-so/1.001193/to-khai/start"), &samples.conflict())),
        ),
        (
            "papers of form",
            html(|| filing::papers::page(&chrome("/nop-ho-so/1.001193/giay-to"), &samples.papers_of_form())),
        ),
        (
            "check of form",
            html(|| filing::check::page(&chrome("/nop-ho-so/1.001193/kiem-tra"), &samples.check_of_form())),
        ),
        ("receipt", html(|| filing::receipt::page(&chrome("/nop-ho-so/1.001193/bien-nhan/1"), &samples.receipt()))),
        ("supplement", html(|| filing::supplement::page(&chrome("/bo-sung/1"), &samples.supplement_start()))),
        (
            "supplement applicant",
            html(|| filing::applicant::page(&chrome("/bo-sung/1/nguoi-nop"), &samples.supplement_applicant())),
        ),
        (
            "supplement papers",
            html(|| filing::papers::page(&chrome("/bo-sung/1/giay-to"), &samples.supplement_papers())),
        ),
        ("supplement check", html(|| filing::check::page(&chrome("/bo-sung/1/kiem-tra"), &samples.supplement_check()))),
        (
            "supplement sent",
            html(|| filing::supplement::sent(&chrome("/bo-sung/1/da-gui"), &samples.supplement_sent())),
        ),
        ("tracked", html(|| tracking::lookup::page(&chrome("/tra-cuu"), &samples.tracked(true)))),
        ("asked to complete", html(|| tracking::lookup::page(&chrome("/tra-cuu"), &samples.tracked_in_process()))),
        ("tracked result", html(|| tracking::lookup::page(&chrome("/tra-cuu"), &samples.tracked_result()))),
        ("rate", html(|| tracking::rate::page(&chrome("/tra-cuu/danh-gia"), &samples.rate()))),
        ("rate by link", html(|| tracking::rate::page(&chrome("/"), &samples.rate_by_link()))),
        ("rated", html(|| tracking::rated::page(&chrome("/"), &samples.rated()))),
        ("withdraw", html(|| tracking::withdraw::page(&chrome("/tra-cuu/rut-ho-so"), &samples.withdraw()))),
        ("missed", html(|| tracking::lookup::page(&chrome("/tra-cuu"), &samples.missed()))),
        ("error", html(|| error::page(&chrome("/x"), &samples.error()))),
        ("api", html(|| about::api::page(&chrome("/api"), &samples.api()))),
        ("desk sign-in", html(|| desk::sign_in::page(&chrome("/can-bo/dang-nhap"), &samples.sign_in()))),
        (
            "desk second factor",
            html(|| desk::sign_in::second_factor(&chrome("/can-bo/xac-thuc"), &samples.second_factor())),
        ),
        ("desk password", html(|| desk::set_up::page(&chrome("/can-bo/thiet-lap"), &samples.set_up(false)))),
        ("desk app", html(|| desk::set_up::page(&chrome("/can-bo/thiet-lap"), &samples.set_up(true)))),
        (
            "desk recovery codes",
            html(|| desk::set_up::codes(&chrome("/can-bo/tai-khoan"), &head, &samples.recovery_codes())),
        ),
        ("desk start", html(|| desk::start::page(&chrome("/can-bo"), &head, &samples.desk_start()))),
        ("desk notices", html(|| desk::notices::page(&chrome("/can-bo/thong-bao"), &head, &samples.failed_notices()))),
        ("desk mailbox", html(|| desk::mailbox::page(&chrome("/can-bo/hop-thu"), &head, &samples.mailbox()))),
        ("desk jobs", html(|| desk::jobs::page(&chrome("/can-bo/viec-tu-dong"), &head, &samples.jobs()))),
        ("desk refused", html(|| desk::refused::page(&chrome("/can-bo/x"), &head, &samples.desk_refused()))),
        ("desk account", html(|| desk::account::page(&chrome("/can-bo/tai-khoan"), &head, &samples.account()))),
        ("desk people", html(|| desk::people::list(&chrome("/can-bo/nhan-su"), &head, &samples.people()))),
        ("desk person", html(|| desk::people::person(&chrome("/can-bo/nhan-su/1"), &head, &samples.person()))),
    ];
    pages.extend(feedback_pages(samples, locale));
    pages.push(("sign in", html(|| account::enter::page(&chrome("/dang-nhap"), &samples.enter()))));
    for merge in [false, true] {
        let name = if merge { "merge accounts" } else { "sign-in code" };
        let view = samples.enter_code(merge);
        pages.push((name, html(|| account::enter::code(&chrome("/dang-nhap/ma"), &view))));
    }
    pages.push(("my page", html(|| account::my_page::page(&chrome("/tai-khoan"), &samples.my_page()))));
    pages.push(("store", html(|| account::store::page(&chrome("/tai-khoan/kho-giay-to"), &samples.store()))));
    pages.push(("my data", html(|| account::data::page(&chrome("/tai-khoan/du-lieu"), &samples.my_data()))));
    pages.push(("security", html(|| account::security::page(&chrome("/tai-khoan/bao-mat"), &samples.security()))));
    let counter = "/can-bo/tai-quay";
    pages.push(("counter", html(|| desk::counter::page(&chrome(counter), &head, &samples.counter()))));
    pages.push(("counter search", html(|| desk::counter::page(&chrome(counter), &head, &samples.counter_found()))));
    for own in [true, false] {
        let name = if own { "counter begin" } else { "counter elsewhere" };
        let view = samples.counter_begin(own);
        pages.push((name, html(|| desk::counter::begin::page(&chrome("/can-bo/tai-quay/thu-tuc/1"), &head, &view))));
    }
    pages.push((
        "counter applicant",
        html(|| filing::applicant::page(&chrome("/can-bo/tai-quay/1/nguoi-nop"), &samples.counter_applicant())),
    ));
    pages.push((
        "counter papers",
        html(|| filing::papers::page(&chrome("/can-bo/tai-quay/1/giay-to"), &samples.counter_papers())),
    ));
    pages.push((
        "counter check",
        html(|| filing::check::page(&chrome("/can-bo/tai-quay/1/kiem-tra"), &samples.counter_check())),
    ));
    for accepted in [true, false] {
        let name = if accepted { "counter receipt" } else { "counter filed" };
        let view = samples.counter_receipt(accepted);
        pages
            .push((name, html(|| desk::counter::receipt::page(&chrome("/can-bo/tai-quay/1/bien-nhan"), &head, &view))));
    }
    for act in [None, Some(CommandKind::Receive), Some(CommandKind::Transfer), Some(CommandKind::HandOver)] {
        let name = act.map_or("desk queue", CommandKind::key);
        pages.push((name, html(|| desk::queue::page(&chrome("/can-bo/ho-so"), &head, &samples.queue(act)))));
    }
    pages.push(("desk found", html(|| desk::queue::page(&chrome("/can-bo/ho-so"), &head, &samples.found()))));
    pages.push((
        "desk register",
        html(|| desk::register::page(&chrome("/can-bo/so-theo-doi"), &head, &samples.register_choice())),
    ));
    pages.push(("desk batch", html(|| desk::queue::outcome(&chrome("/can-bo/ho-so"), &head, &samples.batch()))));
    let offered = CommandKind::ALL.into_iter().filter(|kind| *kind != CommandKind::MoveDue);
    for act in std::iter::once(None).chain(offered.map(Some)) {
        let name = act.map_or("desk dossier", CommandKind::key);
        let dossier = samples.desk_dossier(act);
        pages.push((name, html(|| desk::dossier::page(&chrome("/can-bo/ho-so/1"), &head, &dossier))));
    }
    let papers = samples.official_papers();
    pages.extend(papers.map(|(name, view)| (name, html(|| papers::page(&chrome("/giay"), &view)))));
    pages
}

fn all() -> Vec<(String, String)> {
    let hostile = Samples { instead: Some(HOSTILE), empty: false };
    let empty = Samples { instead: None, empty: true };
    let long = Samples { instead: Some(LONG), empty: false };
    let mut all = Vec::new();
    for (kind, samples) in [("usual", USUAL), ("hostile", hostile), ("empty", empty), ("long", long)] {
        for locale in [Locale::Vi, Locale::En] {
            all.extend(
                pages(samples, locale).into_iter().map(|(name, html)| (format!("{kind} {name} {locale:?}"), html)),
            );
        }
    }
    all
}

const LONG: &str = "Cấp giấy phép xây dựng mới, giấy phép sửa chữa, cải tạo, giấy phép di dời đối với công trình cấp III, cấp IV \
     (công trình không theo tuyến, theo tuyến trong đô thị, tín ngưỡng, tôn giáo, tượng đài, tranh hoành tráng, theo giai đoạn)";

/// The values of an attribute, as they stand in the source.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    html.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn text_stays_text_everywhere() {
    for (name, html) in all() {
        assert!(!html.contains("<img"), "{name}: a text became an element");
        assert!(!html.contains("onerror=alert(1)>"), "{name}: a text left its attribute");
        let scripts = html.matches("<script").count();
        assert_eq!(scripts, html.matches("</script>").count(), "{name}");
        for script in html.split("<script").skip(1) {
            assert!(
                script.starts_with(" type=\"module\"") || script.starts_with(" type=\"application/ld+json\""),
                "{name}: {script:.60}"
            );
        }
    }
}

#[test]
fn nothing_is_inline_that_the_policy_forbids() {
    for (name, html) in all() {
        for forbidden in [" style=\"", "<style", " onclick=", " onsubmit=", " onchange=", "javascript:"] {
            assert!(!html.contains(forbidden), "{name}: {forbidden}");
        }
    }
}

#[test]
fn only_the_module_loader_is_loaded_and_only_where_an_island_is() {
    for (name, html) in all() {
        let loads = html.contains("type=\"module\"");
        let scripts = ["<leptos-island", "data-live=", "data-check="];
        assert_eq!(loads, scripts.iter().any(|mark| html.contains(mark)), "{name}");
        assert_eq!(html.contains("src=\"/islands.js\""), html.contains("<leptos-island"), "{name}");
        assert_eq!(html.contains("src=\"/live.js\""), html.contains("data-live="), "{name}");
        assert_eq!(html.contains("src=\"/check.js\""), html.contains("data-check="), "{name}");
        assert_eq!(loads, html.contains("nonce=\"r4nd0m\""), "{name}");
    }
}

#[test]
fn every_page_is_one_document_with_one_heading_and_its_landmarks() {
    for (name, html) in all() {
        assert!(
            html.starts_with("<!DOCTYPE html><html lang=\"v") || html.starts_with("<!DOCTYPE html><html lang=\"e"),
            "{name}: {html:.60}"
        );
        assert!(html.trim_end().ends_with("</html>"), "{name}");
        for (element, count) in
            [("<h1", 1), ("<main", 1), ("<title>", 1), ("class=\"site-header\"", 1), ("class=\"site-footer\"", 1)]
        {
            assert_eq!(html.matches(element).count(), count, "{name}: {element}");
        }
        assert!(html.contains("18001096") || html.contains("tel:"), "{name}: a phone number on every page");
    }
}

#[test]
fn headings_leave_no_level_out() {
    for (name, html) in all() {
        let mut last = 1;
        for level in html.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)) {
            assert!(level <= last + 1, "{name}: h{level} after h{last}");
            last = level;
        }
    }
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    for (name, html) in all() {
        let ids = attributes(&html, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for target in attributes(&html, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(unique.contains(target), "{name}: {attribute}={target}");
            }
        }
        for target in attributes(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(unique.contains(target), "{name}: #{target}");
        }
    }
}

/// Pages that stand in the list once more, in another state.
const TWICE: [&str; 6] = [
    "start afresh",
    "procedure without service",
    "papers of form",
    "check of form",
    "counter search",
    "counter elsewhere",
];

#[test]
fn titles_are_unique_and_say_when_something_is_to_be_put_right() {
    for locale in [Locale::Vi, Locale::En] {
        let pages = pages(USUAL, locale);
        let title =
            |html: &str| html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).map(str::to_owned);
        let titles: BTreeSet<String> =
            pages.iter().filter(|(name, _)| !TWICE.contains(name)).filter_map(|(_, html)| title(html)).collect();
        assert_eq!(titles.len(), pages.len() - TWICE.len(), "{titles:?}");
        for (name, html) in pages {
            let says = title(&html).is_some_and(|title| title.starts_with(locale.pick("Lỗi: ", "Error: ")));
            assert_eq!(says, html.contains("role=\"alert\""), "{name}");
        }
    }
}

#[test]
fn an_answer_is_shown_in_the_text_area_as_it_was_typed() {
    let hostile = Samples { instead: Some(HOSTILE), empty: false };
    let html = html(|| filing::applicant::page(&hostile.chrome(Locale::Vi, "/x"), &hostile.applicant()));
    assert_eq!(html.matches("</textarea>").count(), 1);
    assert!(html.contains("&lt;/script&gt;&lt;/textarea&gt;"));
}

#[test]
fn nobody_but_the_one_component_writes_a_text_area() {
    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    files(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    // Put together here, so that this file is not found itself.
    let mark = ["<text", "area"].concat();
    let writers: Vec<_> = found
        .into_iter()
        .filter(|path| {
            std::fs::read_to_string(path)
                .is_ok_and(|text| text.lines().any(|line| line.trim_start().starts_with(&mark)))
        })
        .filter_map(|path| Some(path.file_name()?.to_owned()))
        .collect();
    assert_eq!(writers, ["text_area.rs"]);
}

#[test]
fn english_pages_link_to_english_pages() {
    for (name, html) in pages(USUAL, Locale::En) {
        for action in attributes(&html, "action") {
            assert!(action.starts_with("/en"), "{name}: {action}");
        }
        assert!(html.contains("lang=\"vi\" hreflang=\"vi\""), "{name}: the way to the Vietnamese page");
    }
}

#[test]
fn an_official_paper_is_in_vietnamese_and_whole_in_both_languages() {
    for locale in [Locale::Vi, Locale::En] {
        for (name, view) in USUAL.official_papers() {
            let html = html(|| papers::page(&USUAL.chrome(locale, "/giay"), &view));
            assert!(html.contains("<article lang=\"vi\" class=\"sheet"), "{name}");
            let said = [&view.sheet.title, &view.sheet.dated, &view.sheet.agency];
            assert!(said.into_iter().all(|text| html.contains(text.as_str())), "{name}");
            assert!(html.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && html.contains(view.sheet.form), "{name}");
            for block in &view.sheet.blocks {
                use domain::paper::Block;
                let texts: Vec<&String> = match block {
                    Block::Facts { facts } => facts.iter().flat_map(|fact| fact.value.as_ref()).collect(),
                    Block::Paragraph { runs } => runs.iter().map(|run| &run.text).collect(),
                    Block::Written { lines, .. } => lines.iter().collect(),
                    Block::Table { table } => table.rows.iter().flatten().flatten().collect(),
                };
                assert!(!texts.is_empty(), "{name}");
                assert!(texts.into_iter().all(|text| html.contains(text.as_str())), "{name}: {block:?}");
            }
            assert_eq!(html.matches("class=\"sheet-qr\"").count(), 1, "{name}");
            assert!(html.contains("<path d=\"M4 4h7v1h-7z"), "{name}: the code is drawn");
        }
    }
}

#[test]
fn a_paper_with_nothing_filled_in_has_room_to_write() {
    let empty = Samples { instead: Some(" "), empty: true };
    for (name, view) in empty.official_papers() {
        let html = html(|| papers::page(&USUAL.chrome(Locale::Vi, "/giay"), &view));
        assert!(html.contains("sheet-blank") && html.contains("chưa điền"), "{name}");
        assert!(!html.contains("None"), "{name}");
    }
}

#[test]
fn a_reduction_that_ended_says_so() {
    let html = html(|| catalogue::procedure::page(&USUAL.chrome(Locale::Vi, "/x"), &USUAL.procedure()));
    assert!(html.contains("đã hết hạn từ thứ Tư, 31/12/2025"), "the end of the reduction");
    assert!(html.contains("Chưa công bố. Hãy hỏi quầy: 18001096."), "no fee published is not free");
    assert!(!html.contains("WORKING_DAY") && !html.contains("OTHER"), "constants of the export");
}
