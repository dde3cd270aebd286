//! `motcua staff …`

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use super::{Motcua, err, out};

const ADD: [&str; 8] =
    ["staff", "add", "--login", "Hoa.Trần", "--name", "Trần Thị Hoa", "--role", "H28.14:receptionist"];

impl Motcua {
    fn run_with_input(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_motcua"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("reads");
        child.wait_with_output().expect("ends")
    }
}

#[test]
fn an_account_is_added_with_a_code_and_listed() {
    let motcua = Motcua::new();
    assert!(out(&motcua.run(&["staff", "list"])).contains("motcua staff add"), "says how to begin");
    let added = motcua.run(&ADD);
    assert!(added.status.success(), "{}", err(&added));
    let text = out(&added);
    let code = text.lines().next().and_then(|line| line.rsplit(' ').next()).expect("a code");
    assert_eq!((code.len(), code.matches('-').count()), (19, 3), "{text}");
    assert!(text.contains("24 hours") && text.contains("/can-bo/dang-nhap"), "{text}");
    let list = out(&motcua.run(&["staff", "list"]));
    for part in ["Hoa.Trần", "Trần Thị Hoa", "to be set up", "never", "H28.14:receptionist"] {
        assert!(list.contains(part), "{part}: {list}");
    }
    let again = motcua.run(&["staff", "add", "--login", "hoa.tran", "--name", "Ai đó", "--role", "H28.14:officer"]);
    assert!(!again.status.success() && err(&again).contains("is taken"), "{}", err(&again));
    let reset = out(&motcua.run(&["staff", "reset", "hoa.tran"]));
    assert!(reset.contains("One-time sign-in code of Hoa.Trần: ") && !reset.contains(code), "{reset}");
}

#[test]
fn roles_are_given_and_taken_and_accounts_disabled() {
    let motcua = Motcua::new();
    motcua.run(&ADD);
    let run = |arguments: &[&str]| out(&motcua.run(arguments));
    assert!(run(&["staff", "role", "give", "hoa.tran", "H28.14:leader"]).contains("is now leader at H28.14"));
    assert!(run(&["staff", "role", "give", "hoa.tran", "H28.14:leader"]).contains("was already leader"));
    assert!(run(&["staff", "list"]).contains("H28.14:leader H28.14:receptionist"));
    assert!(run(&["staff", "role", "take", "hoa.tran", "H28.14:leader"]).contains("is no longer leader"));
    assert!(run(&["staff", "disable", "hoa.tran"]).contains("is disabled"));
    assert!(run(&["staff", "list"]).contains("disabled"));
    assert!(run(&["staff", "enable", "hoa.tran"]).contains("is enabled"));
    assert!(!run(&["staff", "list"]).contains("disabled"));
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_added() {
    let motcua = Motcua::new();
    for (changed, value, sentence) in [
        (
            7,
            "H28.14:boss",
            "there is no role `boss`; roles are receptionist, officer, leader, publisher, administrator",
        ),
        (7, "H28.14", "expected AGENCY:ROLE"),
        (7, "H99.01:officer", "There is no agency “H99.01”"),
        (3, "hai từ", "A login has 2 to 64 letters"),
        (5, " ", "Enter the full name"),
    ] {
        let mut arguments = ADD;
        arguments[changed] = value;
        let refused = motcua.run(&arguments);
        assert!(!refused.status.success() && err(&refused).contains(sentence), "{value}: {}", err(&refused));
    }
    let without = motcua.run(&ADD[..6]);
    assert!(err(&without).contains("--role"), "{}", err(&without));
    let nobody = motcua.run(&["staff", "disable", "nobody"]);
    assert!(err(&nobody).contains("There is no such account"), "{}", err(&nobody));
    assert!(out(&motcua.run(&["staff", "list"])).contains("There are no accounts"));
}

#[test]
fn a_script_sets_password_and_second_factor_at_once_and_they_are_not_told_again() {
    let motcua = Motcua::new();
    let add = |secret: &str, password: &str| {
        let arguments = [&ADD[..], &["--password-stdin", "--totp-secret", secret]].concat();
        motcua.run_with_input(&arguments, &format!("{password}\n"))
    };
    let good = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (secret, password, sentence) in [
        ("GEZDG", "con trâu đi trước", "--totp-secret: expected Base32"),
        (good, "ngắn", "at least 12 characters"),
        (good, "trần thị hoa 1", "too much like your name"),
    ] {
        let refused = add(secret, password);
        assert!(err(&refused).contains(sentence), "{password}: {}", err(&refused));
        assert!(!err(&refused).contains(password) && !err(&refused).contains(secret), "{}", err(&refused));
    }
    let added = add(good, "con trâu đi trước cái cày");
    let text = format!("{}{}", out(&added), err(&added));
    assert!(added.status.success() && text.contains("can sign in"), "{text}");
    assert!(!text.contains("con trâu") && !text.contains(good), "{text}");
    assert!(out(&motcua.run(&["staff", "list"])).contains("active"));
    let alone = motcua.run(&[&ADD[..], &["--password-stdin"]].concat());
    assert!(err(&alone).contains("--totp-secret"), "{}", err(&alone));
}
