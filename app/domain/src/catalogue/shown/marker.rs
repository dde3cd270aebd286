//! The signs that open an entry of a list: bullets, numbers, letters, «Bước 1:».

/// How the entries of a list are marked; a list ends where the way changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet(char),
    /// `1.`, `4.2.`, `(1)`.
    Number(Vec<u32>),
    /// `a)`, `đ)`, by place in the Vietnamese alphabet.
    Letter(usize),
    /// `(ii)`.
    Roman(u32),
    /// `Bước 2:`.
    Step,
}

impl Marker {
    /// Whether both belong to one list.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bullet(a), Self::Bullet(b)) => a == b,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// Letters of an enumeration in their Vietnamese order; a few lists use the foreign ones too.
const LETTERS: &str = "abcdđefghijklmnopqrstuvwxyz";

/// The mark at the beginning of a line, and the line behind it.
pub(super) fn marked(line: &str) -> Option<(Marker, &str)> {
    bullet(line)
        .or_else(|| step(line))
        .or_else(|| bracketed(line))
        .or_else(|| numbered(line))
        .or_else(|| lettered(line))
}

fn bullet(line: &str) -> Option<(Marker, &str)> {
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..)?;
    let kind = match first {
        '-' | '–' | '—' | '−' => '-',
        '+' | '*' | '•' | '·' | '▪' | '●' | '○' | '◦' => first,
        _ => return None,
    };
    // «-5 độ» is a number, «+84» a telephone.
    let is_number = matches!(kind, '-' | '+') && rest.starts_with(|c: char| c.is_ascii_digit());
    (!is_number).then(|| (Marker::Bullet(kind), rest.trim_start()))
}

/// «Bước 1: …»: the mark stays part of the text, the reader needs it.
fn step(line: &str) -> Option<(Marker, &str)> {
    let rest = line.strip_prefix("Bước ").or_else(|| line.strip_prefix("BƯỚC "))?;
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some((Marker::Step, line))
}

/// `(1)`, `(2.1)`, `(ii)`, `(a)`.
fn bracketed(line: &str) -> Option<(Marker, &str)> {
    let (inside, rest) = line.strip_prefix('(')?.split_once(')')?;
    let marker = if let Some(roman) = roman(inside) {
        Marker::Roman(roman)
    } else if let Some(letter) = letter(inside) {
        Marker::Letter(letter)
    } else {
        Marker::Number(number(inside)?)
    };
    Some((marker, rest.trim_start()))
}

/// `1.`, `1)`, `4.2.`, `1.Tờ khai`.
fn numbered(line: &str) -> Option<(Marker, &str)> {
    let end = line.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (head, rest) = line.split_at_checked(end)?;
    let number = number(head.trim_end_matches('.'))?;
    if let Some(rest) = rest.strip_prefix(')') {
        return Some((Marker::Number(number), rest.trim_start()));
    }
    // «1.5 ha» and «2 bản» open no entry.
    let closed = head.ends_with('.') && rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic());
    closed.then(|| (Marker::Number(number), rest.trim_start()))
}

/// `a)`, `a.`, `đ)`.
fn lettered(line: &str) -> Option<(Marker, &str)> {
    let end = line.find([')', '.'])?;
    let (head, rest) = line.split_at_checked(end)?;
    let marker = Marker::Letter(letter(head)?);
    match rest.strip_prefix(')') {
        Some(rest) => Some((marker, rest.trim_start())),
        None => rest.strip_prefix(". ").map(|rest| (marker, rest.trim_start())),
    }
}

fn letter(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let (first, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    LETTERS.chars().position(|letter| letter == first)
}

fn number(text: &str) -> Option<Vec<u32>> {
    text.split('.').map(|part| if part.len() <= 3 { part.parse().ok() } else { None }).collect()
}

/// Small Roman numbers up to 39; a single `v` or `x` in brackets is one too.
fn roman(text: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ones = text.trim_start_matches('x');
    let tens = u32::try_from(text.len() - ones.len()).ok().filter(|tens| *tens <= 3)?;
    let ones = u32::try_from(ONES.iter().position(|written| *written == ones)?).ok()?;
    Some(tens * 10 + ones).filter(|number| *number > 0)
}
