//! The grammar: `or` binds weakest, then `and`, `not`, comparisons and `in`, `+ -`, `*`.

use super::expr::{Arithmetic, Comparison, Span};
use super::lexer::{Token, lex};

/// What does not read as an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at sign {}: {reason}", .at + 1)]
pub struct SyntaxError {
    /// Position in characters, from 0.
    pub at: usize,
    pub reason: String,
}

impl SyntaxError {
    pub(super) fn new(at: usize, reason: &str) -> Self {
        Self { at, reason: reason.to_owned() }
    }
}

/// An expression as written, names not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    Truth(bool),
    Integer(i64),
    Text(String),
    /// Number with a unit of time, right of a date's `+` or `-`.
    Duration(i64, Span),
    Name(usize, String),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Compare(usize, Comparison, Box<Self>, Box<Self>),
    Arithmetic(usize, Arithmetic, Box<Self>, Box<Self>),
    /// `x in ["a", "b"]`.
    OneOf(usize, Box<Self>, Vec<String>),
    /// `"key" in several`.
    Contains(usize, String, Box<Self>),
    Call(usize, String, Vec<Self>),
}

/// How deep brackets may nest.
const MAX_DEPTH: usize = 40;

/// Reads an expression.
///
/// # Errors
/// Says where it stops being one, and what was expected.
pub fn parse(source: &str) -> Result<Syntax, SyntaxError> {
    let mut parser = Parser { tokens: lex(source)?, at: 0, depth: 0, end: source.chars().count() };
    let syntax = parser.or()?;
    match parser.peek() {
        None => Ok(syntax),
        Some(_) => Err(parser.expected("the end, or and, or")),
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    depth: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(place, _)| *place)
    }

    fn expected(&self, what: &str) -> SyntaxError {
        SyntaxError { at: self.place(), reason: format!("expected {what}") }
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Name(name)) if name == word);
        self.at += usize::from(found);
        found
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(found)) if *found == sign);
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, sign: &str) -> Result<(), SyntaxError> {
        if self.sign(sign) { Ok(()) } else { Err(self.expected(sign)) }
    }

    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, SyntaxError>) -> Result<T, SyntaxError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(SyntaxError::new(self.place(), "brackets nest too deep"));
        }
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn or(&mut self) -> Result<Syntax, SyntaxError> {
        let mut left = self.and()?;
        while self.word("or") {
            left = Syntax::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Syntax, SyntaxError> {
        let mut left = self.not()?;
        while self.word("and") {
            left = Syntax::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Syntax, SyntaxError> {
        if self.word("not") {
            return Ok(Syntax::Not(Box::new(self.deeper(Self::not)?)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Syntax, SyntaxError> {
        let left = self.sum()?;
        let place = self.place();
        for comparison in Comparison::ALL {
            if self.sign(comparison.sign()) {
                return Ok(Syntax::Compare(place, comparison, Box::new(left), Box::new(self.sum()?)));
            }
        }
        if self.word("in") {
            return self.membership(place, left);
        }
        Ok(left)
    }

    fn membership(&mut self, place: usize, left: Syntax) -> Result<Syntax, SyntaxError> {
        if !self.sign("[") {
            let Syntax::Text(key) = left else {
                return Err(self.expected("a list such as [\"a\", \"b\"]"));
            };
            return Ok(Syntax::Contains(place, key, Box::new(self.sum()?)));
        }
        let mut keys = Vec::new();
        loop {
            let Some(Token::Text(key)) = self.peek().cloned() else {
                return Err(self.expected("a text in quotes"));
            };
            self.at += 1;
            keys.push(key);
            if !self.sign(",") {
                break;
            }
        }
        self.need("]")?;
        Ok(Syntax::OneOf(place, Box::new(left), keys))
    }

    fn sum(&mut self) -> Result<Syntax, SyntaxError> {
        let mut left = self.product()?;
        loop {
            let place = self.place();
            let sign = if self.sign("+") {
                Arithmetic::Plus
            } else if self.sign("-") {
                Arithmetic::Minus
            } else {
                return Ok(left);
            };
            left = Syntax::Arithmetic(place, sign, Box::new(left), Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Syntax, SyntaxError> {
        let mut left = self.value()?;
        loop {
            let place = self.place();
            if !self.sign("*") {
                return Ok(left);
            }
            left = Syntax::Arithmetic(place, Arithmetic::Times, Box::new(left), Box::new(self.value()?));
        }
    }

    fn value(&mut self) -> Result<Syntax, SyntaxError> {
        if self.sign("(") {
            let inner = self.deeper(Self::or)?;
            self.need(")")?;
            return Ok(inner);
        }
        let place = self.place();
        let negative = self.sign("-");
        let Some(token) = self.peek().cloned() else { return Err(self.expected("a value")) };
        match token {
            Token::Number(number) => {
                self.at += 1;
                let number = if negative { -number } else { number };
                Ok(match self.span() {
                    Some(span) => Syntax::Duration(number, span),
                    None => Syntax::Integer(number),
                })
            }
            _ if negative => Err(self.expected("a number")),
            Token::Text(text) => {
                self.at += 1;
                Ok(Syntax::Text(text))
            }
            Token::Name(name) => {
                self.at += 1;
                self.named(place, name)
            }
            Token::Sign(_) => Err(self.expected("a value")),
        }
    }

    fn span(&mut self) -> Option<Span> {
        Span::ALL.into_iter().find(|span| span.words().iter().any(|word| self.word(word)))
    }

    fn named(&mut self, place: usize, name: String) -> Result<Syntax, SyntaxError> {
        match name.as_str() {
            "true" => return Ok(Syntax::Truth(true)),
            "false" => return Ok(Syntax::Truth(false)),
            "and" | "or" | "not" | "in" => return Err(SyntaxError::new(place, "expected a value")),
            _ => {}
        }
        if !self.sign("(") {
            return Ok(Syntax::Name(place, name));
        }
        let arguments = self.deeper(|parser| {
            let mut arguments = Vec::new();
            if parser.sign(")") {
                return Ok(arguments);
            }
            loop {
                arguments.push(parser.or()?);
                if !parser.sign(",") {
                    break;
                }
            }
            parser.need(")")?;
            Ok(arguments)
        })?;
        Ok(Syntax::Call(place, name, arguments))
    }
}
