//! The forms in force, compiled and held in memory.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::form::Rules;
use time::OffsetDateTime;

use super::mistakes::Mistakes;
use super::units::UnitTable;

/// A form in force.
#[derive(Debug)]
pub struct PublishedForm {
    /// National code of the procedure.
    pub procedure: String,
    /// Without one the form serves every case that has no form of its own.
    pub case: Option<String>,
    /// Counted from 1.
    pub revision: u32,
    /// SHA-256 of the canonical JSON document, hexadecimal.
    pub digest: String,
    pub published_at: OffsetDateTime,
    pub rules: Arc<Rules>,
}

/// Every form in force at one moment; immutable.
#[derive(Default)]
pub struct ServedForms {
    version: i64,
    forms: HashMap<(String, String), Arc<PublishedForm>>,
}

impl ServedForms {
    #[must_use]
    pub fn new(version: i64, forms: Vec<PublishedForm>) -> Self {
        let key = |form: &PublishedForm| (form.procedure.clone(), form.case.clone().unwrap_or_default());
        Self { version, forms: forms.into_iter().map(|form| (key(&form), Arc::new(form))).collect() }
    }

    /// Counts up with every publication of a form.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// How many forms are served.
    #[must_use]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Components of the procedure's published papers that one of its forms replaces, sorted.
    #[must_use]
    pub fn replaced_papers(&self, procedure: &str) -> Vec<String> {
        let forms = self.forms.values().filter(|form| form.procedure == procedure);
        let mut components: Vec<String> = forms.flat_map(|form| form.rules.form.replaces_papers.clone()).collect();
        components.sort_unstable();
        components.dedup();
        components
    }

    /// The case's own form, else the one of the procedure.
    #[must_use]
    pub fn find(&self, procedure: &str, case: Option<&str>) -> Option<Arc<PublishedForm>> {
        let form = |case: &str| self.forms.get(&(procedure.to_owned(), case.to_owned())).cloned();
        case.and_then(form).or_else(|| form(""))
    }
}

/// Procedure, case and revision.
type EarlierKey = (String, Option<String>, i64);

/// What the services need to judge with forms.
pub struct Forms {
    served: RwLock<Arc<ServedForms>>,
    /// Revisions not in force any more by which dossiers were filed that are being completed.
    earlier: RwLock<HashMap<EarlierKey, Arc<PublishedForm>>>,
    /// Units that an address can name.
    pub units: UnitTable,
    /// Mistakes that were not written down yet.
    pub mistakes: Mistakes,
}

impl Forms {
    #[must_use]
    pub fn new(served: ServedForms, units: UnitTable) -> Self {
        Self { served: RwLock::new(Arc::new(served)), earlier: RwLock::default(), units, mistakes: Mistakes::default() }
    }

    /// The forms as they are served now.
    #[must_use]
    pub fn served(&self) -> Arc<ServedForms> {
        Arc::clone(&self.served.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A revision that was kept with [`Self::keep_earlier`].
    #[must_use]
    pub fn earlier(&self, procedure: &str, case: Option<&str>, revision: i64) -> Option<Arc<PublishedForm>> {
        let key = (procedure.to_owned(), case.map(str::to_owned), revision);
        self.earlier.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    /// Keeps a revision under the case for which it is asked; what was published never changes.
    pub fn keep_earlier(&self, case: Option<&str>, form: PublishedForm) {
        let key = (form.procedure.clone(), case.map(str::to_owned), i64::from(form.revision));
        self.earlier.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::new(form));
    }

    /// Serves other forms from now on.
    pub fn replace(&self, served: ServedForms) {
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(served);
    }
}
