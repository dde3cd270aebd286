//! Accounts of citizens: how somebody is reached, what a one-time code may do, how long a sign-in lasts.

mod contact;
mod session;
mod sign_in_code;

pub use contact::{Contact, ContactKind};
pub use session::{Keeping, open_until};
pub use sign_in_code::{
    CODE_DIGITS, CODE_GOOD_FOR, CODE_PAUSE, CODES_IN_WINDOW, CODES_TO_CONTACT, CODES_WINDOW, CodesSent, MOST_TRIES,
    code_of_number, next_code_at, typed_code,
};
