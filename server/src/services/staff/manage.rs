//! Managing accounts: on the command line by whoever runs the portal, at the desk by administrators within their reach.

use domain::staff::{Grant, Permission, Role, SETUP_CODE_LIMIT, login_key, may_manage};
use storage::{FirstCredentials, NewStaff, StaffEvent, StaffRecord};
use uuid::Uuid;

use super::codes::{SETUP_SIGNS, fresh_code, grouped};
use super::second_factor::forbidden;
use super::set_up::check_password;
use super::{SignedIn, StaffAccounts};
use crate::services::{RefusalKind, ServiceError};

/// Longest name of a person.
const MAX_NAME: usize = 100;

/// Who manages.
#[derive(Clone, Copy)]
pub enum Actor<'a> {
    /// Whoever runs the portal; may do everything.
    Operator,
    /// An administrator who is signed in.
    Person(&'a SignedIn),
}

impl Actor<'_> {
    fn id(self) -> Option<Uuid> {
        match self {
            Self::Operator => None,
            Self::Person(person) => Some(person.id),
        }
    }
}

/// An account to add.
#[derive(Debug, Clone, Default)]
pub struct AddStaff {
    pub login: String,
    pub name: String,
    pub grants: Vec<Grant>,
    /// Password and TOTP secret, where they are set from the start.
    pub credentials: Option<(String, Vec<u8>)>,
}

/// An account that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    pub id: Uuid,
    /// The one-time sign-in code, told only now; none when the credentials were given.
    pub code: Option<String>,
}

fn unknown() -> ServiceError {
    ServiceError::refused(RefusalKind::NotFound, "staff_unknown")
}

impl StaffAccounts {
    /// Adds an account.
    ///
    /// # Errors
    /// Refused with `staff_login_form`, `staff_login_taken`, `staff_name_form`, `staff_role_required`,
    /// `staff_agency_unknown`, `staff_out_of_reach`, or what is wrong with the password.
    pub async fn add(&self, actor: Actor<'_>, wanted: AddStaff) -> Result<Added, ServiceError> {
        let login = domain::fold::nfc(wanted.login.trim());
        let Some(login_key) = login_key(&login) else {
            return Err(ServiceError::field("login", "staff_login_form", &[]));
        };
        let name = domain::fold::nfc(wanted.name.trim());
        if name.is_empty() || name.chars().count() > MAX_NAME || name.chars().any(char::is_control) {
            return Err(ServiceError::field("name", "staff_name_form", &[]));
        }
        if wanted.grants.is_empty() {
            return Err(ServiceError::field("role", "staff_role_required", &[]));
        }
        for grant in &wanted.grants {
            self.check_grant(actor, grant)?;
        }
        let now = self.clock.now();
        let id = self.random.uuid(now);
        let (credentials, code) = match wanted.credentials {
            None => {
                let code = fresh_code(&self.random, SETUP_SIGNS);
                let hash = self.keys.code_hash(id, &code);
                (FirstCredentials::Code { hash, until: now + SETUP_CODE_LIMIT }, Some(grouped(&code)))
            }
            Some((password, secret)) => {
                check_password(&password, &password, &login, &name)?;
                let password_hash = self.passwords.hash(&self.random, &password).await?;
                (FirstCredentials::Set { password_hash, totp_sealed: self.sealed(id, &secret)? }, None)
            }
        };
        let staff = NewStaff {
            id,
            login: login.clone(),
            login_key,
            name,
            grants: wanted.grants,
            credentials,
            at: now,
            by: actor.id(),
        };
        if !self.storage.add_staff(staff).await? {
            return Err(ServiceError::field("login", "staff_login_taken", &[login]));
        }
        Ok(Added { id, code })
    }

    /// An account that the actor may manage.
    ///
    /// # Errors
    /// Refused with `staff_unknown`, `staff_out_of_reach`.
    pub async fn managed(&self, actor: Actor<'_>, id: Uuid) -> Result<StaffRecord, ServiceError> {
        let record = self.storage.staff(id).await?.ok_or_else(unknown)?;
        match actor {
            Actor::Person(person) if !may_manage(&person.grants, &record.grants, &self.data.agencies) => {
                Err(forbidden("staff_out_of_reach"))
            }
            _ => Ok(record),
        }
    }

    /// The account with that login.
    ///
    /// # Errors
    /// Refused with `staff_unknown`.
    pub async fn by_login(&self, login: &str) -> Result<StaffRecord, ServiceError> {
        let key = login_key(login).ok_or_else(unknown)?;
        self.storage.staff_by_login(&key).await?.ok_or_else(unknown)
    }

    /// The accounts with a role in the actor's reach, ordered by login, each with whether the actor may manage it.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn in_reach(&self, actor: Actor<'_>) -> Result<Vec<(StaffRecord, bool)>, ServiceError> {
        let all = self.storage.all_staff().await?;
        let Actor::Person(person) = actor else { return Ok(all.into_iter().map(|record| (record, true)).collect()) };
        let touches =
            |record: &StaffRecord| record.grants.iter().any(|grant| person.may(Permission::ManageStaff, &grant.agency));
        let manages = |record: &StaffRecord| may_manage(&person.grants, &record.grants, &self.data.agencies);
        Ok(all
            .into_iter()
            .map(|record| {
                let manages = manages(&record);
                (record, manages)
            })
            .filter(|(record, manages)| *manages || touches(record))
            .collect())
    }

    /// Names of the people who manage accounts of an agency, for whoever lacks a role there.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn administrators_of(&self, agency: &str) -> Result<Vec<String>, ServiceError> {
        let all = self.storage.all_staff().await?;
        let manages = |record: &StaffRecord| {
            record.disabled_at.is_none()
                && domain::staff::may(&record.grants, Permission::ManageStaff, agency, &self.data.agencies)
        };
        Ok(all.into_iter().filter(manages).map(|record| record.name).collect())
    }

    /// Gives a role. One that the person has already stays.
    ///
    /// # Errors
    /// Refused with `staff_unknown`, `staff_agency_unknown`, `staff_out_of_reach`.
    pub async fn give_role(&self, actor: Actor<'_>, id: Uuid, grant: Grant) -> Result<bool, ServiceError> {
        self.check_grant(actor, &grant)?;
        self.storage.staff(id).await?.ok_or_else(unknown)?;
        Ok(self.storage.give_role(id, grant, actor.id(), self.clock.now()).await?)
    }

    /// Takes a role, also one of an agency that is gone. False when the person does not have it.
    ///
    /// # Errors
    /// Refused with `staff_out_of_reach`, and with `staff_own_account` for the own role of an administrator.
    pub async fn take_role(&self, actor: Actor<'_>, id: Uuid, grant: Grant) -> Result<bool, ServiceError> {
        if let Actor::Person(person) = actor {
            if !person.may(Permission::ManageStaff, &grant.agency) {
                return Err(forbidden("staff_out_of_reach"));
            }
            if person.id == id && grant.role == Role::Administrator {
                return Err(forbidden("staff_own_account"));
            }
        }
        Ok(self.storage.take_role(id, grant, actor.id(), self.clock.now()).await?)
    }

    /// Disables an account; who is signed in with it is out at once.
    ///
    /// # Errors
    /// Refused with `staff_unknown`, `staff_out_of_reach`, `staff_own_account`.
    pub async fn disable(&self, actor: Actor<'_>, id: Uuid) -> Result<bool, ServiceError> {
        self.manage_other(actor, id).await?;
        Ok(self.storage.disable_staff(id, actor.id(), self.clock.now()).await?)
    }

    /// Enables an account again.
    ///
    /// # Errors
    /// Refused with `staff_unknown`, `staff_out_of_reach`, `staff_own_account`.
    pub async fn enable(&self, actor: Actor<'_>, id: Uuid) -> Result<bool, ServiceError> {
        self.manage_other(actor, id).await?;
        Ok(self.storage.enable_staff(id, actor.id(), self.clock.now()).await?)
    }

    /// Lets the person set password and second factor anew, with the one-time code that is told only now.
    ///
    /// # Errors
    /// Refused with `staff_unknown`, `staff_out_of_reach`, `staff_own_account`.
    pub async fn reset(&self, actor: Actor<'_>, id: Uuid) -> Result<String, ServiceError> {
        self.manage_other(actor, id).await?;
        let now = self.clock.now();
        let code = fresh_code(&self.random, SETUP_SIGNS);
        let hash = self.keys.code_hash(id, &code);
        self.storage.reset_staff(id, hash, now + SETUP_CODE_LIMIT, actor.id(), now).await?;
        Ok(grouped(&code))
    }

    /// The last lines of the history of an account.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn history(&self, id: Uuid, limit: i64) -> Result<Vec<StaffEvent>, ServiceError> {
        Ok(self.storage.staff_events(id, limit).await?)
    }

    /// Nobody locks themselves out; the command line could still let them in again.
    async fn manage_other(&self, actor: Actor<'_>, id: Uuid) -> Result<(), ServiceError> {
        self.managed(actor, id).await?;
        match actor.id() {
            Some(own) if own == id => Err(forbidden("staff_own_account")),
            _ => Ok(()),
        }
    }

    fn check_grant(&self, actor: Actor<'_>, grant: &Grant) -> Result<(), ServiceError> {
        if self.data.agency(&grant.agency).is_none() {
            return Err(ServiceError::field("agency", "staff_agency_unknown", std::slice::from_ref(&grant.agency)));
        }
        match actor {
            Actor::Person(person) if !person.may(Permission::ManageStaff, &grant.agency) => {
                Err(forbidden("staff_out_of_reach"))
            }
            _ => Ok(()),
        }
    }
}
