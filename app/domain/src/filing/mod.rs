//! Filing a dossier (*nộp hồ sơ*): what a person answers, what is wrong with an answer, and the limits for papers.

mod answers;
mod check;
mod media;
mod papers;

pub use answers::{ActingFor, Answers, Applicant, Delivery, FIELD_PATHS, Organisation, Subject};
pub use check::{Problem, check, check_by};
pub use media::{MediaKind, MediaProblem, MediaSniffer, SNIFF_BYTES};
pub use papers::{
    MAX_DOSSIER_BYTES, MAX_FILE_BYTES, MAX_FILE_NAME_CHARS, MAX_FILES, OTHER_PAPER, safe_file_name, valid_component,
};
