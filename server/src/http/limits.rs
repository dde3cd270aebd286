//! How often one address may ask, and how often one dossier code may be tried.

use std::collections::HashSet;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sha2::{Digest, Sha256};

/// What a request costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cost {
    /// Reading a page.
    Read,
    /// Sending a form, a file or a change.
    Write,
    /// Trying a code and a PIN.
    LookUp,
    /// Trying a password or a second factor. A whole office signs in from one address at seven; each account has a lock of
    /// its own.
    SignIn,
}

impl Cost {
    /// Name in metrics.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::LookUp => "look_up",
            Self::SignIn => "sign_in",
        }
    }
}

/// Counters of all addresses; absent when switched off for a load test.
pub(super) struct Limits(Option<Counters>);

struct Counters {
    read: DefaultKeyedRateLimiter<IpAddr>,
    write: DefaultKeyedRateLimiter<IpAddr>,
    look_up: DefaultKeyedRateLimiter<IpAddr>,
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    /// By dossier code, whoever asks: many addresses together cannot try out one PIN.
    code: DefaultKeyedRateLimiter<String>,
    /// Code and PIN that were right a short while ago: who holds both may ask as often as anybody reads pages.
    proved: Proved,
    /// By address of e-mail and by draft, whoever asks: nobody's mailbox is filled through the portal.
    mail: DefaultKeyedRateLimiter<String>,
    /// By what is said and from which address: what is sent to the public is not drowned in noise.
    voice: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
}

/// One every `seconds_each`, with a reserve of `burst`. A whole village may sit behind one address.
fn quota(per_minute: u32, burst: u32) -> Quota {
    let one = NonZeroU32::MIN;
    Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(one)).allow_burst(NonZeroU32::new(burst).unwrap_or(one))
}

/// A link to the same address, beyond the first five, goes out once in this time.
const MAIL_EVERY: Duration = Duration::from_secs(600);

/// Feedback, or «me too», from one address, beyond the first twenty, comes in once in this time. A whole village may sit behind it.
const VOICE_EVERY: Duration = Duration::from_secs(60);

/// One every `period`, with a reserve of `burst`.
fn slow_quota(period: Duration, burst: u32) -> Quota {
    let one = NonZeroU32::MIN;
    Quota::with_period(period).unwrap_or(Quota::per_minute(one)).allow_burst(NonZeroU32::new(burst).unwrap_or(one))
}

/// Whatever is typed counts, but no more of it than a code can be long.
fn plain(code: &str) -> String {
    let key: String = code.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    key.to_ascii_uppercase()
}

/// Pairs of code and PIN that were right in this period or the one before, as digests.
#[derive(Default)]
struct Proved(Mutex<Pairs>);

#[derive(Default)]
struct Pairs {
    new: HashSet<[u8; 32]>,
    old: HashSet<[u8; 32]>,
    /// Sweeps in this period.
    sweeps: u32,
}

impl Proved {
    /// So many in a period; more than that many people at once type their PIN again and are counted.
    const MOST: usize = 100_000;
    /// Length of a period in sweeps, which come once a minute.
    const SWEEPS: u32 = 30;

    fn digest(code: &str, pin: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(code.as_bytes());
        hash.update([0]);
        hash.update(pin.trim().to_ascii_uppercase().as_bytes());
        hash.finalize().into()
    }

    fn pairs(&self) -> MutexGuard<'_, Pairs> {
        // A set is whole after every step: whoever panicked while holding it left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn holds(&self, code: &str, pin: &str) -> bool {
        let digest = Self::digest(code, pin);
        let pairs = self.pairs();
        pairs.new.contains(&digest) || pairs.old.contains(&digest)
    }

    fn add(&self, code: &str, pin: &str) {
        let digest = Self::digest(code, pin);
        let mut pairs = self.pairs();
        if pairs.new.len() < Self::MOST {
            pairs.new.insert(digest);
        }
    }

    fn forget_older(&self) {
        let mut pairs = self.pairs();
        pairs.sweeps += 1;
        if pairs.sweeps >= Self::SWEEPS {
            *pairs = Pairs { old: std::mem::take(&mut pairs.new), ..Pairs::default() };
        }
    }
}

impl Limits {
    pub(super) fn new(on: bool) -> Self {
        Self(on.then(|| Counters {
            read: RateLimiter::keyed(quota(1_200, 400)),
            write: RateLimiter::keyed(quota(300, 150)),
            look_up: RateLimiter::keyed(quota(30, 30)),
            sign_in: RateLimiter::keyed(quota(30, 40)),
            code: RateLimiter::keyed(quota(2, 10)),
            proved: Proved::default(),
            mail: RateLimiter::keyed(slow_quota(MAIL_EVERY, 5)),
            voice: RateLimiter::keyed(slow_quota(VOICE_EVERY, 20)),
            clock: DefaultClock::default(),
        }))
    }

    /// Counts one request of an address.
    ///
    /// # Errors
    /// How long to wait.
    pub(super) fn check(&self, address: IpAddr, cost: Cost) -> Result<(), Duration> {
        let Some(counters) = &self.0 else { return Ok(()) };
        let limiter = match cost {
            Cost::Read => &counters.read,
            Cost::Write => &counters.write,
            Cost::LookUp => &counters.look_up,
            Cost::SignIn => &counters.sign_in,
        };
        limiter.check_key(&address).map_err(|not_yet| not_yet.wait_time_from(counters.clock.now()))
    }

    /// Counts one try at a dossier code, unless this very PIN was right a short while ago.
    ///
    /// # Errors
    /// How long to wait.
    pub(super) fn check_code(&self, code: &str, pin: &str) -> Result<(), Duration> {
        let Some(counters) = &self.0 else { return Ok(()) };
        let key = plain(code);
        if counters.proved.holds(&key, pin) {
            return Ok(());
        }
        counters.code.check_key(&key).map_err(|not_yet| not_yet.wait_time_from(counters.clock.now()))
    }

    /// Keeps that code and PIN were right.
    pub(super) fn prove(&self, code: &str, pin: &str) {
        if let Some(counters) = &self.0 {
            counters.proved.add(&plain(code), pin);
        }
    }

    /// Counts one message that somebody wants sent, by its address or its draft.
    ///
    /// # Errors
    /// How long to wait.
    pub(super) fn check_mail(&self, key: &str) -> Result<(), Duration> {
        let Some(counters) = &self.0 else { return Ok(()) };
        let key: String = key.trim().chars().take(200).collect::<String>().to_lowercase();
        counters.mail.check_key(&key).map_err(|not_yet| not_yet.wait_time_from(counters.clock.now()))
    }

    /// Counts one thing said to the public; `key` is what, and from where.
    ///
    /// # Errors
    /// How long to wait.
    pub(super) fn check_voice(&self, key: &str) -> Result<(), Duration> {
        let Some(counters) = &self.0 else { return Ok(()) };
        counters.voice.check_key(&key.to_owned()).map_err(|not_yet| not_yet.wait_time_from(counters.clock.now()))
    }

    pub(super) fn forget_quiet(&self) {
        if let Some(counters) = &self.0 {
            counters.read.retain_recent();
            counters.write.retain_recent();
            counters.look_up.retain_recent();
            counters.sign_in.retain_recent();
            counters.code.retain_recent();
            counters.mail.retain_recent();
            counters.voice.retain_recent();
            counters.proved.forget_older();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn the_thirty_first_look_up_waits_and_another_address_does_not() {
        let limits = Limits::new(true);
        let address = |last| IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
        for _ in 0..30 {
            assert_eq!(limits.check(address(1), Cost::LookUp), Ok(()));
        }
        let wait = limits.check(address(1), Cost::LookUp).expect_err("too many");
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(6), "{wait:?}");
        assert_eq!(limits.check(address(2), Cost::LookUp), Ok(()));
    }

    #[test]
    fn one_code_is_counted_however_it_is_written() {
        let limits = Limits::new(true);
        for _ in 0..5 {
            assert_eq!(limits.check_code("H28.14-261122-0001", "222222"), Ok(()));
            assert_eq!(limits.check_code("h28.14 – 261122 – 0001", "333333"), Ok(()));
        }
        assert!(limits.check_code("H28.14-261122-0001", "222222").is_err());
    }

    #[test]
    fn whoever_holds_code_and_pin_is_not_slowed_by_those_who_guess() {
        let limits = Limits::new(true);
        let code = "H28.14-261122-0001";
        limits.prove(code, "K7Q4MA");
        while limits.check_code(code, "222222").is_ok() {}
        for _ in 0..100 {
            assert_eq!(limits.check_code("h28.14-261122-0001", " k7q4ma"), Ok(()));
        }
        assert!(limits.check_code(code, "K7Q4MB").is_err(), "another PIN proves nothing");
        assert!(limits.check_code(code, "").is_err());
        let half_an_hour = || (0..Proved::SWEEPS).for_each(|_| limits.forget_quiet());
        half_an_hour();
        assert_eq!(limits.check_code(code, "K7Q4MA"), Ok(()), "for one period more");
        half_an_hour();
        while limits.check_code(code, "222222").is_ok() {}
        assert!(limits.check_code(code, "K7Q4MA").is_err(), "then it is counted again");
    }

    #[test]
    fn one_address_gets_five_links_and_then_one_in_ten_minutes() {
        let limits = Limits::new(true);
        for address in ["man@example.com", " MAN@example.com"].into_iter().cycle().take(5) {
            assert_eq!(limits.check_mail(address), Ok(()));
        }
        let wait = limits.check_mail("man@example.com").expect_err("too many");
        assert!(wait > Duration::from_secs(500), "{wait:?}");
        assert_eq!(limits.check_mail("other@example.com"), Ok(()));
    }

    #[test]
    fn switched_off_nothing_is_counted() {
        let limits = Limits::new(false);
        for _ in 0..1_000 {
            assert_eq!(limits.check(IpAddr::V4(Ipv4Addr::LOCALHOST), Cost::LookUp), Ok(()));
        }
    }
}
