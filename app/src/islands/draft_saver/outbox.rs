//! When to send a draft: after a pause in typing, one request at a time, the latest answers win, nothing of somebody else is
//! overwritten.

use crate::islands::backoff::pause_ms;

/// How the server answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It has this version now.
    Saved(i64),
    /// Its version is not the one we changed.
    Conflict,
    /// It does not take these answers.
    Refused,
    /// It could not, or said «later».
    Trouble,
    /// No answer came; whether it has saved is unknown.
    Unreachable,
}

/// What to do after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing until something changes.
    Rest,
    /// Send at once: something has changed meanwhile.
    Again,
    /// Try again after this many milliseconds.
    After(u32),
    /// Ask the server what it has: [`Outbox::adopt`] when it is our own change, else [`Outbox::stop`].
    Compare,
    /// Somebody else has changed the draft: never send again.
    Stop,
}

/// State of one draft between the browser and the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outbox {
    version: i64,
    dirty: bool,
    in_flight: bool,
    stopped: bool,
    failures: u32,
}

impl Outbox {
    #[must_use]
    pub fn new(version: i64) -> Self {
        Self { version, dirty: false, in_flight: false, stopped: false, failures: 0 }
    }

    #[must_use]
    pub fn version(self) -> i64 {
        self.version
    }

    #[must_use]
    pub fn in_flight(self) -> bool {
        self.in_flight
    }

    /// Whether something waits to be sent.
    #[must_use]
    pub fn is_dirty(self) -> bool {
        self.dirty
    }

    /// Something was typed: false when it must not be sent any more.
    pub fn changed(&mut self) -> bool {
        self.dirty = true;
        !self.stopped
    }

    /// The pause is over: true when a request is to be sent now.
    pub fn start(&mut self) -> bool {
        let go = self.dirty && !self.in_flight && !self.stopped;
        if go {
            self.dirty = false;
            self.in_flight = true;
        }
        go
    }

    pub fn answered(&mut self, answer: Answer) -> Next {
        self.in_flight = false;
        match answer {
            Answer::Saved(version) => {
                self.version = version;
                self.failures = 0;
                if self.dirty { Next::Again } else { Next::Rest }
            }
            // The answer to an earlier request may have been lost; browsers even send again by themselves.
            Answer::Conflict => {
                self.dirty = true;
                Next::Compare
            }
            // The same answers would be refused again; others may pass.
            Answer::Refused => {
                self.failures = 0;
                if self.dirty { Next::Again } else { Next::Rest }
            }
            Answer::Trouble | Answer::Unreachable => {
                self.dirty = true;
                self.failures = self.failures.saturating_add(1);
                Next::After(pause_ms(self.failures))
            }
        }
    }

    /// The server's version holds what we sent: it is ours, go on from there.
    pub fn adopt(&mut self, version: i64) -> Next {
        self.version = version;
        Next::Again
    }

    pub fn stop(&mut self) -> Next {
        self.stopped = true;
        Next::Stop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_request_at_a_time_and_the_latest_wins() {
        let mut outbox = Outbox::new(3);
        assert!(!outbox.start(), "nothing has changed");
        assert!(outbox.changed());
        assert!(outbox.start());
        assert!(outbox.changed());
        assert!(outbox.in_flight());
        assert!(!outbox.start(), "one is on its way");
        assert_eq!(outbox.answered(Answer::Saved(4)), Next::Again);
        assert!(outbox.start());
        assert_eq!(outbox.answered(Answer::Saved(5)), Next::Rest);
        assert_eq!(outbox.version(), 5);
        assert!(!outbox.start());
    }

    #[test]
    fn a_change_by_somebody_else_is_never_overwritten() {
        let mut outbox = Outbox::new(3);
        outbox.changed();
        outbox.start();
        assert_eq!(outbox.answered(Answer::Conflict), Next::Compare);
        assert_eq!(outbox.stop(), Next::Stop);
        assert!(!outbox.changed());
        assert!(!outbox.start());
        assert_eq!(outbox.version(), 3);
    }

    #[test]
    fn our_own_change_whose_answer_was_lost_is_no_conflict() {
        let mut outbox = Outbox::new(3);
        outbox.changed();
        outbox.start();
        assert_eq!(outbox.answered(Answer::Unreachable), Next::After(2_000));
        assert!(outbox.is_dirty());
        assert!(outbox.start());
        assert_eq!(outbox.answered(Answer::Conflict), Next::Compare);
        assert_eq!(outbox.adopt(4), Next::Again);
        assert!(outbox.start());
        assert_eq!(outbox.answered(Answer::Saved(5)), Next::Rest);
    }

    #[test]
    fn pauses_grow_until_it_is_saved() {
        let mut outbox = Outbox::new(1);
        outbox.changed();
        for pause in [2_000, 4_000, 8_000] {
            assert!(outbox.start());
            assert_eq!(outbox.answered(Answer::Trouble), Next::After(pause));
        }
        outbox.start();
        assert_eq!(outbox.answered(Answer::Saved(2)), Next::Rest);
        assert!(!outbox.is_dirty());
        outbox.changed();
        outbox.start();
        assert_eq!(outbox.answered(Answer::Unreachable), Next::After(2_000));
    }

    #[test]
    fn what_is_refused_waits_for_other_answers() {
        let mut outbox = Outbox::new(1);
        outbox.changed();
        outbox.start();
        assert_eq!(outbox.answered(Answer::Refused), Next::Rest);
        assert!(!outbox.start());
        outbox.changed();
        assert!(outbox.start());
    }
}
