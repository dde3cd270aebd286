//! Syllables that are taken for one another: by ear, by the finger, by the input method.

use crate::syllables::folded;

/// First sounds that are written for one another, after the regions' speech.
const STARTS: [(&str, &str); 14] = [
    ("s", "x"),
    ("tr", "ch"),
    ("d", "gi"),
    ("d", "r"),
    ("gi", "r"),
    ("v", "d"),
    ("v", "gi"),
    ("l", "n"),
    ("ng", "ngh"),
    ("g", "gh"),
    ("c", "k"),
    ("ph", "f"),
    ("gi", "z"),
    ("d", "z"),
];

/// Last sounds that are written for one another.
const ENDS: [(&str, &str); 7] =
    [("n", "ng"), ("c", "t"), ("n", "nh"), ("ch", "t"), ("i", "y"), ("o", "u"), ("ch", "c")];

/// Syllables without marks that sound like this one.
#[must_use]
pub fn sounding_alike(plain: &str) -> Vec<String> {
    let mut alike = Vec::new();
    for (one, other) in STARTS {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(rest) = plain.strip_prefix(from) {
                alike.push(format!("{to}{rest}"));
            }
        }
    }
    for (one, other) in ENDS {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(rest) = plain.strip_suffix(from) {
                alike.push(format!("{rest}{to}"));
            }
        }
    }
    alike
}

/// Number of slips of a finger between two plain syllables (letter wrong, missing, too many, two swapped), up to 2.
#[must_use]
pub fn slips(one: &str, other: &str) -> Option<usize> {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 2 {
        return None;
    }
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    match (one, other) {
        ([], []) => Some(0),
        ([], [_]) | ([_], [] | [_]) => Some(1),
        ([a, b], [c, d]) if a == d && b == c => Some(1),
        _ if one.len().min(other.len()) < 2 => Some(one.len().max(other.len())).filter(|slips| *slips <= 2),
        _ if one.len().max(other.len()) > LONGEST_COMPARED => None,
        _ => Some(distance(one, other)).filter(|slips| *slips <= 2),
    }
}

/// Syllables have at most seven letters; what is longer is compared by its ends only.
const LONGEST_COMPARED: usize = 8;

/// Edit distance with swaps of two short rows of letters.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut costs = [[0_usize; LONGEST_COMPARED + 1]; LONGEST_COMPARED + 1];
    for (i, row) in costs.iter_mut().enumerate() {
        row[0] = i;
    }
    costs[0] = std::array::from_fn(|j| j);
    for (i, a) in one.iter().enumerate() {
        for (j, b) in other.iter().enumerate() {
            let replaced = costs[i][j] + usize::from(a != b);
            let mut least = replaced.min(costs[i][j + 1] + 1).min(costs[i + 1][j] + 1);
            if i > 0 && j > 0 && one[i - 1] == *b && other[j - 1] == *a {
                least = least.min(costs[i - 1][j - 1] + 1);
            }
            costs[i + 1][j + 1] = least;
        }
    }
    costs[one.len()][other.len()]
}

/// What a syllable typed without an input method stands for: Telex «ddawng» is «đăng», «kys» is «ký».
#[must_use]
pub fn telex(typed: &str) -> Option<String> {
    const LETTERS: [(&str, &str); 9] = [
        ("uow", "ươ"),
        ("dd", "đ"),
        ("aa", "â"),
        ("aw", "ă"),
        ("ee", "ê"),
        ("oo", "ô"),
        ("ow", "ơ"),
        ("uw", "ư"),
        ("w", "ư"),
    ];
    const TONES: [(char, char); 5] =
        [('s', '\u{301}'), ('f', '\u{300}'), ('r', '\u{309}'), ('x', '\u{303}'), ('j', '\u{323}')];
    if !typed.chars().all(|c| c.is_ascii_lowercase()) || typed.len() < 3 {
        return None;
    }
    let vowel = typed.find(['a', 'e', 'i', 'o', 'u', 'w', 'y'])?;
    let tone = TONES.into_iter().find(|(key, _)| typed[vowel..].contains(*key));
    let mut letters = typed.to_owned();
    if let Some((key, _)) = tone {
        let at = vowel + typed[vowel..].find(key)?;
        letters.remove(at);
    }
    // «dangd» and «ddang» both stand for «đang».
    if letters.ends_with('d') && letters.starts_with('d') && letters.len() > 2 {
        letters.pop();
        letters.insert(0, 'd');
    }
    for (keys, letter) in LETTERS {
        letters = letters.replace(keys, letter);
    }
    let changed = letters != typed;
    if let Some((_, mark)) = tone {
        letters = toned(&letters, mark)?;
    }
    changed.then(|| domain::fold::nfc(&letters))
}

/// The syllable with a tone on the vowel that carries it.
fn toned(letters: &str, mark: char) -> Option<String> {
    let letters: Vec<char> = letters.chars().collect();
    let is_vowel = |c: &char| folded(&c.to_string()).starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    let skipped = usize::from(matches!(letters.as_slice(), ['q', 'u', ..] | ['g', 'i', _, ..]));
    let first = letters.iter().position(is_vowel)?;
    let first = if letters.get(first + skipped).is_some_and(is_vowel) { first + skipped } else { first };
    let count = letters[first..].iter().take_while(|c| is_vowel(c)).count();
    let closed = first + count < letters.len();
    let hatted = letters[first..first + count].iter().rposition(|c| !c.is_ascii());
    let at = match (hatted, count) {
        (Some(at), _) => first + at,
        (None, 3..) => first + 1,
        (None, 2) if closed => first + 1,
        (None, _) => first,
    };
    let mut toned: String = letters[..=at].iter().collect();
    toned.push(mark);
    toned.extend(&letters[at + 1..]);
    Some(toned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_counted() {
        assert_eq!(slips("sinh", "sinh"), Some(0));
        assert_eq!(slips("sih", "sinh"), Some(1));
        assert_eq!(slips("giap", "giay"), Some(1));
        assert_eq!(slips("ngheip", "nghiep"), Some(1));
        assert_eq!(slips("nghhipxe", "nghiep"), None);
        assert_eq!(slips("thuongx", "thung"), Some(2));
        assert_eq!(slips("a", "abcd"), None);
    }

    #[test]
    fn telex_leftovers_are_read() {
        for (typed, meant) in [
            ("ddawng", "đăng"),
            ("kys", "ký"),
            ("keets", "kết"),
            ("hoons", "hốn"),
            ("dduwowngf", "đường"),
            ("giaays", "giấy"),
        ] {
            assert_eq!(telex(typed).as_deref(), Some(meant));
        }
        assert_eq!(telex("khai"), None);
    }

    #[test]
    fn the_ear_confuses_first_and_last_sounds() {
        assert!(sounding_alike("chu").contains(&"tru".to_owned()));
        assert!(sounding_alike("truc").contains(&"chuc".to_owned()));
        assert!(sounding_alike("xinh").contains(&"sinh".to_owned()));
    }
}
