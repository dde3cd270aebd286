//! Who is calling: the address, for limits only. It is never logged and never kept.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use super::state::App;

/// Address of the caller, as far as it can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Caller(pub IpAddr);

impl Caller {
    pub(super) fn of(parts: &Parts, app: &App) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let passed = app.client_address_header.as_deref().and_then(|name| {
            // The last entry is the one our own proxy has written; earlier ones are the caller's word.
            let value = parts.headers.get(name)?.to_str().ok()?;
            value.rsplit(',').next()?.trim().parse().ok()
        });
        Self(passed.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
    }

    /// What limits are counted by: one IPv4 address, or the /64 that one customer has of IPv6.
    pub(super) fn group(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(mapped) => IpAddr::V4(mapped),
                None => {
                    let [a, b, c, d, ..] = address.segments();
                    IpAddr::V6(std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
                }
            },
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app))
    }
}
