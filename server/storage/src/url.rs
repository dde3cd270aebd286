//! Where the database is.

use std::path::PathBuf;
use std::str::FromStr;

/// Address of the database, from `MOTCUA_DATABASE_URL`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite://path/to/file.db`
    Sqlite(PathBuf),
    /// `postgres://user:password@host/database`
    Postgres(String),
}

// The address of a PostgreSQL holds a password, which must not come into a log by way of a settings dump.
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres://…"),
        }
    }
}

/// The text is not an address of a database this program can use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE")]
pub struct InvalidDatabaseUrl;

impl FromStr for DatabaseUrl {
    type Err = InvalidDatabaseUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            let path = path.split('?').next().unwrap_or_default();
            if path.is_empty() {
                return Err(InvalidDatabaseUrl);
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(InvalidDatabaseUrl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_engines_are_known() {
        assert_eq!("sqlite://var/a.db".parse(), Ok(DatabaseUrl::Sqlite("var/a.db".into())));
        assert_eq!("sqlite:///var/a.db".parse(), Ok(DatabaseUrl::Sqlite("/var/a.db".into())));
        assert!(matches!("postgres://u:p@h/d".parse(), Ok(DatabaseUrl::Postgres(_))));
        assert_eq!("mysql://h/d".parse::<DatabaseUrl>(), Err(InvalidDatabaseUrl));
        assert_eq!("sqlite://".parse::<DatabaseUrl>(), Err(InvalidDatabaseUrl));
    }

    #[test]
    fn a_password_is_never_printed() {
        let url: DatabaseUrl = "postgres://u:secret@h/d".parse().expect("an address");
        assert!(!format!("{url:?}").contains("secret"));
    }
}
