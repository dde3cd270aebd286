//! HTTP: routes of pages and forms, the API, and what surrounds every request.

mod account;
pub mod api;
mod assets;
mod browser;
mod caller;
mod cookie;
mod error_page;
mod ical;
mod limits;
mod live;
mod middleware;
mod page;
mod page_cache;
mod paper;
mod portal;
mod qr;
mod router;
mod routes;
mod staff;
mod state;
mod supplement;
mod tracked;

pub use assets::{AssetsError, read_assets};
pub use portal::{Portal, PortalMaker};
pub use router::{Access, ROUTES, RouteLine, router};
pub use state::App;
