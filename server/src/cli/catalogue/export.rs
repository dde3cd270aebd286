//! `motcua catalogue export`: gives back what was imported.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use flate2::Compression;
use flate2::write::GzEncoder;
use storage::Storage;

use crate::cli::{CommandError, complain};

pub(super) async fn export(storage: &dyn Storage, output: Option<&Path>) -> Result<ExitCode, CommandError> {
    let mut writer: Box<dyn Write> = match output {
        None => Box::new(BufWriter::new(std::io::stdout())),
        Some(path) => {
            let file = File::create(path).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
            if path.extension().is_some_and(|extension| extension == "gz") {
                Box::new(GzEncoder::new(BufWriter::new(file), Compression::best()))
            } else {
                Box::new(BufWriter::new(file))
            }
        }
    };
    let mut rows = storage.catalogue().await?;
    let mut count = 0_u64;
    while let Some(row) = rows.recv().await {
        let row = row?;
        writer.write_all(row.document.as_bytes())?;
        writer.write_all(b"\n")?;
        count += 1;
    }
    writer.flush()?;
    // The end of a packed file is written when the writer goes.
    drop(writer);
    complain(&format!("{count} procedures exported"));
    Ok(ExitCode::SUCCESS)
}
