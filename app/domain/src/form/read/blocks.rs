//! Blocks of several answers: a person, an address, an organisation.

use serde_json::{Map, Value as Json};
use time::Date;

use super::identity::{Holder, IdentityFault, TaxCodeFault, check_personal_id, check_tax_code};
use super::{Findings, blank, date, text};
use crate::form::context::Context;
use crate::form::definition::answer::MAX_LINE_CHARS;
use crate::form::definition::{Answer, PersonPart};

/// Names of a person's fields in answers, in the order in which they are asked.
pub const PERSON_FIELDS: [&str; 7] =
    ["name", "birth_date", "sex", "nationality", "nationality_name", "document_kind", "document_number"];
const PERSON_PARTS: [PersonPart; 4] =
    [PersonPart::BirthDate, PersonPart::Sex, PersonPart::Nationality, PersonPart::Document];

fn fields_of(part: PersonPart) -> &'static [&'static str] {
    match part {
        PersonPart::BirthDate => &["birth_date"],
        PersonPart::Sex => &["sex"],
        PersonPart::Nationality => &["nationality", "nationality_name"],
        PersonPart::Document => &["document_kind", "document_number"],
    }
}

/// Names of an address's fields.
pub const ADDRESS_FIELDS: [&str; 4] = ["province", "commune", "commune_name", "line"];
/// Names of an organisation's fields.
pub const ORGANISATION_FIELDS: [&str; 2] = ["name", "tax_code"];
/// Keys of sex, nationality and kind of document.
pub const SEXES: [&str; 2] = ["male", "female"];
pub const NATIONALITIES: [&str; 2] = ["vn", "other"];
pub const DOCUMENT_KINDS: [&str; 3] = ["identity", "passport", "other"];

/// A person as far as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonParts {
    pub name: Option<String>,
    pub birth_date: Option<Date>,
    pub sex: Option<String>,
    pub nationality: Option<String>,
    pub document_kind: Option<String>,
    pub document_number: Option<String>,
}

/// An address as far as it was understood: codes of units, or the typed name of a commune elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressParts {
    pub province: Option<String>,
    pub commune: Option<String>,
}

/// An organisation as far as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationParts {
    pub name: Option<String>,
    pub tax_code: Option<String>,
}

/// The fields of a block; a problem when it is none, or has a field that the block does not have.
struct Block<'a> {
    field: &'a str,
    parts: &'a Map<String, Json>,
}

static NOTHING: Json = Json::Null;

impl<'a> Block<'a> {
    fn of(field: &'a str, raw: &'a Json, known: &[&str], findings: &mut Findings) -> Option<Self> {
        let Json::Object(parts) = raw else {
            findings.add(field, "wrong_type", &[]);
            return None;
        };
        if parts.keys().any(|key| !known.contains(&key.as_str())) {
            findings.add(field, "unknown_part", &[]);
        }
        Some(Self { field, parts })
    }

    fn path(&self, part: &str) -> String {
        format!("{}.{part}", self.field)
    }

    fn raw(&self, part: &str) -> &'a Json {
        self.parts.get(part).unwrap_or(&NOTHING)
    }

    fn need(&self, part: &str, needed: bool, findings: &mut Findings) {
        if needed && blank(self.raw(part), 0) {
            findings.add(&self.path(part), "required", &[]);
        }
    }

    fn text(&self, part: &str, needed: bool, findings: &mut Findings) -> Option<String> {
        self.need(part, needed, findings);
        text(&self.path(part), self.raw(part), MAX_LINE_CHARS, findings)
    }

    /// What is not asked is not used, but what no field can hold does not pass either.
    fn unasked(&self, parts: &[&str], findings: &mut Findings) {
        for part in parts {
            self.text(part, false, findings);
        }
    }

    fn key(&self, part: &str, keys: &[&str], needed: bool, findings: &mut Findings) -> Option<String> {
        let key = self.text(part, needed, findings)?;
        if keys.contains(&key.as_str()) {
            return Some(key);
        }
        findings.add(&self.path(part), "choice_unknown", &[]);
        None
    }
}

/// Reads a person; `ask` besides the name, `optional` of them may stay empty. `known` is what other questions say of the person,
/// for the number of an identity card to agree with.
pub fn person(
    field: &str,
    raw: &Json,
    (ask, optional): (&[PersonPart], &[PersonPart]),
    today: Date,
    known: Holder,
    findings: &mut Findings,
) -> Option<PersonParts> {
    let block = Block::of(field, raw, &PERSON_FIELDS, findings)?;
    let asks = |part: PersonPart| ask.contains(&part);
    let needs = |part: PersonPart| asks(part) && !optional.contains(&part);
    let mut person = PersonParts { name: block.text("name", true, findings), ..PersonParts::default() };
    if asks(PersonPart::BirthDate) {
        block.need("birth_date", needs(PersonPart::BirthDate), findings);
        let path = block.path("birth_date");
        person.birth_date = date(&path, block.raw("birth_date"), findings);
        if person.birth_date.is_some_and(|birth| birth > today) {
            findings.add(&path, "date_too_late", &[super::shown_date(today)]);
            person.birth_date = None;
        }
    }
    if asks(PersonPart::Sex) {
        person.sex = block.key("sex", &SEXES, needs(PersonPart::Sex), findings);
    }
    if asks(PersonPart::Nationality) {
        person.nationality = block.key("nationality", &NATIONALITIES, needs(PersonPart::Nationality), findings);
        let elsewhere = person.nationality.as_deref() == Some("other");
        block.text("nationality_name", elsewhere, findings);
    }
    if asks(PersonPart::Document) {
        let needed = needs(PersonPart::Document);
        person.document_kind = block.key("document_kind", &DOCUMENT_KINDS, needed, findings);
        person.document_number = document(&block, &person, needed, (today, known), findings);
    }
    for part in PERSON_PARTS.into_iter().filter(|part| !asks(*part)) {
        block.unasked(fields_of(part), findings);
    }
    Some(person)
}

/// An identity card carries a personal identification number, which agrees with birth date and sex.
fn document(
    block: &Block<'_>,
    person: &PersonParts,
    needed: bool,
    (today, known): (Date, Holder),
    findings: &mut Findings,
) -> Option<String> {
    let number = block.text("document_number", needed || person.document_kind.is_some(), findings)?;
    if person.document_kind.as_deref() != Some("identity") {
        return Some(number);
    }
    let holder = Holder {
        birth: person.birth_date.or(known.birth),
        male: person.sex.as_deref().map(|sex| sex == "male").or(known.male),
        today: Some(today),
    };
    personal_id(&block.path("document_number"), &number, &holder, findings)
}

/// Reads a personal identification number.
pub fn personal_id(field: &str, number: &str, holder: &Holder, findings: &mut Findings) -> Option<String> {
    match check_personal_id(number, holder) {
        Ok(plain) => return Some(plain),
        Err(IdentityFault::Form(found)) => findings.add(field, "identity_form", &[found.to_string()]),
        Err(IdentityFault::Province) => findings.add(field, "identity_province", &[]),
        Err(IdentityFault::BirthYear) => findings.add(field, "identity_birth_year", &[]),
        Err(IdentityFault::NotBorn) => findings.add(field, "identity_not_born", &[]),
        Err(IdentityFault::Sex) => findings.add(field, "identity_sex", &[]),
    }
    None
}

/// Reads a tax code.
pub fn tax_code(field: &str, code: &str, findings: &mut Findings) -> Option<String> {
    match check_tax_code(code) {
        Ok(plain) => return Some(plain),
        Err(TaxCodeFault::Form) => findings.add(field, "tax_code_form", &[]),
        Err(TaxCodeFault::CheckDigit) => findings.add(field, "tax_code_check", &[]),
    }
    None
}

/// Reads an address: a province of today, a commune of the table where it lists the province's communes, else its typed
/// name.
pub fn address(field: &str, raw: &Json, context: &Context, findings: &mut Findings) -> Option<AddressParts> {
    let block = Block::of(field, raw, &ADDRESS_FIELDS, findings)?;
    let (units, today) = (&context.units, context.today);
    let mut address = AddressParts::default();
    if let Some(code) = block.text("province", true, findings) {
        if units.find(&code, today).is_some_and(|unit| unit.parent.is_none()) {
            address.province = Some(code);
        } else {
            findings.add(&block.path("province"), "unit_unknown", &[]);
        }
    }
    if let Some(province) = &address.province {
        if units.lists_communes(province, today) {
            if let Some(code) = block.text("commune", true, findings) {
                if units.communes(province, today).any(|unit| unit.code == code) {
                    address.commune = Some(code);
                } else {
                    findings.add(&block.path("commune"), "unit_unknown", &[]);
                }
            }
            block.unasked(&["commune_name"], findings);
        } else {
            address.commune = block.text("commune_name", true, findings);
            block.unasked(&["commune"], findings);
        }
    } else {
        block.unasked(&["commune", "commune_name"], findings);
    }
    block.text("line", false, findings);
    Some(address)
}

/// Reads an organisation.
pub fn organisation(
    field: &str,
    raw: &Json,
    tax_code_optional: bool,
    findings: &mut Findings,
) -> Option<OrganisationParts> {
    let block = Block::of(field, raw, &ORGANISATION_FIELDS, findings)?;
    let name = block.text("name", true, findings);
    let code = block.text("tax_code", !tax_code_optional, findings);
    let code = code.and_then(|code| tax_code(&block.path("tax_code"), &code, findings));
    Some(OrganisationParts { name, tax_code: code })
}

/// The parts of a block that are asked in this case, by what stands in it so far; none when it is no block.
#[must_use]
pub fn asked_parts(answer: &Answer, parts: &Map<String, Json>, context: &Context) -> Option<Vec<&'static str>> {
    let said = |part: &str| parts.get(part).and_then(Json::as_str).map(str::trim).unwrap_or_default();
    match answer {
        Answer::Person { ask, .. } => {
            let elsewhere = said("nationality") == "other";
            let asked = ask.iter().flat_map(|part| fields_of(*part)).copied();
            Some(std::iter::once("name").chain(asked.filter(|part| elsewhere || *part != "nationality_name")).collect())
        }
        Answer::Address {} => {
            let listed = context.units.lists_communes(said("province"), context.today);
            Some(vec!["province", if listed { "commune" } else { "commune_name" }, "line"])
        }
        Answer::Organisation { .. } => Some(ORGANISATION_FIELDS.to_vec()),
        _ => None,
    }
}
