//! What the index knows of one procedure.

use domain::procedure::{Level, Procedure};

/// Characters beyond these say little about what a procedure is for.
const LONGEST_PAPERS: usize = 600;
const LONGEST_BODY: usize = 400;

/// The searchable text of one procedure and what its rank depends on.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub field: &'a str,
    pub keywords: Option<&'a str>,
    pub agencies: Vec<&'a str>,
    /// Names of what the citizen gets.
    pub results: Vec<&'a str>,
    pub audiences: Vec<&'a str>,
    /// Names of the papers to hand in.
    pub papers: String,
    /// Start of description, conditions and steps.
    pub body: String,
    pub name_en: Option<&'a str>,
    /// Other words for the procedure, such as a summary in plain language.
    pub extra: Option<&'a str>,
    pub levels: &'a [Level],
    /// Factor of the rank: above one for procedures that the province itself receives.
    pub boost: f32,
}

impl<'a> Document<'a> {
    /// The document of a published procedure.
    #[must_use]
    pub fn from_procedure(
        procedure: &'a Procedure,
        english_name: Option<&'a str>,
        extra: Option<&'a str>,
        boost: f32,
    ) -> Self {
        let papers = procedure.document_groups.iter().flat_map(|group| &group.items);
        let papers = papers.filter(|paper| !paper.is_note).map(|paper| paper.name.as_str());
        let steps = procedure.procedure_steps.iter().map(|group| group.text.as_str());
        let body = [procedure.description.as_deref(), procedure.conditions.as_deref()];
        Self {
            code: &procedure.code,
            name: &procedure.name,
            field: &procedure.field,
            keywords: procedure.keywords.as_deref(),
            agencies: procedure.agencies.iter().map(String::as_str).collect(),
            results: procedure.results.iter().map(|result| result.name.as_str()).collect(),
            audiences: procedure.audiences.iter().map(String::as_str).collect(),
            papers: joined_until(papers, LONGEST_PAPERS),
            body: joined_until(body.into_iter().flatten().chain(steps), LONGEST_BODY),
            name_en: english_name,
            extra,
            levels: &procedure.levels,
            boost,
        }
    }
}

/// The texts one after the other, cut at a number of characters.
fn joined_until<'a>(texts: impl Iterator<Item = &'a str>, limit: usize) -> String {
    let mut joined = String::new();
    let mut left = limit;
    for text in texts {
        if left == 0 {
            break;
        }
        // A line feed keeps the end of one text and the start of the next from becoming a phrase.
        joined.push('\n');
        for letter in text.chars().take(left) {
            joined.push(letter);
            left -= 1;
        }
    }
    joined
}
