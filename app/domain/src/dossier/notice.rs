//! How long a notice that could not be delivered waits for the next try.

use time::Duration;

/// Pauses between the tries, in minutes. Shorter than for drafts: a supplement or an appointment cannot wait for days, and after
/// the last try the other way is used.
const PAUSES: [i64; 5] = [1, 5, 30, 120, 360];

/// After so many tries a notice is given up.
pub const MOST_NOTICE_TRIES: i64 = PAUSES.len() as i64 + 1;

/// How long to wait after `attempts` tries that failed; none when it is time to give up.
#[must_use]
pub fn notice_pause_after(attempts: i64) -> Option<Duration> {
    let at = usize::try_from(attempts).ok()?.checked_sub(1)?;
    PAUSES.get(at).copied().map(Duration::minutes)
}

/// An address as the desk shows it in a list: enough to tell two of them apart, not enough to write to.
#[must_use]
pub fn masked_address(address: &str) -> String {
    const HIDDEN: &str = "•••";
    if let Some((name, domain)) = address.rsplit_once('@') {
        return format!("{}{HIDDEN}@{domain}", name.chars().take(1).collect::<String>());
    }
    let characters: Vec<char> = address.chars().collect();
    match characters.as_slice() {
        [a, b, c, _, _, _, .., x, y, z] => {
            [*a, *b, *c].iter().chain(HIDDEN.chars().collect::<Vec<_>>().iter()).chain([*x, *y, *z].iter()).collect()
        }
        _ => HIDDEN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_hinted_at() {
        for (address, shown) in [
            ("man.bui@example.com", "m•••@example.com"),
            ("@example.com", "•••@example.com"),
            ("0912345678", "091•••678"),
            ("12345678", "•••"),
            ("", "•••"),
        ] {
            assert_eq!(masked_address(address), shown);
        }
    }

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<Duration> = (1..).map_while(notice_pause_after).collect();
        assert_eq!(pauses.len() as i64, MOST_NOTICE_TRIES - 1);
        assert!(pauses.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(notice_pause_after(0), None);
        assert_eq!(notice_pause_after(MOST_NOTICE_TRIES), None);
    }
}
