//! The code and the PIN, large enough to read out and to copy.

use leptos::prelude::*;

use crate::locale::Locale;

/// The panel on top of the receipt.
#[must_use]
pub fn receipt_panel(locale: Locale, code: &str, pin: &str) -> AnyView {
    receipt_panel_of(locale, locale.pick("Mã hồ sơ", "Dossier code"), code, pin)
}

/// The same for what is no dossier; `label` says what the code is of.
#[must_use]
pub fn receipt_panel_of(locale: Locale, label: &str, code: &str, pin: &str) -> AnyView {
    view! {
        <div class="receipt">
            <div class="receipt-cell">
                <p class="receipt-label" id="receipt-code">{label.to_owned()}</p>
                <output class="receipt-code" aria-labelledby="receipt-code">{code.to_owned()}</output>
                <p class="receipt-spelled">{locale.pick("Đọc qua điện thoại: ", "Spelled for the phone: ")} {spelled(locale, code)}</p>
            </div>
            <div class="receipt-cell">
                <p class="receipt-label" id="receipt-pin">{locale.pick("Mã PIN", "PIN")}</p>
                <output class="receipt-code" aria-labelledby="receipt-pin">{pin.to_owned()}</output>
                <p class="receipt-spelled">
                    {locale
                        .pick(
                            "Giữ mã PIN cho riêng bạn: ai có cả hai mã sẽ xem được nội dung.",
                            "Keep the PIN to yourself: whoever has both can see everything.",
                        )}
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// The code as one says it: «H, 28, chấm, 14, gạch, 26, 11, 22, gạch, 00, 01».
#[must_use]
pub fn spelled(locale: Locale, code: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut digits = 0;
    for c in code.chars() {
        match c {
            '.' => parts.push(locale.pick("chấm", "dot").to_owned()),
            '-' => parts.push(locale.pick("gạch", "dash").to_owned()),
            c if c.is_ascii_digit() && digits % 2 == 1 => {
                if let Some(last) = parts.last_mut() {
                    last.push(c);
                }
            }
            c => parts.push(c.to_string()),
        }
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_spelled_in_pairs_of_digits() {
        assert_eq!(
            spelled(Locale::Vi, "H28.14-261122-0001"),
            "H · 28 · chấm · 14 · gạch · 26 · 11 · 22 · gạch · 00 · 01"
        );
        assert_eq!(spelled(Locale::En, "A-1"), "A · dash · 1");
        assert_eq!(spelled(Locale::Vi, ""), "");
    }
}
