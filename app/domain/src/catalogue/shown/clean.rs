//! Text of the source without what cannot be seen: the words stay as they were published.

/// The bullet that stands for every private-use bullet of a word processor.
pub(super) const BULLET: char = '•';

/// Text for showing: invisible characters removed, every kind of blank made a blank, runs of blanks collapsed, empty lines
/// dropped. Line feeds stay; see [`super::paragraphs`] for lines broken in the middle of a sentence.
#[must_use]
pub fn clean_text(text: &str) -> String {
    let seen: String = text.chars().filter_map(seen).collect();
    let lines: Vec<String> = seen.split('\n').map(collapsed).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The same on one line, for names and headings.
#[must_use]
pub fn clean_line(text: &str) -> String {
    collapsed(&text.chars().filter_map(seen).collect::<String>())
}

/// `None` when nothing is left to show.
pub(super) fn filled_line(text: &str) -> Option<String> {
    Some(clean_line(text)).filter(|text| !text.is_empty())
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader sees of a character: nothing, a blank, a bullet, or itself.
fn seen(c: char) -> Option<char> {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => None,
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() => None,
        '\u{e000}'..='\u{f8ff}' => Some(BULLET),
        _ => Some(c),
    }
}

/// The text with its first letter as a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Letters and digits only, folded, with single blanks: for comparing two spellings.
pub(super) fn comparable(text: &str) -> String {
    let folded = crate::fold::fold(&clean_line(text));
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether the text only says that there is nothing to say («Không», «Không có», «Không quy định.»).
pub(super) fn is_placeholder(text: &str) -> bool {
    const NOTHING: [&str; 12] = [
        "",
        "khong",
        "khong co",
        "khong quy dinh",
        "khog quy dinh",
        "khong yeu cau",
        "khong co yeu cau",
        "khong co quy dinh",
        "khong co yeu cau dieu kien",
        "khong co thong tin",
        "chua co thong tin",
        "co",
    ];
    // Long text is not read to its end only to find that it says something.
    text.len() < 100 && NOTHING.contains(&comparable(text).as_str())
}
