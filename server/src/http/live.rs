//! Open pages of dossiers that wait for news. All pages of a process wait together: one job asks the database for all of them,
//! and each page costs a place in a list and its connection.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// Streams of one process.
const MOST: usize = 20_000;
/// Streams of one address; a whole village may sit behind one.
const MOST_OF_ADDRESS: usize = 100;

/// Who waits for what.
pub(in crate::http) struct Live {
    waiting: Mutex<Waiting>,
    most: usize,
    most_of_address: usize,
}

#[derive(Default)]
struct Waiting {
    topics: HashMap<String, Topic>,
    addresses: HashMap<IpAddr, usize>,
    total: usize,
    closed: bool,
}

struct Topic {
    mark: watch::Sender<String>,
    pages: usize,
}

/// No page can wait now; it asks again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) struct Full;

/// A page that waits, until it is dropped.
pub(in crate::http) struct Place {
    live: Arc<Live>,
    code: String,
    address: IpAddr,
    mark: watch::Receiver<String>,
}

impl Default for Live {
    fn default() -> Self {
        Self { waiting: Mutex::default(), most: MOST, most_of_address: MOST_OF_ADDRESS }
    }
}

impl Live {
    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a page of a dossier wait; `mark` is how it stands now.
    pub(in crate::http) fn wait(self: &Arc<Self>, code: &str, mark: &str, address: IpAddr) -> Result<Place, Full> {
        let mut waiting = self.waiting();
        let of_address = waiting.addresses.get(&address).copied().unwrap_or_default();
        if waiting.closed || waiting.total >= self.most || of_address >= self.most_of_address {
            return Err(Full);
        }
        waiting.total += 1;
        waiting.addresses.insert(address, of_address + 1);
        let topic = waiting.topics.entry(code.to_owned());
        let topic = topic.or_insert_with(|| Topic { mark: watch::Sender::new(mark.to_owned()), pages: 0 });
        topic.pages += 1;
        let place = Place { live: Arc::clone(self), code: code.to_owned(), address, mark: topic.mark.subscribe() };
        metrics::gauge!("live_pages").set(waiting.total as f64);
        Ok(place)
    }

    /// Codes of the dossiers that somebody waits for.
    pub(in crate::http) fn codes(&self) -> Vec<String> {
        self.waiting().topics.keys().cloned().collect()
    }

    /// Tells the pages of a dossier how it stands.
    pub(in crate::http) fn tell(&self, code: &str, mark: String) {
        if let Some(topic) = self.waiting().topics.get(code) {
            topic.mark.send_if_modified(|known| {
                let is_news = *known != mark;
                *known = mark;
                is_news
            });
        }
    }

    /// Ends every stream and takes no more: the process stops.
    pub(in crate::http) fn close(&self) {
        let mut waiting = self.waiting();
        waiting.closed = true;
        waiting.topics.clear();
    }
}

impl Place {
    /// Waits until the dossier stands in another way; none when the process stops.
    pub(in crate::http) async fn news(&mut self) -> Option<String> {
        self.mark.changed().await.ok()?;
        Some(self.mark.borrow_and_update().clone())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = self.live.waiting();
        waiting.total = waiting.total.saturating_sub(1);
        metrics::gauge!("live_pages").set(waiting.total as f64);
        if let Some(pages) = waiting.addresses.get_mut(&self.address) {
            *pages = pages.saturating_sub(1);
            if *pages == 0 {
                waiting.addresses.remove(&self.address);
            }
        }
        if let Some(topic) = waiting.topics.get_mut(&self.code) {
            topic.pages = topic.pages.saturating_sub(1);
            if topic.pages == 0 {
                waiting.topics.remove(&self.code);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn small() -> Arc<Live> {
        Arc::new(Live { waiting: Mutex::default(), most: 3, most_of_address: 2 })
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))
    }

    #[tokio::test]
    async fn pages_of_one_dossier_hear_its_news_once_and_others_nothing() {
        let live = small();
        let mut first = live.wait("a", "1.0", address(1)).expect("waits");
        let mut second = live.wait("a", "1.0", address(1)).expect("waits");
        let other = live.wait("b", "1.0", address(2)).expect("waits");
        live.tell("a", "1.0".into());
        live.tell("a", "2.0".into());
        assert_eq!((first.news().await.as_deref(), second.news().await.as_deref()), (Some("2.0"), Some("2.0")));
        assert!(!other.mark.has_changed().expect("open"));
        live.close();
        assert_eq!(first.news().await, None, "the stream ends");
        assert!(live.wait("a", "1.0", address(3)).is_err());
    }

    #[test]
    fn places_are_limited_and_given_back() {
        let live = small();
        let first = live.wait("a", "1.0", address(1)).expect("waits");
        let second = live.wait("b", "1.0", address(1)).expect("waits");
        assert!(live.wait("c", "1.0", address(1)).is_err(), "one address");
        let third = live.wait("c", "1.0", address(2)).expect("waits");
        assert!(live.wait("d", "1.0", address(3)).is_err(), "all together");
        drop(first);
        assert!(live.wait("a", "1.0", address(1)).is_ok());
        drop((second, third));
        assert_eq!(live.codes(), Vec::<String>::new(), "nobody is asked about any more");
    }
}
