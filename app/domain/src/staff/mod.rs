//! Who works at the desks and what they may do.
//!
//! Every question of the desk «may this person do that?» is answered by [`may`]: the roles somebody was given, the
//! permission in question, and the agency of the thing. No other place decides (invariant I7).

mod account;
mod authorise;
mod lockout;
mod permission;
mod role;
mod session;

pub use account::{MAX_PASSWORD, MIN_PASSWORD, login_key, password_problem};
pub use authorise::{Grant, may, may_anywhere, may_manage, reach};
pub use lockout::{FREE_ATTEMPTS, LONGEST_LOCK, lock_after};
pub use permission::Permission;
pub use role::Role;
pub use session::{IDLE_LIMIT, LONGEST_SESSION, SECOND_FACTOR_LIMIT, SETUP_CODE_LIMIT, session_is_over};
