//! The life of a draft (*hồ sơ nháp*): how long it is kept, when somebody is reminded of it, how it is taken up again.

mod code;
mod life;
mod notice;

pub use code::{InvalidResumeCode, ResumeCode, SIGNS};
pub use life::{
    KEPT, Life, RESTORABLE, changed_before_clearing, changed_while_open, kept_until, life, restorable_until,
};
pub use notice::{MOST_ATTEMPTS, NoticeKind, PlannedNotice, pause_after, plan, plan_supplement};
