//! A strict reader of JSON (RFC 8259) that keeps what the check must be able to name: every entry of an object with its key,
//! repeated ones too, numbers as they are written, and text with half a surrogate pair.

use super::limits::DEPTH;

/// A value as it stands in the line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As written: whether it fits a number type is a question of the field.
    Number(String),
    Text(Text),
    List(Vec<Value>),
    /// In the order of the line, repeated keys included.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// What the value is, in the words of a message.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// A string of the line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// With U+FFFD in place of half a surrogate pair.
    pub(super) content: String,
    /// The first half of a surrogate pair that stands alone.
    pub(super) lone_surrogate: Option<u16>,
}

/// Where and why reading stopped.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    /// Counted in characters from 1.
    pub(super) column: usize,
    pub(super) found: String,
    pub(super) expected: &'static str,
    /// The code of the procedure when reading got past it.
    pub(super) code: Option<String>,
}

/// Reads the whole line as one value.
pub(super) fn read(line: &str) -> Result<Value, Fault> {
    let mut reader = Reader { line, at: 0, depth: 0, code: None };
    let read = reader.value().and_then(|value| {
        reader.skip_blanks();
        if reader.at == line.len() { Ok(value) } else { Err("the end of the line") }
    });
    read.map_err(|expected| reader.fault(expected))
}

/// What was expected at the place where reading stopped.
type Expected = &'static str;

struct Reader<'l> {
    line: &'l str,
    /// Byte position; always on a character boundary when a method returns.
    at: usize,
    depth: usize,
    code: Option<String>,
}

impl Reader<'_> {
    fn fault(&self, expected: Expected) -> Fault {
        let before = self.line.get(..self.at).unwrap_or(self.line);
        let found = self.line.get(self.at..).and_then(|rest| rest.chars().next());
        Fault {
            column: before.chars().count() + 1,
            found: found.map_or_else(|| "the end of the line".to_owned(), |c| super::finding::quoted(&c.to_string())),
            expected,
            code: self.code.clone(),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.line.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self) -> Result<Value, Expected> {
        self.skip_blanks();
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => self.text().map(Value::Text),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err("a JSON value"),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Expected>) -> Result<Value, Expected> {
        // The reader calls itself: without a bound, a line of brackets would exhaust the stack.
        if self.depth == DEPTH {
            return Err("fewer objects and lists inside each other");
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Expected> {
        if self.line.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            return Ok(value);
        }
        Err("a JSON value")
    }

    fn object(&mut self) -> Result<Value, Expected> {
        let mut entries = Vec::new();
        self.skip_blanks();
        if self.eat(b'}') {
            return Ok(Value::Object(entries));
        }
        loop {
            self.skip_blanks();
            if self.peek() != Some(b'"') {
                return Err("a key in quotation marks");
            }
            let key = self.text()?.content;
            self.skip_blanks();
            if !self.eat(b':') {
                return Err("`:`");
            }
            let value = self.value()?;
            if let Value::Text(text) = &value
                && self.depth == 1
                && key == "code"
            {
                self.code.get_or_insert_with(|| text.content.clone());
            }
            entries.push((key, value));
            self.skip_blanks();
            if self.eat(b'}') {
                return Ok(Value::Object(entries));
            }
            if !self.eat(b',') {
                return Err("`,` or `}`");
            }
        }
    }

    fn list(&mut self) -> Result<Value, Expected> {
        let mut items = Vec::new();
        self.skip_blanks();
        if self.eat(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_blanks();
            if self.eat(b']') {
                return Ok(Value::List(items));
            }
            if !self.eat(b',') {
                return Err("`,` or `]`");
            }
        }
    }

    fn digits(&mut self) -> Result<(), Expected> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err("a digit");
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<String, Expected> {
        let start = self.at;
        self.eat(b'-');
        // A number does not begin with a zero that has digits behind it.
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            self.digits()?;
        }
        Ok(self.line.get(start..self.at).unwrap_or_default().to_owned())
    }

    fn text(&mut self) -> Result<Text, Expected> {
        self.at += 1;
        let mut text = Text { content: String::new(), lone_surrogate: None };
        loop {
            let rest = self.line.get(self.at..).unwrap_or_default();
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            text.content.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape(&mut text)?;
                }
                Some(_) => return Err("an escape in place of a control character"),
                None => return Err("`\"` at the end of the string"),
            }
        }
    }

    fn escape(&mut self, text: &mut Text) -> Result<(), Expected> {
        let c = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode_escape(text);
            }
            _ => return Err("an escape of JSON"),
        };
        self.at += 1;
        text.content.push(c);
        Ok(())
    }

    fn unicode_escape(&mut self, text: &mut Text) -> Result<(), Expected> {
        let unit = self.hex()?;
        if (0xD800..0xDC00).contains(&unit) {
            let before = self.at;
            if self.eat(b'\\') && self.eat(b'u') {
                let low = self.hex()?;
                if (0xDC00..0xE000).contains(&low) {
                    let point = 0x1_0000 + ((u32::from(unit) - 0xD800) << 10) + (u32::from(low) - 0xDC00);
                    text.content.push(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER));
                    return Ok(());
                }
            }
            // What follows is not the other half: it is read again as whatever it is.
            self.at = before;
        }
        match char::from_u32(u32::from(unit)) {
            Some(c) => text.content.push(c),
            None => {
                text.lone_surrogate.get_or_insert(unit);
                text.content.push(char::REPLACEMENT_CHARACTER);
            }
        }
        Ok(())
    }

    fn hex(&mut self) -> Result<u16, Expected> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16)).ok_or("four hexadecimal digits")?;
            unit = unit * 16 + digit;
            self.at += 1;
        }
        u16::try_from(unit).ok().ok_or("four hexadecimal digits")
    }
}
