//! How much one line may hold.
//!
//! Each limit lies well above what was ever published and far below what would hurt a page or a database.

/// Bytes of a line. The largest published record has about 124 kB.
pub const LINE_BYTES: usize = 1024 * 1024;

/// Objects and lists inside each other; a record needs five.
pub const DEPTH: usize = 127;

/// Faults reported for one line; a line with more than these is not a slip of the pen.
pub const FINDINGS: usize = 100;

/// Characters of a code. The longest published one has 12.
pub const CODE: usize = 40;

/// Characters of a name of a procedure, which is also the heading of a page. The longest published one has 1,192.
pub const NAME: usize = 3_000;

/// Characters of one short label: decision, kind, field, audience, code of a result, number of a legal document. The longest
/// published one has 193.
pub const LABEL: usize = 500;

/// Characters of one line of prose: agency, address, heading of a case, title, name of a result, form file. The longest published
/// one has 2,331.
pub const LINE: usize = 8_000;

/// Characters of one passage: steps, description of a channel, a paper, text of a fee or a limit. The longest published one has
/// 16,632.
pub const PASSAGE: usize = 60_000;

/// Characters of the conditions and of the description of the procedure. The longest published one has 40,465.
pub const CHAPTER: usize = 150_000;

/// Entries of `levels`: there are four levels.
pub const LEVELS: usize = 4;

/// Entries of `audiences`. The longest published list has 13.
pub const AUDIENCES: usize = 50;

/// Entries of any other list; the longest published one has 48.
pub const ENTRIES: usize = 500;

/// Amount of one fee in whatever currency. The largest published one, itself an error, has 17.5 billion.
pub const AMOUNT: f64 = 1e15;

/// Value of a time limit in whatever unit. The largest published one is 420.
pub const TIME: f64 = 10_000.0;

/// Originals or copies of one paper. The largest published number is 11.
pub const COPIES: u32 = 1_000;
