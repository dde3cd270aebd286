//! `motcua catalogue export`: gives back what was imported.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use flate2::Compression;
use flate2::write::GzEncoder;
use storage::Storage;

use crate::cli::{CommandError, complain};

/// Where the lines go: packed or not.
enum Output {
    Plain(Box<dyn Write>),
    Packed(Box<GzEncoder<BufWriter<File>>>),
}

impl Output {
    fn open(path: Option<&Path>) -> std::io::Result<Self> {
        let Some(path) = path else { return Ok(Self::Plain(Box::new(BufWriter::new(std::io::stdout())))) };
        let file = BufWriter::new(File::create(path)?);
        Ok(if path.extension().is_some_and(|extension| extension == "gz") {
            Self::Packed(Box::new(GzEncoder::new(file, Compression::best())))
        } else {
            Self::Plain(Box::new(file))
        })
    }

    fn line(&mut self, text: &str) -> std::io::Result<()> {
        let writer: &mut dyn Write = match self {
            Self::Plain(writer) => writer,
            Self::Packed(writer) => writer.as_mut(),
        };
        writer.write_all(text.as_bytes())?;
        writer.write_all(b"\n")
    }

    /// Writes what is still held back; only now it is known that everything is on the disk.
    fn finish(self) -> std::io::Result<()> {
        match self {
            Self::Plain(mut writer) => writer.flush(),
            Self::Packed(writer) => writer.finish()?.flush(),
        }
    }
}

pub(super) async fn export(storage: &dyn Storage, output: Option<&Path>) -> Result<ExitCode, CommandError> {
    let named = |error: std::io::Error| match output {
        Some(path) => format!("{} cannot be written: {error}", path.display()),
        None => format!("standard output cannot be written: {error}"),
    };
    let mut lines = Output::open(output).map_err(named)?;
    let mut rows = storage.catalogue().await?;
    let mut count = 0_u64;
    while let Some(row) = rows.recv().await {
        lines.line(&row?.document).map_err(named)?;
        count += 1;
    }
    lines.finish().map_err(named)?;
    complain(&format!("{count} procedures exported"));
    Ok(ExitCode::SUCCESS)
}
