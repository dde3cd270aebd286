//! The whole product as one service: the kept pages, and behind them the router.
//!
//! A kept page is answered before a route is looked for or a layer is run: it needs none of them, and each costs more than
//! the answer itself.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use futures::future::{BoxFuture, Either};
use tower::{Service, ServiceExt};

use super::page_cache::{address_of, keep};
use super::state::App;

/// The product, ready to answer; cheap to clone.
#[derive(Clone)]
pub struct Portal {
    shared: Arc<(App, Router)>,
    /// Address of the other end, when the request came over a connection.
    peer: Option<SocketAddr>,
}

impl Portal {
    pub(super) fn new(app: App, router: Router) -> Self {
        Self { shared: Arc::new((app, router)), peer: None }
    }

    /// Makes the service of each connection.
    #[must_use]
    pub fn into_make_service(self) -> PortalMaker {
        PortalMaker(self)
    }
}

impl Service<Request> for Portal {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, BoxFuture<'static, Result<Response, Infallible>>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        if let Some(answer) = self.shared.0.page_cache.answer(&request) {
            return Either::Left(ready(Ok(answer)));
        }
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let shared = Arc::clone(&self.shared);
        Either::Right(Box::pin(async move {
            let (app, router) = &*shared;
            let Some(address) = address_of(&request).map(str::to_owned) else {
                return router.clone().oneshot(request).await;
            };
            let asked = request.headers().clone();
            let version = app.services.catalogue().version();
            let response = router.clone().oneshot(request).await?;
            Ok(keep(app, address, version, &asked, response).await)
        }))
    }
}

/// Gives each connection its [`Portal`].
pub struct PortalMaker(Portal);

impl<L: Listener<Addr = SocketAddr>> Service<IncomingStream<'_, L>> for PortalMaker {
    type Response = Portal;
    type Error = Infallible;
    type Future = Ready<Result<Portal, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, connection: IncomingStream<'_, L>) -> Self::Future {
        ready(Ok(Portal { shared: Arc::clone(&self.0.shared), peer: Some(*connection.remote_addr()) }))
    }
}
