//! The only place that renders a text area.
//!
//! Leptos 0.8 does not escape the children of a text area on the server: an answer `</textarea><script>` would become a
//! script. So the text is escaped here, and a test keeps it so. A browser drops the first line feed of a text area; one is
//! put in front, so that a text beginning with a blank line comes back as it was.

use leptos::prelude::*;

/// A text area with its current text.
#[must_use]
pub fn text_area(id: &str, text: &str, rows: u8, invalid: bool, described_by: Option<String>) -> AnyView {
    let escaped = format!("\n{}", html_escape::encode_text(text));
    view! {
        <textarea
            id=id.to_owned()
            name=id.to_owned()
            rows=rows.to_string()
            aria-invalid=invalid.then_some("true")
            aria-describedby=described_by
        >
            {escaped}
        </textarea>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        Owner::new().with(|| text_area("request", text, 4, false, None).to_html())
    }

    #[test]
    fn a_closing_tag_in_an_answer_stays_text() {
        let html = html("</textarea><script>alert(1)</script>");
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
    }

    #[test]
    fn text_is_escaped_once() {
        assert!(html("a & b").contains("a &amp; b<"), "{}", html("a & b"));
    }

    #[test]
    fn nothing_but_the_text_is_inside() {
        let html = html("một\nhai");
        let inside = html.split_once('>').and_then(|(_, rest)| rest.split_once("</textarea>"));
        assert_eq!(inside.map(|(text, _)| text), Some("\nmột\nhai"));
    }

    #[test]
    fn a_leading_line_feed_survives_the_browser() {
        assert!(html("\nhai").contains(">\n\nhai<"));
    }
}
