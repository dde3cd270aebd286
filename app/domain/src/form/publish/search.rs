//! Looks for answers that make something hold, by trying the values that matter in the order of the questions.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;

use super::candidates::{Pool, range, sets};
use crate::filing::{ActingFor, Delivery};
use crate::form::context::Channel;
use crate::form::definition::{Answer, PersonPart};
use crate::form::expression::{Evaluated, Expr, Lookup, Reference, Target, Value, evaluate, holds};
use crate::form::read::{DOCUMENT_KINDS, NATIONALITIES, SEXES};
use crate::form::rules::{Need, QuestionRules, Rules};

/// Tries before a search gives up: far more than any true form needs.
const MAX_TRIES: usize = 40_000;
/// Part under which the sum of a question over the rows of its group is tried.
const SUM: &str = "sum";

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Answers under which the goal holds, as words.
    Yes(String),
    No,
    /// Too much to try, or something in it cannot be tried.
    Undecided,
}

/// Whether a goal holds under the answers tried so far; none while that is open.
pub(super) type Goal<'a> = &'a dyn Fn(&Tried<'_>) -> Option<bool>;

/// A value that is being tried.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Try {
    Value(Value),
    Count(i64),
    Nothing,
    /// Cannot be tried.
    Open,
}

/// Answers tried so far.
pub(super) struct Tried<'a> {
    rules: &'a Rules,
    chosen: BTreeMap<Reference, Try>,
    today: Option<Date>,
}

/// Looks for answers under which the goal holds. `expressions` and `pages` are all that the goal looks at; a page number past
/// the last stands for the end of the form.
pub(super) fn find<'a>(rules: &'a Rules, expressions: &[&'a Expr], pages: &[usize], goal: Goal<'_>) -> Found {
    let mut closure = Closure { rules, variables: BTreeSet::new(), expressions: Vec::new(), pages: BTreeSet::new() };
    expressions.iter().for_each(|expression| closure.add(expression));
    pages.iter().for_each(|page| closure.add_page(*page));
    let pool = Pool::of(closure.expressions.iter().copied());
    let (todays, whole) = pool.todays();
    let mut variables: Vec<Reference> = closure.variables.into_iter().collect();
    variables.sort_by_key(order);
    let mut search =
        Search { pool, variables, tries: 0, whole, goal, tried: Tried { rules, chosen: BTreeMap::new(), today: None } };
    for today in todays {
        search.tried.today = Some(today);
        if let Some(found) = search.from(0) {
            return found;
        }
    }
    if search.whole { Found::No } else { Found::Undecided }
}

/// What stands for the sum of a question over the rows of its group.
fn sum_of(group: usize, question: usize) -> Reference {
    Reference { target: Target::Row(group, question), part: Some(SUM) }
}

/// Rows come right behind their group, so that a later question that depends on them is known to be asked.
fn order(reference: &Reference) -> (usize, usize) {
    match reference.target {
        Target::Today | Target::ActingFor | Target::Delivery | Target::Channel => (0, 0),
        Target::Question(at) => (at + 1, 0),
        Target::Row(group, at) => (group + 1, at + 1),
    }
}

/// All variables and expressions that decide what the goal looks at.
struct Closure<'a> {
    rules: &'a Rules,
    variables: BTreeSet<Reference>,
    expressions: Vec<&'a Expr>,
    pages: BTreeSet<usize>,
}

impl<'a> Closure<'a> {
    fn add(&mut self, expression: &'a Expr) {
        self.expressions.push(expression);
        let mut references = Vec::new();
        expression.walk(&mut |part| match part {
            Expr::Reference(reference) | Expr::Answered(reference) | Expr::Count(reference) => {
                references.push(reference.clone());
            }
            Expr::Sum(group, question) => {
                references.push(Reference { target: Target::Question(*group), part: None });
                references.push(sum_of(*group, *question));
            }
            _ => {}
        });
        for reference in references {
            self.add_variable(reference);
        }
    }

    fn add_rule(&mut self, expression: Option<&'a Expr>) {
        if let Some(expression) = expression {
            self.add(expression);
        }
    }

    fn add_variable(&mut self, reference: Reference) {
        let rules = self.rules;
        let (question, outer) = match reference.target {
            Target::Today => return,
            Target::Question(at) => (rules.questions.get(at), None),
            Target::Row(group, _) if reference.part == Some(SUM) => (rules.questions.get(group), None),
            Target::Row(group, at) => {
                let group = rules.questions.get(group);
                (group.and_then(|group| group.rows.get(at)), group)
            }
            _ => (None, None),
        };
        if !self.variables.insert(reference) {
            return;
        }
        for question in question.into_iter().chain(outer) {
            self.add_question(question);
        }
    }

    fn add_question(&mut self, question: &'a QuestionRules) {
        self.add_rule(question.when.as_ref());
        self.add_rule(question.not_before.as_ref());
        self.add_rule(question.not_after.as_ref());
        self.add_rule(question.value.as_ref());
        if let Need::When(when) = &question.need {
            self.add_rule(Some(when));
        }
        self.add_page(question.page);
    }

    fn add_page(&mut self, page: usize) {
        let rules = self.rules;
        if !self.pages.insert(page) {
            return;
        }
        self.add_rule(rules.pages.get(page).and_then(|page| page.when.as_ref()));
        for exit in rules.exits.iter().filter(|exit| exit.page < page) {
            self.add_rule(Some(&exit.when));
            self.add_page(exit.page);
        }
    }
}

struct Search<'a> {
    pool: Pool,
    variables: Vec<Reference>,
    tries: usize,
    /// Whether everything that matters was tried.
    whole: bool,
    goal: Goal<'a>,
    tried: Tried<'a>,
}

impl Search<'_> {
    /// Tries the variables from this one on; something when the search is over.
    fn from(&mut self, at: usize) -> Option<Found> {
        self.tries += 1;
        if self.tries > MAX_TRIES {
            return Some(Found::Undecided);
        }
        match (self.goal)(&self.tried) {
            Some(true) => return Some(Found::Yes(self.tried.words())),
            Some(false) => return None,
            None => {}
        }
        let Some(variable) = self.variables.get(at).cloned() else {
            // Everything is tried and it is still open: it depends on what cannot be tried, such as a sum over rows.
            self.whole = false;
            return None;
        };
        for value in self.values(&variable) {
            self.tried.chosen.insert(variable.clone(), value);
            if let Some(found) = self.from(at + 1) {
                return Some(found);
            }
        }
        self.tried.chosen.remove(&variable);
        None
    }

    fn values(&mut self, variable: &Reference) -> Vec<Try> {
        let choices =
            |keys: &[&str]| keys.iter().map(|key| Try::Value(Value::Choice((*key).to_owned()))).collect::<Vec<_>>();
        match variable.target {
            Target::ActingFor => return choices(&ActingFor::ALL.map(ActingFor::key)),
            Target::Delivery => return choices(&Delivery::ALL.map(Delivery::key)),
            Target::Channel => return choices(&Channel::ALL.map(Channel::key)),
            Target::Today => return Vec::new(),
            Target::Row(group, at) if variable.part == Some(SUM) => return self.sums(group, at),
            Target::Question(_) | Target::Row(..) => {}
        }
        let Some((question, asked)) = self.tried.question(&variable.target) else { return vec![Try::Nothing] };
        if asked != Some(true) {
            // What is not known to be asked cannot be answered.
            return vec![Try::Nothing];
        }
        let needed = match &question.need {
            Need::Always => true,
            Need::Never => false,
            Need::When(when) => holds(when, &self.tried),
        };
        let (mut values, may_stay_empty) = match (variable.part, &question.answer) {
            (Some(part), answer) => self.parts(part, answer),
            (None, Answer::Group { min, .. }) => {
                let (_, max) = range(&question.answer);
                let least = if needed { i64::from(min.unwrap_or(0)) } else { 0 };
                (self.integers(least, max).into_iter().map(Try::Count).collect(), false)
            }
            (None, Answer::Files { .. }) => {
                let (min, max) = range(&question.answer);
                let counts = self.integers(min, max).into_iter().map(Try::Count);
                (counts.chain((!needed).then_some(Try::Count(0))).collect(), false)
            }
            (None, answer) => (self.plain(answer, &question.clone()), false),
        };
        if !needed || may_stay_empty {
            values.push(Try::Nothing);
        }
        values
    }

    fn parts(&mut self, part: &str, answer: &Answer) -> (Vec<Try>, bool) {
        let choices =
            |keys: &[&str]| keys.iter().map(|key| Try::Value(Value::Choice((*key).to_owned()))).collect::<Vec<_>>();
        let optional = |part: PersonPart| matches!(answer, Answer::Person { optional, .. } if optional.contains(&part));
        match part {
            "birth_date" => (self.days(|day, today| day <= today), optional(PersonPart::BirthDate)),
            "sex" => (choices(&SEXES), optional(PersonPart::Sex)),
            "nationality" => (choices(&NATIONALITIES), optional(PersonPart::Nationality)),
            "document_kind" => (choices(&DOCUMENT_KINDS), optional(PersonPart::Document)),
            "document_number" => (self.texts(), optional(PersonPart::Document)),
            "tax_code" => (self.texts(), true),
            _ => (self.texts(), false),
        }
    }

    fn plain(&mut self, answer: &Answer, question: &QuestionRules) -> Vec<Try> {
        let values = |values: Vec<Value>| values.into_iter().map(Try::Value).collect();
        match answer {
            Answer::YesNo => values(vec![Value::Truth(true), Value::Truth(false)]),
            Answer::OneOf { options } => {
                values(options.iter().map(|option| Value::Choice(option.key.clone())).collect())
            }
            Answer::SeveralOf { options, min, max } => {
                let keys: Vec<String> = options.iter().map(|option| option.key.clone()).collect();
                let most = max.map_or(keys.len(), |max| max as usize);
                let (found, whole) = sets(&keys, min.unwrap_or(1) as usize, most);
                self.whole &= whole;
                values(found.into_iter().map(Value::Set).collect())
            }
            Answer::Integer { .. } | Answer::Money { .. } => {
                let (min, max) = range(answer);
                values(self.integers(min, max).into_iter().map(Value::Integer).collect())
            }
            Answer::Date { .. } => {
                let limit = |expr: &Option<Expr>| expr.as_ref().and_then(|expr| evaluate(expr, &self.tried).as_date());
                let (first, last) = (limit(&question.not_before), limit(&question.not_after));
                self.days(|day, _| first.is_none_or(|first| day >= first) && last.is_none_or(|last| day <= last))
            }
            // Worked out from the others when it is looked at.
            Answer::Calculated { .. } => vec![Try::Nothing],
            // Whether a block is answered at all.
            Answer::Person { .. } | Answer::Address {} | Answer::Organisation { .. } => {
                values(vec![Value::Truth(true)])
            }
            _ => self.texts(),
        }
    }

    fn integers(&mut self, min: i64, max: i64) -> Vec<i64> {
        let (found, whole) = self.pool.integers(min, max);
        self.whole &= whole;
        found
    }

    /// Sums that so many rows can make. A sum of calculated values hangs together with others and is left open.
    fn sums(&mut self, group: usize, at: usize) -> Vec<Try> {
        let target = Target::Question(group);
        let Some((question, asked)) = self.tried.question(&target) else { return vec![Try::Open] };
        let count = match (asked, self.tried.chosen.get(&Reference { target, part: None })) {
            (Some(false), _) | (Some(true), Some(Try::Nothing)) => 0,
            (Some(true), Some(Try::Count(count))) => *count,
            _ => return vec![Try::Open],
        };
        let number = |number| Try::Value(Value::Integer(number));
        let inner = match question.rows.get(at) {
            _ if count == 0 => return vec![number(0)],
            Some(inner) if matches!(inner.answer, Answer::Integer { .. } | Answer::Money { .. }) => inner,
            _ => return vec![Try::Open],
        };
        let (min, max) = range(&inner.answer);
        let mut values: Vec<Try> =
            self.integers(min.saturating_mul(count), max.saturating_mul(count)).into_iter().map(number).collect();
        if inner.when.is_some() || !matches!(inner.need, Need::Always) {
            // A row without the number: nothing can be summed up.
            values.push(Try::Nothing);
        }
        values
    }

    fn texts(&self) -> Vec<Try> {
        self.pool.texts().into_iter().map(|text| Try::Value(Value::Text(text))).collect()
    }

    fn days(&mut self, fits: impl Fn(Date, Date) -> bool) -> Vec<Try> {
        let Some(today) = self.tried.today else { return Vec::new() };
        let (days, whole) = self.pool.dates(today);
        self.whole &= whole;
        let days = days.into_iter().filter(|day| fits(*day, today));
        days.map(|day| Try::Value(Value::Date(day))).collect()
    }
}

impl<'a> Tried<'a> {
    /// The question and whether it is asked under the answers tried so far; none while that is open.
    fn question(&self, target: &Target) -> Option<(&'a QuestionRules, Option<bool>)> {
        match target {
            Target::Question(at) => {
                let question = self.rules.questions.get(*at)?;
                Some((question, self.asks(question)))
            }
            Target::Row(group, at) => {
                let group = self.rules.questions.get(*group)?;
                let question = group.rows.get(*at)?;
                let inner = self.decide(question.when.as_ref());
                Some((question, both(self.asks(group), inner)))
            }
            _ => None,
        }
    }

    /// Whether a question of a page applies.
    pub fn asks(&self, question: &QuestionRules) -> Option<bool> {
        both(self.reaches(question.page), self.decide(question.when.as_ref()))
    }

    /// Whether a page applies: its own condition, and no wrong door before it.
    pub fn reaches(&self, page: usize) -> Option<bool> {
        let mut reached = self.decide(self.rules.pages.get(page).and_then(|page| page.when.as_ref()));
        for exit in self.rules.exits.iter().filter(|exit| exit.page < page) {
            if reached == Some(false) {
                break;
            }
            let taken = both(self.decide(Some(&exit.when)), self.reaches(exit.page));
            reached = both(reached, taken.map(|taken| !taken));
        }
        reached
    }

    /// Whether a condition holds; without one it does. None while it is open.
    pub fn decide(&self, condition: Option<&Expr>) -> Option<bool> {
        let Some(condition) = condition else { return Some(true) };
        match evaluate(condition, self) {
            Evaluated::Open => None,
            other => Some(other.is_true()),
        }
    }

    /// What was tried, for a person: «channel = post, copies = nothing».
    fn words(&self) -> String {
        let name = |reference: &Reference| {
            let id = match reference.target {
                Target::ActingFor => "acting_for".to_owned(),
                Target::Delivery => "delivery".to_owned(),
                Target::Channel => "channel".to_owned(),
                Target::Today => "today".to_owned(),
                Target::Question(at) => self.rules.questions.get(at).map(|q| q.id.clone()).unwrap_or_default(),
                Target::Row(group, at) => {
                    let group = self.rules.questions.get(group);
                    group.and_then(|group| group.rows.get(at)).map(|q| q.id.clone()).unwrap_or_default()
                }
            };
            reference.part.map_or(id.clone(), |part| format!("{id}.{part}"))
        };
        let value = |tried: &Try| match tried {
            Try::Nothing | Try::Open => "nothing".to_owned(),
            Try::Count(count) => count.to_string(),
            Try::Value(Value::Truth(value)) => if *value { "yes" } else { "no" }.to_owned(),
            Try::Value(Value::Integer(number)) => number.to_string(),
            Try::Value(Value::Date(day)) => day.to_string(),
            Try::Value(Value::Text(text) | Value::Choice(text)) => text.clone(),
            Try::Value(Value::Set(keys)) => keys.join("+"),
        };
        let words: Vec<String> =
            self.chosen.iter().map(|(reference, tried)| format!("{} = {}", name(reference), value(tried))).collect();
        if words.is_empty() { "in every case".to_owned() } else { words.join(", ") }
    }
}

/// Both, with three values.
pub(super) fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

impl Lookup for Tried<'_> {
    fn today(&self) -> Date {
        self.today.unwrap_or(Date::MIN)
    }

    fn value(&self, reference: &Reference) -> Evaluated {
        if reference.target == Target::Today {
            return Evaluated::date(self.today);
        }
        if let Some((question, asked)) = self.question(&reference.target) {
            match (asked, &question.value) {
                (Some(false), _) => return Evaluated::Unknown,
                (Some(true), Some(value)) => return evaluate(value, self),
                _ => {}
            }
        }
        match self.chosen.get(reference) {
            Some(Try::Value(value)) => Evaluated::Known(value.clone()),
            Some(Try::Nothing | Try::Count(_)) => Evaluated::Unknown,
            Some(Try::Open) | None => Evaluated::Open,
        }
    }

    fn count(&self, reference: &Reference) -> Evaluated {
        match self.chosen.get(reference) {
            Some(Try::Count(count)) => Evaluated::integer(Some(*count)),
            Some(Try::Value(Value::Set(keys))) => Evaluated::integer(Some(keys.len() as i64)),
            Some(_) => Evaluated::integer(Some(0)),
            None => Evaluated::Open,
        }
    }

    fn answered(&self, reference: &Reference) -> Evaluated {
        match self.chosen.get(reference) {
            Some(Try::Nothing | Try::Count(0)) => Evaluated::truth(false),
            Some(_) => Evaluated::truth(true),
            None => Evaluated::Open,
        }
    }

    fn sum(&self, group: usize, question: usize) -> Evaluated {
        match self.chosen.get(&sum_of(group, question)) {
            Some(Try::Value(value)) => Evaluated::Known(value.clone()),
            Some(Try::Nothing) => Evaluated::Unknown,
            _ => Evaluated::Open,
        }
    }
}
