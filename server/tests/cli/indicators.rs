//! `motcua indicators recompute`.

use crate::Motcua;

#[test]
fn a_portal_without_a_database_says_so_and_makes_none() {
    let motcua = Motcua::new();
    let output = motcua.run(&["indicators", "recompute", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no database yet"), "{output:?}");
    assert!(!motcua.folder.path().join("var").exists(), "a command that only looks makes nothing");
}
