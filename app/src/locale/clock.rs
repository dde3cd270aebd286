//! The legal clock in words: a sentence for every step of an explanation, and for what cannot be answered.

use domain::clock::{Arrival, LimitUnit, PauseIgnored, Step};
use domain::filing::Problem;
use domain::province::Bilingual;
use time::{Date, OffsetDateTime, Time};

use super::{Locale, clock_of, date, date_of};

/// One step of an explanation as a sentence.
#[must_use]
pub fn clock_sentence(locale: Locale, step: &Step) -> String {
    let day = |at: Date| date(locale, at);
    let at = |at: OffsetDateTime| moment(locale, at);
    let names = |names: &[Bilingual]| join(locale, names);
    let (vi, en) = match step {
        Step::Received { at: when } => {
            (format!("Nhận hồ sơ lúc {}.", at(*when)), format!("Received at {}.", at(*when)))
        }
        Step::CountsAs { at: when, because, names: holidays } => counts_as(locale, *when, *because, &names(holidays)),
        Step::Limit { amount, unit } => {
            let words = limit_words(locale, *amount, *unit);
            (format!("Thời hạn giải quyết: {words}."), format!("Time limit: {words}."))
        }
        Step::Remote { working_days } => (
            format!("Xã miền núi, vùng sâu, vùng xa: thêm {working_days} ngày làm việc."),
            format!("Mountainous or remote commune: {working_days} more working days."),
        ),
        Step::CountsFrom { date } => (
            format!("Ngày nhận không tính; ngày đầu tiên được tính là {}.", day(*date)),
            format!("The day of receipt does not count; the first day is {}.", day(*date)),
        ),
        Step::AfterCutOff { cut_off, date } => (
            format!("Nhận sau {} nên trả vào ngày làm việc tiếp theo, {}.", clock(*cut_off), day(*date)),
            format!("Received after {}, so it is answered the next working day, {}.", clock(*cut_off), day(*date)),
        ),
        Step::NoWorkingDay { received, date } => (
            format!(
                "{} cơ quan có mở cửa nhưng không phải ngày làm việc, nên trả vào ngày làm việc tiếp theo, {}.",
                capital(&day(*received)),
                day(*date)
            ),
            format!(
                "The desk is open on {}, but that is no working day; it is answered the next one, {}.",
                day(*received),
                day(*date)
            ),
        ),
        Step::Weekends { count: 1, from, to } => {
            let days = span(locale, *from, *to);
            (format!("Không tính cuối tuần: {days}."), format!("The weekend does not count: {days}."))
        }
        Step::Weekends { count, .. } => {
            (format!("Không tính {count} kỳ nghỉ cuối tuần."), format!("{count} weekends do not count."))
        }
        Step::Holiday { from, to, names: holidays } => {
            let (days, holidays) = (span(locale, *from, *to), names(holidays));
            (format!("Không tính {days}: {holidays}."), format!("Not counted: {days}, {holidays}."))
        }
        Step::AgencyClosed { from, to } => {
            let days = span(locale, *from, *to);
            (
                format!("Không tính {days}: cơ quan này không mở cửa."),
                format!("Not counted: {days}, this agency is closed."),
            )
        }
        Step::WorkedWeekend { date, name } => {
            let name = locale.of(name);
            (
                format!("{} vẫn là ngày làm việc ({name}).", capital(&day(*date))),
                format!("{} is a working day ({name}).", day(*date)),
            )
        }
        Step::ShortMonth { day: number, date } => (
            format!("Tháng đó không có ngày {number}, nên thời hạn hết vào ngày cuối tháng, {}.", day(*date)),
            format!("That month has no day {number}, so the limit ends on its last, {}.", day(*date)),
        ),
        Step::EndMoved { from, to, names: holidays } => {
            let why = if holidays.is_empty() { String::new() } else { format!(" ({})", names(holidays)) };
            (
                format!("Thời hạn hết vào {}, là ngày nghỉ{why}, nên chuyển sang {}.", day(*from), day(*to)),
                format!("The limit ends on {}, a day off{why}, so it moves to {}.", day(*from), day(*to)),
            )
        }
        Step::HourMoved { from, to } => (
            format!("Lúc {} hôm đó cơ quan không mở cửa, nên giờ hẹn là {}.", clock(*from), clock(*to)),
            format!("The desk is closed at {} on that day, so the hour is {}.", clock(*from), clock(*to)),
        ),
        Step::HourOfClosing { received, to } => (
            format!(
                "{} không phải ngày làm việc, nên giờ hẹn là lúc đóng cửa, {}.",
                capital(&day(*received)),
                clock(*to)
            ),
            format!("{} is no working day, so the hour is that of closing, {}.", day(*received), clock(*to)),
        ),
        Step::Paused { from, to, minutes, usual_day } => {
            let time = working_time(locale, *minutes, *usual_day);
            (
                format!("Tạm dừng để bổ sung hồ sơ từ {} đến {}: lùi hạn {time}.", at(*from), at(*to)),
                format!(
                    "Paused while the papers were being completed, from {} to {}: {time} later.",
                    at(*from),
                    at(*to)
                ),
            )
        }
        Step::PauseIgnored { from, because } => ignored(&at(*from), *because),
        Step::Restarted { paused, complete, at: start } => {
            let (mut vi, mut en) = (
                format!("Tạm dừng từ {}; hồ sơ đủ lúc {}, thời hạn được tính lại từ đầu", at(*paused), at(*complete)),
                format!("Paused from {}; complete at {}, and the full limit begins again", at(*paused), at(*complete)),
            );
            if start != complete {
                vi.push_str(&format!(", như nhận lúc {}", at(*start)));
                en.push_str(&format!(", as if received at {}", at(*start)));
            }
            (vi + ".", en + ".")
        }
        Step::StandsStill { from } => (
            format!("Đang tạm dừng từ {}. Chưa có ngày hẹn cho đến khi hồ sơ được bổ sung đủ.", at(*from)),
            format!("Paused since {}. There is no due date until the papers are complete.", at(*from)),
        ),
        Step::NotAnnounced { year } => (
            format!(
                "Lịch nghỉ năm {year} chưa được công bố khi lập bảng này: ngày nghỉ tính theo luật, nên hạn có thể thay đổi."
            ),
            format!(
                "The days off of {year} were not announced when this table was made: they are computed from the law, and the due \
                 date may change."
            ),
        ),
        Step::NotInTable { year } => (
            format!("Chưa có lịch nghỉ lễ năm {year}: mới trừ được ngày nghỉ cuối tuần, nên hạn có thể thay đổi."),
            format!(
                "The public holidays of {year} are not known yet: only weekends are left out, and the due date may change."
            ),
        ),
        Step::Due { at: when } => {
            (format!("Hạn trả kết quả: {}.", at(*when)), format!("The result is due at {}.", at(*when)))
        }
        Step::AnswerDue { at: when, hours } => (
            format!(
                "Nộp trực tuyến: cơ quan phải trả lời trong {hours} giờ làm việc, là nhận hồ sơ hoặc yêu cầu bổ sung, chậm nhất {}.",
                at(*when)
            ),
            format!(
                "Filed online: the agency answers within {hours} working hours, by accepting it or asking for a supplement, at \
                 the latest at {}.",
                at(*when)
            ),
        ),
    };
    locale.pick(vi, en)
}

/// «3 ngày làm việc», «10 days, days off included».
#[must_use]
pub fn limit_words(locale: Locale, amount: u32, unit: LimitUnit) -> String {
    let many = if amount == 1 { "" } else { "s" };
    let (vi, en) = match unit {
        LimitUnit::WorkingDay => (format!("{amount} ngày làm việc"), format!("{amount} working day{many}")),
        LimitUnit::Day => {
            (format!("{amount} ngày, tính cả ngày nghỉ"), format!("{amount} day{many}, days off included"))
        }
        LimitUnit::Hour => (format!("{amount} giờ làm việc"), format!("{amount} working hour{many}")),
        LimitUnit::Month => (format!("{amount} tháng"), format!("{amount} month{many}")),
        LimitUnit::SameDay => ("trong ngày làm việc".to_owned(), "the same working day".to_owned()),
    };
    locale.pick(vi, en)
}

/// «15:20, thứ Năm, 12/02/2026».
fn moment(locale: Locale, at: OffsetDateTime) -> String {
    match locale {
        Locale::Vi => format!("{}, {}", clock_of(at), date_of(locale, at)),
        Locale::En => format!("{} on {}", clock_of(at), date_of(locale, at)),
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn span(locale: Locale, from: Date, to: Date) -> String {
    let (first, last) = (date(locale, from), date(locale, to));
    if from == to {
        return first;
    }
    locale.pick(format!("từ {first} đến hết {last}"), format!("{first} to {last}"))
}

fn join(locale: Locale, names: &[Bilingual]) -> String {
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        if at > 0 {
            text.push_str(if at + 1 == names.len() { locale.pick(" và ", " and ") } else { ", " });
        }
        text.push_str(locale.of(name));
    }
    text
}

fn counts_as(locale: Locale, at: OffsetDateTime, because: Arrival, names: &str) -> (String, String) {
    let when = moment(locale, at);
    match because {
        Arrival::BeforeOpening => (
            format!("Lúc đó chưa đến giờ làm việc, nên tính như nhận lúc {when}."),
            format!("That was before opening, so it counts as received at {when}."),
        ),
        Arrival::InBreak => (
            format!("Lúc đó là giờ nghỉ trưa, nên tính như nhận lúc {when}."),
            format!("That was in the midday break, so it counts as received at {when}."),
        ),
        Arrival::AfterClosing => (
            format!("Lúc đó đã hết giờ làm việc, nên tính như nhận lúc {when}."),
            format!("That was after closing, so it counts as received at {when}."),
        ),
        Arrival::ClosedDay if names.is_empty() => (
            format!("Hôm đó cơ quan nghỉ, nên tính như nhận lúc {when}."),
            format!("The agency was closed that day, so it counts as received at {when}."),
        ),
        Arrival::ClosedDay => (
            format!("Hôm đó cơ quan nghỉ ({names}), nên tính như nhận lúc {when}."),
            format!("The agency was closed that day ({names}), so it counts as received at {when}."),
        ),
    }
}

fn ignored(from: &str, because: PauseIgnored) -> (String, String) {
    match because {
        PauseIgnored::BeforeReceipt => (
            format!("Lần tạm dừng từ {from} kết thúc trước khi nhận hồ sơ, nên không ảnh hưởng."),
            format!("The pause from {from} ended before the receipt, so it changes nothing."),
        ),
        PauseIgnored::AfterDue => (
            format!("Lần tạm dừng từ {from} bắt đầu khi đã đến hạn, nên không lùi hạn."),
            format!("The pause from {from} began when it was due already, so it changes nothing."),
        ),
        PauseIgnored::WhileClosed => (
            format!("Lần tạm dừng từ {from} nằm ngoài giờ làm việc, nên không lùi hạn."),
            format!("The pause from {from} lay outside of opening hours, so it changes nothing."),
        ),
    }
}

/// «2 ngày làm việc», «1 ngày làm việc, 2 giờ, 30 phút».
fn working_time(locale: Locale, minutes: i64, usual_day: i64) -> String {
    let (days, rest) = if usual_day > 0 { (minutes / usual_day, minutes % usual_day) } else { (0, minutes) };
    let (hours, minutes) = (rest / 60, rest % 60);
    let many = |count: i64| if count == 1 { "" } else { "s" };
    let mut parts = Vec::new();
    if days > 0 {
        parts.push(locale.pick(format!("{days} ngày làm việc"), format!("{days} working day{}", many(days))));
    }
    if hours > 0 {
        parts.push(locale.pick(format!("{hours} giờ làm việc"), format!("{hours} working hour{}", many(hours))));
    }
    if minutes > 0 || parts.is_empty() {
        parts.push(locale.pick(format!("{minutes} phút"), format!("{minutes} minute{}", many(minutes))));
    }
    parts.join(", ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Every key answered by [`clock_problem`]; the test walks them.
#[cfg(test)]
pub(super) const KEYS: [&str; 17] = [
    "clock_moment_form",
    "clock_pause_form",
    "clock_unit_unknown",
    "clock_limit_form",
    "clock_limit_zero",
    "clock_limit_too_long",
    "clock_year_outside",
    "clock_pause_backwards",
    "clock_pauses_many",
    "clock_never_open",
    "clock_parameter_unknown",
    "clock_parameter_twice",
    "clock_channel_unknown",
    "clock_agency_unknown",
    "clock_limit_missing",
    "clock_limit_not_published",
    "clock_channel_not_published",
];

/// The sentence for a question to the clock that cannot be answered.
pub(super) fn clock_problem(locale: Locale, problem: &Problem) -> Option<String> {
    let argument = |at: usize| problem.arguments.get(at).map_or("", String::as_str);
    let (first, second) = (argument(0), argument(1));
    let (vi, en) = match problem.key.as_str() {
        "clock_moment_form" => (
            format!("«{first}» không phải là thời điểm. Hãy viết như 2026-02-12T15:20."),
            format!("«{first}» is no moment. Write it like 2026-02-12T15:20."),
        ),
        "clock_pause_form" => (
            format!("«{first}» không phải là khoảng tạm dừng. Hãy viết như 2026-02-12T15:20/2026-02-24T10:00."),
            format!("«{first}» is no pause. Write it like 2026-02-12T15:20/2026-02-24T10:00."),
        ),
        "clock_unit_unknown" => (
            format!("Không có đơn vị thời hạn «{first}». Hãy dùng working_day, day, hour, month hoặc same_day."),
            format!("There is no unit «{first}». Use working_day, day, hour, month or same_day."),
        ),
        "clock_limit_form" => (
            format!("«{first}» không phải là số. Hãy ghi thời hạn bằng số nguyên, như 3."),
            format!("«{first}» is no number. Give the limit as a whole number, such as 3."),
        ),
        "clock_limit_zero" => (
            "Thời hạn phải từ 1 trở lên. Nếu trả kết quả trong ngày, hãy dùng đơn vị same_day.".to_owned(),
            "The limit must be 1 or more. For an answer on the same day use the unit same_day.".to_owned(),
        ),
        "clock_limit_too_long" => (
            format!("Thời hạn dài nhất tính được với đơn vị này là {first}. Hãy kiểm tra lại số và đơn vị."),
            format!("The longest limit of this unit that is counted is {first}. Check the number and the unit."),
        ),
        "clock_year_outside" => (
            format!("Chỉ tính được thời điểm từ năm {first} đến năm {second}. Hãy kiểm tra lại năm."),
            format!("Only moments of the years {first} to {second} can be counted. Check the year."),
        ),
        "clock_pause_backwards" => (
            format!("Lần tạm dừng kết thúc ({second}) trước khi bắt đầu ({first}). Hãy đổi lại thứ tự."),
            format!("The pause ends ({second}) before it begins ({first}). Put them the other way round."),
        ),
        "clock_pauses_many" => (
            format!("Chỉ tính được nhiều nhất {first} lần tạm dừng. Hãy gộp các lần liền nhau."),
            format!("At most {first} pauses are counted. Join those that touch."),
        ),
        "clock_never_open" => (
            "Theo lịch, cơ quan này không mở cửa ngày nào trong một năm. Hãy kiểm tra giờ làm việc và lịch nghỉ.".to_owned(),
            "By the calendar this agency does not open within a year. Check its hours and the days off.".to_owned(),
        ),
        "clock_parameter_unknown" => (
            format!(
                "Không có tham số «{first}». Các tham số: received, limit, unit, channel, agency, procedure, pause, lang."
            ),
            format!(
                "There is no parameter «{first}». Known: received, limit, unit, channel, agency, procedure, pause, lang."
            ),
        ),
        "clock_parameter_twice" => (
            format!("Tham số «{first}» chỉ được ghi một lần."),
            format!("The parameter «{first}» may stand only once."),
        ),
        "clock_channel_unknown" => (
            format!("Không có cách nộp «{first}». Hãy dùng online, direct hoặc postal."),
            format!("There is no channel «{first}». Use online, direct or postal."),
        ),
        "clock_agency_unknown" => (
            format!("Không có cơ quan nào mã «{first}». Hãy dùng mã như H28.14."),
            format!("There is no agency «{first}». Use a code such as H28.14."),
        ),
        "clock_limit_missing" => (
            "Thiếu thời hạn. Hãy ghi cả số (limit) và đơn vị (unit), hoặc mã thủ tục (procedure).".to_owned(),
            "The limit is missing. Give both the number (limit) and the unit (unit), or the code of a procedure (procedure)."
                .to_owned(),
        ),
        "clock_limit_not_published" => (
            "Bản công bố của thủ tục này không ghi thời hạn có đơn vị tính được. Hãy ghi thời hạn (limit, unit), hoặc hỏi tại quầy."
                .to_owned(),
            "The published text of this procedure states no limit with a unit that can be counted. Give one (limit, unit), or ask \
             at the desk."
                .to_owned(),
        ),
        "clock_channel_not_published" => (
            "Bản công bố không có cách nộp này cho thủ tục. Hãy chọn cách nộp khác.".to_owned(),
            "The published text names no such channel for this procedure. Choose another one.".to_owned(),
        ),
        _ => return None,
    };
    Some(locale.pick(vi, en))
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
