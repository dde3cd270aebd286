//! View-model of the page about the API.

/// Calls that other programs may use, and where their full description is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiView {
    /// Method, path and one sentence in the language of the page.
    pub calls: Vec<(String, String, String)>,
    /// Address of the OpenAPI description.
    pub openapi_href: String,
}
