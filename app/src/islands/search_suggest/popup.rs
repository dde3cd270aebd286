//! The list under the search box as the keyboard moves in it: the combobox pattern of ARIA 1.2, without a DOM.

/// Shorter texts would match half the catalogue.
pub const FEWEST_CHARS: usize = 2;

/// Whether the text is worth a request.
#[must_use]
pub fn worth_asking(text: &str) -> bool {
    text.trim().chars().take(FEWEST_CHARS).count() == FEWEST_CHARS
}

/// The endpoint with the text, which is already percent-encoded.
#[must_use]
pub fn address(endpoint: &str, encoded: &str) -> String {
    format!("{endpoint}{}q={encoded}", if endpoint.contains('?') { '&' } else { '?' })
}

/// Whether the list is shown, and which option is the active one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Popup {
    len: usize,
    open: bool,
    active: Option<usize>,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// The key keeps its usual meaning in a text box.
    Nothing,
    /// The list took the key.
    Taken,
    /// Go to this option.
    Chosen(usize),
}

impl Popup {
    #[must_use]
    pub fn is_open(self) -> bool {
        self.open
    }

    #[must_use]
    pub fn active(self) -> Option<usize> {
        self.active
    }

    /// A new list came; none of it is active until the person moves into it.
    pub fn show(&mut self, len: usize) {
        *self = Self { len, open: len > 0, active: None };
    }

    /// Away with the list; Down brings it back.
    pub fn close(&mut self) {
        self.open = false;
        self.active = None;
    }

    /// Home and End belong to the text until an option is active.
    pub fn press(&mut self, key: &str) -> Pressed {
        let Some(last) = self.len.checked_sub(1) else {
            return Pressed::Nothing;
        };
        self.active = match (key, self.open, self.active) {
            ("Escape", true, _) => {
                self.close();
                None
            }
            ("Enter", true, Some(at)) => return Pressed::Chosen(at),
            ("ArrowDown", true, Some(at)) if at < last => Some(at + 1),
            ("ArrowUp", true, Some(at)) if at > 0 => Some(at - 1),
            ("ArrowDown", ..) | ("Home", true, Some(_)) => Some(0),
            ("ArrowUp", ..) | ("End", true, Some(_)) => Some(last),
            _ => return Pressed::Nothing,
        };
        self.open = self.active.is_some();
        Pressed::Taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(len: usize) -> Popup {
        let mut popup = Popup::default();
        popup.show(len);
        popup
    }

    #[test]
    fn two_characters_are_worth_a_request() {
        assert!(!worth_asking(" k "));
        assert!(worth_asking("ks"));
        assert!(worth_asking("đá"));
        assert_eq!(address("/api/v1/suggest", "k%20s"), "/api/v1/suggest?q=k%20s");
        assert_eq!(address("/api/v1/suggest?lang=en", "ks"), "/api/v1/suggest?lang=en&q=ks");
    }

    #[test]
    fn arrows_go_round() {
        let mut popup = open(3);
        let mut walk = |key| {
            assert_eq!(popup.press(key), Pressed::Taken);
            popup.active()
        };
        let down: Vec<_> = (0..4).map(|_| walk("ArrowDown")).collect();
        assert_eq!(down, [Some(0), Some(1), Some(2), Some(0)]);
        assert_eq!(walk("ArrowUp"), Some(2));
        assert_eq!(walk("Home"), Some(0));
        assert_eq!(walk("End"), Some(2));
        assert_eq!(popup.press("Enter"), Pressed::Chosen(2));
    }

    #[test]
    fn keys_of_the_text_box_stay_with_it() {
        let mut popup = open(3);
        for key in ["Home", "End", "Enter", "a", "Tab"] {
            assert_eq!(popup.press(key), Pressed::Nothing, "{key}");
        }
        assert_eq!(open(0).press("ArrowDown"), Pressed::Nothing);
    }

    #[test]
    fn escape_closes_once_and_down_opens_again() {
        let mut popup = open(2);
        popup.press("ArrowDown");
        assert_eq!(popup.press("Escape"), Pressed::Taken);
        assert!(!popup.is_open() && popup.active().is_none());
        assert_eq!(popup.press("Escape"), Pressed::Nothing, "the second one empties the box, as browsers do");
        popup.press("ArrowDown");
        assert!(popup.is_open());
        assert_eq!(popup.active(), Some(0));
    }
}
