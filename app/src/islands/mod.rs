//! The few parts of a page that also run in the browser.
//!
//! Each island renders complete HTML that works as a plain form; in the browser it only adds. Texts come as props in the
//! language of the page. An island is a folder: `mod.rs` is the view, `browser.rs` the thin code that touches the DOM
//! (`hydrate` only), the other files are pure logic with native tests. When everything is set up, the root of the island
//! carries `data-ready`. `public/islands.js` loads all this, see there for when.

// What only the browser needs is not compiled into the server; its tests run native all the same.
#[cfg(any(feature = "hydrate", test))]
mod backoff;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(any(feature = "hydrate", test))]
mod wording;

mod draft_saver;
mod form_guide;
mod paper_upload;
mod search_suggest;
mod size;

pub use draft_saver::{CHOSEN, DraftSaver, SaverTexts};
pub use form_guide::{FormGuide, GuideForm, GuideTexts};
pub use paper_upload::{PaperUpload, UploadTexts, UploadedFile};
pub use search_suggest::{SearchSuggest, SuggestTexts};
