//! The roles a person at the desk can have.

use serde::{Deserialize, Serialize};

/// What somebody is at an agency. One person may hold several roles at several agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *Cán bộ tiếp nhận*: receives dossiers at the one-stop desk and hands results over.
    Receptionist,
    /// *Cán bộ thụ lý*: processes dossiers.
    Officer,
    /// *Lãnh đạo*: signs results and apologies, decides on exceptions; also for the agencies below.
    Leader,
    /// *Cán bộ công bố*: publishes forms and processes.
    Publisher,
    /// *Quản trị viên*: manages accounts, also of the agencies below; sees no dossiers.
    Administrator,
}

impl Role {
    pub const ALL: [Self; 5] = [Self::Receptionist, Self::Officer, Self::Leader, Self::Publisher, Self::Administrator];

    /// Stable key, used by the command line and in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Receptionist => "receptionist",
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Publisher => "publisher",
            Self::Administrator => "administrator",
        }
    }

    /// The role with that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Vietnamese name.
    #[must_use]
    pub fn name_vi(self) -> &'static str {
        match self {
            Self::Receptionist => "Cán bộ tiếp nhận",
            Self::Officer => "Cán bộ thụ lý",
            Self::Leader => "Lãnh đạo",
            Self::Publisher => "Cán bộ công bố",
            Self::Administrator => "Quản trị viên",
        }
    }

    /// English name.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        match self {
            Self::Receptionist => "Receptionist",
            Self::Officer => "Officer",
            Self::Leader => "Leader",
            Self::Publisher => "Publisher",
            Self::Administrator => "Administrator",
        }
    }

    /// Whether the role also counts for the agencies below the one it was given for: a leader answers for them, an
    /// administrator sets them up. Whoever handles dossiers does so only where they were put, so that no dossier is open to
    /// more people than work on it.
    #[must_use]
    pub fn includes_agencies_below(self) -> bool {
        matches!(self, Self::Leader | Self::Administrator)
    }
}
