//! What the lists know of one procedure; the whole document stays in storage.

use domain::catalogue::shown::{
    Audience, agencies_shown, audiences_shown, display_name, field_shown, is_deleted, told_apart_by,
};
use domain::fold::fold;
use domain::procedure::{Channel, Level, Procedure};
use domain::province::OnlineLevel;
use time::{Date, OffsetDateTime};

use super::{ProvinceData, desks, slug};

/// One procedure in force.
#[derive(Debug, Clone)]
pub struct Entry {
    pub code: String,
    pub revision: i64,
    pub published_at: OffsetDateTime,
    pub name: String,
    pub field_key: String,
    pub field: String,
    pub levels: Vec<Level>,
    pub audiences: Vec<Audience>,
    /// Published agencies with their key in addresses.
    pub agencies: Vec<(String, String)>,
    /// Tells namesakes apart.
    pub told_apart_by: Option<String>,
    pub online_level: OnlineLevel,
    /// A desk of this province receives it today.
    pub received_here: bool,
    /// By which the plain list is ordered.
    pub(super) sort_name: String,
}

impl Entry {
    /// None for entries which the portal itself marked as deleted.
    #[must_use]
    pub fn of(
        procedure: &Procedure,
        revision: i64,
        published_at: OffsetDateTime,
        data: &ProvinceData,
        today: Date,
    ) -> Option<Self> {
        if is_deleted(&procedure.code) {
            return None;
        }
        let service = data.services.get(&procedure.code);
        let field = field_shown(&procedure.field);
        let name = display_name(procedure);
        let agencies = agencies_shown(&procedure.agencies);
        Some(Self {
            code: procedure.code.clone(),
            revision,
            published_at,
            sort_name: fold(&name),
            name,
            field_key: field.key,
            field: field.name,
            levels: procedure.levels.clone(),
            audiences: audiences_shown(&procedure.audiences).groups,
            agencies: agencies.into_iter().map(|agency| (slug(&agency), agency)).collect(),
            told_apart_by: told_apart_by(procedure),
            online_level: service.map_or_else(|| online_level_of(procedure), |service| service.online_level),
            received_here: !desks(data, service, &procedure.levels, today).is_empty(),
        })
    }
}

/// Where the province has not said more, an online channel is taken as «partial», the weaker claim.
pub(super) fn online_level_of(procedure: &Procedure) -> OnlineLevel {
    if procedure.channels.iter().any(|row| row.channel == Channel::Online) {
        OnlineLevel::Partial
    } else {
        OnlineLevel::Information
    }
}
