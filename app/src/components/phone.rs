//! A phone number to call, as a link.

use leptos::prelude::*;

use super::address::telephone;

/// The number; a tap calls it.
#[must_use]
pub fn phone_link(phone: &str) -> AnyView {
    let href = telephone(phone);
    view! { <a class="phone" href=href>{phone.to_owned()}</a> }.into_any()
}
