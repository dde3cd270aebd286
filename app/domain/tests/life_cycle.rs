//! Every command in every state, against a reviewed table; and the graph in the documentation, made from the code.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod life_cycle {
    mod acts;
    mod authority;
    pub mod dossier;
    mod processes;
}

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::dossier::{Channel, CommandKind, Event, EventKind, Refusal, Status, possible_in};
use life_cycle::dossier::{sample, states, usual_actor};

#[test]
fn every_command_in_every_state_does_what_the_reviewed_table_says() {
    let mut table = String::new();
    for (name, dossier) in states() {
        let _ = writeln!(table, "{name}");
        for kind in CommandKind::ALL {
            let command = sample(kind, &dossier);
            assert_eq!(command.kind(), kind);
            let outcome = dossier.attempt(usual_actor(kind), command);
            let told = match outcome {
                Ok(events) => {
                    let mut after = dossier.clone();
                    after.append(usual_actor(kind), events.clone());
                    let keys: Vec<&str> = events.iter().map(|event| event.kind().key()).collect();
                    format!("{} → {}", keys.join(" + "), after.state().status.code())
                }
                Err(refusal) => format!("no: {}", refusal.key()),
            };
            let _ = writeln!(table, "  {:<20} {told}", kind.key());
        }
    }
    compare("tests/life_cycle/table.txt", &table);
}

#[test]
fn the_graph_in_the_documentation_is_the_one_of_the_code() {
    let mut arrows: BTreeMap<(i16, i16), BTreeSet<&str>> = BTreeMap::new();
    for (_, dossier) in states() {
        let from = dossier.state().status.code();
        for kind in CommandKind::ALL {
            if let Ok(events) = dossier.attempt(usual_actor(kind), sample(kind, &dossier)) {
                let mut after = dossier.clone();
                after.append(usual_actor(kind), events);
                let to = after.state().status.code();
                if from != to {
                    arrows.entry((from, to)).or_default().insert(kind.key());
                }
            }
        }
    }
    let mut text = String::from(
        "# The life cycle of a dossier\n\nMade from the code by `app/domain/tests/life_cycle.rs`; `MOTCUA_WRITE=1 cargo test -p domain \
         --test life_cycle` writes it anew.\nAn arrow is a command that changes the status; what else a command needs stands in \
         `app/domain/src/dossier/decide.rs`.\n\n```mermaid\nstateDiagram-v2\n",
    );
    for status in Status::ALL {
        let _ = writeln!(text, "    {0}: {0} {1}", status.code(), status.name_vi());
    }
    text.push_str("    [*] --> 1\n");
    for ((from, to), commands) in &arrows {
        let _ = writeln!(text, "    {from} --> {to}: {}", commands.iter().copied().collect::<Vec<_>>().join(", "));
    }
    text.push_str("```\n");
    compare("../../docs/life-cycle.md", &text);
}

/// Compares with the file, or writes it when asked to.
fn compare(file: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("MOTCUA_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(&path, text).expect("the file is written");
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == text, "{file} differs; read the change, then run with MOTCUA_WRITE=1\n{text}");
}

#[test]
fn a_status_which_the_table_of_possibilities_excludes_refuses_with_that_status() {
    for (name, dossier) in states() {
        let status = dossier.state().status;
        for kind in CommandKind::ALL {
            if !possible_in(kind).contains(&status) {
                let refusal = dossier.attempt(usual_actor(kind), sample(kind, &dossier)).expect_err(name);
                assert_eq!(refusal, Refusal::NotInThisStatus(status), "{name}: {}", kind.key());
            }
        }
    }
}

#[test]
fn every_event_is_read_back_as_it_was_written() {
    let mut kinds = BTreeSet::new();
    for (_, dossier) in states() {
        for kind in CommandKind::ALL {
            let mut all = dossier.clone();
            if let Ok(events) = dossier.attempt(usual_actor(kind), sample(kind, &dossier)) {
                all.append(usual_actor(kind), events);
            }
            for entry in &all.events {
                let kind = entry.event.kind();
                let document = entry.event.document().expect("a document");
                assert_eq!(Event::read(kind.key(), Some(&document)).expect("readable"), entry.event);
                kinds.insert(kind);
            }
        }
    }
    assert_eq!(kinds.len(), EventKind::ALL.len(), "every kind has been met: {kinds:?}");
    assert_eq!(
        Event::read("submitted", None).expect("the first release"),
        Event::Submitted { channel: Channel::Online, seal: None }
    );
}
