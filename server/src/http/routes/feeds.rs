//! For machines that follow the catalogue: sitemap, Atom feed of changes, OpenSearch, robots.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use html_escape::encode_text;

use crate::http::api::v1::drafts::instant;
use crate::http::page::Asked;
use crate::http::page_cache::Cacheable;
use crate::http::state::App;
use app::locale::Locale;

const CHANGES: usize = 50;
const PAGES: [&str; 5] = ["/", "/thu-tuc", "/tra-cuu", "/tiep-tuc", "/api"];

pub(in crate::http) async fn sitemap(State(app): State<App>) -> Response {
    let catalogue = app.services.catalogue();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let mut add = |path: &str, changed: Option<String>| {
        let vi = encode(&format!("{}{}", app.origin, Locale::Vi.href(path)));
        let en = encode(&format!("{}{}", app.origin, Locale::En.href(path)));
        let changed = changed.map(|at| format!("<lastmod>{at}</lastmod>")).unwrap_or_default();
        for address in [&vi, &en] {
            xml.push_str(&format!(
                "<url><loc>{address}</loc>{changed}<xhtml:link rel=\"alternate\" hreflang=\"vi\" href=\"{vi}\"/>\
                 <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{en}\"/></url>\n"
            ));
        }
    };
    for path in PAGES {
        add(path, None);
    }
    for entry in catalogue.entries() {
        add(&format!("/thu-tuc/{}", entry.code), Some(instant(entry.published_at)));
    }
    xml.push_str("</urlset>\n");
    kept(xml, "application/xml; charset=utf-8")
}

pub(in crate::http) async fn atom(State(app): State<App>, asked: Asked) -> Response {
    let catalogue = app.services.catalogue();
    let locale = asked.locale;
    let mut newest: Vec<_> = catalogue.entries().iter().collect();
    newest.sort_by(|a, b| b.published_at.cmp(&a.published_at).then_with(|| a.code.cmp(&b.code)));
    let updated =
        newest.first().map(|entry| instant(entry.published_at)).unwrap_or_else(|| "1970-01-01T00:00:00Z".into());
    let this = encode(&format!("{}{}", app.origin, locale.href("/thu-tuc.atom")));
    let title = locale.pick("Thủ tục mới và thay đổi", "New and changed procedures");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{title}</title><id>{this}</id><link rel=\"self\" href=\"{this}\"/><updated>{updated}</updated>\n\
         <author><name>{}</name></author>\n",
        locale.code(),
        encode(locale.of(&app.services.data.province.name)),
    );
    for entry in newest.into_iter().take(CHANGES) {
        let service = app.services.data.services.get(&entry.code);
        let name = service.filter(|_| locale == Locale::En).map_or(entry.name.as_str(), |service| &service.name_en);
        let address = encode(&format!("{}{}", app.origin, locale.href(&format!("/thu-tuc/{}", entry.code))));
        let summary = service.map(|service| locale.of(&service.summary)).unwrap_or(&entry.field);
        xml.push_str(&format!(
            "<entry><title>{}</title><id>{address}#{}</id><link href=\"{address}\"/><updated>{}</updated>\
             <summary>{}</summary></entry>\n",
            encode(name),
            entry.revision,
            instant(entry.published_at),
            encode(summary),
        ));
    }
    xml.push_str("</feed>\n");
    kept(xml, "application/atom+xml; charset=utf-8")
}

pub(in crate::http) async fn open_search(State(app): State<App>, asked: Asked) -> Response {
    let locale = asked.locale;
    let province = encode(locale.of(&app.services.data.province.name));
    let list = encode(&format!("{}{}", app.origin, locale.href("/thu-tuc")));
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\"><ShortName>{}</ShortName>\
         <Description>{} {province}</Description><InputEncoding>UTF-8</InputEncoding>\
         <Url type=\"text/html\" template=\"{list}?q={{searchTerms}}\"/></OpenSearchDescription>\n",
        locale.pick("Thủ tục", "Procedures"),
        locale.pick("Tìm thủ tục hành chính,", "Find an administrative procedure,"),
    );
    kept(xml, "application/opensearchdescription+xml; charset=utf-8")
}

pub(in crate::http) async fn robots(State(app): State<App>) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /nop-ho-so/\nDisallow: /en/nop-ho-so/\nDisallow: /api/v1/drafts\n\nSitemap: {}/sitemap.xml\n",
        app.origin
    );
    kept(text, "text/plain; charset=utf-8")
}

/// Text as it may stand in XML: escaped, and without the characters XML has no way to write.
fn encode(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    encode_text(&clean).replace('"', "&quot;")
}

fn kept(body: String, media_type: &'static str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response.extensions_mut().insert(Cacheable);
    response
}
