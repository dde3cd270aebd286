//! An act on a dossier, from the form to the use case.

use app::components::address::query_value;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::calendar::vietnam;
use domain::dossier::{
    Command, CommandKind, HandOver, PaymentDemand, ResultDocument, SupplementItem, SupplementSubject,
};
use domain::filing::Problem;
use domain::fold::nfc;
use domain::staff::Permission;
use time::macros::format_description;
use time::{Date, OffsetDateTime};

use super::dossier::{Again, dossier_page, opened, sees};
use super::{Fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{Act, Hand, RefusalKind, ServiceError};

pub(super) async fn act(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    query: Result<Query<Fields>, QueryRejection>,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let code = text(&path, "dossier").to_owned();
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    if let Err(response) = opened(&app, &asked, &officer, &code).await {
        return response;
    }
    let Some(kind) = CommandKind::from_key(text(&path, "act")).filter(|kind| is_sent_here(*kind)) else {
        return not_found_page(&app, &asked).await;
    };
    // Nothing is taken for said that could not be read.
    let Ok(Form(sent)) = sent else {
        let unread = ServiceError::refused(RefusalKind::Invalid, "form_unread");
        return not_done(&app, &asked, &officer, &code, kind, Fields::new(), query, unread).await;
    };
    let fields: Fields = sent.into_iter().map(|(name, value)| (name, cleaned(&value))).collect();
    let outcome = match command_of(kind, &fields) {
        Ok(command) => {
            let may = |permission: Permission, agency: &str| officer.may(permission, agency);
            // Without the version of the page it would not be known what the person had seen.
            let seen = Some(text(&fields, "version").parse().unwrap_or_default());
            app.services.act(&code, &Hand::Officer(officer.id, &may), Act::new(command, seen)).await.map(|_| ())
        }
        Err(problem) => Err(ServiceError::invalid("answers_incomplete", vec![problem])),
    };
    match outcome {
        Ok(()) => match app.services.open_dossier(&code).await {
            Ok(Some(open)) if !sees(&officer, &open) => see_other(&asked.href("/can-bo/ho-so")),
            // It was done; what cannot be read now is told by the page it leads to.
            Ok(_) | Err(_) => done(&asked, &code, kind, &query),
        },
        Err(error) => not_done(&app, &asked, &officer, &code, kind, fields, query, error).await,
    }
}

/// The clock alone moves a due date, and what an applicant brings is filled in by the steps of the counter.
fn is_sent_here(kind: CommandKind) -> bool {
    !matches!(kind, CommandKind::MoveDue | CommandKind::AnswerSupplement)
}

/// Back to the dossier, which says what was done.
pub(super) fn done(asked: &Asked, code: &str, kind: CommandKind, query: &Fields) -> Response {
    let keep = |name: &str| format!("&{name}={}", query_value(text(query, name)));
    let queue = if query.contains_key("cho") { keep("hang") + &keep("cho") } else { String::new() };
    see_other(&asked.href(&format!("/can-bo/ho-so/{code}?xong={}{queue}", kind.key())))
}

/// The dossier as it stands now, with what was typed and what is wrong with it.
#[expect(clippy::too_many_arguments, reason = "everything the page needs to be shown again")]
pub(super) async fn not_done(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    code: &str,
    kind: CommandKind,
    fields: Fields,
    query: Fields,
    error: ServiceError,
) -> Response {
    let refusal = match error {
        ServiceError::Refused(refusal) if refusal.kind != RefusalKind::Forbidden => refusal,
        error => return service_error_page(app, asked, error).await,
    };
    let problems = match refusal.problems.is_empty() {
        true => vec![Problem::new("acts", refusal.key, &refusal.arguments)],
        false => refusal.problems,
    };
    // As it stands now: somebody else may have been first.
    let open = match opened(app, asked, officer, code).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let step = Some(text(&fields, "step").to_owned()).filter(|step| !step.is_empty());
    let again = Again { act: Some(kind), step, typed: fields, problems, query, ..Again::default() };
    let status = match refusal.kind {
        RefusalKind::Conflict => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    dossier_page(app, asked, officer, &open, status, again).await
}

/// As it is stored: composed, without signs that only machines use.
pub(super) fn cleaned(value: &str) -> String {
    nfc(value).chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect()
}

/// A command of that kind without content, for asking who may give it.
pub(super) fn example(kind: CommandKind) -> Option<Command> {
    let mut fields = Fields::new();
    for (name, value) in [
        ("date", "2099-01-01T08:00"),
        ("amount", "1"),
        ("issued_on", "2099-01-01"),
        ("how", "counter"),
        ("granted", "yes"),
        ("consultation", "0"),
        ("sequence", "0"),
    ] {
        fields.insert(name.to_owned(), value.to_owned());
    }
    command_of(kind, &fields).ok()
}

pub(super) fn command_of(kind: CommandKind, fields: &Fields) -> Result<Command, Problem> {
    let said = |name: &str| text(fields, name).to_owned();
    let optional = |name: &str| Some(said(name)).filter(|text| !text.trim().is_empty());
    Ok(match kind {
        CommandKind::Receive => Command::Receive { due_at: date(fields)? },
        CommandKind::Refuse => Command::Refuse { reason: said("reason"), where_to_turn: said("where_to_turn") },
        CommandKind::RequestSupplement => Command::RequestSupplement {
            items: items(fields),
            again_because: optional("again_because"),
            answer_by: date(fields)?,
        },
        CommandKind::AnswerSupplement => Command::AnswerSupplement { note: said("note"), replaced: Vec::new() },
        CommandKind::Transfer => Command::Transfer { unit: said("unit"), note: said("note") },
        CommandKind::Claim => Command::Claim,
        CommandKind::Release => Command::Release { because: optional("reason") },
        CommandKind::CompleteStep => {
            Command::CompleteStep { step: said("step"), note: said("note"), choice: optional("choice") }
        }
        CommandKind::Consult => {
            Command::Consult { unit: said("unit"), question: said("question"), answer_by: date(fields)? }
        }
        CommandKind::AnswerConsultation => {
            Command::AnswerConsultation { consultation: number(fields, "consultation")?, answer: said("answer") }
        }
        CommandKind::DropConsultation => {
            Command::DropConsultation { consultation: number(fields, "consultation")?, reason: said("reason") }
        }
        CommandKind::Stop => Command::Stop { reason: said("reason") },
        CommandKind::Resume => Command::Resume,
        CommandKind::RequestPayment => {
            let amount = text(fields, "amount").replace(['.', ',', ' ', '\u{a0}'], "");
            let amount = amount.parse().map_err(|_form| Problem::new("amount", "desk_no_amount", &[]))?;
            Command::RequestPayment { demand: PaymentDemand { amount, reason: said("reason") } }
        }
        CommandKind::ConfirmPayment => Command::ConfirmPayment { receipt: said("receipt") },
        CommandKind::AttachResult => Command::AttachResult { result: result(fields)? },
        CommandKind::HandOver => {
            let how = match text(fields, "how") {
                "counter" => HandOver::Counter,
                "post" => HandOver::Post,
                _ => return Err(Problem::new("how", "desk_missing", &[])),
            };
            Command::HandOver { how, receiver: said("receiver") }
        }
        CommandKind::Withdraw => Command::Withdraw { reason: said("reason") },
        CommandKind::DraftApology => Command::DraftApology { reason: said("reason"), new_due_at: moment(fields)? },
        CommandKind::RejectApology => Command::RejectApology { reason: said("reason") },
        CommandKind::ApproveApology => Command::ApproveApology {
            reason: fields.contains_key("reason").then(|| said("reason")),
            new_due_at: date(fields)?,
            again_because: optional("again_because"),
        },
        CommandKind::MoveDue => return Err(Problem::new("acts", "desk_not_yours_to_take_back", &[])),
        CommandKind::Correct => Command::Correct { sequence: number(fields, "sequence")?, reason: said("reason") },
    })
}

fn number(fields: &Fields, name: &str) -> Result<i64, Problem> {
    text(fields, name).trim().parse().map_err(|_form| Problem::new(name, "desk_missing", &[]))
}

/// A moment that may be left out.
fn date(fields: &Fields) -> Result<Option<OffsetDateTime>, Problem> {
    if text(fields, "date").trim().is_empty() { Ok(None) } else { moment(fields).map(Some) }
}

/// A moment in Vietnamese time, as `2026-12-01T16:00` or with a blank between.
fn moment(fields: &Fields) -> Result<OffsetDateTime, Problem> {
    let typed = text(fields, "date").trim().replace(' ', "T");
    let read = time::PrimitiveDateTime::parse(&typed, format_description!("[year]-[month]-[day]T[hour]:[minute]"));
    read.map(|local| local.assume_offset(vietnam())).map_err(|_form| Problem::new("date", "desk_date_form", &[]))
}

fn result(fields: &Fields) -> Result<ResultDocument, Problem> {
    let issued = Date::parse(text(fields, "issued_on").trim(), format_description!("[year]-[month]-[day]"));
    let granted = match text(fields, "granted") {
        "yes" => true,
        "no" => false,
        _ => return Err(Problem::new("granted", "desk_missing", &[])),
    };
    Ok(ResultDocument {
        file_id: None,
        sha256: None,
        number: text(fields, "number").to_owned(),
        title: text(fields, "title").to_owned(),
        issued_on: issued.map_err(|_form| Problem::new("issued_on", "desk_date_form", &[]))?,
        signer: text(fields, "signer").to_owned(),
        granted,
    })
}

/// Everything that was named, papers in the order of the table.
fn items(fields: &Fields) -> Vec<SupplementItem> {
    let named =
        fields.iter().filter(|(_, instruction)| !instruction.trim().is_empty()).filter_map(|(name, instruction)| {
            let subject = match name.split_once(':') {
                Some(("paper", component)) => SupplementSubject::Paper(component.to_owned()),
                Some(("field", path)) => SupplementSubject::Field(path.to_owned()),
                _ if name == "other" => SupplementSubject::Other(String::new()),
                _ => return None,
            };
            Some((name.clone(), SupplementItem { subject, instruction: instruction.clone() }))
        });
    let mut named: Vec<(String, SupplementItem)> = named.collect();
    named.sort_by(|(one, _), (other, _)| (one.len(), one).cmp(&(other.len(), other)));
    named.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_of_the_page_can_be_asked_for_its_permission() {
        for kind in CommandKind::ALL.into_iter().filter(|kind| *kind != CommandKind::MoveDue) {
            assert_eq!(example(kind).map(|command| command.kind()), Some(kind));
        }
    }

    #[test]
    fn a_supplement_names_what_has_an_instruction_and_nothing_else() {
        let fields: Fields = [
            ("paper:1.10", "Ký lại"),
            ("paper:1.2", "Chụp lại"),
            ("paper:1.3", "  "),
            ("field:applicant.phone", "Thiếu một số"),
            ("version", "1"),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
        let named: Vec<SupplementSubject> = items(&fields).into_iter().map(|item| item.subject).collect();
        assert_eq!(
            named,
            [
                SupplementSubject::Paper("1.2".into()),
                SupplementSubject::Paper("1.10".into()),
                SupplementSubject::Field("applicant.phone".into())
            ]
        );
    }
}
