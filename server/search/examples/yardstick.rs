//! Measures the search against judged queries: `yardstick --catalogue FILE.jsonl[.gz] --queries FILE.tsv
//! [--lexicon FOLDER] [--verbose]`.
#![expect(clippy::print_stdout, reason = "a tool for the command line")]

#[path = "../tests/judged/mod.rs"]
mod judged;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use search::{Document, Lexicon, SearchIndex};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let path = |name: &str| value(name).map(PathBuf::from).ok_or(format!("{name} PATH is missing"));
    let verbose = arguments.iter().any(|argument| argument == "--verbose");
    let procedures = judged::procedures(&path("--catalogue")?)?;
    let queries = judged::queries(&path("--queries")?)?;

    // Other tables show how much of a figure rests on single rows of them.
    let folder = value("--lexicon").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/search"));
    let before = resident_kib();
    let start = Instant::now();
    let documents = procedures.iter().map(|procedure| Document::from_procedure(procedure, None, None, 1.0));
    let index = SearchIndex::build(documents, Lexicon::read(&folder)?);
    let built = start.elapsed();
    let names: BTreeMap<String, String> =
        procedures.iter().map(|procedure| (procedure.code.clone(), procedure.name.clone())).collect();
    let with_both = resident_kib();
    drop(procedures);

    let (mut kinds, mut empty, mut total): (BTreeMap<&str, Vec<f64>>, usize, Vec<f64>) = Default::default();
    for query in &queries {
        let hits = index.search(&query.text, 1000);
        let codes: Vec<&str> = hits.iter().map(|hit| hit.code.as_str()).collect();
        let value = query.ndcg(&codes);
        kinds.entry(&query.kind).or_default().push(value);
        total.push(value);
        empty += usize::from(hits.is_empty());
        if verbose && value < 0.95 {
            println!("{} {:.2} «{}» {} hits", query.id, value, query.text, hits.len());
            for hit in hits.iter().take(6) {
                let grade = query.grades.get(&hit.code).copied().unwrap_or(0);
                println!("   {grade} {:.3} {} {}", hit.score, hit.code, shortened(&names, &hit.code));
            }
            for (code, _) in query.grades.iter().filter(|(_, grade)| **grade == 2).take(4) {
                let rank = codes.iter().position(|hit| hit == code).map_or("-".to_owned(), |at| (at + 1).to_string());
                println!("      wanted at {rank}: {code} {}", shortened(&names, code));
            }
        }
    }
    for (kind, values) in &kinds {
        println!("{kind:14} {:3} {:.3}", values.len(), mean(values));
    }
    println!("all            {:3} {:.3}, empty answers: {empty}", total.len(), mean(&total));

    if verbose {
        print_slowest(&queries, |text| index.search(text, 1000).len());
    }
    let search = timed(&queries, |text| index.search(text, 1000).len());
    let suggest = timed(&queries, |text| index.suggest(text, 10).len());
    println!("build {built:?}; search p50/p99 {search:?}; suggest p50/p99 {suggest:?}");
    println!("resident before {before} KiB, with the index {with_both} KiB, {} procedures", index.len());
    Ok(())
}

fn shortened(names: &BTreeMap<String, String>, code: &str) -> String {
    names.get(code).map_or_else(String::new, |name| name.chars().take(110).collect())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn print_slowest(queries: &[judged::Query], ask: impl Fn(&str) -> usize) {
    let time = |query: &judged::Query| {
        let start = Instant::now();
        std::hint::black_box(ask(&query.text));
        start.elapsed()
    };
    let mut times: Vec<(Duration, &str)> = queries.iter().map(|query| (time(query), query.text.as_str())).collect();
    times.sort_unstable();
    for (time, text) in times.iter().rev().take(6) {
        println!("slow: {time:?} «{text}»");
    }
}

/// Median and 99th percentile over all queries; of ten runs each counts the middle one, which other programs on the
/// machine disturb least.
fn timed(queries: &[judged::Query], ask: impl Fn(&str) -> usize) -> (Duration, Duration) {
    let time = |query: &judged::Query| {
        let run = |_| {
            let start = Instant::now();
            std::hint::black_box(ask(&query.text));
            start.elapsed()
        };
        let mut runs: Vec<Duration> = (0..10).map(run).collect();
        runs.sort_unstable();
        runs[runs.len() / 2]
    };
    let mut times: Vec<Duration> = queries.iter().map(time).collect();
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    (at(50), at(99))
}

fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|value| value.parse().ok()).unwrap_or(0)
}
