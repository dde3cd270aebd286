//! Messages kept in a folder instead of sent, so that a portal on trial can show them.

use std::io;
use std::path::Path;

use time::OffsetDateTime;
use uuid::Uuid;

/// A message that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMessage {
    pub id: Uuid,
    pub to: String,
    /// None for short messages.
    pub subject: Option<String>,
    pub text: String,
}

impl KeptMessage {
    /// When it was planned, out of its identifier; the beginning of 1970 for one of another kind.
    #[must_use]
    pub fn at(&self) -> OffsetDateTime {
        let seconds = self.id.get_timestamp().map_or(0, |stamp| stamp.to_unix().0);
        i64::try_from(seconds)
            .ok()
            .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    fn read(id: Uuid, file: &str) -> Option<Self> {
        let (head, text) = file.split_once("\n\n")?;
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
        Some(Self { id, to: field("To: ")?, subject: field("Subject: "), text: text.trim_end().to_owned() })
    }
}

/// Writes a message as a file that people can read. Line breaks in the address or the subject would end them.
pub(crate) async fn keep(folder: &Path, message: &KeptMessage) -> io::Result<()> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let subject = message.subject.as_deref().map(|subject| format!("Subject: {}\n", line(subject)));
    let file = format!("To: {}\n{}\n{}\n", line(&message.to), subject.unwrap_or_default(), message.text);
    tokio::fs::create_dir_all(folder).await?;
    tokio::fs::write(folder.join(format!("{}.txt", message.id)), file).await
}

/// The newest messages of a folder, the newest first; none while there is no folder.
pub(crate) async fn newest(folder: &Path, most: usize) -> io::Result<Vec<KeptMessage>> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut ids: Vec<Uuid> = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        ids.extend(name.to_str().and_then(|name| name.strip_suffix(".txt")?.parse::<Uuid>().ok()));
    }
    ids.sort_unstable_by(|a, b| b.cmp(a));
    let mut found = Vec::new();
    for id in ids.into_iter().take(most) {
        let file = tokio::fs::read_to_string(folder.join(format!("{id}.txt"))).await?;
        found.extend(KeptMessage::read(id, &file));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_kept_is_read_back_the_newest_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("mail");
        assert_eq!(newest(&inside, 10).await.expect("reads"), []);
        let message = |number, subject: Option<&str>| KeptMessage {
            id: Uuid::from_u128(number),
            to: "man@example.com".into(),
            subject: subject.map(str::to_owned),
            text: "Dòng một\n\nDòng hai".into(),
        };
        let kept = [message(1, None), message(3, Some("Hồ sơ 1")), message(2, Some("Hồ sơ 2"))];
        for one in &kept {
            keep(&inside, one).await.expect("keeps");
        }
        std::fs::write(inside.join("khac.txt"), "x").expect("writes");
        let ids: Vec<u128> = newest(&inside, 2).await.expect("reads").iter().map(|one| one.id.as_u128()).collect();
        assert_eq!(ids, [3, 2]);
        assert_eq!(newest(&inside, 10).await.expect("reads")[2], kept[0]);
        let sly = KeptMessage { subject: Some("a\nTo: b".into()), ..message(4, None) };
        keep(&inside, &sly).await.expect("keeps");
        let read = newest(&inside, 1).await.expect("reads");
        assert_eq!((read[0].to.as_str(), read[0].subject.as_deref()), ("man@example.com", Some("a To: b")));
        assert_eq!(message(1, None).at(), OffsetDateTime::UNIX_EPOCH);
    }
}
