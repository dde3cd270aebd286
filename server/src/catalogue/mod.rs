//! The published catalogue as it is served: loaded from storage into memory, searched, filtered, counted.

mod desks;
mod embedded;
mod entry;
mod facets;
mod list;
mod load;
mod slug;

pub use desks::{desk_day, desks};
pub use embedded::{EMBEDDED_PROCEDURES, EmbeddedError, ProvinceData};
pub use entry::Entry;
pub use facets::{Facet, FacetCount, FacetKind};
pub use list::{ListAnswer, ListQuery, MAX_PAGE, PAGE};
pub use load::{Catalogue, LoadError, SharedCatalogue};
pub use slug::slug;
