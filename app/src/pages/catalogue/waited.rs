//! Beside the limit: how it really went in the last twelve months.

use leptos::prelude::*;

use crate::components::outlook::{back_test_words, day_words, kept_words};
use crate::components::rows_table::rows_table;
use crate::locale::{Locale, number};
use crate::view::{WaitedLine, WaitedView};

pub(super) fn waited(locale: Locale, view: &WaitedView) -> AnyView {
    let heading = locale.pick("Thực tế mười hai tháng qua", "How it really went in the last twelve months");
    let body = match &view.whole {
        None => {
            let least = number(locale, view.least_cases);
            let words = locale.pick(
                format!("Chưa đủ hồ sơ đã xong để nói điều gì chắc (cần {least}). Hạn ở trên là điều cơ quan phải giữ."),
                format!("Too few dossiers have been settled to say anything (it takes {least}). The limit above is what the agency owes you."),
            );
            view! { <p>{words}</p> }.into_any()
        }
        Some(whole) => {
            let sentence = locale.pick(
                format!(
                    "{} xong đúng ngày hẹn hoặc sớm hơn. Một nửa xong {}; 9 trong 10 xong không muộn hơn: {}.",
                    kept_words(locale, whole),
                    day_words(locale, whole.half),
                    day_words(locale, whole.nine_of_ten)
                ),
                format!(
                    "{} were ready on the day that was told or before. Half were ready {}; 9 of 10 no later than: {}.",
                    kept_words(locale, whole),
                    day_words(locale, whole.half),
                    day_words(locale, whole.nine_of_ten)
                ),
            );
            let test = back_test_words(locale, whole);
            view! {
                <p>{sentence}</p>
                <p class="quiet">
                    {locale.pick(
                        "Tính theo ngày đã hẹn lúc tiếp nhận. Thời gian bạn bổ sung giấy tờ hoặc nộp tiền không tính; thư xin lỗi và hẹn lại thì vẫn tính là trễ. ",
                        "Counted from the day told when the dossier was accepted. The time in which the applicant completed papers or paid is left out; an apology with a new date still counts as late. ",
                    )}
                    {test}
                </p>
                {(!view.desks.is_empty()).then(|| desks(locale, &view.desks))}
            }
            .into_any()
        }
    };
    view! {
        <section aria-labelledby="waited">
            <h2 id="waited">{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn desks(locale: Locale, lines: &[WaitedLine]) -> AnyView {
    let headings = [
        locale.pick("Nơi nộp", "Desk"),
        locale.pick("Đúng hẹn hoặc sớm", "On the day or before"),
        locale.pick("Một nửa xong", "Half were ready"),
        locale.pick("9 trong 10 xong", "9 of 10 were ready"),
    ];
    let rows = lines
        .iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row" data-label=headings[0]>{line.name.clone()}</th>
                    <td data-label=headings[1]>{kept_words(locale, &line.outlook)}</td>
                    <td data-label=headings[2]>{day_words(locale, line.outlook.half)}</td>
                    <td data-label=headings[3]>{day_words(locale, line.outlook.nine_of_ten)}</td>
                </tr>
            }
        })
        .collect_view();
    rows_table(&headings, rows)
}
