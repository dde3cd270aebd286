//! The few icons, one set, drawn on 24 × 24. They never stand without a word, so they are hidden from screen readers.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// The sign of the product: a gate, *một cửa*.
    Gate,
    Tick,
    Cross,
    Clock,
    Warning,
    Info,
    Money,
    Paper,
    Pin,
    Screen,
    Eye,
    Arrow,
    Download,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Gate => "M3 21h18M5 21V11a7 7 0 0 1 14 0v10M9 21v-9a3 3 0 0 1 6 0v9",
            Self::Tick => "M4 12.5l5.5 5.5L20 6.5",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 7v5.5l3.5 2",
            Self::Warning => "M12 3.5L22 20.5H2zM12 9.5v5M12 17.4v.2",
            Self::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 11v6M12 7.4v.2",
            Self::Money => "M3 7h18v11H3zM12 10a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5zM6 10v.1M18 15v.1",
            Self::Paper => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Pin => {
                "M12 21c-4.5-5-7-8.4-7-11.3a7 7 0 0 1 14 0c0 2.9-2.5 6.3-7 11.3zM12 7.5a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 0 0 0-4.8z"
            }
            Self::Screen => "M3 5h18v11H3zM9 20h6M12 16v4",
            Self::Eye => "M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6z",
            Self::Arrow => "M5 12h14M13 6l6 6l-6 6",
            Self::Download => "M12 4v11M7 11l5 5l5-5M4 20h16",
        }
    }
}

/// The icon as inline SVG in the colour of the text beside it.
#[must_use]
pub fn icon(which: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=which.path()></path>
        </svg>
    }
    .into_any()
}
