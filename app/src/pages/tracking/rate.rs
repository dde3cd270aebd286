//! How were you served? One question has to be answered, the others need not.

use domain::rating::{MAX_COMMENT, RatingOccasion, RatingQuestion};
use leptos::prelude::*;

use super::acts::back_to_dossier;
use crate::components::breadcrumb::home_link;
use crate::components::choice::{Row, radios};
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Optional, field};
use crate::locale::{Locale, number};
use crate::view::{Chrome, RatingView};

/// The whole page.
pub fn page(chrome: &Chrome, view: &RatingView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let title = locale.pick("Bạn được phục vụ thế nào?", "How were you served?");
    let head = Head {
        title: match view.link {
            None => title.to_owned(),
            Some(_) => locale.pick("Đánh giá qua đường dẫn", "Rate through a link").to_owned(),
        },
        has_problems: !view.problems.is_empty(),
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let questions = RatingQuestion::ALL.into_iter().map(|question| ask(locale, view, question)).collect_view();
    let most = number(locale, i64::try_from(MAX_COMMENT).unwrap_or_default());
    let comment = Field {
        id: "comment".to_owned(),
        label: locale.pick("Góp ý thêm", "Anything else").to_owned(),
        hints: vec![locale.pick(
            format!("Tối đa {most} ký tự. Đừng ghi tên, số giấy tờ hay mã PIN."),
            format!("At most {most} characters. No names, numbers of papers, or PIN."),
        )],
        value: view.comment.clone(),
        kind: Kind::Long,
        optional: Optional::Always,
        ..Field::default()
    };
    let occasion = match view.occasion {
        RatingOccasion::Received => locale.pick(
            "Hồ sơ đang được giải quyết: hãy đánh giá việc tiếp nhận. Khi có kết quả, bạn đánh giá được lần nữa.",
            "Your dossier is being settled: rate how it was taken in. You can rate again when there is a result.",
        ),
        RatingOccasion::Settled => locale.pick(
            "Hồ sơ đã giải quyết xong: hãy đánh giá cả quá trình.",
            "Your dossier is settled: rate the whole way.",
        ),
    };
    let button = if view.is_change {
        locale.pick("Lưu đánh giá đã sửa", "Save the changed rating")
    } else {
        locale.pick("Gửi đánh giá", "Send the rating")
    };
    let place = match view.link {
        None => format!("{}, {}", view.procedure_name, view.agency),
        Some(_) => view.agency.clone(),
    };
    let action = match &view.link {
        None => locale.href("/tra-cuu/danh-gia"),
        Some(token) => locale.href(&format!("/danh-gia/{token}")),
    };
    let held = view.link.is_none().then(|| {
        view! {
            <input type="hidden" name="code" value=view.code.clone() />
            <input type="hidden" name="pin" value=view.pin.clone() />
        }
    });
    let back = view.link.is_none().then(|| {
        let words = locale.pick("Về hồ sơ, không đánh giá", "Back to the dossier without rating");
        back_to_dossier(locale, &view.code, &view.pin, words)
    });
    let change = match view.link {
        None => locale.pick("Bạn sửa được trong 7 ngày.", "You can change it for 7 days."),
        Some(_) => locale.pick(
            "Đường dẫn dùng được một lần; trong 7 ngày bạn sửa được ở trang tra cứu, bằng mã và PIN.",
            "The link works once; for 7 days you can change it on the look-up page, with code and PIN.",
        ),
    };
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)}
            <h1>{title}</h1>
            <p class="filing-place">{place}</p>
            <p>{occasion}</p>
            <p>
                {locale
                    .pick(
                        "Chỉ tổng số được công bố theo cơ quan; cán bộ không thấy ai đã đánh giá. Thời gian giải quyết và số lần bổ sung hệ thống đã biết nên không hỏi.",
                        "Only sums by agency are published; officers do not see who rated. How long it took and how often you were asked for more is known, so it is not asked.",
                    )} " " {change}
            </p>
            <form method="post" action=action novalidate>
                {held}
                {questions}
                {field(locale, &comment, &view.problems)}
                <button class="button" type="submit" name="send" value="yes">
                    {button}
                </button>
            </form>
            {back}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}

fn ask(locale: Locale, view: &RatingView, question: RatingQuestion) -> AnyView {
    let (asked, options) = words(locale, question);
    let optional = locale.pick(" (không bắt buộc)", " (optional)");
    let asked = if question == RatingQuestion::Overall { asked.to_owned() } else { format!("{asked}{optional}") };
    let rows: Vec<Row> = [2_i16, 1, 0]
        .into_iter()
        .zip(options)
        .map(|(value, label)| Row {
            value: value.to_string(),
            label: label.to_owned(),
            chosen: view.answers.get(&question) == Some(&value),
            ..Row::default()
        })
        .collect();
    radios(locale, question.key(), &asked, None, &rows, &view.problems)
}

/// The question and its answers, the best first.
fn words(locale: Locale, question: RatingQuestion) -> (&'static str, [&'static str; 3]) {
    match question {
        RatingQuestion::Overall => (
            locale.pick("Nói chung, bạn có hài lòng không?", "All in all, are you satisfied?"),
            locale
                .pick(["Rất hài lòng", "Hài lòng", "Chưa hài lòng"], ["Very satisfied", "Satisfied", "Not satisfied"]),
        ),
        RatingQuestion::Attitude => (
            locale.pick("Cán bộ có lịch sự, tận tình không?", "Were the officers polite and helpful?"),
            locale.pick(["Rất tận tình", "Đúng mực", "Chưa đúng mực"], ["Very", "As they should be", "No"]),
        ),
        RatingQuestion::Ease => (
            locale.pick("Làm thủ tục này có dễ không?", "Was the procedure easy to do?"),
            locale.pick(["Dễ", "Bình thường", "Khó"], ["Easy", "Neither", "Hard"]),
        ),
        RatingQuestion::Agencies => (
            locale.pick("Bạn phải đến bao nhiêu nơi?", "To how many places did you have to go?"),
            locale.pick(
                ["Không phải đến đâu", "Chỉ bộ phận một cửa", "Nhiều hơn một nơi"],
                ["To none", "Only to the one-stop desk", "To more than one"],
            ),
        ),
        RatingQuestion::Publication => (
            locale.pick("Thủ tục có được làm đúng như đã niêm yết không?", "Was it done as it was published?"),
            locale.pick(
                ["Đúng, và có trên mạng", "Đúng", "Không đúng, hoặc không thấy niêm yết"],
                ["Yes, and it is online", "Yes", "No, or it was not posted"],
            ),
        ),
    }
}
