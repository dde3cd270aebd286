//! Prints papers: with a folder, all forms as PDF files to look at; without one, times form 01 and a register of 1,000 rows and
//! prints milliseconds and resident memory as JSON. `make bench` runs it.
#![expect(clippy::print_stdout, reason = "a tool for the command line")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use documents::render;
use domain::paper::Paper;

#[path = "../tests/it/samples.rs"]
mod samples;

use samples::{Samples, USUAL};

/// As in the server, so that memory is measured as it is there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().nth(1) {
        Some(folder) => write(Path::new(&folder)),
        None => measure(),
    }
}

fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let mut papers = USUAL.papers();
    papers.push(Paper::Receipt(Box::new(USUAL.full_receipt())));
    papers.push(Paper::Register(Box::new(Samples { rows: 60, ..USUAL }.register())));
    let empty = Samples { instead: Some(" "), ..USUAL };
    papers.extend(empty.papers());
    for (at, paper) in papers.iter().enumerate() {
        std::fs::write(folder.join(format!("{:02}.pdf", at + 1)), render(paper)?)?;
    }
    Ok(())
}

fn measure() -> Result<(), Box<dyn Error>> {
    let before = resident_kb()?;
    let receipt = Paper::Receipt(Box::new(USUAL.receipt()));
    let began = Instant::now();
    let bytes = render(&receipt)?.len();
    let first = began.elapsed().as_micros();
    let after_first = resident_kb()?;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        std::hint::black_box(render(std::hint::black_box(&receipt))?);
        times.push(began.elapsed().as_micros());
    }
    times.sort_unstable();
    let at = |percent: usize| milliseconds(times.get(ROUNDS * percent / 100).copied().unwrap_or_default());
    let after_many = resident_kb()?;
    let register = Paper::Register(Box::new(Samples { rows: 1_000, ..USUAL }.register()));
    let began = Instant::now();
    render(&register)?;
    let long = began.elapsed().as_micros();
    let after_register = resident_kb()?;
    for _ in 0..5 {
        render(&register)?;
    }
    println!(
        "{{\"bytes\":{bytes},\"first_ms\":{},\"median_ms\":{},\"p99_ms\":{},\"register_ms\":{},\"rss_kb\":{{\"before\":{before},\
         \"first\":{after_first},\"many\":{after_many},\"register\":{after_register},\"registers\":{}}}}}",
        milliseconds(first),
        at(50),
        at(99),
        milliseconds(long),
        resident_kb()?
    );
    Ok(())
}

fn milliseconds(microseconds: u128) -> f64 {
    microseconds as f64 / 1_000.0
}

/// What of this process lies in memory, as Linux counts it.
fn resident_kb() -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse()?)
}
