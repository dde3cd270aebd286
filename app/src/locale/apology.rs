//! What the clock writes into an apology that it drafts.

/// The reason of a drafted apology (form 04, *lý do quá hạn*), from the names of the steps that are left. In Vietnamese: the
/// form is an official paper, and the leader reads and answers for the sentence.
#[must_use]
pub fn apology_reason(steps: &[&str]) -> String {
    match steps {
        [] => "Cơ quan chưa giải quyết xong hồ sơ trong thời hạn đã hẹn.".to_owned(),
        steps => {
            format!("Cơ quan chưa giải quyết xong hồ sơ trong thời hạn đã hẹn. Việc còn lại: {}.", steps.join("; "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_names_what_is_left() {
        assert!(apology_reason(&["Thẩm định", "Ký"]).ends_with("Việc còn lại: Thẩm định; Ký."));
        assert!(!apology_reason(&[]).contains("Việc còn lại"));
    }
}
