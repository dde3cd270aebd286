//! The one answer to «may this person do that there?».

use serde::{Deserialize, Serialize};

use super::{Permission, Role};
use crate::province::{Agency, is_or_is_below};

/// A role at an agency.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Grant {
    /// Code of the agency, such as `H28.14`.
    pub agency: String,
    pub role: Role,
}

impl Grant {
    #[must_use]
    pub fn new(agency: &str, role: Role) -> Self {
        Self { agency: agency.to_owned(), role }
    }

    /// Whether the role counts at `agency`.
    fn counts_at(&self, agency: &str, agencies: &[Agency]) -> bool {
        if self.role.includes_agencies_below() {
            is_or_is_below(agencies, agency, &self.agency)
        } else {
            self.agency == agency
        }
    }
}

/// Whether somebody with these roles may do that with a thing of `agency`.
#[must_use]
pub fn may(grants: &[Grant], permission: Permission, agency: &str, agencies: &[Agency]) -> bool {
    grants.iter().any(|grant| permission.roles().contains(&grant.role) && grant.counts_at(agency, agencies))
}

/// Whether there is any agency where somebody with these roles may do that: what opens a page. What is on the page is asked
/// of [`may`], thing by thing.
#[must_use]
pub fn may_anywhere(grants: &[Grant], permission: Permission) -> bool {
    grants.iter().any(|grant| permission.roles().contains(&grant.role))
}

/// The agencies where somebody with these roles may do that, in the order of the tree's list.
#[must_use]
pub fn reach<'a>(grants: &[Grant], permission: Permission, agencies: &'a [Agency]) -> Vec<&'a str> {
    let codes = agencies.iter().map(|agency| agency.code.as_str());
    codes.filter(|code| may(grants, permission, code, agencies)).collect()
}

/// Whether somebody may disable or reset the account of a person with the roles `theirs`.
///
/// All of them have to be in reach: a reset hands over everything the person may do, so that an administrator of a commune
/// could otherwise become the one of the province. Who has no role is in reach of the administrators of the province.
#[must_use]
pub fn may_manage(own: &[Grant], theirs: &[Grant], agencies: &[Agency]) -> bool {
    let manages = |agency: &str| may(own, Permission::ManageStaff, agency, agencies);
    if theirs.is_empty() {
        return agencies.iter().any(|agency| agency.parent.is_none() && manages(&agency.code));
    }
    theirs.iter().all(|grant| manages(&grant.agency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::province::{Bilingual, Tier};
    use Permission::{ManageStaff, PublishForms, Receive, SeeDossier, SignResult};
    use Role::{Administrator, Leader, Officer, Publisher, Receptionist};

    fn tree() -> Vec<Agency> {
        [("H28", None), ("H28.14", Some("H28")), ("H28.31", Some("H28")), ("H28.31.01", Some("H28.31"))]
            .into_iter()
            .map(|(code, parent): (&str, Option<&str>)| Agency {
                code: code.to_owned(),
                parent: parent.map(str::to_owned),
                tier: Tier::Commune,
                name: Bilingual { vi: code.to_owned(), en: code.to_owned() },
                valid_from: time::macros::date!(2024 - 01 - 01),
                valid_until: None,
                one_stop_desk: true,
                address: None,
            })
            .collect()
    }

    #[test]
    fn a_role_counts_where_it_was_given_and_for_leaders_and_administrators_below() {
        let tree = tree();
        for role in Role::ALL {
            for permission in Permission::ALL {
                let has = permission.roles().contains(&role);
                let grants = [Grant::new("H28.31", role)];
                let ask = |agency: &str| may(&grants, permission, agency, &tree);
                let below = has && matches!(role, Leader | Administrator);
                assert_eq!(ask("H28.31"), has, "{role:?} {permission:?}");
                assert_eq!(ask("H28.31.01"), below, "{role:?} {permission:?} below");
                for elsewhere in ["H28", "H28.14", "H28.3", "H28.31.02", "", "h28.31"] {
                    assert!(!ask(elsewhere), "{role:?} {permission:?} at {elsewhere:?}");
                }
                assert_eq!(may_anywhere(&grants, permission), has);
                assert_eq!(
                    reach(&grants, permission, &tree),
                    match (has, below) {
                        (true, true) => vec!["H28.31", "H28.31.01"],
                        (true, false) => vec!["H28.31"],
                        _ => vec![],
                    }
                );
            }
        }
    }

    #[test]
    fn roles_add_up_and_none_is_nothing() {
        let tree = tree();
        let both = [Grant::new("H28.14", Receptionist), Grant::new("H28.31", Leader)];
        assert!(may(&both, Receive, "H28.14", &tree) && !may(&both, SignResult, "H28.14", &tree));
        assert!(may(&both, SignResult, "H28.31.01", &tree) && !may(&both, Receive, "H28.31", &tree));
        assert_eq!(reach(&both, SeeDossier, &tree), ["H28.14", "H28.31", "H28.31.01"]);
        assert!(Permission::ALL.into_iter().all(|permission| !may_anywhere(&[], permission)));
        assert!(!may(&[Grant::new("H28", Publisher)], PublishForms, "H28.14", &tree));
    }

    #[test]
    fn nobody_manages_an_account_that_may_more_than_their_own_reach() {
        let tree = tree();
        let province = [Grant::new("H28", Administrator)];
        let commune = [Grant::new("H28.31", Administrator)];
        let officer = [Grant::new("H28.31.01", Officer)];
        assert!(may_manage(&province, &officer, &tree) && may_manage(&commune, &officer, &tree));
        assert!(may_manage(&province, &commune, &tree) && !may_manage(&commune, &province, &tree));
        let in_two = [Grant::new("H28.31.01", Officer), Grant::new("H28.14", Officer)];
        assert!(may_manage(&province, &in_two, &tree) && !may_manage(&commune, &in_two, &tree));
        assert!(may_manage(&province, &[], &tree) && !may_manage(&commune, &[], &tree));
        assert!(!may_manage(&[Grant::new("H28", Leader)], &officer, &tree));
        assert!(!may(&[], ManageStaff, "H28", &tree));
    }
}
