//! Mistakes in a process are found before it is published.

use domain::process::{Process, ProcessDefect, check};

use super::dossier::process;

#[test]
fn planted_defects_of_a_process_are_found_and_a_good_one_has_none() {
    assert_eq!(check(&process()), []);
    let broken = |change: fn(&mut Process)| {
        let mut process = process();
        change(&mut process);
        check(&process)
    };
    assert_eq!(broken(|p| p.revision = 0), [ProcessDefect::RevisionZero]);
    assert_eq!(broken(|p| p.steps.clear()), [ProcessDefect::NoSteps]);
    assert_eq!(broken(|p| p.steps[0].name.en.clear()), [ProcessDefect::NoName("check".into())]);
    assert_eq!(broken(|p| p.steps[3].limit.amount = 0), [ProcessDefect::BadLimit("sign".into())]);
    assert_eq!(
        broken(|p| p.steps[3].role = domain::process::StepRole::Officer),
        [ProcessDefect::NotSigned("sign".into())]
    );
    assert_eq!(broken(|p| p.steps[0].next = vec!["land".into()]), [ProcessDefect::Unreachable("tax".into())]);
    assert!(broken(|p| p.steps[3].next = vec!["land".into()]).contains(&ProcessDefect::Cycle("sign".into())));
    assert!(
        broken(|p| p.steps[1].next = vec!["nowhere".into()])
            .contains(&ProcessDefect::UnknownNext { from: "land".into(), to: "nowhere".into() })
    );
    assert!(broken(|p| p.steps[1].id = "tax".into()).contains(&ProcessDefect::Twice("tax".into())));
    assert!(broken(|p| p.steps[0].id = "Kiểm tra".into()).contains(&ProcessDefect::BadId("Kiểm tra".into())));
    assert_eq!(
        broken(|p| p.steps[1].branching = domain::process::Branching::One),
        [ProcessDefect::NothingToChoose("land".into())]
    );
    assert_eq!(
        broken(|p| p.steps[0].next = vec!["land".into(), "tax".into(), "tax".into()]),
        [ProcessDefect::NextTwice("check".into())]
    );
}
