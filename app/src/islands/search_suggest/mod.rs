//! The search box: a plain form, and in the browser a combobox with suggestions.

#[cfg_attr(not(any(feature = "hydrate", test)), expect(dead_code, reason = "the server renders only how it begins"))]
mod popup;

#[cfg(feature = "hydrate")]
mod browser;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use popup::Popup;

/// What the box says to those who do not see the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestTexts {
    /// One result.
    pub results_one: String,
    /// `{n}` results.
    pub results_many: String,
    /// No result.
    pub none: String,
    /// How to use the list with the keyboard.
    pub hint: String,
}

/// One suggestion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Suggestion {
    code: String,
    name: String,
    field: String,
    href: String,
}

/// What changes while the page is open.
#[derive(Clone, Copy)]
struct State {
    items: RwSignal<Vec<Suggestion>>,
    popup: RwSignal<Popup>,
    announced: RwSignal<String>,
    ready: RwSignal<bool>,
}

/// Search form over the catalogue. Without a script it leads to the list of results.
///
/// `suggest_url` answers `GET {suggest_url}?q=…` with `{"items":[{"code","name","field","href"}]}`.
#[island]
pub fn SearchSuggest(
    /// Where the form leads.
    action: String,
    /// Name of the field.
    name: String,
    /// What was searched already.
    value: String,
    label: String,
    placeholder: String,
    button: String,
    suggest_url: String,
    texts: SuggestTexts,
    /// Id of the field: only needed for a second search box on a page.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| format!("search-{name}"));
    let list_id = format!("{id}-list");
    let hint_id = format!("{id}-hint");
    let hint = texts.hint.clone();
    let state = State {
        items: RwSignal::new(Vec::new()),
        popup: RwSignal::new(Popup::default()),
        announced: RwSignal::new(String::new()),
        ready: RwSignal::new(false),
    };
    let root = NodeRef::<leptos::html::Form>::new();
    #[cfg(feature = "hydrate")]
    browser::start(state, root, browser::Settings { endpoint: suggest_url, texts, searched: value.clone() });
    // The browser's half alone asks the server.
    #[cfg(not(feature = "hydrate"))]
    drop((suggest_url, texts));

    let State { items, popup, announced, ready } = state;
    // Without a script it is no combobox, and must not say that it is.
    let only_ready = move |text: &str| {
        let text = text.to_owned();
        move || ready.get().then(|| text.clone())
    };
    let options = {
        let id = id.clone();
        move || {
            let option = |(at, item): (usize, Suggestion)| {
                view! {
                    <a
                        class="suggest__option"
                        role="option"
                        tabindex="-1"
                        id=format!("{id}-{at}")
                        href=item.href
                        aria-selected=move || (popup.get().active() == Some(at)).to_string()
                    >
                        <span class="suggest__name">{item.name}</span>
                        " "
                        <span class="suggest__about">{item.code} " · " {item.field}</span>
                    </a>
                }
            };
            items.get().into_iter().enumerate().map(option).collect_view()
        }
    };
    let active_id = {
        let id = id.clone();
        move || popup.get().active().map(|at| format!("{id}-{at}"))
    };
    view! {
        <form
            class="search"
            role="search"
            method="get"
            action=action
            node_ref=root
            data-ready=only_ready("true")
        >
            <label class="search__label" for=id.clone()>{label.clone()}</label>
            <div class="search__row">
                <div class="search__box suggest">
                    <input
                        class="search__input"
                        type="search"
                        id=id
                        name=name
                        value=value
                        placeholder=placeholder
                        autocomplete="off"
                        autocapitalize="off"
                        enterkeyhint="search"
                        maxlength="200"
                        role=only_ready("combobox")
                        aria-autocomplete=only_ready("list")
                        aria-controls=only_ready(&list_id)
                        aria-describedby=only_ready(&hint_id)
                        aria-expanded=move || ready.get().then(|| popup.get().is_open().to_string())
                        aria-activedescendant=active_id
                    />
                    <div class="suggest__list" role="listbox" id=list_id aria-label=label hidden=move || !popup.get().is_open()>
                        {options}
                    </div>
                </div>
                <button class="button search__button" type="submit">{button}</button>
            </div>
            <span id=hint_id hidden>{hint}</span>
            <span class="visually-hidden" role="status">{move || announced.get()}</span>
        </form>
    }
}
