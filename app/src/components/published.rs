//! Words for the typed values of a published procedure: limits, prices, channels, audiences.

use domain::catalogue::shown::{Audience, FeeShown, LimitShown, Price, Quantity, Until};
use domain::procedure::{Channel, Currency};
use leptos::prelude::*;

use super::lines::{lines, vietnamese_part};
use super::tag::{Tone, tag};
use crate::locale::{Locale, date, dong, number};

/// Name of a way to hand in.
#[must_use]
pub fn channel_name(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Online => locale.pick("Trực tuyến", "Online"),
        Channel::Direct => locale.pick("Trực tiếp", "In person"),
        Channel::Postal => locale.pick("Bưu chính", "By post"),
    }
}

/// Name of a group of applicants.
#[must_use]
pub fn audience_name(locale: Locale, audience: Audience) -> &'static str {
    match audience {
        Audience::Citizen => locale.pick("Công dân", "Citizens"),
        Audience::Business => locale.pick("Doanh nghiệp, hợp tác xã", "Businesses, cooperatives"),
        Audience::Foreigner => locale.pick("Người nước ngoài", "Foreigners"),
        Audience::Organisation => locale.pick("Tổ chức", "Organisations"),
        Audience::Official => locale.pick("Cán bộ, công chức", "Officials"),
    }
}

/// A time limit in words.
#[must_use]
pub fn limit_words(locale: Locale, limit: &LimitShown) -> String {
    let count = |quantity: &Quantity, vi: &str, one: &str, many: &str| {
        let figure = quantity.written(locale.pick(',', '.'));
        let unit = match (locale, quantity.whole() == Some(1)) {
            (Locale::Vi, _) => vi,
            (Locale::En, true) => one,
            (Locale::En, false) => many,
        };
        format!("{figure} {unit}")
    };
    match limit {
        LimitShown::WorkingDays(quantity) => count(quantity, "ngày làm việc", "working day", "working days"),
        LimitShown::Days(quantity) => count(quantity, "ngày", "day", "days"),
        LimitShown::Hours(quantity) => count(quantity, "giờ", "hour", "hours"),
        LimitShown::Months(quantity) => count(quantity, "tháng", "month", "months"),
        LimitShown::Years(quantity) => count(quantity, "năm", "year", "years"),
        LimitShown::Text(text) => text.clone(),
        LimitShown::SeeSteps => locale.pick("Xem ở các bước thực hiện", "See the steps").to_owned(),
        LimitShown::NotPublished => locale.pick("Chưa công bố", "Not published").to_owned(),
    }
}

/// Whether the words of a limit come from the Vietnamese source.
#[must_use]
pub fn limit_is_source(limit: &LimitShown) -> bool {
    matches!(limit, LimitShown::Text(_))
}

/// The price in a few words; the words of the source where they are all there is.
#[must_use]
pub fn price_words(locale: Locale, price: &Price) -> String {
    match price {
        Price::Free => locale.pick("Không mất phí", "Free of charge").to_owned(),
        Price::Amount { dong: amount, .. } => dong(locale, i64::try_from(*amount).unwrap_or(i64::MAX)),
        Price::Foreign { amount, currency, .. } => {
            let amount = number(locale, i64::try_from(*amount).unwrap_or(i64::MAX));
            let unit = match currency {
                Currency::Usd => "USD",
                Currency::Vnd => locale.pick("đồng", "VND"),
            };
            format!("{amount} {unit}")
        }
        Price::Text(_) => locale.pick("Theo quy định", "As laid down by a rule").to_owned(),
        Price::Doubtful { .. } => locale.pick("Chưa rõ số tiền", "Amount unclear").to_owned(),
    }
}

/// What the source says beside the price; `None` when nothing.
#[must_use]
pub fn price_label(price: &Price) -> Option<&str> {
    let text = match price {
        Price::Amount { label, .. } | Price::Foreign { label, .. } => label.as_deref()?,
        Price::Free => return None,
        Price::Text(text) => text,
        Price::Doubtful { published } => published,
    };
    (!text.is_empty()).then_some(text)
}

/// One fee with what the source says about it; `most` cuts long words of the source.
#[must_use]
pub fn fee_view(locale: Locale, fee: &FeeShown, most: usize) -> AnyView {
    let label = price_label(&fee.price).map(|text| {
        let text = domain::catalogue::shown::short_name(text, most);
        view! { <span class="fee-label" lang=vietnamese_part(locale, true)>{lines(&text)}</span> }
    });
    let doubt = matches!(fee.price, Price::Doubtful { .. }).then(|| {
        let text = locale.pick(
            "Bản công bố ghi số tiền không khớp. Hãy hỏi quầy trước khi nộp.",
            "The published amount does not fit. Ask the counter before you pay.",
        );
        view! { <span class="fee-label">{text}</span> }
    });
    let until = fee.until.map(|until| until_view(locale, until));
    view! {
        <span class="fee">
            <strong>{price_words(locale, &fee.price)}</strong> {doubt} {label} {until}
        </span>
    }
    .into_any()
}

fn until_view(locale: Locale, until: Until) -> AnyView {
    let day = date(locale, until.date);
    if until.passed {
        let text = locale.pick(
            format!("Mức ưu đãi nêu ở đây đã hết hạn từ {day}"),
            format!("The reduction named here ended on {day}"),
        );
        tag(Tone::Warning, &text)
    } else {
        view! { <span class="fee-label">{locale.pick(format!("Áp dụng đến hết {day}"), format!("Applies until {day}"))}</span> }.into_any()
    }
}

/// «Nothing was published», which is not the same as free.
#[must_use]
pub fn fees_unknown(locale: Locale, phone: &str) -> String {
    locale.pick(format!("Chưa công bố. Hãy hỏi quầy: {phone}."), format!("Not published. Ask the counter: {phone}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_limit_is_a_number_with_its_unit() {
        let days = |hundredths| LimitShown::WorkingDays(Quantity { hundredths });
        assert_eq!(limit_words(Locale::Vi, &days(700)), "7 ngày làm việc");
        assert_eq!(limit_words(Locale::Vi, &days(150)), "1,5 ngày làm việc");
        assert_eq!(limit_words(Locale::En, &days(100)), "1 working day");
        assert_eq!(limit_words(Locale::En, &days(150)), "1.5 working days");
        assert_eq!(limit_words(Locale::En, &LimitShown::SeeSteps), "See the steps");
        assert_eq!(limit_words(Locale::Vi, &LimitShown::NotPublished), "Chưa công bố");
    }

    #[test]
    fn a_price_is_never_guessed() {
        assert_eq!(price_words(Locale::Vi, &Price::Amount { dong: 8_000, label: None }), "8.000 đồng");
        assert_eq!(price_words(Locale::En, &Price::Free), "Free of charge");
        assert_eq!(price_words(Locale::Vi, &Price::Doubtful { published: String::new() }), "Chưa rõ số tiền");
        assert_eq!(price_label(&Price::Doubtful { published: String::new() }), None);
    }

    #[test]
    fn a_reduction_says_whether_it_still_holds() {
        let html = |passed| {
            let fee = FeeShown { price: Price::Free, until: Some(Until { date: date!(2025 - 12 - 31), passed }) };
            Owner::new().with(|| fee_view(Locale::Vi, &fee, 100).to_html())
        };
        assert!(html(true).contains("đã hết hạn từ thứ Tư, 31/12/2025"));
        assert!(html(false).contains("Áp dụng đến hết thứ Tư, 31/12/2025"));
    }
}
