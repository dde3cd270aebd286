//! Who may do what where: every command, in four situations, as every role at the desk, at the unit and elsewhere. The table is
//! reviewed by hand; `MOTCUA_WRITE=1` writes it anew.

use domain::dossier::{CommandKind, State, required};
use domain::province::{Agency, Bilingual, Tier};
use domain::staff::{Grant, Role, may};

use super::dossier::{ANNA, DESK, Dossier, UNIT, process, sample, supplement};

const TABLE: &str = include_str!("authority.txt");
const ELSEWHERE: &str = "H28.15";

fn agencies() -> Vec<Agency> {
    let agency = |code: &str, parent: Option<&str>| Agency {
        code: code.into(),
        parent: parent.map(str::to_owned),
        name: Bilingual { vi: code.into(), en: code.into() },
        tier: Tier::Province,
        one_stop_desk: true,
        address: None,
        valid_from: time::macros::date!(2020 - 01 - 01),
        valid_until: None,
    };
    vec![agency(DESK, None), agency(UNIT, None), agency(ELSEWHERE, None)]
}

/// In process at another unit than the desk that received it.
fn situations() -> Vec<(&'static str, Dossier)> {
    vec![
        ("filed", Dossier::filed()),
        ("received", Dossier::filed().received()),
        ("in process at the unit, nobody has it in hand", Dossier::filed().processing()),
        ("the applicant has to complete it", Dossier::filed().processing().then(ANNA, supplement())),
    ]
}

fn letters(state: &State, kind: CommandKind, dossier: &Dossier, place: &str, agencies: &[Agency]) -> String {
    let command = sample(kind, dossier);
    let process = process();
    let needed = required(state, DESK, &process, &command);
    let allowed = |role: Role| {
        let grants = [Grant { agency: place.to_owned(), role }];
        needed.iter().all(|(permission, agency)| may(&grants, *permission, agency, agencies))
    };
    let letter = |role: Role| if allowed(role) { role.key()[..1].to_uppercase() } else { "-".to_owned() };
    Role::ALL.map(letter).join(" ")
}

#[test]
fn every_command_asks_of_whoever_gives_it_what_was_reviewed() {
    let agencies = agencies();
    let mut table =
        String::from("Receptionist Officer Leader Publisher Administrator, at the desk | at the unit | elsewhere\n");
    for (name, dossier) in situations() {
        let state = dossier.state();
        table.push_str(&format!("\n{name}\n"));
        for kind in CommandKind::ALL {
            let at = |place: &str| letters(&state, kind, &dossier, place, &agencies);
            table.push_str(&format!("  {:<20} {} | {} | {}\n", kind.key(), at(DESK), at(UNIT), at(ELSEWHERE)));
        }
    }
    if std::env::var_os("MOTCUA_WRITE").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/life_cycle/authority.txt"), &table).expect("writes");
        return;
    }
    assert_eq!(table, TABLE, "what a role may do has changed: review it, then MOTCUA_WRITE=1");
    let elsewhere = table.lines().filter_map(|line| line.rsplit_once(" | ")).skip(1);
    for (line, letters) in elsewhere {
        assert_eq!(letters, "- - - - -", "somebody of another agency may: {line}");
    }
}
