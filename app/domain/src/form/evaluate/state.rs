//! What is known so far, question by question.

use std::collections::BTreeMap;

use time::Date;

use crate::filing::{ActingFor, Delivery};
use crate::form::context::Context;
use crate::form::expression::{Evaluated, Lookup, Reference, Target, Value};
use crate::form::read::{AddressParts, OrganisationParts, PersonParts};
use crate::form::rules::Rules;

/// A good answer.
#[derive(Debug, Clone)]
pub(super) enum Given {
    Plain(Value),
    Person(PersonParts),
    Address(AddressParts),
    Organisation(OrganisationParts),
    /// Rows in order, each with the answers of its questions.
    Rows(Vec<Vec<Option<Given>>>),
    /// A group that needs rows and has none yet: nothing can be summed up.
    NoRowsYet,
    Files(u32),
}

/// The answers so far; what is not asked has none.
pub(super) struct State<'a> {
    pub context: &'a Context,
    pub given: Vec<Option<Given>>,
    /// The row at hand.
    pub row: Option<Vec<Option<Given>>>,
    /// Component with the files that are already counted for an earlier question.
    pub files: &'a BTreeMap<String, u32>,
}

impl<'a> State<'a> {
    pub fn new(rules: &Rules, context: &'a Context) -> Self {
        Self { context, given: vec![None; rules.questions.len()], row: None, files: &context.files }
    }

    fn given(&self, target: &Target) -> Option<&Given> {
        match target {
            Target::Question(at) => self.given.get(*at)?.as_ref(),
            Target::Row(_, at) => self.row.as_ref()?.get(*at)?.as_ref(),
            Target::Today | Target::ActingFor | Target::Delivery | Target::Channel => None,
        }
    }
}

fn choice(key: &str) -> Evaluated {
    Evaluated::Known(Value::Choice(key.to_owned()))
}

fn known_text(text: Option<&String>) -> Evaluated {
    text.map_or(Evaluated::Unknown, |text| Evaluated::Known(Value::Text(text.clone())))
}

fn known_choice(key: Option<&String>) -> Evaluated {
    key.map_or(Evaluated::Unknown, |key| choice(key))
}

impl Lookup for State<'_> {
    fn today(&self) -> Date {
        self.context.today
    }

    fn value(&self, reference: &Reference) -> Evaluated {
        match &reference.target {
            Target::Today => return Evaluated::Known(Value::Date(self.context.today)),
            Target::ActingFor => return choice(ActingFor::key(self.context.acting_for)),
            Target::Delivery => return choice(Delivery::key(self.context.delivery)),
            Target::Channel => return choice(self.context.channel.key()),
            Target::Question(_) | Target::Row(..) => {}
        }
        match (self.given(&reference.target), reference.part) {
            (Some(Given::Plain(value)), None) => Evaluated::Known(value.clone()),
            (Some(Given::Person(person)), Some(part)) => match part {
                "name" => known_text(person.name.as_ref()),
                "birth_date" => Evaluated::date(person.birth_date),
                "sex" => known_choice(person.sex.as_ref()),
                "nationality" => known_choice(person.nationality.as_ref()),
                "document_kind" => known_choice(person.document_kind.as_ref()),
                _ => known_text(person.document_number.as_ref()),
            },
            (Some(Given::Address(address)), Some(part)) => match part {
                "province" => known_text(address.province.as_ref()),
                _ => known_text(address.commune.as_ref()),
            },
            (Some(Given::Organisation(organisation)), Some(part)) => match part {
                "name" => known_text(organisation.name.as_ref()),
                _ => known_text(organisation.tax_code.as_ref()),
            },
            _ => Evaluated::Unknown,
        }
    }

    fn count(&self, reference: &Reference) -> Evaluated {
        let count = match self.given(&reference.target) {
            Some(Given::Rows(rows)) => rows.len() as i64,
            Some(Given::Files(files)) => i64::from(*files),
            Some(Given::Plain(Value::Set(keys))) => keys.len() as i64,
            _ => 0,
        };
        Evaluated::integer(Some(count))
    }

    fn answered(&self, reference: &Reference) -> Evaluated {
        if reference.part.is_some() {
            return Evaluated::truth(self.value(reference) != Evaluated::Unknown);
        }
        Evaluated::truth(match self.given(&reference.target) {
            Some(Given::Rows(rows)) => !rows.is_empty(),
            Some(Given::Files(files)) => *files > 0,
            Some(Given::NoRowsYet) => false,
            Some(_) => true,
            None => !matches!(reference.target, Target::Question(_) | Target::Row(..)),
        })
    }

    fn sum(&self, group: usize, question: usize) -> Evaluated {
        let rows = match self.given.get(group) {
            Some(Some(Given::Rows(rows))) => rows.as_slice(),
            Some(Some(Given::NoRowsYet)) => return Evaluated::Unknown,
            _ => &[],
        };
        let numbers = rows.iter().map(|row| match row.get(question) {
            Some(Some(Given::Plain(Value::Integer(number)))) => Some(*number),
            _ => None,
        });
        Evaluated::integer(numbers.into_iter().try_fold(0_i64, |sum, number| sum.checked_add(number?)))
    }
}
