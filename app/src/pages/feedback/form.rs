//! The form; complaints and denunciations are told apart, and what others reported is shown before anything is sent.

use domain::feedback::{MOST_WORDS, OtherChannel, other_channel};
use leptos::prelude::*;

use super::list::public_line;
use crate::components::breadcrumb::home_link;
use crate::components::choice::{Row, check_box, radios};
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Optional, Width, field};
use crate::components::notice::{notice, notice_text};
use crate::components::select::agency_select;
use crate::components::tag::Tone;
use crate::locale::{Locale, number};
use crate::view::{Chrome, FeedbackFormView, FeedbackTyped};

/// The whole page.
pub fn page(chrome: &Chrome, view: &FeedbackFormView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = if view.similar.is_empty() {
        locale.pick("Gửi phản ánh, kiến nghị", "Report a problem or propose something")
    } else {
        locale.pick("Có người đã phản ánh việc giống thế", "Somebody reported something like it")
    };
    let head = Head {
        title: title.to_owned(),
        has_problems: !view.problems.is_empty(),
        public: true,
        trail: vec![
            home_link(locale),
            (locale.pick("Phản ánh, kiến nghị", "Problems and proposals").to_owned(), super::PATH.to_owned()),
        ],
        ..Head::default()
    };
    let body = if view.similar.is_empty() { fields(locale, view) } else { similar(locale, view) };
    let wait = view.wait.map(|seconds| {
        let words = locale.pick(
            format!("Từ mạng này đã gửi quá nhiều phản ánh. Những gì bạn gõ vẫn còn ở dưới: hãy bấm gửi lại sau {seconds} giây."),
            format!("Too much was sent from this network. What you typed is still here: send it again in {seconds} seconds."),
        );
        notice_text(Tone::Warning, &words)
    });
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)}
            <h1>{title}</h1>
            {wait}
            {body}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn fields(locale: Locale, view: &FeedbackFormView) -> AnyView {
    let typed = &view.typed;
    let categories: Vec<Row> = view
        .categories
        .iter()
        .map(|category| Row {
            value: category.id.clone(),
            label: locale.of(&category.name).to_owned(),
            hint: Some(locale.of(&category.hint).to_owned()),
            chosen: category.id == typed.category,
            ..Row::default()
        })
        .collect();
    let most = number(locale, i64::try_from(MOST_WORDS).unwrap_or_default());
    let line = |id: &str, label: &'static str, hint: Option<&str>, value: &str, kind: Kind, optional: Optional| Field {
        id: id.to_owned(),
        label: label.to_owned(),
        hints: hint.map(str::to_owned).into_iter().collect(),
        value: value.to_owned(),
        kind,
        optional,
        ..Field::default()
    };
    let title = line(
        "title",
        locale.pick("Chuyện gì, nói trong một câu", "What is it, in one sentence"),
        Some(locale.pick(
            "Ví dụ: hẹn ba lần vẫn chưa có giấy khai sinh",
            "Such as: promised three times, still no birth certificate",
        )),
        &typed.title,
        Kind::Text,
        Optional::Never,
    );
    let hint = locale.pick(
        format!("Xảy ra lúc nào, ở đâu, bạn muốn cơ quan làm gì. Tối đa {most} ký tự. Ảnh thì thêm được ngay sau khi gửi."),
        format!("When and where it happened, and what the agency should do. At most {most} characters. You can add photos right after sending."),
    );
    let words =
        line("words", locale.pick("Kể rõ hơn", "Tell more"), Some(&hint), &typed.words, Kind::Long, Optional::Never);
    let place = line(
        "place",
        locale.pick("Ở đâu", "Where"),
        Some(locale.pick("Quầy số mấy, thôn nào, phòng nào", "Which counter, village or office")),
        &typed.place,
        Kind::Text,
        Optional::Always,
    );
    let dossier = Field {
        width: Width::Medium,
        ..line(
            "dossier",
            locale.pick("Mã hồ sơ, nếu là về một hồ sơ", "Dossier code, if it is about one"),
            None,
            &typed.dossier,
            Kind::Code,
            Optional::Always,
        )
    };
    let contact = [
        line("name", locale.pick("Họ và tên", "Name"), None, &typed.name, Kind::Text, Optional::Always),
        Field {
            width: Width::Medium,
            autocomplete: Some("tel"),
            ..line("phone", locale.pick("Điện thoại", "Phone"), None, &typed.phone, Kind::Phone, Optional::Always)
        },
        Field {
            autocomplete: Some("email"),
            ..line("email", locale.pick("Thư điện tử", "E-mail"), None, &typed.email, Kind::Email, Optional::Always)
        },
    ];
    let contact = contact.iter().map(|one| field(locale, one, &view.problems)).collect_view();
    view! {
        {not_here(locale)}
        <form method="post" action=locale.href("/phan-anh/moi") novalidate>
            <input type="hidden" name="key" value=view.key.clone() />
            {radios(locale, "category", locale.pick("Về việc gì?", "What is it about?"), None, &categories, &view.problems)}
            {agency_select(
                locale,
                (
                    "agency",
                    locale.pick("Cơ quan nào?", "Which agency?"),
                    locale.pick("– Chọn cơ quan –", "– Choose an agency –"),
                ),
                &view.agencies,
                &typed.agency,
                false,
                &view.problems,
            )}
            {field(locale, &title, &view.problems)}
            {field(locale, &words, &view.problems)}
            {means_feedback(locale, view)}
            {field(locale, &place, &view.problems)}
            {field(locale, &dossier, &view.problems)}
            <fieldset class="field">
                <legend>{locale.pick("Cách liên lạc với bạn", "How to reach you")}</legend>
                <p class="field-hint">
                    {locale
                        .pick(
                            "Không bắt buộc: bạn xem được câu trả lời bằng mã và PIN. Không bao giờ được công bố.",
                            "Not needed: you read the answer with a code and a PIN. Never published.",
                        )}
                </p>
                {contact}
                {check_box(
                    locale,
                    "confidential",
                    locale
                        .pick(
                            "Giữ kín: cán bộ trả lời không thấy tên và cách liên lạc của tôi",
                            "Confidential: whoever answers does not see my name and contact",
                        ),
                    typed.is_confidential,
                    &view.problems,
                )}
            </fieldset>
            <button class="button" type="submit" name="send" value="yes">
                {locale.pick("Gửi", "Send")}
            </button>
        </form>
    }
    .into_any()
}

/// What has a legal way of its own, before anybody types.
fn not_here(locale: Locale) -> AnyView {
    view! {
        <details class="case">
            <summary>
                {locale.pick("Khiếu nại hoặc tố cáo thì gửi ở đâu?", "Where do complaints and denunciations go?")}
            </summary>
            {other_ways(locale)}
        </details>
    }
    .into_any()
}

fn other_ways(locale: Locale) -> AnyView {
    view! {
        <ul>
            <li>
                <strong>{locale.pick("Khiếu nại", "Complaint")}</strong>
                {locale
                    .pick(
                        ": bạn muốn xem lại một quyết định hay việc làm đã gây thiệt hại cho mình. Gửi đơn đến chính người đã ra quyết định, theo Luật Khiếu nại 02/2011/QH13.",
                        ": you want a decision or act that harmed you to be reviewed. Write to whoever decided, under the Law on Complaints 02/2011/QH13.",
                    )}
            </li>
            <li>
                <strong>{locale.pick("Tố cáo", "Denunciation")}</strong>
                {locale
                    .pick(
                        ": bạn báo việc vi phạm pháp luật của cán bộ, cơ quan. Gửi đơn có tên và địa chỉ đến cấp trên của người đó, theo Luật Tố cáo 25/2018/QH14; tên bạn được giữ bí mật theo luật.",
                        ": you report that an officer or agency broke the law. Write with name and address to their superior, under the Law on Denunciations 25/2018/QH14, which keeps your name secret.",
                    )}
            </li>
        </ul>
    }
    .into_any()
}

/// The text reads like a complaint or a denunciation: the person says which it is.
fn means_feedback(locale: Locale, view: &FeedbackFormView) -> Option<AnyView> {
    let is_asked = view.typed.means_feedback || view.problems.iter().any(|problem| problem.field == "means_feedback");
    if !is_asked {
        return None;
    }
    let found = other_channel(&format!("{}\n{}", view.typed.title, view.typed.words));
    let words = match found {
        Some(OtherChannel::Denunciation) => locale.pick(
            "Bạn nhắc đến tố cáo. Tố cáo gửi ở đây không được giải quyết theo luật và không được bảo vệ như luật định.",
            "You speak of a denunciation. Sent here it is not settled under the law, and you are not protected as the law says.",
        ),
        _ => locale.pick(
            "Bạn nhắc đến khiếu nại. Khiếu nại gửi ở đây không làm ngừng thời hạn khiếu nại của bạn.",
            "You speak of a complaint. Sent here it does not keep the time limit that the law gives you.",
        ),
    };
    Some(
        view! {
            {notice(Tone::Warning, view! { <p>{words}</p> {other_ways(locale)} }.into_any())}
            {check_box(
                locale,
                "means_feedback",
                locale
                    .pick(
                        "Tôi hiểu, và gửi việc này như một phản ánh, kiến nghị",
                        "I understand, and send this as feedback",
                    ),
                view.typed.means_feedback,
                &view.problems,
            )}
        }
        .into_any(),
    )
}

/// What others reported before; one press adds a voice, another sends one's own all the same.
fn similar(locale: Locale, view: &FeedbackFormView) -> AnyView {
    let lines = view
        .similar
        .iter()
        .map(|line| {
            let action = locale.href(&format!("/phan-anh/{}/toi-cung-gap", line.code));
            let name = locale.pick(
                format!("Tôi cũng gặp việc này: {}", line.title),
                format!("I have the same trouble: {}", line.title),
            );
            view! {
                {public_line(locale, line)}
                <li class="feedback-too">
                    <form method="post" action=action>
                        <button class="button button--secondary" type="submit" aria-label=name>
                            {locale.pick("Tôi cũng gặp việc này", "I have the same trouble")}
                        </button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>
            {locale
                .pick(
                    "Nếu đúng là một việc, thêm tiếng nói của bạn vào đó thì cơ quan thấy ngay có bao nhiêu người gặp. Nếu khác, hãy gửi phản ánh của bạn.",
                    "If it is the same, add your voice and the agency sees how many have it. If not, send yours.",
                )}
        </p>
        <section aria-labelledby="public">
            <h2 id="public">{locale.pick("Đã công bố", "Published")}</h2>
            <ul class="results">{lines}</ul>
        </section>
        <form method="post" action=locale.href("/phan-anh/moi")>
            <input type="hidden" name="key" value=view.key.clone() />
            {kept(&view.typed)}
            <div class="buttons">
                <button class="button" type="submit" name="send" value="anyway">
                    {locale.pick("Việc của tôi khác: gửi đi", "Mine is different: send it")}
                </button>
                <button class="button button--quiet" type="submit" name="send" value="edit">
                    {locale.pick("Sửa lại", "Change it")}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Everything that was typed, carried along.
fn kept(typed: &FeedbackTyped) -> AnyView {
    let ticks = [("confidential", typed.is_confidential), ("means_feedback", typed.means_feedback)];
    let ticks = ticks.into_iter().filter(|(_, ticked)| *ticked).map(|(name, _)| (name, "yes".to_owned()));
    [
        ("category", &typed.category),
        ("agency", &typed.agency),
        ("title", &typed.title),
        ("words", &typed.words),
        ("place", &typed.place),
        ("dossier", &typed.dossier),
        ("name", &typed.name),
        ("phone", &typed.phone),
        ("email", &typed.email),
    ]
    .into_iter()
    .map(|(name, value)| (name, value.clone()))
    .chain(ticks)
    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
    .collect_view()
    .into_any()
}
