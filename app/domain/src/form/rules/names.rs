//! What a name in an expression means at a place of the form.

use crate::filing::{ActingFor, Delivery};
use crate::form::definition::{Answer, CalculatedAs, Form, PersonPart, Question};
use crate::form::expression::{Fault, Kind, Names, Reference, Target};
use crate::form::read::{DOCUMENT_KINDS, NATIONALITIES, SEXES};
use crate::form::{context::Channel, definition::TextChoice};

/// The names that can be used at a place: questions before `until`, and in a row the questions of the row before `row`.
pub(super) struct Scope<'a> {
    /// Every question in order.
    pub questions: &'a [&'a Question],
    pub until: usize,
    /// Group and number of the question within the row.
    pub row: Option<(usize, usize)>,
}

fn keys(list: &[&str]) -> Kind {
    Kind::Choice(list.iter().map(|key| (*key).to_owned()).collect())
}

fn option_keys(options: &[TextChoice]) -> Vec<String> {
    options.iter().map(|option| option.key.clone()).collect()
}

/// Kind of the value of an answer.
fn kind_of(answer: &Answer) -> Kind {
    match answer {
        Answer::ShortText { .. }
        | Answer::LongText { .. }
        | Answer::Phone {}
        | Answer::Email {}
        | Answer::PersonalId { .. }
        | Answer::TaxCode {} => Kind::Text,
        Answer::Integer { .. } | Answer::Money { .. } => Kind::Integer,
        Answer::Calculated { kind: CalculatedAs::Integer | CalculatedAs::Money, .. } => Kind::Integer,
        Answer::Date { .. } | Answer::Calculated { kind: CalculatedAs::Date, .. } => Kind::Date,
        Answer::YesNo => Kind::Truth,
        Answer::OneOf { options } => Kind::Choice(option_keys(options)),
        Answer::SeveralOf { options, .. } => Kind::Set(option_keys(options)),
        Answer::Address {} | Answer::Person { .. } | Answer::Organisation { .. } => Kind::Block,
        Answer::Group { .. } | Answer::Files { .. } => Kind::Countable,
    }
}

/// A part of a block with its kind.
fn part_of(answer: &Answer, part: &str) -> Option<(&'static str, Kind)> {
    match answer {
        Answer::Person { ask, .. } => match part {
            "name" => Some(("name", Kind::Text)),
            "birth_date" if ask.contains(&PersonPart::BirthDate) => Some(("birth_date", Kind::Date)),
            "sex" if ask.contains(&PersonPart::Sex) => Some(("sex", keys(&SEXES))),
            "nationality" if ask.contains(&PersonPart::Nationality) => Some(("nationality", keys(&NATIONALITIES))),
            "document_kind" if ask.contains(&PersonPart::Document) => Some(("document_kind", keys(&DOCUMENT_KINDS))),
            "document_number" if ask.contains(&PersonPart::Document) => Some(("document_number", Kind::Text)),
            _ => None,
        },
        Answer::Address {} => match part {
            "province" => Some(("province", Kind::Text)),
            "commune" => Some(("commune", Kind::Text)),
            _ => None,
        },
        Answer::Organisation { .. } => match part {
            "name" => Some(("name", Kind::Text)),
            "tax_code" => Some(("tax_code", Kind::Text)),
            _ => None,
        },
        _ => None,
    }
}

fn context(name: &str) -> Option<(Target, Kind)> {
    let kind = match Target::of_context(name)? {
        Target::Today => Kind::Date,
        Target::ActingFor => keys(&ActingFor::ALL.map(ActingFor::key)),
        Target::Delivery => keys(&Delivery::ALL.map(Delivery::key)),
        _ => keys(&Channel::ALL.map(Channel::key)),
    };
    Some((Target::of_context(name)?, kind))
}

impl Scope<'_> {
    fn group(&self, at: usize) -> &[Question] {
        match self.questions.get(at).map(|question| &question.answer) {
            Some(Answer::Group { question, .. }) => question,
            _ => &[],
        }
    }

    fn target(&self, id: &str, name: &str) -> Result<(Target, &Answer), Fault> {
        let later = || Fault::LaterName { name: name.to_owned() };
        if let Some((group, before)) = self.row {
            let found = self.group(group).iter().enumerate().find(|(_, question)| question.id == id);
            if let Some((at, question)) = found {
                return if at < before { Ok((Target::Row(group, at), &question.answer)) } else { Err(later()) };
            }
        }
        match self.questions.iter().position(|question| question.id == id) {
            Some(at) if at < self.until => match self.questions.get(at) {
                Some(question) => Ok((Target::Question(at), &question.answer)),
                None => Err(later()),
            },
            Some(_) => Err(later()),
            None => Err(Fault::UnknownName { name: name.to_owned() }),
        }
    }
}

impl Names for Scope<'_> {
    fn look_up(&self, name: &str) -> Result<(Reference, Kind), Fault> {
        if let Some((target, kind)) = context(name) {
            return Ok((Reference { target, part: None }, kind));
        }
        let (id, part) = name.split_once('.').map_or((name, None), |(id, part)| (id, Some(part)));
        let (target, answer) = self.target(id, name)?;
        match part {
            None => Ok((Reference { target, part: None }, kind_of(answer))),
            Some(part) => {
                let (part, kind) = part_of(answer, part).ok_or_else(|| Fault::UnknownPart { name: name.to_owned() })?;
                Ok((Reference { target, part: Some(part) }, kind))
            }
        }
    }

    fn in_group(&self, name: &str) -> Result<(usize, usize, Kind), Fault> {
        let unknown = || Fault::UnknownName { name: name.to_owned() };
        let (group, question) = name.split_once('.').ok_or_else(unknown)?;
        let (Target::Question(at), _) = self.target(group, name)? else { return Err(unknown()) };
        let found = self.group(at).iter().enumerate().find(|(_, inner)| inner.id == question);
        found.map(|(inner, question)| (at, inner, kind_of(&question.answer))).ok_or_else(unknown)
    }
}

/// Every question of the form in order, without those inside groups.
pub(super) fn all(form: &Form) -> Vec<&Question> {
    form.questions().map(|(_, question)| question).collect()
}
