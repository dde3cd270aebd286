//! Traps 5 to 13: channels, time limits and fees.

use serde_json::{Value, json};
use time::macros::date;

use super::super::{Block, FeesShown, LimitShown, Price, Quantity, channel_shown, fee_shown, limit_shown, shown};
use super::{TODAY, procedure};
use crate::procedure::{ChannelRow, Currency, Fee, TimeLimit};

fn limit(value: Value, unit: &str, text: &str) -> LimitShown {
    let published: TimeLimit =
        serde_json::from_value(json!({"value": value, "unit": unit, "text": text})).expect("a limit");
    limit_shown(&published)
}

fn fee(amount: u64, text: &str) -> Fee {
    serde_json::from_value(json!({"amount": amount, "currency": "VND", "text": text})).expect("a fee")
}

fn price(amount: u64, text: &str) -> Price {
    fee_shown(&fee(amount, text), TODAY).price
}

fn row(channel: &str, days: u64, description: Value) -> Value {
    json!({
        "channel": channel, "time_limit": {"value": days, "unit": "working_day", "text": format!("{days} WORKING_DAY")},
        "fees": [], "description": description,
    })
}

fn days(days: u32) -> Quantity {
    Quantity { hundredths: days * 100 }
}

#[test]
fn trap_05_every_channel_keeps_its_own_limit() {
    // 1.013831
    let rows = [row("online", 18, Value::Null), row("postal", 4, Value::Null), row("direct", 18, Value::Null)];
    let shown = shown(&procedure(json!({"channels": rows})), TODAY);
    let limits: Vec<&LimitShown> = shown.channels.iter().map(|row| &row.limit).collect();
    let expected = [18, 4, 18].map(|number| LimitShown::WorkingDays(days(number)));
    assert_eq!(limits, expected.iter().collect::<Vec<_>>());
}

#[test]
fn trap_06_rows_of_one_channel_are_not_merged_and_keep_their_case() {
    // 1.000028
    let rows = [
        row("direct", 2, json!("Cấp mới")),
        row("direct", 2, json!("Cấp lại")),
        row("direct", 2, json!("Không quy định")),
    ];
    let shown = shown(&procedure(json!({"channels": rows})), TODAY);
    let cases: Vec<&[Block]> = shown.channels.iter().map(|row| row.description.as_slice()).collect();
    let case = |text: &str| vec![Block::Paragraph(text.to_owned())];
    assert_eq!(cases, [case("Cấp mới"), case("Cấp lại"), vec![]]);
}

#[test]
fn trap_07_a_number_without_a_unit_sends_the_reader_to_the_steps() {
    assert_eq!(limit(json!(1), "other", "1 OTHER"), LimitShown::SeeSteps);
    assert_eq!(limit(json!(0), "other", "0 OTHER"), LimitShown::SeeSteps);
    assert_eq!(limit(Value::Null, "other", "OTHER"), LimitShown::NotPublished);
    assert_eq!(limit(Value::Null, "other", "- OTHER"), LimitShown::NotPublished);
}

#[test]
fn trap_07_half_days_months_years_and_free_text_come_through() {
    let half = Quantity { hundredths: 150 };
    assert_eq!(limit(json!(1.5), "working_day", "1.5 WORKING_DAY"), LimitShown::WorkingDays(half));
    assert_eq!((half.written(','), half.whole()), ("1,5".to_owned(), None));
    assert_eq!(Quantity { hundredths: 25 }.written('.'), "0.25");
    assert_eq!(days(3).written(','), "3");
    assert_eq!(limit(json!(6), "month", "6 MONTH"), LimitShown::Months(days(6)));
    assert_eq!(limit(json!(3), "year", "3 YEAR"), LimitShown::Years(days(3)));
    let text = "Không quá 03 ngày làm việc OTHER";
    assert_eq!(limit(Value::Null, "other", text), LimitShown::Text("Không quá 03 ngày làm việc".to_owned()));
}

#[test]
fn trap_08_constants_of_the_export_are_never_shown() {
    let row: ChannelRow = serde_json::from_value(json!({
        "channel": "direct", "time_limit": {"value": 6, "unit": "hour", "text": "6 HOUR"},
        "fees": [{"amount": 0, "currency": "VND", "text": "0 VNĐ ()"}, {"amount": 1200000, "currency": "VND", "text": "1200000 VNĐ ()"}],
        "description": null,
    }))
    .expect("a row");
    let shown = serde_json::to_string(&channel_shown(&row, TODAY)).expect("it can be written");
    assert!(!shown.contains("HOUR") && !shown.contains("VNĐ"), "{shown}");
}

#[test]
fn trap_09_an_amount_a_thousand_times_too_small_is_taken_from_the_text() {
    // 1.007839
    let expected = Price::Amount { dong: 20_000, label: Some("20.000 đồng".to_owned()) };
    assert_eq!(price(20, "20 VNĐ (20.000 đồng)"), expected);
    // 3.000350
    let shown = price(135, "135 VNĐ (Lệ phí cấp giấy phép lái xe: 135.000 đồng/lần.)");
    assert!(matches!(shown, Price::Amount { dong: 135_000, .. }), "{shown:?}");
}

#[test]
fn trap_09_where_amount_and_text_contradict_each_other_only_the_text_is_shown() {
    // 1.003133
    let shown = price(40, "40 VNĐ (4.000 đ/giấy thông hành)");
    assert_eq!(shown, Price::Text("4.000 đ/giấy thông hành".to_owned()));
    // 1.009500: too large by a thousand, beyond 32 bits; 150 and 250 billion are thresholds
    let text = "+ Từ 150 tỷ đến dưới 250 tỷ: 17,5 triệu đồng/ Giấy chứng nhận";
    assert_eq!(price(17_500_000_000, &format!("17500000000 VNĐ ({text})")), Price::Text(text.to_owned()));
}

#[test]
fn trap_09_other_numbers_in_the_text_do_not_contradict_the_amount() {
    let text = "Diện tích từ 500 m2 trở lên, vốn dưới 20 tỷ đồng: theo Thông tư số 64/2025/TT-BTC ngày 30/6/2025";
    let shown = price(150_000, &format!("150000 VNĐ ({text})"));
    assert_eq!(shown, Price::Amount { dong: 150_000, label: Some(text.to_owned()) });
}

#[test]
fn trap_10_dollars_published_as_dong_are_shown_as_dollars() {
    // 1.001010
    let label = Some("100 USD/thẻ.".to_owned());
    assert_eq!(price(100, "100 VNĐ (100 USD/thẻ.)"), Price::Foreign { amount: 100, currency: Currency::Usd, label });
    // 1.003213: no number in the text, but the exchange rate of the dollar
    let shown = price(150, "150 VNĐ (Quy đổi theo tỷ giá bán ra của đồng đô la Mỹ do ngân hàng công bố.)");
    assert!(matches!(shown, Price::Foreign { amount: 150, .. }), "{shown:?}");
}

#[test]
fn trap_10_a_small_amount_without_any_hint_is_doubtful_and_never_dong() {
    // 2.000815, 1.000039
    assert_eq!(price(10, "10 VNĐ (/bản)"), Price::Doubtful { published: "/bản".to_owned() });
    assert_eq!(price(200, "200 VNĐ ()"), Price::Doubtful { published: String::new() });
}

#[test]
fn trap_11_zero_is_free_only_when_nothing_beside_it_says_otherwise() {
    for text in ["0 VNĐ ()", "0 VNĐ (Không)", "0 VNĐ (Không có.)", "0 VNĐ (Miễn phí)", "0 VNĐ (0)"] {
        assert_eq!(price(0, text), Price::Free, "{text}");
    }
    // 1.001029, 1.000080
    let room = "Mức thu phí thẩm định là 1.000.000 đồng/phòng";
    let decided = "Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định.";
    for text in [room, decided] {
        assert_eq!(price(0, &format!("0 VNĐ ({text})")), Price::Text(text.to_owned()));
    }
    assert_eq!(price(0, "0 VNĐ (Phí bưu chính)"), Price::Doubtful { published: "Phí bưu chính".to_owned() });
}

#[test]
fn trap_12_no_published_fee_is_not_free_and_free_text_is_text() {
    let shown = shown(&procedure(json!({"channels": [row("direct", 1, Value::Null)]})), TODAY);
    assert_eq!(shown.channels[0].fees, FeesShown::NotPublished);
    // 1.003135
    let text: Fee =
        serde_json::from_value(json!({"amount": null, "currency": null, "text": "Theo Quy định"})).expect("a fee");
    assert_eq!(fee_shown(&text, TODAY).price, Price::Text("Theo Quy định".to_owned()));
}

#[test]
fn trap_12_every_fee_of_a_row_is_shown() {
    let mut channel = row("direct", 1, Value::Null);
    channel["fees"] = json!([fee(2000, "2000 VNĐ (Cấp mới)"), fee(1000, "1000 VNĐ (Cấp lại)")]);
    let shown = shown(&procedure(json!({"channels": [channel]})), TODAY);
    let FeesShown::Published(fees) = &shown.channels[0].fees else { panic!("fees were published") };
    assert_eq!(fees.len(), 2);
}

#[test]
fn trap_13_the_end_of_a_reduction_is_known_and_whether_it_has_passed() {
    // 1.001200
    let past = fee_shown(
        &fee(40, "40 VNĐ (40.000đ/giấy (áp dụng đến hết ngày 31/12/2024 theo Thông tư số 43/2024/TT-BTC))"),
        TODAY,
    );
    assert!(matches!(past.price, Price::Amount { dong: 40_000, .. }), "{past:?}");
    let until = past.until.expect("the text names the day");
    assert_eq!((until.date, until.passed), (date!(2024 - 12 - 31), true));

    // 1.000688: the reduced amount stands beside the full one
    let text = "800000 VNĐ (áp dụng mức phí 400.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31 tháng 12 năm 2026)";
    let holds = fee_shown(&fee(800_000, text), TODAY);
    assert!(matches!(holds.price, Price::Amount { dong: 800_000, .. }), "{holds:?}");
    assert!(!holds.until.expect("the text names the day").passed);
    let later = fee_shown(&fee(800_000, text), date!(2027 - 01 - 01));
    assert!(later.until.expect("the text names the day").passed);
}

#[test]
fn trap_13_the_date_of_a_document_is_no_end() {
    let text = "50000 VNĐ (Thông tư số 25/2021/TT-BTC ngày 07/4/2021 của Bộ Tài chính, từ 3 tháng đến 6 tháng)";
    assert_eq!(fee_shown(&fee(50_000, text), TODAY).until, None);
}

#[test]
fn brackets_that_the_export_opened_or_swallowed_are_put_right() {
    let label = |text: &str| match price(50_000, text) {
        Price::Amount { label, .. } => label.unwrap_or_default(),
        other => panic!("{other:?}"),
    };
    assert_eq!(label("50000 VNĐ (Cấp cho trẻ em (dưới 14 tuổi)"), "Cấp cho trẻ em (dưới 14 tuổi)");
    assert_eq!(label("50000 VNĐ (Loại 1 lần))"), "Loại 1 lần");
    assert_eq!(label("50000 VNĐ ((hồ sơ))"), "hồ sơ");
    assert_eq!(label("50000 VNĐ (): Theo quy định)"), "Theo quy định");
}
