//! An e-mail address or a phone number, written the one way in which two of them are compared.

use crate::form::read::{is_email, is_phone};

/// By which way somebody is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactKind {
    Email,
    Phone,
}

impl ContactKind {
    /// Stable name, for the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    /// The kind with that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Email, Self::Phone].into_iter().find(|kind| kind.key() == key)
    }
}

/// Where a one-time code goes. Two people who type the same address differently mean the same contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contact {
    pub kind: ContactKind,
    /// An address in small letters; a number as `0912345678`, or with a plus and the country for foreign ones.
    pub address: String,
}

impl Contact {
    /// Reads what somebody typed; none when it is neither an e-mail address nor a phone number.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if is_email(typed) {
            return Some(Self { kind: ContactKind::Email, address: typed.to_lowercase() });
        }
        if !is_phone(typed) {
            return None;
        }
        let plain: String = typed.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let address = match plain.strip_prefix("+84") {
            Some(national) => format!("0{}", national.strip_prefix('0').unwrap_or(national)),
            None => plain,
        };
        Some(Self { kind: ContactKind::Phone, address })
    }

    /// The address as it is shown to somebody who should know it: enough to recognise, too little to learn it.
    ///
    /// `m•••@example.com`, `0912•••678`.
    #[must_use]
    pub fn masked(&self) -> String {
        const DOTS: &str = "•••";
        match self.kind {
            ContactKind::Email => {
                let (local, host) = self.address.split_once('@').unwrap_or((&self.address, ""));
                let first: String = local.chars().take(1).collect();
                format!("{first}{DOTS}@{host}")
            }
            ContactKind::Phone => {
                let digits: Vec<char> = self.address.chars().collect();
                let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().iter().collect::<String>();
                format!("{}{DOTS}{}", part(0, 4), part(digits.len().saturating_sub(3), digits.len()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<(ContactKind, String)> {
        Contact::read(typed).map(|contact| (contact.kind, contact.address))
    }

    #[test]
    fn one_contact_is_one_however_it_is_typed() {
        let email = Some((ContactKind::Email, "man@example.com".to_owned()));
        assert_eq!((read(" Man@Example.COM "), read("man@example.com")), (email.clone(), email));
        let phone = Some((ContactKind::Phone, "0912345678".to_owned()));
        for typed in ["0912345678", "0912 345 678", "+84 912.345.678", "+84 (0) 912 345 678"] {
            assert_eq!(read(typed), phone, "{typed}");
        }
        assert_eq!(read("+49 170 1234567"), Some((ContactKind::Phone, "+491701234567".to_owned())));
        for typed in ["", "Mận", "man@", "12345", "0912 345 67", "man@example.com, hai@example.com"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_shown_tells_no_stranger_the_address() {
        let masked = |typed: &str| Contact::read(typed).expect("a contact").masked();
        assert_eq!(masked("man.bui@example.com"), "m•••@example.com");
        assert_eq!(masked("0912345678"), "0912•••678");
    }
}
