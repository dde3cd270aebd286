//! What surrounds every request.

mod explain;
mod headers;
mod limit;
mod observe;

pub(super) use explain::explain;
pub(super) use headers::security_headers;
pub(super) use limit::limit_rate;
pub(super) use observe::observe;
