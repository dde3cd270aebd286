//! One feedback at the desk: what was written, by when what is owed, and what can be done.

use domain::feedback::{FeedbackStatus, RefusalReason};
use leptos::prelude::*;

use super::PATH;
use crate::components::choice::{Row, radios};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Optional, Width, field};
use crate::components::notice::notice_text;
use crate::components::select::agency_select;
use crate::components::tag::{Tone, tag};
use crate::locale::{Locale, bytes, date_time};
use crate::pages::desk::frame::{Frame, frame};
use crate::pages::feedback::history::{answer_view, history, paragraphs, refusal_name, state_tag};
use crate::view::{Chrome, DeskFeedbackView, DeskHead};

/// The whole page.
pub fn page(chrome: &Chrome, desk: &DeskHead, view: &DeskFeedbackView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let found = &view.found;
    let late =
        (!view.is_moderated).then(|| tag(Tone::Quiet, locale.pick("Chưa quyết định công bố", "Publication undecided")));
    let done = view.done.then(|| notice_text(Tone::Done, locale.pick("Đã ghi nhận.", "Done.")));
    let main = view! {
        {error_summary(locale, &view.problems, here)}
        <h1 lang="vi">{found.title.clone()}</h1>
        <p class="filing-place"><span class="code">{found.code.clone()}</span> ", " {found.agency.clone()}</p>
        {done}
        <p>{state_tag(locale, found.status, found.is_late)} " " {late}</p>
        {facts(locale, view)}
        <section aria-labelledby="told">
            <h2 id="told">{locale.pick("Nội dung", "What was written")}</h2>
            {paragraphs(&found.words)}
            {photos(locale, view)}
        </section>
        {answer_view(locale, found.answer.as_ref())}
        {acts(locale, view)}
        {history(locale, found)}
    }
    .into_any();
    let title = locale.pick(format!("Phản ánh {}", found.code), format!("Feedback {}", found.code));
    frame(chrome, Some(desk), Frame { title, has_problems: !view.problems.is_empty() }, main)
}

fn facts(locale: Locale, view: &DeskFeedbackView) -> AnyView {
    let found = &view.found;
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
    let contact = if view.is_confidential {
        locale
            .pick(
                "Người gửi yêu cầu giữ kín: trả lời qua cổng này, họ đọc bằng mã và PIN.",
                "Confidential: answer here, the sender reads it with code and PIN.",
            )
            .to_owned()
    } else if view.contact.is_empty() {
        locale
            .pick(
                "Không để lại; người gửi đọc trả lời bằng mã và PIN.",
                "None; the sender reads the answer with code and PIN.",
            )
            .to_owned()
    } else {
        view.contact.join(", ")
    };
    view! {
        <dl class="pairs">
            {pair(locale.pick("Loại việc", "Kind"), locale.of(&found.category).to_owned())}
            {pair(locale.pick("Ở đâu", "Where"), found.place.clone())}
            {pair(locale.pick("Hồ sơ", "Dossier"), found.dossier.clone())}
            {pair(locale.pick("Liên lạc", "Contact"), contact)}
            {pair(locale.pick("Gửi lúc", "Sent"), date_time(locale, found.received_at))}
            {pair(locale.pick("Xác nhận chậm nhất", "Acknowledge by"), date_time(locale, found.acknowledge_due_at))}
            {pair(locale.pick("Trả lời chậm nhất", "Answer by"), date_time(locale, found.answer_due_at))}
            {pair(locale.pick("Người khác cũng gặp", "Others who have it too"), found.supporters.to_string())}
        </dl>
    }
    .into_any()
}

fn photos(locale: Locale, view: &DeskFeedbackView) -> Option<AnyView> {
    if view.found.photos.is_empty() {
        return None;
    }
    let rows = view
        .found
        .photos
        .iter()
        .map(|photo| {
            let href = locale.href(&format!("{PATH}/{}/anh/{}", view.found.code, photo.id));
            view! { <li><a href=href>{photo.name.clone()}</a> {format!(" ({})", bytes(locale, photo.size))}</li> }
        })
        .collect_view();
    let heading = locale.pick("Ảnh", "Photos");
    Some(view! { <h3>{heading}</h3> <ul>{rows}</ul> }.into_any())
}

/// What a form of this page says: the values of the one that was refused come back.
struct Form<'view> {
    locale: Locale,
    view: &'view DeskFeedbackView,
    act: &'static str,
}

impl Form<'_> {
    fn is_refused(&self) -> bool {
        self.view.act == self.act
    }

    fn typed(&self, id: &str, otherwise: &str) -> String {
        match self.view.typed.get(id).filter(|_| self.is_refused()) {
            Some(typed) => typed.clone(),
            None => otherwise.to_owned(),
        }
    }

    fn problems(&self) -> &[domain::filing::Problem] {
        if self.is_refused() { &self.view.problems } else { &[] }
    }

    fn field(&self, id: &str, label: &str, hint: Option<&str>, kind: Kind, optional: Optional, value: &str) -> AnyView {
        let asked = Field {
            id: id.to_owned(),
            label: label.to_owned(),
            hints: hint.map(str::to_owned).into_iter().collect(),
            value: self.typed(id, value),
            kind,
            optional,
            width: if id == "done_by" { Width::Short } else { Width::Full },
            ..Field::default()
        };
        field(self.locale, &asked, self.problems())
    }

    fn around(&self, title: &str, button: &str, fields: AnyView) -> AnyView {
        let action = self.locale.href(&format!("{PATH}/{}/viec/{}", self.view.found.code, self.act));
        view! {
            <details class="case" open=self.is_refused()>
                <summary>{title.to_owned()}</summary>
                <form method="post" action=action novalidate>
                    {fields}
                    <button class="button" type="submit">{button.to_owned()}</button>
                </form>
            </details>
        }
        .into_any()
    }
}

fn acts(locale: Locale, view: &DeskFeedbackView) -> AnyView {
    let found = &view.found;
    let form = |act| Form { locale, view, act };
    let is_open = found.status.is_open();
    let needs_office = is_open && found.office.is_none();
    let acts = [
        (view.may_sort && needs_office).then(|| acknowledge(&form("nhan"))),
        (view.may_answer && found.status == FeedbackStatus::Handling).then(|| answer(&form("tra-loi"))),
        (view.may_sort && is_open && !found.is_second).then(|| forward(&form("chuyen"))),
        (view.may_sort && is_open && !found.is_second).then(|| refuse(&form("tu-choi"))),
        (view.may_sort && found.status != FeedbackStatus::Refused).then(|| publish(&form("cong-bo"))),
        (view.may_sort && (found.is_public || !view.is_moderated)).then(|| withhold(&form("khong-cong-bo"))),
    ];
    if acts.iter().all(Option::is_none) {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="acts">
            <h2 id="acts">{locale.pick("Việc có thể làm", "What can be done")}</h2>
            {acts.into_iter().flatten().collect_view()}
        </section>
    }
    .into_any()
}

fn acknowledge(form: &Form<'_>) -> AnyView {
    let locale = form.locale;
    let office = form.field(
        "office",
        locale.pick("Bộ phận và người chịu trách nhiệm trả lời", "Office and person who answer for it"),
        Some(locale.pick("Người gửi và công chúng đọc được tên này.", "The sender and the public read this name.")),
        Kind::Text,
        Optional::Never,
        "",
    );
    form.around(locale.pick("Xác nhận đã nhận", "Acknowledge"), locale.pick("Xác nhận", "Acknowledge"), office)
}

fn answer(form: &Form<'_>) -> AnyView {
    let locale = form.locale;
    let public = locale.pick(
        "Được công bố cùng câu hỏi: không ghi tên, số giấy tờ, số điện thoại của ai.",
        "Published with the question: no names, numbers of papers or phones.",
    );
    let finding = form.field(
        "finding",
        locale.pick("Đã xem xét và thấy gì", "What was found"),
        Some(public),
        Kind::Long,
        Optional::Never,
        "",
    );
    let action = form.field(
        "action",
        locale.pick("Đã làm gì, sẽ làm gì", "What has been or will be done"),
        Some(locale.pick(
            "Nếu không làm được, nói rõ vì sao. Lời cảm ơn, «tiếp thu», «sẽ xem xét» không được tính là trả lời.",
            "If nothing can be done, say why. Courtesies and “we will consider” do not count as an answer.",
        )),
        Kind::Long,
        Optional::Never,
        "",
    );
    let done_by = form.field(
        "done_by",
        locale.pick("Làm xong trước ngày", "To be done by"),
        Some(locale.pick("Ví dụ 15/12/2026. Bỏ trống nếu đã làm xong.", "Such as 15/12/2026. Empty when it is done.")),
        Kind::Number,
        Optional::Always,
        "",
    );
    let office = form.field(
        "answered_by",
        locale.pick("Ai chịu trách nhiệm về câu trả lời", "Who answers for it"),
        None,
        Kind::Text,
        Optional::Never,
        form.view.found.office.as_deref().unwrap_or_default(),
    );
    let fields = view! { {finding} {action} {done_by} {office} }.into_any();
    form.around(locale.pick("Trả lời", "Answer"), locale.pick("Gửi câu trả lời", "Send the answer"), fields)
}

fn forward(form: &Form<'_>) -> AnyView {
    let locale = form.locale;
    let agency = agency_select(
        locale,
        ("agency", locale.pick("Chuyển đến", "Pass on to"), locale.pick("– Chọn cơ quan –", "– Choose an agency –")),
        &form.view.agencies,
        &form.typed("agency", ""),
        false,
        form.problems(),
    );
    let reason = form.field(
        "reason",
        locale.pick("Vì sao", "Why"),
        Some(locale.pick("Hạn trả lời không đổi.", "The answer is due when it was.")),
        Kind::Text,
        Optional::Never,
        "",
    );
    let fields = view! { {agency} {reason} }.into_any();
    form.around(
        locale.pick("Chuyển cơ quan khác", "Pass on to another agency"),
        locale.pick("Chuyển", "Pass on"),
        fields,
    )
}

fn refuse(form: &Form<'_>) -> AnyView {
    let locale = form.locale;
    let chosen = form.typed("refusal", "");
    let rows: Vec<Row> = RefusalReason::ALL
        .into_iter()
        .map(|reason| Row {
            value: reason.key().to_owned(),
            label: refusal_name(locale, reason).to_owned(),
            chosen: reason.key() == chosen,
            ..Row::default()
        })
        .collect();
    let reasons = radios(locale, "refusal", locale.pick("Lý do", "Reason"), None, &rows, form.problems());
    let words = form.field(
        "refusal_words",
        locale.pick("Nói với người gửi: vì sao, và phải đến đâu", "Tell the sender why, and where to turn"),
        None,
        Kind::Long,
        Optional::Never,
        "",
    );
    let fields = view! { {reasons} {words} }.into_any();
    form.around(locale.pick("Không xử lý", "Do not take up"), locale.pick("Không xử lý", "Do not take up"), fields)
}

fn publish(form: &Form<'_>) -> AnyView {
    let locale = form.locale;
    let (title, words) = &form.view.public;
    let hint = locale.pick(
        "Số điện thoại, số giấy tờ và thư điện tử đã được máy bỏ ra; tên người thì bạn phải tự bỏ.",
        "Phones, numbers of papers and e-mail addresses were taken out; take out names yourself.",
    );
    let title = form.field("title", locale.pick("Tiêu đề", "Title"), None, Kind::Text, Optional::Never, title);
    let words = form.field("words", locale.pick("Nội dung", "Text"), Some(hint), Kind::Long, Optional::Never, words);
    let fields = view! { {title} {words} }.into_any();
    let name = if form.view.found.is_public {
        locale.pick("Sửa bản đã công bố", "Change what is published")
    } else {
        locale.pick("Công bố", "Publish")
    };
    form.around(name, name, fields)
}

fn withhold(form: &Form<'_>) -> AnyView {
    let locale = form.locale;
    let label = locale.pick("Lý do không công bố", "Why it is not published");
    let reason = form.field("why_not", label, None, Kind::Text, Optional::Never, "");
    form.around(locale.pick("Không công bố", "Do not publish"), locale.pick("Không công bố", "Do not publish"), reason)
}
