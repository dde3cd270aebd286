//! `motcua form …`

use super::{Motcua, err, out};

const FORM: &str = r#"procedure = "1.003197"
revision = 1
title = { vi = "Tờ khai thử", en = "Test form" }

[[page]]
id = "person"
title = { vi = "Bạn", en = "You" }
[[page.question]]
id = "married"
label = { vi = "Đã kết hôn", en = "Married" }
answer = { type = "yes_no" }
[[page.question]]
id = "spouse"
label = { vi = "Vợ hoặc chồng", en = "Spouse" }
when = "married"
answer = { type = "short_text", max = 100 }

[[fee]]
id = "entry"
label = { vi = "Lệ phí", en = "Fee" }
[[fee.rate]]
amount = "10000"
"#;

fn form(motcua: &Motcua, name: &str, text: &str) -> String {
    motcua.write(name, &[text.to_owned()])
}

#[test]
fn every_defect_is_named_with_file_line_and_place() {
    let motcua = Motcua::new();
    let good = form(&motcua, "good.toml", FORM);
    let checked = motcua.run(&["form", "check", &good]);
    assert!(
        checked.status.success() && out(&checked).contains("1.003197 revision 1 may be published"),
        "{}",
        err(&checked)
    );
    let bad = FORM.replace("when = \"married\"", "when = \"maried\"").replace(", en = \"Spouse\"", "");
    let bad = form(&motcua, "bad.toml", &bad);
    let unreadable = form(&motcua, "unreadable.toml", "procedure = \"1.003197\"\nrevison = 1");
    let checked = motcua.run(&["form", "check", &good, &bad, &unreadable]);
    assert_eq!(checked.status.code(), Some(1));
    let report = err(&checked);
    assert!(report.contains("bad.toml:13: question spouse, when: ") && report.contains("maried"), "{report}");
    assert!(report.contains("bad.toml:13: question spouse, label: the English text is missing"), "{report}");
    assert!(report.contains("unreadable.toml:2: ") && report.contains("revison"), "{report}");
    assert!(!report.contains("good.toml"), "{report}");
    assert!(!motcua.folder.path().join("var").exists(), "looking makes no database");
}

#[test]
fn a_form_is_published_once_and_given_back_as_it_was() {
    let motcua = Motcua::new();
    let file = form(&motcua, "form.toml", FORM);
    let first = motcua.run(&["form", "publish", &file]);
    assert_eq!(out(&first).trim(), "1.003197 revision 1: published", "{}", err(&first));
    assert_eq!(out(&motcua.run(&["form", "publish", &file])).trim(), "1.003197 revision 1: unchanged");
    let given_back = motcua.folder.path().join("back.toml").display().to_string();
    assert!(motcua.run(&["form", "export", "1.003197", "-o", &given_back]).status.success());
    assert_eq!(out(&motcua.run(&["form", "publish", &given_back])).trim(), "1.003197 revision 1: unchanged");
    assert!(err(&motcua.run(&["form", "export", "1.003197", "--case", "none"])).contains("none"));
}

#[test]
fn a_form_that_loses_answers_or_keeps_its_number_is_not_published() {
    let motcua = Motcua::new();
    motcua.run(&["form", "publish", &form(&motcua, "one.toml", FORM)]);
    let unraised = form(&motcua, "unraised.toml", &FORM.replace("max = 100", "max = 50"));
    let refused = motcua.run(&["form", "publish", &unraised]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        err(&refused).contains("revision must be 2") && err(&refused).contains("Nothing was published"),
        "{}",
        err(&refused)
    );
    let renamed = FORM.replace("revision = 1", "revision = 2").replace("id = \"spouse\"", "id = \"partner\"");
    let lost = motcua.run(&["form", "check", &form(&motcua, "lost.toml", &renamed)]);
    assert!(err(&lost).contains("answers in drafts to «spouse» could not be carried over"), "{}", err(&lost));
    let named = renamed.replace("id = \"partner\"", "id = \"partner\"\nwas = \"spouse\"");
    let raised = motcua.run(&["form", "publish", &form(&motcua, "two.toml", &named)]);
    assert_eq!(out(&raised).trim(), "1.003197 revision 2: published after revision 1", "{}", err(&raised));
    let paper = FORM.replace("revision = 1", "revision = 3").replace(
        "[[fee]]",
        "[[page.question]]\nid = \"paper\"\nlabel = { vi = \"Giấy\", en = \"Paper\" }\nanswer = { type = \"files\", component = \"7.7\" }\n[[fee]]",
    );
    motcua.run(&["catalogue", "import", &motcua.write("all.jsonl", &super::embedded())]);
    let missing = motcua.run(&["form", "check", &form(&motcua, "paper.toml", &paper)]);
    assert!(err(&missing).contains("the published papers of 1.003197 have no row 7.7"), "{}", err(&missing));
    let replaced = FORM.replace("revision = 1", "revision = 3\nreplaces_papers = [\"1.1\", \"8.1\"]");
    let missing = motcua.run(&["form", "check", &form(&motcua, "replaced.toml", &replaced)]);
    assert!(
        err(&missing).contains("replaces_papers: the published papers of 1.003197 have no row 8.1"),
        "{}",
        err(&missing)
    );
}

#[test]
fn every_embedded_form_is_given_back_as_it_was_written() {
    let motcua = Motcua::new();
    for (name, text) in server::forms::EMBEDDED_FORMS {
        let form = server::forms::read_form(name, text).expect("an embedded form");
        let mut arguments = vec!["form", "export", &form.procedure];
        if let Some(case) = &form.case {
            arguments.extend(["--case", case]);
        }
        let exported = motcua.run(&arguments);
        assert!(exported.status.success(), "{name}: {}", err(&exported));
        assert_eq!(server::forms::read_form(name, &out(&exported)).expect("reads back"), form, "{name}");
    }
}

#[test]
fn a_preview_shows_pages_questions_conditions_and_fees() {
    let motcua = Motcua::new();
    let file = form(&motcua, "form.toml", FORM);
    let shown = out(&motcua.run(&["form", "preview", "--english", &file]));
    for line in ["1. You [person]", "Married [married: yes_no]", "only when married", "fee: Fee [entry]", "else 10000"]
    {
        assert!(shown.contains(line), "{line} in\n{shown}");
    }
    assert!(out(&motcua.run(&["form", "preview", &file])).contains("Vợ hoặc chồng [spouse: short_text]"));
}

#[test]
fn answers_are_judged_as_by_the_api_before_and_after_publishing() {
    let motcua = Motcua::new();
    let answers = r#"{"procedure": "1.003197", "answers": {"applicant": {"name": "Bùi Thị Mận", "phone": "0912345678"}
                     FORM}}"#;
    let judge = |form: &str| {
        let file = motcua.write("answers.json", &[answers.replace("FORM", form)]);
        let verdict = motcua.run(&["form", "check-answers", &file]);
        assert!(verdict.status.success(), "{}", err(&verdict));
        serde_json::from_str::<serde_json::Value>(&out(&verdict)).expect("JSON")
    };
    let generic = judge("");
    assert_eq!((generic["verdict"].as_str(), generic["form_revision"].as_u64()), (Some("acceptable"), None));
    assert_eq!(generic["procedure_revision"], 1);
    motcua.run(&["form", "publish", &form(&motcua, "form.toml", FORM)]);
    let verdict = judge(r#", "form": {"married": "yes"}"#);
    assert_eq!((verdict["verdict"].as_str(), verdict["total"].as_u64()), (Some("not_acceptable"), Some(10_000)));
    assert_eq!(
        (&verdict["problems"][0]["field"], &verdict["problems"][0]["key"]),
        (&"form.spouse".into(), &"required".into())
    );
    let without = motcua.run(&["form", "check-answers", &motcua.write("x.json", &["{}".to_owned()])]);
    assert!(err(&without).contains("`procedure` is missing"), "{}", err(&without));
}

#[test]
fn the_schema_describes_a_form_and_mistakes_need_a_database() {
    let motcua = Motcua::new();
    let schema: serde_json::Value = serde_json::from_str(&out(&motcua.run(&["form", "schema"]))).expect("JSON");
    assert!(schema["properties"]["page"].is_object());
    assert!(err(&motcua.run(&["form", "mistakes", "1.003197"])).contains("no database"));
    motcua.run(&["form", "publish", &form(&motcua, "form.toml", FORM)]);
    assert!(out(&motcua.run(&["form", "mistakes", "1.003197"])).contains("No mistakes were counted"));
}

#[test]
fn before_an_upgrade_one_is_told_which_embedded_form_was_published_with_other_content() {
    let motcua = Motcua::new();
    let checked = motcua.run(&["form", "check"]);
    assert!(checked.status.success(), "{}", err(&checked));
    assert_eq!(out(&checked).lines().count(), server::forms::EMBEDDED_FORMS.len());
    assert!(!motcua.folder.path().join("var").exists(), "looking makes no database");
    // Somebody published a revision of their own under the number that this program brings, too.
    let (name, text) = server::forms::EMBEDDED_FORMS.first().expect("a form");
    let own = form(&motcua, "own.toml", &text.replacen("title = { vi = \"", "title = { vi = \"Bản riêng: ", 1));
    let published = motcua.run(&["form", "publish", &own]);
    assert!(published.status.success(), "{}", err(&published));
    let told = motcua.run(&["form", "check"]);
    assert_eq!(told.status.code(), Some(1));
    let report = err(&told);
    assert!(report.contains(name) && report.contains("raise `revision` to"), "{report}");
    assert_eq!(report.lines().count(), 1, "{report}");
}
