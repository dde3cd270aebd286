//! Electronic forms as they are served: embedded, published, loaded, compiled.

mod canonical;
mod embedded;
mod load;
mod mistakes;
mod publish;
mod published;
mod units;
mod verdict;

pub use canonical::{canonical, sha256};
pub use embedded::{EMBEDDED_FORMS, FormFile, embedded_forms, read_form, schema};
pub use load::{FormsError, load};
pub(crate) use load::{compiled, document};
pub use mistakes::{Mistakes, question_of};
pub use publish::{EmbeddedOutcome, is_unraised, missing_papers, new_form, publish_embedded, unraised_sentence};
pub use published::{Forms, PublishedForm, ServedForms};
pub use units::{UnitTable, units};
pub use verdict::{CheckRequest, FeeVerdict, ProblemVerdict, Verdict, judge};
pub(crate) use verdict::{context, problems};
