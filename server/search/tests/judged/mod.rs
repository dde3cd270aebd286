//! Reading judged queries and the catalogue they are judged over, and grading answers.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::Command;

use domain::procedure::Procedure;

/// A query of a citizen with the grades of the procedures that answer it.
pub struct Query {
    pub id: String,
    pub text: String,
    pub kind: String,
    pub grades: BTreeMap<String, u32>,
}

const DEPTH: usize = 5;

impl Query {
    /// nDCG@5 with gain 2^grade − 1 against the best possible order.
    pub fn ndcg(&self, codes: &[&str]) -> f64 {
        let gained = codes.iter().map(|code| self.grades.get(*code).copied().unwrap_or(0));
        let mut best: Vec<u32> = self.grades.values().copied().collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        gain(gained) / gain(best.into_iter())
    }
}

fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    let gains = grades.take(DEPTH).enumerate();
    gains.map(|(rank, grade)| (2_f64.powi(grade as i32) - 1.0) / (rank as f64 + 2.0).log2()).sum()
}

/// The judged queries of a file of tab-separated values with a header.
pub fn queries(path: &Path) -> Result<Vec<Query>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    text.lines().skip(1).map(query).collect()
}

fn query(line: &str) -> Result<Query, Box<dyn Error>> {
    let [id, text, kind, codes] = line.split('\t').collect::<Vec<_>>()[..] else {
        return Err(format!("not four columns: {line}").into());
    };
    let grade = |pair: &str| -> Result<(String, u32), Box<dyn Error>> {
        let (code, grade) = pair.split_once(':').ok_or("no grade")?;
        Ok((code.to_owned(), grade.parse()?))
    };
    let grades = codes.split('|').map(grade).collect::<Result<_, _>>()?;
    Ok(Query { id: id.to_owned(), text: text.to_owned(), kind: kind.to_owned(), grades })
}

/// The procedures of a catalogue, packed or not.
pub fn procedures(path: &Path) -> Result<Vec<Procedure>, Box<dyn Error>> {
    let text = if path.extension().is_some_and(|extension| extension == "gz") {
        String::from_utf8(Command::new("gzip").arg("-dc").arg(path).output()?.stdout)?
    } else {
        std::fs::read_to_string(path)?
    };
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
