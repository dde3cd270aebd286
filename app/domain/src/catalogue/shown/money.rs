//! Amounts of money inside free text.

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Named {
    /// Amounts in đồng that are to be paid.
    pub(super) dong: Vec<u64>,
    /// Amounts in US dollars.
    pub(super) dollars: Vec<u64>,
    /// Whether the text speaks of US dollars at all.
    pub(super) speaks_of_dollars: bool,
}

impl Named {
    /// Whether the text names any amount.
    pub(super) fn any(&self) -> bool {
        !self.dong.is_empty() || !self.dollars.is_empty()
    }
}

/// The amounts that a text names as a price. «Dưới 20 tỷ đồng» is a threshold and «64/2025/TT-BTC» the number of a document.
pub(super) fn named(text: &str) -> Named {
    let small = text.to_lowercase();
    let mut named = Named {
        speaks_of_dollars: ["usd", "đô la", "đô-la", "đôla", "$"].iter().any(|word| small.contains(word)),
        ..Named::default()
    };
    let mut before = String::new();
    let mut rest = small.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (skipped, from) = rest.split_at_checked(start).unwrap_or_default();
        before.push_str(skipped);
        let (digits, after) = token(from);
        if stands_alone(&before) {
            match unit(digits, after) {
                Some(Price::Dong(amount)) if !is_threshold(&before, after) => named.dong.push(amount),
                Some(Price::Dollars(amount)) => named.dollars.push(amount),
                _ => {}
            }
        }
        before.push_str(digits);
        rest = after;
    }
    named
}

enum Price {
    Dong(u64),
    Dollars(u64),
}

/// The digits at the beginning, with points and commas between them.
fn token(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let end = (0..bytes.len())
        .find(|at| !(is_digit(*at) || (matches!(bytes.get(*at), Some(b'.' | b',')) && is_digit(at + 1))))
        .unwrap_or(bytes.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Whether the digits begin a word: not part of «TT-25» or «01/2025».
fn stands_alone(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.'))
}

fn unit(digits: &str, after: &str) -> Option<Price> {
    let unit = after.trim_start();
    let scaled = [("triệu", 1e6), ("tỷ", 1e9), ("tỉ", 1e9), ("nghìn", 1e3), ("ngàn", 1e3)];
    if let Some((_, scale)) = scaled.iter().find(|(word, _)| unit.starts_with(word)) {
        return decimal(digits, *scale).map(Price::Dong);
    }
    if ["usd", "đô la", "đô-la", "đôla", "$"].iter().any(|word| unit.starts_with(word)) {
        return whole(digits).map(Price::Dollars);
    }
    let dong = ["đồng", "vnđ", "vnd"].iter().any(|word| unit.starts_with(word))
        || unit.strip_prefix('đ').is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    // «500.000/lần» has no unit but can be nothing else; «1.000 m2» and «01/7/2025» are something else.
    let bare = digits.contains('.')
        && (after.is_empty() || after.starts_with([';', ')', ',']) || is_rate(after))
        && digits.split('.').skip(1).all(|group| group.len() == 3);
    (dong || bare).then(|| whole(digits)).flatten().map(Price::Dong)
}

fn is_rate(after: &str) -> bool {
    after.strip_prefix('/').is_some_and(|unit| unit.trim_start().starts_with(char::is_alphabetic))
}

/// Digits in groups of three, or without groups.
fn whole(digits: &str) -> Option<u64> {
    let mut groups = digits.split(['.', ',']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || first.len() <= 3);
    if grouped { format!("{first}{}", rest.concat()).parse().ok() } else { None }
}

/// «17,5» with a scale; a point is the decimal sign when no group of three follows it.
fn decimal(digits: &str, scale: f64) -> Option<u64> {
    let number: f64 = match whole(digits) {
        Some(_) if digits.contains('.') => digits.replace('.', "").parse().ok()?,
        _ => digits.replace(',', ".").parse().ok()?,
    };
    let amount = (number * scale).round();
    // Below 2^53 a float holds every whole number.
    (amount < 9e15).then_some(amount as u64)
}

/// Whether the number says for which values the price holds rather than what it is.
fn is_threshold(before: &str, after: &str) -> bool {
    const OPENS: [&str; 12] = ["dưới", "trên", "từ", "đến", "quá", "hơn", "bằng", "thấp", "tới", "trị", "vốn", "và"];
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let opens = OPENS.contains(&last.trim_matches(|c: char| !c.is_alphabetic()));
    let next: Vec<&str> = after.split_whitespace().take(4).collect();
    opens || next.windows(2).any(|pair| matches!(pair, ["trở", "lên" | "lên:" | "lên," | "xuống" | "xuống:"]))
}
