//! The guide in the browser: looks at the answers whenever they change.

use std::{cell::RefCell, rc::Rc};

use domain::filing::Problem;
use domain::form::{Context, Outcome, Rules, lean};
use leptos::prelude::*;
use serde_json::{Map, Value};
use web_sys::HtmlFormElement;

use super::{GuideForm, GuideTexts, figures, outputs, questions};
use crate::filling::{lay_over, page_of, required_on, shown_on};
use crate::islands::browser::{listen, window};
use crate::islands::draft_saver::fields::nested;
use crate::islands::draft_saver::{StatusLine, browser as saver, form, judge};

/// What the page gave.
pub struct Given {
    pub api: String,
    pub version: i64,
    pub form_id: String,
    pub form: GuideForm,
    pub texts: GuideTexts,
}

/// One guide in the page.
pub struct Guide {
    rules: Rules,
    pub context: Context,
    kept: Map<String, Value>,
    page: usize,
    pub form: HtmlFormElement,
    pub texts: GuideTexts,
    announced: RwSignal<String>,
    /// Paths of the questions that show.
    pub shown: RefCell<Vec<String>>,
}

/// Starts to watch the form.
pub fn start(line: StatusLine, announced: RwSignal<String>, given: Given) {
    let mut given = Some(given);
    Effect::new(move |_| {
        let Some(Given { api, version, form_id, form: asked, mut texts }) = given.take() else {
            return;
        };
        let Some(form) = form::find(&form_id) else {
            return;
        };
        let mut saver_texts = std::mem::take(&mut texts.saver);
        let sentences = std::mem::take(&mut saver_texts.problems);
        // First of all nothing typed is lost; the rest is a help.
        saver::watch(form.clone(), line, api, version, saver_texts);
        let rules = lean::form(&asked.rules).and_then(|form| Rules::compile_published(form).ok());
        if let (Some(rules), Some(context)) = (rules, lean::context(&asked.context)) {
            let guide = Rc::new(Guide {
                rules,
                context,
                kept: asked.kept,
                page: asked.page,
                form,
                texts,
                announced,
                shown: RefCell::default(),
            });
            attach(&guide, sentences);
        }
        line.ready.set(true);
    });
}

fn attach(guide: &Rc<Guide>, sentences: Vec<(String, String)>) {
    guide.look(true, false);
    let this = Rc::clone(guide);
    // A question comes or goes when an answer is complete, not with each letter.
    listen(&guide.form, "change", move |_| this.look(true, true));
    let this = Rc::clone(guide);
    listen(&guide.form, "input", move |_| this.look(false, false));
    let (this, teller) = (Rc::clone(guide), Rc::clone(guide));
    let check = Box::new(move || this.problems());
    let said = Box::new(move |sentence: &str| teller.announce(sentence.to_owned()));
    judge::start(&guide.form, judge::Judge::of(&guide.form, sentences, check, said));
    let Some(window) = window() else { return };
    let this = Rc::clone(guide);
    // Back from the next page, the browser puts the fields back without a word.
    listen(&window, "pageshow", move |_| this.look(true, false));
}

impl Guide {
    /// All answers: those kept of other pages, and what stands in the fields of this one.
    fn answers(&self) -> Map<String, Value> {
        let mut answers = self.kept.clone();
        if let Some(Value::Object(here)) = nested(&form::read(&self.form)).get("form") {
            lay_over(&mut answers, here);
        }
        answers
    }

    fn evaluate(&self) -> (Map<String, Value>, Outcome) {
        let answers = self.answers();
        let outcome = self.rules.evaluate(&answers, &self.context);
        (answers, outcome)
    }

    /// What is wrong on this page. Figures stand in sentences as people write them.
    fn problems(&self) -> Vec<Problem> {
        let mut problems = self.evaluate().1.problems;
        problems.retain(|problem| page_of(&self.rules.form, &problem.field) == Some(self.page));
        for argument in problems.iter_mut().flat_map(|problem| &mut problem.arguments) {
            *argument = figures::grouped(argument, &self.texts.thousands);
        }
        problems
    }

    /// Works everything out anew. Questions come and go only with `questions`, and are told of only with `aloud`.
    fn look(&self, questions: bool, aloud: bool) {
        let (answers, outcome) = self.evaluate();
        outputs::write(self, &outcome);
        if !questions {
            return;
        }
        let shown = shown_on(&self.rules, self.page, &answers, &outcome, &self.context);
        let (more, fewer) = questions::show(self, &shown);
        questions::mark_optional(self, &required_on(&self.rules, self.page, &answers, &outcome, &self.context));
        questions::fit_addresses(self);
        form::set_hidden(&self.form, "asked", &shown.join(" "));
        self.shown.replace(shown);
        if aloud {
            self.tell(more, fewer);
        }
    }

    fn tell(&self, more: usize, fewer: usize) {
        let words = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(one.to_owned()),
            count => Some(many.replacen("{n}", &count.to_string(), 1)),
        };
        let texts = &self.texts;
        let news = [
            words(more, &texts.one_more_question, &texts.more_questions),
            words(fewer, &texts.one_question_fewer, &texts.fewer_questions),
        ];
        let news: Vec<String> = news.into_iter().flatten().collect();
        if !news.is_empty() {
            self.announce(format!("{}.", news.join(". ")));
        }
    }

    fn announce(&self, mut text: String) {
        // The same sentence again would change nothing in the page, and nobody would hear it.
        if self.announced.with_untracked(|last| *last == text) {
            text.push('\u{a0}');
        }
        self.announced.set(text);
    }
}
