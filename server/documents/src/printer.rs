//! Papers printed beside the async threads, in bounded number.

use std::sync::Arc;

use bytes::Bytes;
use domain::paper::Paper;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::render;

/// How many papers are set at once and how many may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Papers set at the same moment, each on a thread of its own.
    pub at_once: u32,
    /// Papers that may wait for their turn beyond those.
    pub waiting: usize,
}

impl Default for Limits {
    /// Two at once leave cores for pages; 64 that wait are done in some seconds.
    fn default() -> Self {
        Self { at_once: 2, waiting: 64 }
    }
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// Too many papers are waiting: try again in some seconds.
    #[error("too many papers are being printed at the moment")]
    Busy,
    /// The typesetter failed; the cause is for the log.
    #[error("the paper could not be set: {0}")]
    Failed(String),
}

/// Rows of a register beyond which it is set alone.
const LONG: usize = 100;

/// Prints papers; cheap to clone, all clones share the limits.
#[derive(Debug, Clone)]
pub struct Printer(Arc<Queue>);

#[derive(Debug)]
struct Queue {
    /// Places in the queue, those at work included.
    places: Arc<Semaphore>,
    /// Places at work.
    presses: Arc<Semaphore>,
    at_once: u32,
}

impl Printer {
    /// Nothing is set up before the first paper.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let presses = limits.at_once.max(1) as usize;
        Self(Arc::new(Queue {
            places: Arc::new(Semaphore::new(presses + limits.waiting)),
            presses: Arc::new(Semaphore::new(presses)),
            at_once: limits.at_once.max(1),
        }))
    }

    /// The paper as PDF.
    ///
    /// # Errors
    /// [`PrintError::Busy`] at once when the queue is full; [`PrintError::Failed`] when the typesetter fails.
    pub async fn print(&self, paper: Paper) -> Result<Bytes, PrintError> {
        // A long register fills memory by the hundred megabytes for some seconds: it is set alone.
        let alone = matches!(&paper, Paper::Register(register) if register.rows.len() > LONG);
        self.work(alone, move || render(&paper)).await
    }

    /// A press is given back when the work has ended, also when nobody waits for it any more.
    async fn work(
        &self,
        alone: bool,
        work: impl FnOnce() -> Result<Vec<u8>, PrintError> + Send + 'static,
    ) -> Result<Bytes, PrintError> {
        let Queue { places, presses, at_once } = &*self.0;
        let wanted = if alone { *at_once } else { 1 };
        let Ok(place) = Arc::clone(places).try_acquire_owned() else { return Err(PrintError::Busy) };
        let press = Arc::clone(presses)
            .acquire_many_owned(wanted)
            .await
            .map_err(|closed| PrintError::Failed(closed.to_string()))?;
        let made = spawn_blocking(move || {
            let held = (place, press);
            let made = work();
            drop(held);
            made
        });
        // A panic of the typesetter ends one paper, not the server.
        made.await.map_err(|broken| PrintError::Failed(broken.to_string()))?.map(Bytes::from)
    }
}

impl Default for Printer {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    #[tokio::test]
    async fn never_more_than_the_limit_work_and_who_comes_too_late_hears_it_at_once() {
        let printer = Printer::new(Limits { at_once: 2, waiting: 1 });
        let (at_work, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut doors = Vec::new();
        let mut running = Vec::new();
        for _ in 0..3 {
            let (door, opened) = mpsc::channel::<()>();
            doors.push(door);
            let (printer, at_work, most) = (printer.clone(), Arc::clone(&at_work), Arc::clone(&most));
            running.push(tokio::spawn(async move {
                printer
                    .work(false, move || {
                        most.fetch_max(at_work.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        let _ = opened.recv();
                        at_work.fetch_sub(1, Ordering::SeqCst);
                        Ok(b"made".to_vec())
                    })
                    .await
            }));
        }
        while printer.0.places.available_permits() > 0 || at_work.load(Ordering::SeqCst) < 2 {
            tokio::task::yield_now().await;
        }
        assert_eq!(printer.work(false, || Ok(Vec::new())).await, Err(PrintError::Busy));
        doors.clear();
        for one in running {
            assert_eq!(one.await.expect("no panic"), Ok(Bytes::from_static(b"made")));
        }
        assert_eq!(most.load(Ordering::SeqCst), 2);
        assert_eq!(printer.work(false, || Ok(Vec::new())).await, Ok(Bytes::new()), "every place is given back");
    }

    #[tokio::test]
    async fn a_panic_ends_one_paper_and_gives_the_press_back() {
        let printer = Printer::new(Limits { at_once: 1, waiting: 0 });
        let broken = printer.work(false, || panic!("of the typesetter")).await;
        assert!(matches!(broken, Err(PrintError::Failed(_))), "{broken:?}");
        assert_eq!(printer.work(false, || Ok(Vec::new())).await, Ok(Bytes::new()));
    }

    #[tokio::test]
    async fn what_is_set_alone_waits_until_nothing_else_is_set() {
        let printer = Printer::new(Limits { at_once: 2, waiting: 2 });
        let (door, opened) = mpsc::channel::<()>();
        let busy = printer.clone();
        let first = tokio::spawn(async move {
            busy.work(false, move || {
                let _ = opened.recv();
                Ok(Vec::new())
            })
            .await
        });
        while printer.0.presses.available_permits() == 2 {
            tokio::task::yield_now().await;
        }
        let long = printer.work(true, || Ok(b"long".to_vec()));
        let waited = tokio::time::timeout(std::time::Duration::from_millis(20), long).await;
        assert!(waited.is_err(), "one press was free, and it did not begin");
        drop(door);
        assert_eq!(first.await.expect("no panic"), Ok(Bytes::new()));
        assert_eq!(printer.work(true, || Ok(b"long".to_vec())).await, Ok(Bytes::from_static(b"long")));
    }

    #[tokio::test]
    async fn whoever_goes_away_while_waiting_leaves_their_place() {
        let printer = Printer::new(Limits { at_once: 1, waiting: 1 });
        let (door, opened) = mpsc::channel::<()>();
        let busy = printer.clone();
        let first = tokio::spawn(async move {
            busy.work(false, move || {
                let _ = opened.recv();
                Ok(Vec::new())
            })
            .await
        });
        while printer.0.presses.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let impatient = printer.work(false, || Ok(Vec::new()));
        let gone = tokio::time::timeout(std::time::Duration::from_millis(20), impatient).await;
        assert!(gone.is_err(), "it had to wait");
        assert_eq!(printer.0.places.available_permits(), 1);
        drop(door);
        assert_eq!(first.await.expect("no panic"), Ok(Bytes::new()));
    }
}
