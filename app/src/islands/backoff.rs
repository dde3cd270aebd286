//! How long to wait before trying again on a bad line.

/// Longest pause: after that a person would rather press a button.
const LONGEST_MS: u32 = 60_000;

/// Milliseconds to wait after this many failures in a row: 2 s, then twice as long each time, at most a minute.
#[must_use]
pub fn pause_ms(failures: u32) -> u32 {
    2_000_u32.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1))).min(LONGEST_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stop_growing() {
        let pauses: Vec<u32> = (1..=7).map(pause_ms).collect();
        assert_eq!(pauses, [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        assert_eq!(pause_ms(0), 2_000);
        assert_eq!(pause_ms(u32::MAX), LONGEST_MS);
    }
}
