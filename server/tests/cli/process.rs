//! `motcua process …`

use crate::{Motcua, err, out};

const OWN: &str = r#"
procedure = "1.001193"
revision = 1
[[step]]
id = "review"
name = { vi = "Thẩm tra", en = "Review" }
role = "officer"
limit = { amount = 4, unit = "hour" }
next = ["sign"]
[[step]]
id = "sign"
name = { vi = "Ký giấy khai sinh", en = "Sign" }
role = "leader"
limit = { amount = 1, unit = "working_day" }
"#;

#[test]
fn what_is_published_is_in_force_and_the_same_again_changes_nothing() {
    let motcua = Motcua::new();
    let file = motcua.write("own.toml", &[OWN.to_owned()]);
    assert!(out(&motcua.run(&["process", "check"])).contains("* revision 1 may be published"), "the embedded ones");
    let checked = motcua.run(&["process", "check", &file]);
    assert!(checked.status.success(), "{}", err(&checked));
    let published = motcua.run(&["process", "publish", &file]);
    assert_eq!(out(&published), "new        1.001193 revision 1\n", "{}", err(&published));
    assert_eq!(out(&motcua.run(&["process", "publish", &file])), "unchanged  1.001193 revision 1\n");
    let shown = out(&motcua.run(&["process", "show", "1.001193"]));
    assert!(shown.contains("review  Thẩm tra (officer, the settling unit): 4 working hours, then sign"), "{shown}");
    let changed = motcua.write("changed.toml", &[OWN.replace("Thẩm tra", "Thẩm định")]);
    let refused = motcua.run(&["process", "publish", &changed]);
    assert!(!refused.status.success());
    assert!(
        err(&refused).contains("revision 1 does not come after 1, which is in force; raise it"),
        "{}",
        err(&refused)
    );
    let raised = OWN.replace("Thẩm tra", "Thẩm định").replace("revision = 1", "revision = 2");
    let raised = motcua.write("raised.toml", &[raised]);
    assert_eq!(out(&motcua.run(&["process", "publish", &raised])), "changed    1.001193 revision 1 -> 2\n");
}

#[test]
fn everything_wrong_is_told_and_nothing_is_published() {
    let motcua = Motcua::new();
    let good = motcua.write("good.toml", &[OWN.to_owned()]);
    for (bad, expected) in [
        (OWN.replace("next = [\"sign\"]", "next = [\"gone\"]"), "gone"),
        (OWN.replace("role = \"officer\"", "role = \"wizard\""), "wizard"),
        (OWN.replace("id = \"review\"", "id = \"review\"\nunit = \"H99\""), "there is no agency H99"),
        (OWN.replace("1.001193", "9.999999"), "there is no such procedure in the catalogue"),
    ] {
        let bad = motcua.write("bad.toml", &[bad]);
        let refused = motcua.run(&["process", "publish", &good, &bad]);
        assert!(!refused.status.success(), "{expected}");
        assert!(
            err(&refused).contains(expected) && err(&refused).contains("Nothing was published"),
            "{}",
            err(&refused)
        );
    }
    let twice = motcua.run(&["process", "publish", &good, &good]);
    assert!(err(&twice).contains("another of these files"), "{}", err(&twice));
    let shown = motcua.run(&["process", "show", "1.001193"]);
    assert!(!shown.status.success() && err(&shown).contains("has no process of its own"), "{}", out(&shown));
}
