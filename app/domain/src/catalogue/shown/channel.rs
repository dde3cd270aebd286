//! The ways to hand a dossier in.

use serde::{Deserialize, Serialize};
use time::Date;

use super::blocks::{Block, paragraphs};
use super::clean::is_placeholder;
use super::fee::{FeeShown, fee_shown};
use super::limit::{LimitShown, limit_shown};
use crate::procedure::{Channel, ChannelRow};

/// One published row. Rows of the same channel are never merged: each holds for its own case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelShown {
    pub channel: Channel,
    /// The case the row holds for, exemptions and whatever else the source says there.
    pub description: Vec<Block>,
    pub limit: LimitShown,
    pub fees: FeesShown,
}

/// The fees of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeesShown {
    Published(Vec<FeeShown>),
    /// Nothing was published, which is not the same as free.
    NotPublished,
}

/// What a reader is told of one row on that day.
#[must_use]
pub fn channel_shown(row: &ChannelRow, today: Date) -> ChannelShown {
    let fees: Vec<FeeShown> = row.fees.iter().map(|fee| fee_shown(fee, today)).collect();
    ChannelShown {
        channel: row.channel,
        description: row
            .description
            .as_deref()
            .filter(|text| !is_placeholder(text))
            .map(paragraphs)
            .unwrap_or_default(),
        limit: limit_shown(&row.time_limit),
        fees: if fees.is_empty() { FeesShown::NotPublished } else { FeesShown::Published(fees) },
    }
}
