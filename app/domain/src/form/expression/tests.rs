use std::collections::BTreeMap;

use proptest::prelude::*;
use time::Date;
use time::macros::date;

use super::*;

/// Names with fixed values, as a form would give them.
struct Sheet;

const TODAY: Date = date!(2026 - 11 - 22);

fn sheet() -> BTreeMap<&'static str, (usize, Kind, Evaluated)> {
    let choices = vec!["mother".to_owned(), "father".to_owned()];
    let known = |value| Evaluated::Known(value);
    let list = [
        ("married", Kind::Truth, known(Value::Truth(true))),
        ("copies", Kind::Integer, known(Value::Integer(3))),
        ("birth", Kind::Date, known(Value::Date(date!(2008 - 02 - 29)))),
        ("name", Kind::Text, known(Value::Text("Hằng".into()))),
        ("relation", Kind::Choice(choices.clone()), known(Value::Choice("mother".into()))),
        ("several", Kind::Set(choices), known(Value::Set(vec!["father".into()]))),
        ("empty", Kind::Integer, Evaluated::Unknown),
        ("silent", Kind::Truth, Evaluated::Unknown),
        ("huge", Kind::Integer, known(Value::Integer(i64::MAX))),
    ];
    list.into_iter().enumerate().map(|(at, (name, kind, value))| (name, (at, kind, value))).collect()
}

impl Names for Sheet {
    fn look_up(&self, name: &str) -> Result<(Reference, Kind), Fault> {
        if name == "today" {
            return Ok((Reference { target: Target::Today, part: None }, Kind::Date));
        }
        let sheet = sheet();
        let (at, kind, _) = sheet.get(name).ok_or_else(|| Fault::UnknownName { name: name.to_owned() })?;
        Ok((Reference { target: Target::Question(*at), part: None }, kind.clone()))
    }

    fn in_group(&self, name: &str) -> Result<(usize, usize, Kind), Fault> {
        Err(Fault::UnknownName { name: name.to_owned() })
    }
}

impl Lookup for Sheet {
    fn today(&self) -> Date {
        TODAY
    }

    fn value(&self, reference: &Reference) -> Evaluated {
        match reference.target {
            Target::Question(at) => {
                sheet().into_values().find(|(found, ..)| *found == at).map_or(Evaluated::Unknown, |(.., value)| value)
            }
            _ => Evaluated::Known(Value::Date(TODAY)),
        }
    }

    fn count(&self, reference: &Reference) -> Evaluated {
        match self.value(reference) {
            Evaluated::Known(Value::Set(keys)) => Evaluated::integer(Some(keys.len() as i64)),
            _ => Evaluated::integer(Some(0)),
        }
    }

    fn answered(&self, reference: &Reference) -> Evaluated {
        Evaluated::truth(self.value(reference) != Evaluated::Unknown)
    }

    fn sum(&self, _: usize, _: usize) -> Evaluated {
        Evaluated::Unknown
    }
}

fn value(source: &str) -> Evaluated {
    evaluate(&compile(source, &Sheet).expect(source).0, &Sheet)
}

fn truth(source: &str) -> Option<bool> {
    match value(source) {
        Evaluated::Known(Value::Truth(value)) => Some(value),
        _ => None,
    }
}

fn fault(source: &str) -> String {
    compile(source, &Sheet).expect_err(source).to_string()
}

#[test]
fn and_binds_stronger_than_or_and_not_strongest() {
    assert_eq!(truth("true or false and false"), Some(true));
    assert_eq!(truth("(true or false) and false"), Some(false));
    assert_eq!(truth("not false and false"), Some(false));
    assert_eq!(truth("not (false and false)"), Some(true));
}

#[test]
fn something_unknown_is_neither_true_nor_false() {
    assert_eq!(truth("empty > 3"), None);
    assert_eq!(truth("not silent"), None);
    assert_eq!(truth("silent or married"), Some(true), "one side settles it");
    assert_eq!(truth("silent and not married"), Some(false));
    assert_eq!(truth("silent and married"), None);
    assert_eq!(truth("answered(empty)"), Some(false));
}

#[test]
fn numbers_are_whole_and_never_overflow() {
    assert_eq!(value("2 + copies * 4 - 1").as_integer(), Some(13));
    assert_eq!(value("-2 * copies").as_integer(), Some(-6));
    assert_eq!(value("1_500_000 * 2").as_integer(), Some(3_000_000));
    assert_eq!(value("huge + 1"), Evaluated::Unknown);
    assert_eq!(value("max(copies, 5)").as_integer(), Some(5));
    assert_eq!(value("min(copies, 5)").as_integer(), Some(3));
}

#[test]
fn dates_move_by_days_months_and_years() {
    assert_eq!(value("date(\"2026-01-31\") + 1 month").as_date(), Some(date!(2026 - 02 - 28)));
    assert_eq!(value("today - 60 days").as_date(), Some(date!(2026 - 09 - 23)));
    assert_eq!(value("birth + 18 years").as_date(), Some(date!(2026 - 02 - 28)));
    assert_eq!(value("age(birth)").as_integer(), Some(18));
    assert_eq!(value("age(birth)").as_integer(), Some(full_years(date!(2008 - 02 - 29), TODAY)));
    assert_eq!(value("days_between(date(\"2026-11-01\"), today)").as_integer(), Some(21));
    assert_eq!(truth("birth <= today - 18 years"), Some(true));
}

#[test]
fn the_eighteenth_birthday_makes_eighteen() {
    assert_eq!(full_years(date!(2008 - 11 - 22), TODAY), 18);
    assert_eq!(full_years(date!(2008 - 11 - 23), TODAY), 17);
}

#[test]
fn choices_are_compared_with_their_keys_only() {
    assert_eq!(truth("relation == 'mother'"), Some(true));
    assert_eq!(truth("relation in ['father', \"mother\"]"), Some(true));
    assert_eq!(truth("'mother' in several"), Some(false));
    assert_eq!(value("count(several)").as_integer(), Some(1));
    assert_eq!(fault("relation == 'uncle'"), "«uncle» is none of the choices (sign 10)");
    assert_eq!(fault("'uncle' in several"), "«uncle» is none of the choices (sign 9)");
    assert_eq!(fault("relation > 'father'"), "a number or a date is expected where a choice stands (sign 10)");
}

#[test]
fn a_text_is_compared_in_its_composed_form() {
    assert_eq!(truth("name == 'H\u{103}\u{300}ng'"), Some(true));
    assert_eq!(truth("name == 'Hang'"), Some(false));
}

#[test]
fn faults_name_the_place_and_what_is_expected() {
    assert_eq!(fault("married and"), "at sign 12: expected a value");
    assert_eq!(fault("married maried"), "at sign 9: expected the end, or and, or");
    assert_eq!(fault("copies = 3"), "at sign 8: a sign that the language does not have");
    assert_eq!(fault("name == 'open"), "at sign 9: the text has no closing quote");
    assert_eq!(fault("unknown"), "«unknown» is no question of this form");
    assert_eq!(fault("copies and married"), "true or false is expected where a number stands (beside and, or, not)");
    assert_eq!(fault("copies + birth"), "a number is expected where a date stands (sign 8)");
    assert_eq!(fault("copies + 3 days"), "a date is expected where a number stands (sign 8)");
    assert_eq!(fault("date('1/1/2026')"), "«date» takes a date such as \"2026-07-01\"");
    assert_eq!(fault("99999999999999999999"), "at sign 1: the number is too large");
    assert!(fault(&"(".repeat(100)).contains("nest too deep"));
    assert!(fault(&"not ".repeat(100)).contains("nest too deep"));
    assert!(fault(&"1+".repeat(2_000)).contains("longer than"));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(source in ".{0,200}") {
        let _ = compile(&source, &Sheet);
    }

    #[test]
    fn words_of_the_language_in_any_order_never_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec!["and", "or", "not", "(", ")", "copies", "birth", "==", "<", "+", "-", "*", "3",
                "days", "'a'", "in", "[", "]", ",", "today", "age(", "count(", "several", "silent", "date(", "min("]),
            0..30,
        )
    ) {
        let source = words.join(" ");
        if let Ok((expr, _)) = compile(&source, &Sheet) {
            let _ = evaluate(&expr, &Sheet);
        }
    }

    #[test]
    fn months_there_and_back_come_no_further_than_the_months_end(days in -200_000_i64..200_000, months in -500_i64..500) {
        let day = add_days(TODAY, days).expect("within the calendar");
        let back = add_months(day, months).and_then(|there| add_months(there, -months)).expect("within the calendar");
        prop_assert!(back <= day && (day - back).whole_days() <= 3);
    }
}
