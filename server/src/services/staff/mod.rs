//! Accounts of staff: signing in, sessions, setting an account up, managing it.

mod account;
mod codes;
mod manage;
mod password;
mod second_factor;
mod session;
mod set_up;
mod sign_in;

pub use manage::{Actor, AddStaff, Added};
pub use second_factor::{base32_secret, totp_code};
pub use session::SignedIn;
pub use set_up::SetUpState;
pub use sign_in::Entrance;

use std::sync::Arc;
use std::time::Duration;

use storage::Storage;

use crate::catalogue::ProvinceData;
use crate::clock::{Clock, Randomness};
use codes::Keys;
use password::PasswordHashing;

/// A wrong sign-in is answered no sooner, whatever was wrong with it: how long the answer takes must not tell whether there
/// is such an account.
pub const LEAST_ANSWER: Duration = Duration::from_millis(500);

/// What the use cases of accounts need.
pub struct StaffAccounts {
    storage: Arc<dyn Storage>,
    data: Arc<ProvinceData>,
    clock: Arc<dyn Clock>,
    random: Randomness,
    keys: Keys,
    passwords: PasswordHashing,
    least_answer: Duration,
}

impl StaffAccounts {
    /// Puts the parts together; `key` is the key of the installation from which all others are derived.
    #[must_use]
    pub fn new(
        storage: Arc<dyn Storage>,
        data: Arc<ProvinceData>,
        clock: Arc<dyn Clock>,
        random: Randomness,
        key: &[u8],
        least_answer: Duration,
    ) -> Self {
        Self { storage, data, clock, random, keys: Keys::new(key), passwords: PasswordHashing::default(), least_answer }
    }
}
