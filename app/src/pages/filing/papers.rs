//! Step 3: papers. Each paper has its own files; what the server has stands in the list.

use domain::filing::{MAX_DOSSIER_BYTES, MAX_FILE_BYTES, OTHER_PAPER, Problem};
use domain::province::PaperNeed;
use leptos::prelude::*;

use super::form::page_href;
use super::{Frame, frame, plain_words, slot_name, step_href};
use crate::components::status_line::status_line;
use crate::components::step_list::Step;
use crate::components::tag::{Tone, tag};
use crate::islands::{PaperUpload, UploadTexts, UploadedFile};
use crate::locale::{Locale, bytes, date_of, problem_sentence};
use crate::pages::catalogue::procedure::number_words;
use crate::view::{AskedPaper, Chrome, PaperSlot, PapersView};

/// Kinds offered by the file picker; what a file really is, is told by its content.
const ACCEPT: &str =
    ".pdf,.jpg,.jpeg,.png,.webp,.heic,.heif,.tif,.tiff,.doc,.docx,.xls,.xlsx,.odt,.ods,image/*,application/pdf";

/// Keys that the island may have to say without the server.
const UPLOAD_KEYS: [&str; 10] = [
    "file_empty",
    "file_executable",
    "file_encrypted",
    "file_kind_unknown",
    "file_missing",
    "file_too_large",
    "dossier_too_large",
    "too_many_files",
    "draft_gone",
    "upload_broken",
];

/// The whole page.
pub fn page(chrome: &Chrome, view: &PapersView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let way = &view.head.way;
    let slots = view.slots.iter().map(|slot| slot_view(locale, view, slot)).collect_view();
    let last_page = view.head.form.as_ref().and_then(|place| place.last.as_ref());
    let back = last_page.map_or_else(|| step_href(locale, way, Step::Applicant), |page| page_href(locale, way, page));
    let used = locale.pick(
        format!(
            "Đã dùng {} trong {}. Mỗi tệp tối đa {}.",
            bytes(locale, view.used_bytes),
            bytes(locale, MAX_DOSSIER_BYTES),
            bytes(locale, MAX_FILE_BYTES)
        ),
        format!(
            "{} of {} used. At most {} for each file.",
            bytes(locale, view.used_bytes),
            bytes(locale, MAX_DOSSIER_BYTES),
            bytes(locale, MAX_FILE_BYTES)
        ),
    );
    let body = view! {
        <p>
            {locale
                .pick(
                    "Chụp bằng điện thoại hoặc gửi tệp PDF, ảnh, Word, Excel. Chữ phải đọc được, đủ bốn góc giấy.",
                    "Take a photo with your phone, or send PDF, images, Word or Excel. The text must be readable, with all four corners.",
                )}
        </p>
        <p class="quiet">{used}</p>
        {slots}
        {not_uploaded(locale, &view.not_uploaded)}
        <p>
            {locale
                .pick(
                    "Tệp ghi “Đã nhận” là đã nằm trên máy chủ. Bạn có thể đóng trang và làm tiếp sau trên máy này.",
                    "A file marked “Received” is on the server. You may close the page and go on later on this device.",
                )}
        </p>
        <div class="buttons">
            <a class="button" href=step_href(locale, way, Step::Check)>{locale.pick("Tiếp tục", "Continue")}</a>
            <a class="button button--quiet" href=back>{locale.pick("Quay lại", "Back")}</a>
        </div>
    }
    .into_any();
    let parts = Frame {
        head: &view.head,
        step: Step::Papers,
        heading: locale.pick("Giấy tờ của bạn", "Your papers").to_owned(),
        problems: &view.problems,
        islands: !view.slots.is_empty(),
        status: status_line(locale, &view.head.status),
        body,
    };
    let slots = view.slots.clone();
    let words = move |problem: &Problem| {
        let asked = slots.iter().flat_map(|slot| &slot.asked).find(|asked| asked.field == problem.field);
        let sentence = plain_words(locale)(problem);
        asked.map_or(sentence.clone(), |asked| format!("{}: {sentence}", asked.label.trim_end_matches(['?', ':', '.'])))
    };
    let slots = view.slots.clone();
    frame(chrome, parts, &move |problem: &Problem| slot_href(&slots, problem), &words)
}

/// The slot that a problem is about, where it names one; else the first.
fn slot_href(slots: &[PaperSlot], problem: &Problem) -> String {
    let named = slots.iter().find(|slot| about(problem, slot)).or_else(|| slots.first());
    named.map_or_else(|| "#main".to_owned(), |slot| format!("#file-{}", slot.component))
}

/// Problems of a file name the paper: `1.2`, `file.1.2` or `files.1.2`; those of the form its question.
fn about(problem: &Problem, slot: &PaperSlot) -> bool {
    let field =
        problem.field.strip_prefix("files.").or_else(|| problem.field.strip_prefix("file.")).unwrap_or(&problem.field);
    field == slot.component || slot.asked.iter().any(|asked| asked.field == problem.field)
}

fn slot_view(locale: Locale, view: &PapersView, slot: &PaperSlot) -> AnyView {
    let (name, lang) = slot_name(locale, slot);
    let id = format!("paper-{}", slot.component);
    let way = &view.head.way;
    let files = slot
        .files
        .iter()
        .map(|file| UploadedFile {
            id: file.id.clone(),
            name: file.name.clone(),
            size: file.size,
            media_type: file.media_type.clone(),
        })
        .collect::<Vec<_>>();
    let other = slot.component == OTHER_PAPER;
    let has_form = view.head.form.is_some();
    let need = (!other || !slot.asked.is_empty()).then(|| {
        if let Some(asked) = slot.asked.first() {
            let required = slot.asked.iter().any(|asked| asked.required);
            let word = if required {
                locale.pick("Bắt buộc", "Required")
            } else {
                locale.pick("Nếu có", "If you have it")
            };
            let tone = if required && slot.files.len() < asked.min as usize { Tone::Warning } else { Tone::Quiet };
            tag(tone, word)
        } else if slot.filled_in_online {
            tag(Tone::Quiet, locale.pick("Đã khai trực tuyến", "Filled in online"))
        } else if has_form {
            tag(Tone::Quiet, locale.pick("Nếu có", "If you have it"))
        } else if slot.always {
            tag(Tone::Quiet, locale.pick("Cần nộp", "Needed"))
        } else {
            tag(Tone::Quiet, locale.pick("Tùy trường hợp", "In some cases"))
        }
    });
    let asked = slot.asked.iter().enumerate().map(|(at, asked)| asked_view(locale, at, asked)).collect_view();
    let about_other = (other && slot.asked.is_empty()).then(|| {
        locale.pick(
            "Giấy tờ không có trong danh sách nhưng bạn muốn gửi kèm.",
            "Papers that are not on the list but that you want to send.",
        )
    });
    let number = number_words(locale, slot.originals, slot.copies).map(|words| {
        view! { <p class="quiet">{locale.pick("Bản giấy khi được yêu cầu: ", "On paper, when asked: ")} {words}</p> }
    });
    let errors: Vec<AnyView> = view
        .problems
        .iter()
        .filter(|problem| about(problem, slot))
        .map(|problem| view! { <p class="field__error">{problem_sentence(locale, problem)}</p> }.into_any())
        .collect();
    let class = if errors.is_empty() { "paper" } else { "paper field--error" };
    let labelled_by = id.clone();
    let required = slot.asked.iter().any(|asked| asked.required).then_some("true");
    view! {
        <section class=class aria-labelledby=labelled_by data-required=required>
            <h2 id=id lang=lang>{name.clone()}</h2>
            {need}
            {asked}
            {match &slot.condition {
                _ if slot.filled_in_online => Some(view! { <p>{online_words(locale)}</p> }.into_any()),
                Some(condition) => Some(view! { <p>{condition.clone()}</p> }.into_any()),
                None => None,
            }}
            {about_other.map(|text| view! { <p>{text}</p> })}
            {number}
            {errors}
            {offers(locale, view, slot)}
            <PaperUpload
                api=view.head.api_of(&view.draft_id)
                component=slot.component.clone()
                label=name
                action=locale.href(&way.path("giay-to"))
                delete_action=locale.href(&way.path("giay-to/xoa"))
                files=files
                accept=ACCEPT.to_owned()
                max_bytes=MAX_FILE_BYTES
                texts=texts(locale)
            />
        </section>
    }
    .into_any()
}

/// What need not be sent again: the same paper, as it was handed in with an earlier dossier.
fn offers(locale: Locale, view: &PapersView, slot: &PaperSlot) -> Option<AnyView> {
    let offers: Vec<_> = view.offers.iter().filter(|offer| offer.component == slot.component).collect();
    if offers.is_empty() {
        return None;
    }
    let action = locale.href(&view.head.way.path("giay-to/dung-lai"));
    let items = offers
        .into_iter()
        .map(|offer| {
            let at = date_of(locale, offer.handed_in_at);
            view! {
                <li>
                    <form method="post" action=action.clone()>
                        <input type="hidden" name="component" value=offer.component.clone() />
                        <input type="hidden" name="file" value=offer.file.clone() />
                        <p>
                            <span class="file-name">{offer.name.clone()}</span>
                            <span class="line quiet">
                                {locale
                                    .pick(
                                        format!("{}, đã nộp {at}, hồ sơ ", bytes(locale, offer.size)),
                                        format!("{}, handed in on {at} with dossier ", bytes(locale, offer.size)),
                                    )} <span class="code">{offer.from.clone()}</span>
                            </span>
                        </p>
                        <button class="button button--secondary" type="submit">
                            {locale.pick("Dùng lại tệp này", "Use this file again")}
                            <span class="visually-hidden">{format!(": {}", offer.name)}</span>
                        </button>
                    </form>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <div class="offers">
                <p>
                    <strong>{locale.pick("Bạn đã có giấy này, không phải nộp lại:", "You have it already, you need not send it again:")}</strong>
                </p>
                <ul>{items}</ul>
                <p class="quiet">
                    {locale
                        .pick(
                            "Chỉ dùng lại khi nội dung còn đúng. Cơ quan biết tệp lấy từ hồ sơ nào.",
                            "Use it only if what it says still holds. The agency sees from which dossier it comes.",
                        )}
                </p>
            </div>
        }
        .into_any(),
    )
}

/// What the form says of the paper: how many files, what helps to find it. The first label is the heading already.
fn asked_view(locale: Locale, at: usize, asked: &AskedPaper) -> AnyView {
    let label = (at > 0).then(|| view! { <h3>{asked.label.clone()}</h3> });
    let count = match (locale, asked.min, asked.max) {
        (_, 1, 1) => locale.pick("Một tệp.", "One file.").to_owned(),
        (Locale::Vi, least, most) if least == most => format!("{least} tệp."),
        (Locale::En, least, most) if least == most => format!("{least} files."),
        (Locale::Vi, least, most) => format!("Từ {least} đến {most} tệp."),
        (Locale::En, least, most) => format!("{least} to {most} files."),
    };
    let fold = |heading: &'static str, text: &Option<String>| {
        text.clone().map(|text| {
            view! {
                <details class="question-help">
                    <summary>{heading}</summary>
                    <p>{text}</p>
                </details>
            }
        })
    };
    view! {
        {label}
        {asked.hint.clone().map(|hint| view! { <p>{hint}</p> })}
        <p class="quiet">{count}</p>
        {fold(locale.pick("Nghĩa là gì?", "What does it mean?"), &asked.term)}
        {fold(locale.pick("Vì sao hỏi?", "Why is this asked?"), &asked.why)}
    }
    .into_any()
}

/// What needs no file: shown at the desk, or known to the authority.
fn not_uploaded(locale: Locale, slots: &[PaperSlot]) -> Option<AnyView> {
    if slots.is_empty() {
        return None;
    }
    let items = slots
        .iter()
        .map(|slot| {
            let (name, lang) = slot_name(locale, slot);
            let why = match slot.need {
                _ if slot.filled_in_online => online_words(locale),
                PaperNeed::Show => locale.pick(
                    "Chỉ xuất trình khi đến nhận kết quả hoặc khi được yêu cầu",
                    "Only to be shown when you collect the result or when asked",
                ),
                _ => locale.pick("Cơ quan đã có dữ liệu", "The authority already has it"),
            };
            let source = slot.condition.clone().filter(|_| !slot.filled_in_online);
            let source = source.map(|condition| format!(": {condition}")).unwrap_or_default();
            view! {
                <li>
                    <span class="paper-name" lang=lang>{name}</span>
                    <span class="paper-about">{format!("{why}{source}")}</span>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="not-uploaded">
                <h2 id="not-uploaded">{locale.pick("Không phải gửi", "Nothing to send for these")}</h2>
                <ul class="papers">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Why the paper form itself is not asked for.
fn online_words(locale: Locale) -> &'static str {
    locale.pick(
        "Bạn khai trực tuyến ở bước Tờ khai; không phải in, không phải gửi tệp",
        "You fill this in online in the step “The form”; nothing to print, nothing to send",
    )
}

fn texts(locale: Locale) -> UploadTexts {
    let text = |vi: &str, en: &str| locale.pick(vi, en).to_owned();
    let reasons = UPLOAD_KEYS
        .iter()
        .map(|key| ((*key).to_owned(), problem_sentence(locale, &Problem::new("file", key, &[]))))
        .collect();
    UploadTexts {
        locale,
        choose: text("Chọn tệp hoặc chụp ảnh", "Choose files or take a photo"),
        drop_here: text("hoặc kéo tệp vào đây", "or drop files here"),
        send: text("Gửi tệp đã chọn", "Send the chosen files"),
        empty: text("Chưa có tệp nào.", "No files yet."),
        waiting: text("Đang chờ đến lượt", "Waiting its turn"),
        progress: text("Đang gửi {percent}%", "Sending {percent}%"),
        checking: text("Đã gửi hết, máy chủ đang kiểm tra", "Sent, the server is checking it"),
        received: text("Đã nhận", "Received"),
        received_many: text("Đã nhận {n} tệp", "{n} files received"),
        cancel: text("Thôi gửi", "Stop sending"),
        remove: text("Xoá", "Remove"),
        removing: text("Đang xoá", "Removing"),
        removed: text("Đã xoá {name}", "{name} was removed"),
        remove_failed: text("Chưa xoá được. Hãy thử lại.", "Could not remove it. Try again."),
        retry: text("Gửi lại", "Send again"),
        offline: text("Mất mạng; sẽ tự gửi lại khi có mạng", "No connection; will be sent when it is back"),
        failed: text("Máy chủ chưa nhận được. Hãy gửi lại.", "The server did not take it. Send it again."),
        too_large: text(
            "Tệp lớn hơn {limit}. Hãy chụp hoặc quét lại với độ phân giải thấp hơn.",
            "Larger than {limit}. Take it again at a lower resolution.",
        ),
        mismatch: text(
            "Tệp bị hỏng trên đường truyền. Hãy gửi lại.",
            "The file was damaged on the way. Send it again.",
        ),
        reasons,
    }
}
