//! Publishing refuses what would fail a person later: a corpus of defects, each planted into a good form, each found, and
//! nothing else with it.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is not there")]

use domain::form::{Form, publish};

const GOOD: &str = include_str!("planted_defects/good.toml");

/// Name of the defect; text of the good form and what it is replaced by; key and place that publishing must name.
type Planted = (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

const STOREYS: &str = "label = { vi = \"Số tầng\", en = \"Storeys\" }";

const PLANTED: [Planted; 45] = [
    (
        "a page nobody can reach",
        &[("when = \"kind == 'house' and storeys >= 2\"", "when = \"kind == 'house' and storeys > 60\"")],
        "unreachable_page",
        "page upper",
    ),
    (
        "a page behind two answers that exclude each other",
        &[("when = \"kind == 'house' and storeys >= 2\"", "when = \"kind == 'house' and kind == 'shop'\"")],
        "unreachable_page",
        "page upper",
    ),
    (
        EVERYBODY,
        &[("when = \"protected_area\"", "when = \"protected_area or not protected_area\"")],
        "unreachable_page",
        "page storeys",
    ),
    (
        "a condition that can never hold",
        &[("when = \"count(owners) >= 2\"", "when = \"count(owners) > 5\"")],
        "never_holds",
        "question agreement, when",
    ),
    (
        "a condition on a date that the limits forbid",
        &[("when = \"age(builder.birth_date) < 18\"", "when = \"builder.birth_date > today\"")],
        "never_holds",
        "question guardian, when",
    ),
    (
        "an age between two ages that do not meet",
        &[(
            "when = \"age(builder.birth_date) < 18\"",
            "when = \"age(builder.birth_date) < 18 and age(builder.birth_date) >= 21\"",
        )],
        "never_holds",
        "question guardian, when",
    ),
    (
        "needed only when it is not asked",
        &[("required = \"'lift' in extras\"", "required = \"kind == 'shop'\"")],
        "never_holds",
        "question lift_papers, required",
    ),
    (
        "an exit nobody takes",
        &[("when = \"protected_area\"", "when = \"protected_area and not protected_area\"")],
        "never_holds",
        "exit protected, when",
    ),
    (
        "a rate behind a rate that always holds",
        &[("when = \"channel == 'online'\"\namount = \"copies * 8000\"", "amount = \"copies * 8000\"")],
        "never_holds",
        "fee permit, rate 2",
    ),
    (
        "an exemption for nobody",
        &[("when = \"'poor' in status\"", "when = \"'poor' in status and count(status) == 0\"")],
        "never_holds",
        "fee permit, exemption 1",
    ),
    (
        "a calculation with an answer of the other case",
        &[("value = \"storeys * floor_area\"", "value = \"storeys * shop_area\"")],
        "hidden_where_needed",
        "question total_area, value",
    ),
    (
        "a limit by an answer of the other case",
        &[("not_before = \"today\"", "not_before = \"shop_opening\"")],
        "hidden_where_needed",
        "question start, not_before",
    ),
    (
        "a fee undefined at the counter",
        &[(
            "[[fee.rate]]\namount = \"copies * 10000\"\n",
            "[[fee.rate]]\nwhen = \"channel == 'post'\"\namount = \"copies * 10000\"\n",
        )],
        "undefined_fee",
        "fee permit",
    ),
    (
        "a fee of an answer that may be left empty",
        &[("amount = \"copies * 10000\"", "amount = \"copies * 10000 + extra_copies\"")],
        "undefined_fee",
        "fee permit",
    ),
    (
        "a fee of an answer that shops are not asked",
        &[("cap = \"200000\"", "cap = \"storeys * 100000\"")],
        "undefined_fee",
        "fee permit",
    ),
    (
        "a reference to a later question",
        &[(
            "when = \"kind == 'shop'\"\nanswer = { type = \"integer\", max = 5000 }",
            "when = \"copies > 1\"\nanswer = { type = \"integer\", max = 5000 }",
        )],
        "later_name",
        "question shop_area, when",
    ),
    (
        "a reference to itself",
        &[("when = \"count(owners) >= 2\"", "when = \"answered(agreement)\"")],
        "later_name",
        "question agreement, when",
    ),
    (
        "a page that asks about itself",
        &[("when = \"kind == 'house' and storeys >= 2\"", "when = \"answered(upper_use)\"")],
        "later_name",
        "page upper, when",
    ),
    (
        "a reference to an unknown question",
        &[("when = \"count(owners) >= 2\"", "when = \"count(owner) >= 2\"")],
        "unknown_name",
        "question agreement, when",
    ),
    (
        "a part the block does not ask",
        &[("when = \"age(builder.birth_date) < 18\"", "when = \"builder.sex == 'male'\"")],
        "unknown_part",
        "question guardian, when",
    ),
    (
        "a choice that is none",
        &[("when = \"kind == 'house' and storeys >= 2\"", "when = \"kind == 'villa' and storeys >= 2\"")],
        "unknown_key",
        "page upper, when",
    ),
    (
        "a number compared with a date",
        &[("when = \"kind == 'house' and storeys >= 2\"", "when = \"kind == 'house' and storeys >= today\"")],
        "wrong_kind",
        "page upper, when",
    ),
    (
        "a condition that is a number",
        &[("when = \"count(owners) >= 2\"", "when = \"count(owners)\"")],
        "wrong_kind",
        "question agreement, when",
    ),
    (
        "an amount that is a condition",
        &[("amount = \"copies * 10000\"", "amount = \"copies > 10\"")],
        "wrong_kind",
        "fee permit, rate 2, amount",
    ),
    (
        "a function that is none",
        &[("when = \"count(owners) >= 2\"", "when = \"size(owners) >= 2\"")],
        "unknown_function",
        "question agreement, when",
    ),
    (
        "a bracket that is not closed",
        &[("when = \"count(owners) >= 2\"", "when = \"(count(owners) >= 2\"")],
        "syntax",
        "question agreement, when",
    ),
    (
        "a missing English label",
        &[("label = { vi = \"Số tầng\", en = \"Storeys\" }", "label = { vi = \"Số tầng\" }")],
        "missing_text",
        "question storeys, label",
    ),
    (
        "an empty Vietnamese choice",
        &[("{ key = \"shop\", label = { vi = \"Cửa hàng\"", "{ key = \"shop\", label = { vi = \" \"")],
        "missing_text",
        "question kind, option shop",
    ),
    ("two questions of one name", &[("id = \"extra_copies\"", "id = \"copies\"")], "repeated_name", "question copies"),
    (
        "a name that is a word of the language",
        &[("id = \"extra_copies\"", "id = \"today\"")],
        "reserved_name",
        "question today",
    ),
    (
        "a range that is empty",
        &[(
            "answer = { type = \"integer\", min = 1, max = 50 }",
            "answer = { type = \"integer\", min = 60, max = 50 }",
        )],
        "empty_range",
        "question storeys",
    ),
    (
        "a component that is none",
        &[("component = \"1.2\"", "component = \"A.2\"")],
        "bad_component",
        "question lift_papers",
    ),
    (
        "a replaced paper that is no row",
        &[("replaces_papers = [\"1.1\"]", "replaces_papers = [\"the form\"]")],
        "bad_component",
        "replaces_papers",
    ),
    (
        "a replaced paper that is on no list",
        &[("replaces_papers = [\"1.1\"]", "replaces_papers = [\"1.1\", \"other\"]")],
        "bad_component",
        "replaces_papers",
    ),
    (
        "a paper replaced twice",
        &[("replaces_papers = [\"1.1\"]", "replaces_papers = [\"1.1\", \"1.1\"]")],
        "repeated_name",
        "replaces_papers",
    ),
    (
        "a condition inside a row that can never hold",
        &[(
            "label = { vi = \"Phần\", en = \"Share\" }\n",
            "label = { vi = \"Phần\", en = \"Share\" }\nwhen = \"kind == 'house' and kind == 'shop'\"\n",
        )],
        "never_holds",
        "question owners.share, when",
    ),
    (
        "sums that contradict each other",
        &[("when = \"count(owners) >= 2\"", "when = \"sum(owners.share) > 5 and sum(owners.share) < 3\"")],
        "never_holds",
        "question agreement, when",
    ),
    (
        "a sum that so many rows cannot make",
        &[("when = \"count(owners) >= 2\"", "when = \"sum(owners.share) > 500\"")],
        "never_holds",
        "question agreement, when",
    ),
    (
        "an exit that refers to a later page",
        &[("when = \"protected_area\"", "when = \"storeys > 3\"")],
        "later_name",
        "exit protected, when",
    ),
    (
        "a missing English hint",
        &[(STOREYS, "label = { vi = \"Số tầng\", en = \"Storeys\" }\nhint = { vi = \"Kể cả tầng trệt\" }")],
        "missing_text",
        "question storeys, hint",
    ),
    (
        "a missing English reason",
        &[(STOREYS, "label = { vi = \"Số tầng\", en = \"Storeys\" }\nwhy = { vi = \"Để tính diện tích\" }")],
        "missing_text",
        "question storeys, why",
    ),
    (
        "a missing English explanation of the term",
        &[(STOREYS, "label = { vi = \"Số tầng\", en = \"Storeys\" }\nterm = { vi = \"Tầng: sàn có mái\" }")],
        "missing_text",
        "question storeys, term",
    ),
    (
        "a missing English exit text",
        &[(
            "text = { vi = \"Khu bảo tồn: hỏi tỉnh\", en = \"Protected area: ask the province\" }",
            "text = { vi = \"Khu bảo tồn: hỏi tỉnh\" }",
        )],
        "missing_text",
        "exit protected, text",
    ),
    ("an exit after no page", &[("after = \"site\"", "after = \"garden\"")], "unknown_page", "exit protected"),
    (
        "a fee without a word on who tells it",
        &[("amount = \"copies * 10000\"\n", "")],
        "unexplained_rate",
        "fee permit",
    ),
];

/// What a defect brings with it: name of the defect, key and place.
const EVERYBODY: &str = "a page behind a wrong door that everybody takes";
const BESIDES: [(&str, &str, &str); 5] = [
    (EVERYBODY, "unreachable_page", "page upper"),
    (EVERYBODY, "unreachable_page", "page people"),
    (EVERYBODY, "never_holds", "fee permit, rate 1"),
    (EVERYBODY, "never_holds", "fee permit, rate 2"),
    (EVERYBODY, "never_holds", "fee permit, exemption 1"),
];

fn parsed(text: &str) -> Form {
    toml::from_str(text).expect("the document reads as a form")
}

#[test]
fn the_good_form_has_no_defect() {
    assert_eq!(publish::check(&parsed(GOOD), None), []);
}

#[test]
fn every_planted_defect_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for (name, changes, key, place) in PLANTED {
        let mut text = GOOD.to_owned();
        for (from, to) in changes {
            assert!(text.contains(from), "{name}: the good form has no «{from}»");
            text = text.replacen(from, to, 1);
        }
        let found: Vec<(&str, String)> = publish::check(&parsed(&text), None)
            .iter()
            .map(|defect| (defect.kind.key(), defect.place.clone()))
            .collect();
        let besides = BESIDES.iter().filter(|(of, ..)| *of == name).map(|(_, key, place)| (*key, (*place).to_owned()));
        let mut expected: Vec<(&str, String)> = besides.chain([(key, place.to_owned())]).collect();
        let mut found = found;
        expected.sort_unstable();
        found.sort_unstable();
        if found != expected {
            wrong.push(format!("{name}: found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A form that asks for so many amounts of capital at once: a fee by the limits, each rate with a condition of its own.
fn many_thresholds(limits: &[i64], amounts: &[i64]) -> String {
    let mut text = String::from(
        "procedure = \"1.000001\"\nrevision = 1\ntitle = { vi = \"a\", en = \"a\" }\n[[page]]\nid = \"p\"\ntitle = { vi = \"a\", en = \"a\" }\n\
         [[page.question]]\nid = \"capital\"\nlabel = { vi = \"a\", en = \"a\" }\nanswer = { type = \"money\" }\n\
         [[fee]]\nid = \"f\"\nlabel = { vi = \"a\", en = \"a\" }\n",
    );
    for (at, amount) in amounts.iter().enumerate() {
        let when = limits.get(at).map(|limit| format!("when = \"capital <= {limit}\"\n")).unwrap_or_default();
        text.push_str(&format!("[[fee.rate]]\n{when}amount = \"{amount}\"\n"));
    }
    text
}

#[test]
fn a_good_form_with_many_thresholds_is_not_refused() {
    let millions = |list: &[i64]| list.iter().map(|number| number * 1_000_000).collect::<Vec<_>>();
    let limits = millions(&[100, 500, 1_000, 3_000]);
    let amounts = [50_000, 120_000, 370_000, 810_000, 1_900_000];
    assert_eq!(publish::check(&parsed(&many_thresholds(&limits, &amounts)), None), []);
    let many: Vec<i64> = (1..=40).map(|at| at * at * 7_000_000).collect();
    let rates: Vec<i64> = (1..=41).map(|at| at * 13_000).collect();
    assert_eq!(publish::check(&parsed(&many_thresholds(&many, &rates)), None), []);
}

#[test]
fn sums_that_can_be_made_are_let_be() {
    for when in [
        "sum(owners.share) == 100",
        "sum(owners.share) > 499",
        "sum(owners.share) < 1",
        "sum(owners.share) > 5 and sum(owners.share) < 7",
        "sum(owners.share) >= 200 and count(owners) == 2",
    ] {
        let text = GOOD.replacen("count(owners) >= 2", when, 1);
        assert_eq!(publish::check(&parsed(&text), None), [], "{when}");
    }
    let text = GOOD.replacen("count(owners) >= 2", "sum(owners.share) > 200 and count(owners) == 2", 1);
    let found: Vec<String> = publish::check(&parsed(&text), None).iter().map(|defect| defect.place.clone()).collect();
    assert_eq!(found, ["question agreement, when"], "two rows make 200 at most");
    // A question behind one that waits for a sum.
    let text = GOOD.replacen("count(owners) >= 2", "sum(owners.share) > 100", 1).replacen(
        "label = { vi = \"Số bản thêm\"",
        "when = \"agreement\"\nlabel = { vi = \"Số bản thêm\"",
        1,
    );
    assert_eq!(publish::check(&parsed(&text), None), []);
}

/// What changes, how, and the question whose answers would be lost.
type Change = (&'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

/// What the next revision changes; the question whose answers would be lost, or none when all are carried.
const CHANGES: [Change; 11] = [
    ("nothing", &[], None),
    (
        "a renamed question says what it was",
        &[("id = \"extra_copies\"", "id = \"more_copies\"\nwas = \"extra_copies\"")],
        None,
    ),
    ("a renamed question does not", &[("id = \"extra_copies\"", "id = \"more_copies\"")], Some("extra_copies")),
    (
        "a number becomes money",
        &[("answer = { type = \"integer\", max = 9 }", "answer = { type = \"money\", max = 9 }")],
        None,
    ),
    (
        "a number becomes a date",
        &[("answer = { type = \"integer\", max = 9 }", "answer = { type = \"date\" }")],
        Some("extra_copies"),
    ),
    (
        "a choice is gone",
        &[("  { key = \"garage\", label = { vi = \"Nhà xe\", en = \"Garage\" } },\n", "")],
        Some("extras"),
    ),
    (
        "a choice is renamed and says so",
        &[("{ key = \"garage\", label", "{ key = \"carport\", was = \"garage\", label")],
        None,
    ),
    (
        "a person is not asked for the birth date any more",
        &[
            ("ask = [\"birth_date\"]", "ask = []"),
            ("when = \"age(builder.birth_date) < 18\"", "when = \"kind == 'shop'\""),
        ],
        Some("builder"),
    ),
    ("a question of a group is gone", &[("id = \"share\"", "id = \"part\"")], Some("owners.share")),
    (
        "a line becomes a text",
        &[("answer = { type = \"short_text\", max = 80 }", "answer = { type = \"long_text\" }")],
        None,
    ),
    ("files lie with another component", &[("component = \"1.2\"", "component = \"1.3\"")], Some("lift_papers")),
];

#[test]
fn a_revision_that_would_lose_answers_in_drafts_is_refused_and_says_which() {
    let old = parsed(GOOD);
    for (name, changes, lost) in CHANGES {
        let mut text = GOOD.replacen("revision = 1", "revision = 2", 1);
        for (from, to) in changes {
            assert!(text.contains(from), "{name}: the good form has no «{from}»");
            text = text.replacen(from, to, 1);
        }
        let found: Vec<String> = publish::check(&parsed(&text), Some(&old))
            .iter()
            .map(|defect| format!("{} {}", defect.kind.key(), defect.place))
            .collect();
        let expected: Vec<String> = lost.iter().map(|lost| format!("not_carried_over question {lost}")).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_dropped_question_with_a_reason_may_go() {
    let text = GOOD
        .replacen(
            "revision = 1",
            "revision = 2\ndropped = [{ question = \"extra_copies\", reason = \"nobody needed it\" }]",
            1,
        )
        .replacen("id = \"extra_copies\"", "id = \"more_copies\"", 1);
    assert_eq!(publish::check(&parsed(&text), Some(&parsed(GOOD))), []);
}

#[test]
fn revisions_follow_one_another() {
    let old = parsed(GOOD);
    let skipped = parsed(&GOOD.replacen("revision = 1", "revision = 3", 1));
    let found: Vec<&str> = publish::check(&skipped, Some(&old)).iter().map(|defect| defect.kind.key()).collect();
    assert_eq!(found, ["revision_order"]);
}

#[test]
fn answers_are_carried_into_the_next_revision() {
    let old = parsed(GOOD);
    let new = parsed(
        &GOOD
            .replacen("revision = 1", "revision = 2", 1)
            .replacen("id = \"extra_copies\"", "id = \"more_copies\"\nwas = \"extra_copies\"", 1)
            .replacen("{ key = \"garage\", label", "{ key = \"carport\", was = \"garage\", label", 1),
    );
    let answers = serde_json::json!({
        "kind": "house", "extra_copies": "3", "extras": ["garage", "lift"],
        "owners": {"1": {"owner_name": "Bùi Thị An", "share": "50"}}, "gone": "x",
    });
    let carried = publish::carry_over(&old, &new, answers.as_object().expect("an object"));
    assert_eq!(
        serde_json::Value::Object(carried),
        serde_json::json!({
            "kind": "house", "more_copies": "3", "extras": ["carport", "lift"],
            "owners": {"1": {"owner_name": "Bùi Thị An", "share": "50"}},
        })
    );
}

#[test]
fn a_hundred_chained_conditions_are_decided() {
    let mut text = String::from(
        "procedure = \"1.000001\"\nrevision = 1\ntitle = { vi = \"a\", en = \"a\" }\n[[page]]\nid = \"p\"\ntitle = { vi = \"a\", en = \"a\" }\n",
    );
    for number in 1..=100 {
        let when = if number == 1 { String::new() } else { format!("when = \"q{}\"\n", number - 1) };
        text.push_str(&format!(
            "[[page.question]]\nid = \"q{number}\"\nlabel = {{ vi = \"a\", en = \"a\" }}\n{when}answer = {{ type = \"yes_no\" }}\n"
        ));
    }
    assert_eq!(publish::check(&parsed(&text), None), []);
    let broken = text.replacen("when = \"q99\"", "when = \"q99 and not q50\"", 1);
    let found: Vec<String> = publish::check(&parsed(&broken), None).iter().map(|defect| defect.place.clone()).collect();
    assert_eq!(found, ["question q100, when"]);
}
