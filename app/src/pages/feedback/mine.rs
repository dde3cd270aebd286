//! One's own feedback by code and PIN: whose turn, until when, the answer, and whether it answers.

use domain::feedback::FeedbackStatus;
use domain::filing::Problem;
use leptos::prelude::*;

use super::history::{answer_view, history, paragraphs, state_tag};
use crate::components::breadcrumb::home_link;
use crate::components::choice::{Row, radios};
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Optional, error_view, field, field_class, field_errors};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::locale::{Locale, bytes, date_time};
use crate::view::{Chrome, FeedbackDone, FeedbackFound, MyFeedbackView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &MyFeedbackView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let found = &view.found;
    let head = Head {
        title: locale.pick(format!("Phản ánh {}", found.code), format!("Feedback {}", found.code)),
        has_problems: !view.problems.is_empty(),
        trail: vec![
            home_link(locale),
            (locale.pick("Phản ánh, kiến nghị", "Problems and proposals").to_owned(), super::PATH.to_owned()),
        ],
        ..Head::default()
    };
    let done = view.done.map(|done| notice_text(Tone::Done, done_words(locale, done)));
    let photo = view.can_add_photo.then(|| photo_form(locale, &found.code, &view.pin, &view.problems));
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)}
            <h1 lang="vi">{found.title.clone()}</h1>
            <p class="filing-place">
                <span class="code">{found.code.clone()}</span> ", " {found.agency.clone()}
            </p>
            {done}
            <p>{state_tag(locale, found.status, found.is_late)} " " {turn(locale, found)}</p>
            {answer_view(locale, found.answer.as_ref())}
            {view.can_judge.then(|| judge(locale, view))}
            {view.can_follow_up.then(|| follow_up(locale, view))}
            <section aria-labelledby="told">
                <h2 id="told">{locale.pick("Bạn đã viết", "What you wrote")}</h2>
                {paragraphs(&found.words)}
                {facts(locale, found)}
            </section>
            {photo}
            {history(locale, found)}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn done_words(locale: Locale, done: FeedbackDone) -> &'static str {
    match done {
        FeedbackDone::Judged => {
            locale.pick("Cảm ơn bạn. Ý kiến của bạn đã được ghi nhận.", "Thank you. What you said is noted.")
        }
        FeedbackDone::Reopened => locale
            .pick("Đã mở lại: cơ quan cấp trên phải trả lời bạn.", "Opened again: the agency above has to answer you."),
        FeedbackDone::FollowedUp => locale.pick("Cảm ơn bạn đã cho biết.", "Thank you for telling."),
        FeedbackDone::PhotoAdded => locale.pick("Đã nhận ảnh.", "The photo is here."),
    }
}

/// Whose turn it is and until when, in one sentence.
fn turn(locale: Locale, found: &FeedbackFound) -> String {
    let agency = &found.agency;
    let (ack, due) = (date_time(locale, found.acknowledge_due_at), date_time(locale, found.answer_due_at));
    match found.status {
        FeedbackStatus::Received => locale.pick(
            format!("Đến lượt {agency}: xác nhận chậm nhất {ack}, trả lời chậm nhất {due}."),
            format!("It is the turn of {agency}: to say that it has it by {ack}, to answer by {due}."),
        ),
        FeedbackStatus::Handling => {
            let office = found.office.as_ref().map(|office| format!(" ({office})")).unwrap_or_default();
            locale.pick(
                format!("Đến lượt {agency}{office}: trả lời chậm nhất {due}."),
                format!("It is the turn of {agency}{office}: to answer by {due}."),
            )
        }
        FeedbackStatus::Answered => {
            locale.pick("Đến lượt bạn: trả lời này có đúng ý không?", "It is your turn: does this answer?").to_owned()
        }
        FeedbackStatus::Closed if found.is_second => locale
            .pick(
                "Cấp trên đã trả lời. Nếu vẫn không đồng ý, bạn có thể khiếu nại theo Luật Khiếu nại.",
                "The level above has answered. If you still disagree, you can complain under the Law on Complaints.",
            )
            .to_owned(),
        FeedbackStatus::Closed => {
            locale.pick("Không ai phải làm gì nữa.", "Nobody has to do anything any more.").to_owned()
        }
        FeedbackStatus::Refused => locale
            .pick("Lý do nằm ở phần «Đã diễn ra» bên dưới.", "The reason stands below under “What happened”.")
            .to_owned(),
    }
}

fn facts(locale: Locale, found: &FeedbackFound) -> AnyView {
    let pair = |heading: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <div class="pair">
                    <dt>{heading}</dt>
                    <dd>{text}</dd>
                </div>
            }
        })
    };
    let photos: Vec<String> =
        found.photos.iter().map(|photo| format!("{} ({})", photo.name, bytes(locale, photo.size))).collect();
    let public = match found.is_public {
        true => locale.pick("Có, không kèm tên và cách liên lạc của bạn", "Yes, without your name and contact"),
        false => locale.pick("Chưa", "Not yet"),
    };
    view! {
        <dl class="pairs">
            {pair(locale.pick("Loại việc", "Kind"), locale.of(&found.category).to_owned())}
            {pair(locale.pick("Ở đâu", "Where"), found.place.clone())}
            {pair(locale.pick("Hồ sơ", "Dossier"), found.dossier.clone())}
            {pair(locale.pick("Gửi lúc", "Sent"), date_time(locale, found.received_at))}
            {pair(locale.pick("Ảnh", "Photos"), photos.join(", "))}
            {pair(locale.pick("Đã công bố", "Published"), public.to_owned())}
        </dl>
    }
    .into_any()
}

fn key(code: &str, pin: &str) -> AnyView {
    view! {
        <input type="hidden" name="code" value=code.to_owned() />
        <input type="hidden" name="pin" value=pin.to_owned() />
    }
    .into_any()
}

fn judge(locale: Locale, view: &MyFeedbackView) -> AnyView {
    let rows =
        [("answers", locale.pick("Có, đúng ý tôi", "Yes, it does")), ("does_not_answer", locale.pick("Chưa", "No"))];
    let rows = rows.map(|(value, label)| Row { value: value.to_owned(), label: label.to_owned(), ..Row::default() });
    let words = Field {
        id: "words".to_owned(),
        label: locale.pick("Nếu chưa: còn thiếu điều gì?", "If not: what is missing?").to_owned(),
        value: view.typed.clone(),
        kind: Kind::Long,
        optional: Optional::Always,
        ..Field::default()
    };
    let after = if view.found.is_second {
        locale.pick(
            "Đây là câu trả lời của cấp trên nên không mở lại được nữa; ý kiến của bạn vẫn được tính.",
            "This is the answer of the level above and is final; what you say still counts.",
        )
    } else {
        locale.pick("Nếu chưa, cơ quan cấp trên phải trả lời lại.", "If not, the agency above has to answer anew.")
    };
    view! {
        <form method="post" action=locale.href("/phan-anh/cua-toi/danh-gia") novalidate>
            {key(&view.found.code, &view.pin)}
            {radios(
                locale,
                "verdict",
                locale.pick("Trả lời này có đúng ý bạn không?", "Does this answer?"),
                Some(after),
                &rows,
                &view.problems,
            )}
            {field(locale, &words, &view.problems)}
            <button class="button" type="submit">{locale.pick("Gửi ý kiến", "Send")}</button>
        </form>
    }
    .into_any()
}

fn follow_up(locale: Locale, view: &MyFeedbackView) -> AnyView {
    let rows = [("yes", locale.pick("Rồi", "Yes")), ("no", locale.pick("Chưa", "No"))];
    let rows = rows.map(|(value, label)| Row { value: value.to_owned(), label: label.to_owned(), ..Row::default() });
    view! {
        <form method="post" action=locale.href("/phan-anh/cua-toi/hoi-lai") novalidate>
            {key(&view.found.code, &view.pin)}
            {radios(
                locale,
                "solved",
                locale.pick("Đã hai tuần: việc này đã được giải quyết thật chưa?", "Two weeks on: was it really solved?"),
                None,
                &rows,
                &view.problems,
            )}
            <button class="button" type="submit">{locale.pick("Gửi", "Send")}</button>
        </form>
    }
    .into_any()
}

/// One photo at a time: each is safe before the next is chosen.
pub(super) fn photo_form(locale: Locale, code: &str, pin: &str, problems: &[Problem]) -> AnyView {
    let errors = field_errors(locale, "file", problems);
    let describes = if errors.is_empty() { "file-hint" } else { "file-hint file-error" };
    view! {
        <section aria-labelledby="photo">
            <h2 id="photo">{locale.pick("Thêm ảnh", "Add photos")}</h2>
            <form method="post" action=locale.href("/phan-anh/cua-toi/anh") enctype="multipart/form-data">
                {key(code, pin)}
                <div class=field_class(&errors)>
                    <label for="file">{locale.pick("Chọn một ảnh", "Choose a photo")}</label>
                    <p class="field-hint" id="file-hint">
                        {locale
                            .pick(
                                "JPEG, PNG, WebP hoặc HEIC, tối đa 20 MB, nhiều nhất 5 ảnh. Chỉ cán bộ xem, không công bố.",
                                "JPEG, PNG, WebP or HEIC, at most 20 MB, five photos. Only officers see them; they are not published.",
                            )}
                    </p>
                    {error_view(locale, "file", &errors)}
                    <input type="file" id="file" name="file" accept="image/*" aria-describedby=describes />
                </div>
                <button class="button button--secondary" type="submit">{locale.pick("Gửi ảnh", "Send the photo")}</button>
            </form>
        </section>
    }
    .into_any()
}
