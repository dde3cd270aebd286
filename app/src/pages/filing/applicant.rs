//! Step 2: who files, whose matter it is, how to reach them.

use domain::filing::{ActingFor, Answers, Delivery, Problem};
use leptos::prelude::*;

use super::{Frame, frame, plain_words, resume_part, step_href};
use crate::components::choice::{Row, radios};
use crate::components::error_summary::here;
use crate::components::field::{Field, Kind, Optional, Width, field};
use crate::components::notice::notice;
use crate::components::status_line::saved_text;
use crate::components::step_list::Step;
use crate::components::tag::Tone;
use crate::islands::{DraftSaver, SaverTexts};
use crate::locale::{Locale, problem_sentence};
use crate::view::{ApplicantView, Chrome, FilingHead};

const FORM_ID: &str = "applicant-form";

/// Keys of `domain::filing::check`, which the island says while the person types.
const CHECK_KEYS: [&str; 11] = [
    "required",
    "contact_required",
    "too_long",
    "control_character",
    "identity_form",
    "identity_province",
    "phone_form",
    "email_form",
    "tax_code_form",
    "tax_code_check",
    "address_for_post",
];

/// The whole page.
pub fn page(chrome: &Chrome, view: &ApplicantView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let status = view! {
        <DraftSaver
            api=view.head.api_of(&view.draft_id)
            version=view.version
            form_id=FORM_ID.to_owned()
            saved_text=saved_text(locale, &view.head.status)
            texts=texts(locale, &view.head)
        />
    };
    let parts = Frame {
        head: &view.head,
        step: Step::Applicant,
        heading: locale.pick("Ai nộp hồ sơ?", "Who files?").to_owned(),
        problems: &view.problems,
        islands: true,
        status: Some(status.into_any()),
        body: view! { {copied(locale, view)} {form(locale, view)} {resume_part(locale, &view.head.way)} }.into_any(),
    };
    frame(chrome, parts, &here, &plain_words(locale))
}

/// What was copied from an earlier dossier, and what was not.
fn copied(locale: Locale, view: &ApplicantView) -> Option<AnyView> {
    let code = view.copied_from.as_ref()?;
    let (before, after) = locale.pick(
        (
            "Nội dung khai, trường hợp và nơi nhận được chép từ hồ sơ ",
            ". Hãy xem lại từng mục, vì có thể đã thay đổi. Tệp không được chép: hãy gửi lại giấy tờ ở bước sau.",
        ),
        (
            "The answers, the case and the desk were copied from dossier ",
            ". Check each entry, for things may have changed. Files were not copied: send the papers again in the next step.",
        ),
    );
    let body = view! {
        <p>
            {before} <span class="code">{code.clone()}</span> {after}
        </p>
    };
    Some(notice(Tone::Information, body.into_any()))
}

fn form(locale: Locale, view: &ApplicantView) -> AnyView {
    let action = step_href(locale, &view.head.way, Step::Applicant);
    let (answers, problems) = (&view.answers, view.problems.as_slice());
    view! {
        <form id=FORM_ID class="applicant" method="post" action=action novalidate>
            <input type="hidden" name="version" value=view.version.to_string() />
            {acting_for(locale, answers, problems)}
            {applicant(locale, answers, problems, view.head.counter.is_some())}
            {subject(locale, answers, problems)}
            {organisation(locale, answers, problems)}
            // Where there is a form of its own, it asks what is wanted better than one box for everything.
            {view.head.form.is_none().then(|| request(locale, answers, problems))}
            {delivery(locale, answers, problems)}
            <div class="buttons">
                <button class="button" type="submit">{locale.pick("Tiếp tục", "Continue")}</button>
                <button class="button button--secondary" type="submit" name="after" value="later">
                    {locale.pick("Lưu và làm tiếp sau", "Save and go on later")}
                </button>
            </div>
            {view
                .head
                .counter
                .is_none()
                .then(|| {
                    view! {
                        <p class="quiet">
                            {locale
                                .pick(
                                    "Lưu lại thì quay lại trang này trên cùng máy để làm tiếp.",
                                    "Once saved, come back to this page on the same device to go on.",
                                )}
                        </p>
                    }
                })}
        </form>
    }
    .into_any()
}

/// What a field of this step is called, for pages that show it alone.
#[must_use]
pub fn field_label(locale: Locale, field: &str) -> &'static str {
    match field {
        "acting_for" => locale.pick("Nộp cho ai", "Filed for"),
        "applicant.name" => locale.pick("Họ và tên người nộp", "Applicant’s full name"),
        "applicant.identity_number" => {
            locale.pick("Số định danh cá nhân hoặc hộ chiếu", "Identification or passport number")
        }
        "applicant.phone" => locale.pick("Số điện thoại", "Phone"),
        "applicant.email" => locale.pick("Thư điện tử", "E-mail"),
        "applicant.address" => locale.pick("Địa chỉ", "Address"),
        "subject.name" => locale.pick("Chủ hồ sơ", "Whose matter it is"),
        "subject.identity_number" => locale.pick("Số định danh của chủ hồ sơ", "That person’s identification number"),
        "subject.relation" => locale.pick("Quan hệ với người nộp", "Relation to the applicant"),
        "organisation.name" => locale.pick("Tên doanh nghiệp, tổ chức", "Name of the organisation"),
        "organisation.tax_code" => locale.pick("Mã số thuế", "Tax code"),
        "request" => locale.pick("Nội dung yêu cầu", "What is asked for"),
        "delivery" => locale.pick("Nhận kết quả", "How to get the result"),
        _ => "",
    }
}

/// An answer of this step as it is read.
#[must_use]
pub fn value_words(locale: Locale, field: &str, value: &str) -> String {
    let words = match field {
        "acting_for" => ActingFor::from_key(value).map(|value| acting_for_words(locale, value)),
        "delivery" => Delivery::from_key(value).map(|value| delivery_words(locale, value)),
        _ => None,
    };
    words.unwrap_or(value).to_owned()
}

fn acting_for(locale: Locale, answers: &Answers, problems: &[Problem]) -> AnyView {
    let rows: Vec<Row> = ActingFor::ALL
        .into_iter()
        .map(|value| Row {
            value: value.key().to_owned(),
            label: acting_for_words(locale, value).to_owned(),
            chosen: value == answers.acting_for,
            ..Row::default()
        })
        .collect();
    radios(locale, "acting_for", locale.pick("Bạn nộp cho ai?", "For whom do you file?"), None, &rows, problems)
}

fn applicant(locale: Locale, answers: &Answers, problems: &[Problem], at_counter: bool) -> AnyView {
    let applicant = &answers.applicant;
    let text = |vi: &str, en: &str| locale.pick(vi, en).to_owned();
    let name = Field {
        id: "applicant.name".to_owned(),
        label: text("Họ và tên của bạn", "Your full name"),
        hints: vec![text("Như trên căn cước hoặc hộ chiếu", "As on your identity card or passport")],
        value: applicant.name.clone(),
        autocomplete: Some("name"),
        ..Field::default()
    };
    let identity = Field {
        id: "applicant.identity_number".to_owned(),
        label: text("Số định danh cá nhân hoặc số hộ chiếu", "Personal identification or passport number"),
        hints: vec![text(
            "Số định danh có 12 chữ số, ở mặt trước căn cước",
            "The identification number has 12 digits, on the front of the card",
        )],
        value: applicant.identity_number.clone(),
        kind: Kind::Code,
        autocomplete: Some("off"),
        optional: Optional::Always,
        width: Width::Medium,
        ..Field::default()
    };
    let phone = Field {
        id: "applicant.phone".to_owned(),
        label: text("Số điện thoại", "Phone number"),
        hints: vec![text(
            "Cơ quan báo kết quả qua đây. Điền điện thoại hoặc thư điện tử.",
            "The agency will use it to reach you. Give a phone number or an e-mail.",
        )],
        value: applicant.phone.clone(),
        kind: Kind::Phone,
        autocomplete: Some("tel"),
        width: Width::Medium,
        ..Field::default()
    };
    let email = Field {
        id: "applicant.email".to_owned(),
        label: text("Thư điện tử", "E-mail address"),
        value: applicant.email.clone(),
        kind: Kind::Email,
        autocomplete: Some("email"),
        ..Field::default()
    };
    let address = Field {
        id: "applicant.address".to_owned(),
        label: text("Địa chỉ", "Address"),
        hints: vec![text("Cần nếu nhận kết quả qua bưu chính", "Needed when the result comes by post")],
        value: applicant.address.clone(),
        autocomplete: Some("street-address"),
        optional: Optional::Always,
        ..Field::default()
    };
    let mut fields = [name, identity, phone, email, address];
    if at_counter {
        ask_at_counter(locale, &mut fields);
    }
    view! {
        <fieldset class="group">
            <legend>{locale.pick("Người nộp", "The applicant")}</legend>
            {fields.iter().map(|one| field(locale, one, problems)).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The browser knows the officer and not the applicant, and who comes in person needs no phone.
fn ask_at_counter(locale: Locale, fields: &mut [Field]) {
    for field in fields {
        field.autocomplete = Some("off");
        if matches!(field.kind, Kind::Phone | Kind::Email) {
            field.optional = Optional::Always;
        }
        if field.kind == Kind::Phone {
            let hint = locale.pick(
                "Để báo tin cho người nộp. Không có điện thoại và thư điện tử thì người nộp nhận mã hồ sơ và mã PIN trên giấy.",
                "To send news. Without phone and e-mail the applicant gets code and PIN on paper.",
            );
            field.hints = vec![hint.to_owned()];
        }
    }
}

/// Shown by the style sheet when «another person» is chosen; always there for browsers that cannot.
fn subject(locale: Locale, answers: &Answers, problems: &[Problem]) -> AnyView {
    let subject = &answers.subject;
    let text = |vi: &str, en: &str| locale.pick(vi, en).to_owned();
    let fields = [
        Field {
            id: "subject.name".to_owned(),
            label: text("Họ và tên người được nộp thay", "Full name of that person"),
            value: subject.name.clone(),
            autocomplete: Some("off"),
            ..Field::default()
        },
        Field {
            id: "subject.identity_number".to_owned(),
            label: text("Số định danh hoặc hộ chiếu của người đó", "That person’s identification or passport number"),
            value: subject.identity_number.clone(),
            kind: Kind::Code,
            autocomplete: Some("off"),
            optional: Optional::Always,
            width: Width::Medium,
            ..Field::default()
        },
        Field {
            id: "subject.relation".to_owned(),
            label: text("Bạn là gì của người đó?", "What are you to that person?"),
            hints: vec![text("Ví dụ: mẹ, con, người được ủy quyền", "Such as mother, son, authorised person")],
            value: subject.relation.clone(),
            autocomplete: Some("off"),
            optional: Optional::Always,
            width: Width::Medium,
            ..Field::default()
        },
    ];
    view! {
        <fieldset class="group only-another">
            <legend>{locale.pick("Người được nộp thay (chủ hồ sơ)", "Whose matter it is")}</legend>
            {fields.iter().map(|one| field(locale, one, problems)).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Shown by the style sheet when «an organisation» is chosen.
fn organisation(locale: Locale, answers: &Answers, problems: &[Problem]) -> AnyView {
    let organisation = &answers.organisation;
    let text = |vi: &str, en: &str| locale.pick(vi, en).to_owned();
    let fields = [
        Field {
            id: "organisation.name".to_owned(),
            label: text("Tên doanh nghiệp, tổ chức", "Name of the business or organisation"),
            value: organisation.name.clone(),
            autocomplete: Some("organization"),
            ..Field::default()
        },
        Field {
            id: "organisation.tax_code".to_owned(),
            label: text("Mã số thuế", "Tax code"),
            hints: vec![text("10 chữ số, chi nhánh 13 chữ số", "10 digits, 13 for a branch")],
            value: organisation.tax_code.clone(),
            kind: Kind::Number,
            autocomplete: Some("off"),
            optional: Optional::Always,
            width: Width::Medium,
            ..Field::default()
        },
    ];
    view! {
        <fieldset class="group only-organisation">
            <legend>{locale.pick("Doanh nghiệp, tổ chức", "The business or organisation")}</legend>
            {fields.iter().map(|one| field(locale, one, problems)).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn request(locale: Locale, answers: &Answers, problems: &[Problem]) -> AnyView {
    let request = Field {
        id: "request".to_owned(),
        label: locale.pick("Bạn đề nghị điều gì?", "What do you ask for?").to_owned(),
        hints: vec![
            locale
                .pick(
                    "Viết bằng lời của bạn, ví dụ: đăng ký khai sinh cho con là Bùi An, sinh ngày 02/11/2026.",
                    "In your own words, such as: birth registration for my child Bùi An, born on 02/11/2026.",
                )
                .to_owned(),
        ],
        value: answers.request.clone(),
        kind: Kind::Long,
        optional: Optional::Always,
        ..Field::default()
    };
    field(locale, &request, problems)
}

fn delivery(locale: Locale, answers: &Answers, problems: &[Problem]) -> AnyView {
    let rows: Vec<Row> = Delivery::ALL
        .into_iter()
        .map(|value| Row {
            value: value.key().to_owned(),
            label: delivery_words(locale, value).to_owned(),
            chosen: value == answers.delivery,
            ..Row::default()
        })
        .collect();
    radios(
        locale,
        "delivery",
        locale.pick("Bạn muốn nhận kết quả thế nào?", "How do you want the result?"),
        None,
        &rows,
        problems,
    )
}

/// For whom one files, in words.
pub(super) fn acting_for_words(locale: Locale, value: ActingFor) -> &'static str {
    match value {
        ActingFor::Oneself => locale.pick("Cho chính tôi", "For myself"),
        ActingFor::Another => locale.pick("Cho người khác", "For another person"),
        ActingFor::Organisation => locale.pick("Cho doanh nghiệp, tổ chức", "For a business or organisation"),
    }
}

/// How the result comes, in words.
pub(super) fn delivery_words(locale: Locale, value: Delivery) -> &'static str {
    match value {
        Delivery::Counter => locale.pick("Đến lấy tại quầy", "Collect it at the counter"),
        Delivery::Post => locale.pick("Gửi bưu chính đến địa chỉ của tôi", "By post to my address"),
        Delivery::Electronic => locale.pick("Bản điện tử", "Electronically"),
    }
}

/// What the status line says, and the sentences for what the rules find wrong on this step.
/// What the island says; at the counter nobody has to be reachable.
fn texts(locale: Locale, head: &FilingHead) -> SaverTexts {
    let mut texts = saver_texts(locale);
    if head.counter.is_some() {
        texts.problems.retain(|(key, _)| key != "contact_required");
    }
    texts
}

pub(super) fn saver_texts(locale: Locale) -> SaverTexts {
    let text = |vi: &str, en: &str| locale.pick(vi, en).to_owned();
    let blanks = ["{0}".to_owned(), "{1}".to_owned()];
    SaverTexts {
        saving: text("Đang lưu…", "Saving…"),
        saved_at: text("Đã lưu trên máy chủ lúc {time}", "Saved on the server at {time}"),
        offline: text(
            "Đang lưu trên máy của bạn; sẽ gửi khi có mạng",
            "Kept on your device; will be sent when there is a connection",
        ),
        failed: text(
            "Máy chủ chưa lưu được; bản trên máy của bạn vẫn còn",
            "The server could not save it; the copy on your device is kept",
        ),
        changed_elsewhere: text(
            "Hồ sơ vừa được sửa ở cửa sổ khác. Không có gì bị ghi đè; hãy chọn câu trả lời cần giữ.",
            "The draft was changed in another window. Nothing was overwritten; choose which answers count.",
        ),
        compare: text("So sánh và chọn", "Compare and choose"),
        problems: CHECK_KEYS
            .iter()
            .map(|key| ((*key).to_owned(), problem_sentence(locale, &Problem::new("", key, &blanks))))
            .collect(),
    }
}
