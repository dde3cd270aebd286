//! The statuses 1 to 10 which provincial systems use and the national portal receives.

use serde::{Deserialize, Serialize};

/// Status of a dossier; the number is the official code (as provincial systems use it towards the national portal).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 1, *Mới đăng ký*: filed online, not yet received.
    Submitted,
    /// 2, *Được tiếp nhận*.
    Received,
    /// 3, *Không được tiếp nhận*.
    Refused,
    /// 4, *Đang xử lý*.
    Processing,
    /// 5, *Yêu cầu bổ sung giấy tờ*.
    SupplementRequested,
    /// 6, *Yêu cầu thực hiện nghĩa vụ tài chính*.
    PaymentRequested,
    /// 7, *Công dân yêu cầu rút hồ sơ*.
    Withdrawn,
    /// 8, *Dừng xử lý*.
    Stopped,
    /// 9, *Đã xử lý xong*.
    Settled,
    /// 10, *Đã trả kết quả*.
    Returned,
}

impl Status {
    pub const ALL: [Self; 10] = [
        Self::Submitted,
        Self::Received,
        Self::Refused,
        Self::Processing,
        Self::SupplementRequested,
        Self::PaymentRequested,
        Self::Withdrawn,
        Self::Stopped,
        Self::Settled,
        Self::Returned,
    ];

    /// Official code, 1 to 10.
    #[must_use]
    pub fn code(self) -> i16 {
        Self::ALL.iter().position(|status| *status == self).map_or(0, |at| at as i16 + 1)
    }

    #[must_use]
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether nothing is done with it any more: refused, withdrawn, settled or handed over.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Settled | Self::Returned)
    }

    /// Official Vietnamese name.
    #[must_use]
    pub fn name_vi(self) -> &'static str {
        match self {
            Self::Submitted => "Mới đăng ký",
            Self::Received => "Được tiếp nhận",
            Self::Refused => "Không được tiếp nhận",
            Self::Processing => "Đang xử lý",
            Self::SupplementRequested => "Yêu cầu bổ sung giấy tờ",
            Self::PaymentRequested => "Yêu cầu thực hiện nghĩa vụ tài chính",
            Self::Withdrawn => "Công dân yêu cầu rút hồ sơ",
            Self::Stopped => "Dừng xử lý",
            Self::Settled => "Đã xử lý xong",
            Self::Returned => "Đã trả kết quả",
        }
    }

    /// English name.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        match self {
            Self::Submitted => "Submitted, waiting to be received",
            Self::Received => "Received",
            Self::Refused => "Not accepted",
            Self::Processing => "Being processed",
            Self::SupplementRequested => "Papers to be completed",
            Self::PaymentRequested => "Payment due",
            Self::Withdrawn => "Withdrawn by the applicant",
            Self::Stopped => "Stopped",
            Self::Settled => "Settled, result ready",
            Self::Returned => "Result handed over",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_official_numbers_one_to_ten() {
        let codes: Vec<i16> = Status::ALL.iter().map(|status| status.code()).collect();
        assert_eq!(codes, (1..=10).collect::<Vec<i16>>());
        assert_eq!(Status::from_code(5), Some(Status::SupplementRequested));
        assert_eq!(Status::from_code(0), None);
        assert_eq!(Status::from_code(11), None);
    }
}
