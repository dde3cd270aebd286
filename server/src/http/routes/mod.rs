//! Pages and form posts, one file a journey.

pub(super) mod about;
pub(super) mod account;
pub(super) mod catalogue;
pub(super) mod desk;
pub(super) mod downloads;
pub(super) mod due;
pub(super) mod edition_files;
pub(super) mod feedback;
pub(super) mod feeds;
pub(super) mod filing;
pub(super) mod health;
pub(super) mod indicators;
pub(super) mod list_query;
pub(super) mod procedure;
pub(super) mod publication;
pub(super) mod resume;
pub(super) mod rows;
pub(super) mod site;
pub(super) mod tracking;
