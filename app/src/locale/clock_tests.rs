use super::*;
use domain::calendar::{CalendarDay, DayKind, Days, OpeningHours, WorkingCalendar};
use domain::clock::{Limit, Question, due, read_moment, read_pause};
use time::macros::date;

fn calendar() -> WorkingCalendar {
    let row = |date, kind, vi: &str, en: &str| CalendarDay {
        date,
        kind,
        name_vi: vi.to_owned(),
        name_en: en.to_owned(),
        decision: String::new(),
        verified: false,
        announced: true,
    };
    WorkingCalendar::new(
        OpeningHours::standard(),
        Days::new([
            row(date!(2026 - 04 - 26), DayKind::Holiday, "Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day"),
            row(date!(2026 - 04 - 27), DayKind::CompensatoryOff, "Nghỉ bù", "Day off in lieu"),
        ]),
    )
}

fn told(locale: Locale, received: &str, limit: (&str, &str), pauses: &[&str]) -> Vec<String> {
    let limit = Limit::read(limit.0, domain::clock::LimitUnit::from_key(limit.1).expect("a unit")).expect("a limit");
    let question = Question {
        online: true,
        pauses: pauses.iter().map(|pause| read_pause(pause).expect("a pause")).collect(),
        ..Question::new(read_moment(received).expect("a moment"), limit)
    };
    let answer = due(&calendar(), &question).expect("an answer");
    answer.trace.iter().map(|step| clock_sentence(locale, step)).collect()
}

#[test]
fn a_citizen_can_follow_how_the_due_moment_comes_about() {
    let pauses = ["2026-04-24T08:00/2026-04-28T08:00"];
    assert_eq!(
        told(Locale::Vi, "2026-04-23T18:10", ("3", "working_day"), &pauses),
        [
            "Nhận hồ sơ lúc 18:10, thứ Năm, 23/04/2026.",
            "Lúc đó đã hết giờ làm việc, nên tính như nhận lúc 07:00, thứ Sáu, 24/04/2026.",
            "Thời hạn giải quyết: 3 ngày làm việc.",
            "Ngày nhận không tính; ngày đầu tiên được tính là thứ Ba, 28/04/2026.",
            "Không tính từ thứ Bảy, 25/04/2026 đến hết thứ Hai, 27/04/2026: Giỗ Tổ Hùng Vương.",
            "Tạm dừng để bổ sung hồ sơ từ 08:00, thứ Sáu, 24/04/2026 đến 08:00, thứ Ba, 28/04/2026: lùi hạn 1 ngày làm việc.",
            "Hạn trả kết quả: 07:00, thứ Sáu, 01/05/2026.",
            "Nộp trực tuyến: cơ quan phải trả lời trong 8 giờ làm việc, là nhận hồ sơ hoặc yêu cầu bổ sung, chậm nhất 17:00, \
             thứ Sáu, 24/04/2026.",
        ]
    );
    assert_eq!(
        told(Locale::En, "2026-04-23T15:20", ("3", "working_day"), &[]),
        [
            "Received at 15:20 on Thursday 23/04/2026.",
            "Time limit: 3 working days.",
            "The day of receipt does not count; the first day is Friday 24/04/2026.",
            "Not counted: Saturday 25/04/2026 to Monday 27/04/2026, Hùng Kings' Commemoration Day.",
            "The result is due at 15:20 on Wednesday 29/04/2026.",
            "Filed online: the agency answers within 8 working hours, by accepting it or asking for a supplement, at the latest at \
             15:20 on Friday 24/04/2026.",
        ]
    );
}

#[test]
fn a_year_without_a_table_is_said_to_be_unknown() {
    let sentences = told(Locale::En, "2030-02-01T10:00", ("1", "month"), &[]);
    assert!(
        sentences.iter().any(|sentence| sentence.contains("public holidays of 2030 are not known")),
        "{sentences:?}"
    );
}

#[test]
fn working_time_is_told_in_days_hours_and_minutes() {
    assert_eq!(working_time(Locale::Vi, 960, 480), "2 ngày làm việc");
    assert_eq!(working_time(Locale::Vi, 150, 480), "2 giờ làm việc, 30 phút");
    assert_eq!(working_time(Locale::En, 541, 480), "1 working day, 1 working hour, 1 minute");
    assert_eq!(working_time(Locale::En, 0, 480), "0 minutes");
}
