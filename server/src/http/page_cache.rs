//! Pages that are the same for everybody, kept as the bytes that go over the wire.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http_body_util::BodyExt;
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use super::state::App;

/// All kept pages together.
const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// Longest address that is kept; longer ones are rendered every time.
const MAX_ADDRESS: usize = 400;
/// For a page that is sent once: an eighth larger than the good one, made in less than half the time with a quarter of the
/// memory.
const BROTLI_QUICK: i32 = 3;
/// For a page that is asked for again. Above 5 brotli asks for tables of tens of megabytes, and clearing them takes longer
/// than rendering the page.
const BROTLI_GOOD: i32 = 5;
/// A window of 2^18 bytes holds any page whole; a larger one is memory for nothing.
const BROTLI_WINDOW: i32 = 18;

/// What the packed forms of a page weigh beside it, in hundredths; they are made after it was weighed.
const PACKED_SHARE: usize = 60;

/// Marks an answer that may be kept for everybody.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cacheable;

/// One way in which a page goes over the wire; headers and bytes as they are sent.
#[derive(Clone)]
struct Form {
    headers: HeaderMap,
    bytes: Bytes,
}

struct Kept {
    plain: Form,
    /// Made when first asked for. None when compressing failed; the page is then sent as it is.
    gzip: OnceLock<Option<Form>>,
    quick_brotli: OnceLock<Option<Form>>,
    good_brotli: OnceLock<Option<Form>>,
    etag: HeaderValue,
}

/// The kept pages by address.
pub(super) struct PageCache {
    pages: Cache<String, Arc<Kept>>,
    /// Looked up once and not at each answer.
    answered: metrics::Counter,
}

impl Default for PageCache {
    fn default() -> Self {
        let weigh = |address: &String, page: &Arc<Kept>| {
            let plain = page.plain.bytes.len();
            let bytes = address.len() + plain + PACKED_SHARE * plain / 100 + 1_024;
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self {
            pages: Cache::builder().weigher(weigh).max_capacity(MAX_BYTES).build(),
            answered: metrics::counter!("page_cache_total", "outcome" => "kept"),
        }
    }
}

impl PageCache {
    pub(super) fn clear(&self) {
        self.pages.invalidate_all();
    }

    /// The answer from a kept page, if there is one for the address.
    pub(super) fn answer(&self, request: &Request) -> Option<Response> {
        let page = self.pages.get(address_of(request)?)?;
        self.answered.increment(1);
        Some(page.answer(request.headers()))
    }
}

/// The address under which the answer to a request may be kept.
pub(super) fn address_of(request: &Request) -> Option<&str> {
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    (request.method() == Method::GET && address.len() <= MAX_ADDRESS).then_some(address)
}

/// Keeps an answer that a handler has marked, and sends it in the form that was asked for. `version` is the one that was
/// served when the answer was begun.
pub(super) async fn keep(app: &App, address: String, version: i64, asked: &HeaderMap, response: Response) -> Response {
    if response.extensions().get::<Cacheable>().is_none() || response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(plain) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    metrics::counter!("page_cache_total", "outcome" => "rendered").increment(1);
    let page = Arc::new(Kept::of(plain, parts.headers));
    // A page rendered from an older catalogue must not outlive the clearing that came in between.
    if app.services.catalogue().version() == version {
        app.page_cache.pages.insert(address, Arc::clone(&page));
    }
    page.answer(asked)
}

/// Packs the pages that are made for one person: on a bad line a step of 36 kB is a long wait.
///
/// What packing could give away (BREACH) needs a secret beside text that another site chooses; these pages show only what was
/// posted from our own.
pub(super) async fn pack(request: Request, next: Next) -> Response {
    let accepted =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (takes_brotli, takes_gzip) = (accepts(accepted, "br"), accepts(accepted, "gzip"));
    let response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    // Kept pages are packed once, when they are kept.
    if !is_page || response.extensions().get::<Cacheable>().is_some() || !(takes_brotli || takes_gzip) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let packed = if takes_brotli {
        brotli(&plain, BROTLI_GOOD).map(|bytes| (bytes, "br"))
    } else {
        gzip(&plain).map(|bytes| (bytes, "gzip"))
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    match packed {
        Some((bytes, encoding)) => {
            parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            Response::from_parts(parts, Body::from(bytes))
        }
        None => Response::from_parts(parts, Body::from(plain)),
    }
}

impl Form {
    fn of(mut headers: HeaderMap, bytes: Bytes, encoding: Option<&'static str>) -> Self {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Self { headers, bytes }
    }

    fn answer(&self) -> Response {
        let mut response = Response::new(Body::from(self.bytes.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}

impl Kept {
    fn of(bytes: Bytes, mut headers: HeaderMap) -> Self {
        let digest = hex::encode(Sha256::digest(&bytes));
        let etag = HeaderValue::from_str(&format!("W/\"{}\"", digest.get(..24).unwrap_or_default()));
        let etag = etag.unwrap_or_else(|_| HeaderValue::from_static("W/\"0\""));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::ETAG, etag.clone());
        Self {
            plain: Form::of(headers, bytes, None),
            gzip: OnceLock::new(),
            quick_brotli: OnceLock::new(),
            good_brotli: OnceLock::new(),
            etag,
        }
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let etag = self.etag.to_str().unwrap_or_default();
        if known.is_some_and(|known| known.split(',').any(|one| one.trim() == etag)) {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            *response.headers_mut() = self.plain.headers.clone();
            response.headers_mut().remove(header::CONTENT_LENGTH);
            return response;
        }
        let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let packed = if accepts(accepted, "br") {
            self.brotli()
        } else if accepts(accepted, "gzip") {
            self.gzip.get_or_init(|| self.packed(gzip, "gzip")).as_ref()
        } else {
            None
        };
        packed.unwrap_or(&self.plain).answer()
    }

    /// Quickly packed for the first who asks, who waited for the page already; well for all others. Most pages of a large
    /// catalogue are asked for once, by somebody who is looking around.
    fn brotli(&self) -> Option<&Form> {
        let mut first = false;
        let quick = self.quick_brotli.get_or_init(|| {
            first = true;
            self.packed(|plain| brotli(plain, BROTLI_QUICK), "br")
        });
        if first {
            return quick.as_ref();
        }
        self.good_brotli.get_or_init(|| self.packed(|plain| brotli(plain, BROTLI_GOOD), "br")).as_ref()
    }

    fn packed(&self, pack: impl Fn(&[u8]) -> Option<Bytes>, encoding: &'static str) -> Option<Form> {
        pack(&self.plain.bytes).map(|bytes| Form::of(self.plain.headers.clone(), bytes, Some(encoding)))
    }
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';');
        let named = parts.next().is_some_and(|name| name.trim().eq_ignore_ascii_case(encoding));
        named && !parts.any(|part| matches!(part.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn gzip(plain: &[u8]) -> Option<Bytes> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(plain).and_then(|()| encoder.finish()).ok().map(Bytes::from)
}

fn brotli(plain: &[u8], quality: i32) -> Option<Bytes> {
    let mut bytes = Vec::new();
    let params = ::brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: BROTLI_WINDOW,
        size_hint: plain.len(),
        ..Default::default()
    };
    ::brotli::BrotliCompress(&mut &*plain, &mut bytes, &params).ok().map(|_| bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_counts_only_when_it_is_wanted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("BR;q=0.5", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
    }

    #[test]
    fn every_encoding_holds_the_same_page() {
        use std::io::Read;
        let plain = Bytes::from("Đăng ký khai sinh ".repeat(200));
        let page = Kept::of(plain.clone(), HeaderMap::new());
        let mut unzipped = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&page.plain.bytes).expect("compressed"))
            .read_to_end(&mut unzipped)
            .expect("gzip");
        assert_eq!(unzipped, plain);
        for quality in [BROTLI_QUICK, BROTLI_GOOD] {
            let brotli = brotli(&plain, quality).expect("compressed");
            let mut unbrotlied = Vec::new();
            ::brotli::BrotliDecompress(&mut &*brotli, &mut unbrotlied).expect("brotli");
            assert_eq!(unbrotlied, plain);
            assert!(brotli.len() < plain.len() / 10);
        }
    }

    #[test]
    fn whoever_asks_again_gets_the_better_packing() {
        let text: String = (0..2_000).map(|n| format!("Điều {n}: hồ sơ {}\n", n * 7_919 % 1_000)).collect();
        let page = Kept::of(Bytes::from(text), HeaderMap::new());
        let sizes = [(); 3].map(|()| page.brotli().map_or(0, |form| form.bytes.len()));
        assert!(sizes[0] > sizes[1] && sizes[1] == sizes[2], "{sizes:?}");
    }
}
