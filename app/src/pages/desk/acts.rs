//! What can be done with a dossier, and the form of the act that was chosen. One form at a time: one thing to think about.

use domain::dossier::CommandKind;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::counter::dossier_path;
use super::dossier_words::act_name;
use crate::components::address::query_value;
use crate::components::field::{Field, Kind, Width, error_view, field, field_class, field_errors};
use crate::components::timeline::event_words;
use crate::locale::{Locale, date_time, machine_time};
use crate::view::{DeskDossierView, DeskStepLine};

/// Everything this person may do with the dossier now: a link for each act, and the form of the one that was chosen.
pub(super) fn acts(locale: Locale, view: &DeskDossierView) -> AnyView {
    let others = view.acts.iter().filter(|kind| **kind != CommandKind::CompleteStep && view.open_act != Some(**kind));
    let others = others.map(|kind| offer(locale, view, *kind)).collect_view();
    let steps = view.steps.iter().filter(|step| step.may_finish && view.open_step.as_ref() != Some(&step.id));
    let steps = steps.map(|step| offer_step(locale, view, step)).collect_view();
    let chosen = view.open_act.filter(|kind| *kind == CommandKind::CompleteStep || view.acts.contains(kind));
    let chosen = chosen.map(|kind| match kind {
        CommandKind::CompleteStep => finish(locale, view),
        kind => act(locale, view, kind),
    });
    let nothing = (view.acts.is_empty() && view.steps.iter().all(|step| !step.may_finish)).then(|| {
        let words =
            locale.pick("Hiện bạn không phải làm gì với hồ sơ này.", "There is nothing for you to do with it now.");
        view! { <p class="quiet">{words}</p> }
    });
    view! {
        <section aria-labelledby="acts">
            <h2 id="acts">{locale.pick("Việc bạn làm được", "What you can do")}</h2>
            {nothing}
            {chosen}
            <ul class="desk-acts">{steps} {others}</ul>
        </section>
    }
    .into_any()
}

/// One press where nothing has to be said, else the way to the form.
fn offer(locale: Locale, view: &DeskDossierView, kind: CommandKind) -> AnyView {
    if matches!(kind, CommandKind::Claim | CommandKind::Resume) || gives_back(view, kind) {
        return view! { <li>{button(locale, view, kind)}</li> }.into_any();
    }
    if kind == CommandKind::AnswerSupplement {
        return view! { <li>{complete(locale, view)}</li> }.into_any();
    }
    let href = view.walk.kept(&locale.href(&format!("/can-bo/ho-so/{}?viec={}#act", view.code, kind.key())));
    view! { <li><a href=href>{act_name(locale, kind)}</a></li> }.into_any()
}

/// One's own needs no reason; to take it out of another's hand is an act of its own.
fn gives_back(view: &DeskDossierView, kind: CommandKind) -> bool {
    kind == CommandKind::Release && view.holder.as_ref().is_some_and(|(_, own)| *own)
}

/// What was asked for is filled in and scanned by the steps of filing, not told in a note.
fn complete(locale: Locale, view: &DeskDossierView) -> AnyView {
    let action = locale.href(&format!("{}/bo-sung-tai-quay", dossier_path(&view.code)));
    view! {
        <form method="post" action=action>
            <button class="button button--secondary" type="submit">{act_name(locale, CommandKind::AnswerSupplement)}</button>
        </form>
    }
    .into_any()
}

fn offer_step(locale: Locale, view: &DeskDossierView, step: &DeskStepLine) -> AnyView {
    let kind = CommandKind::CompleteStep;
    let here = format!("/can-bo/ho-so/{}?viec={}&buoc={}#act", view.code, kind.key(), query_value(&step.id));
    let href = view.walk.kept(&locale.href(&here));
    view! { <li><a href=href>{format!("{}: {}", act_name(locale, kind), step.name)}</a></li> }.into_any()
}

fn action(locale: Locale, view: &DeskDossierView, kind: CommandKind) -> String {
    view.walk.kept(&locale.href(&format!("/can-bo/ho-so/{}/viec/{}", view.code, kind.key())))
}

fn version(view: &DeskDossierView) -> AnyView {
    view! { <input type="hidden" name="version" value=view.version.to_string() /> }.into_any()
}

/// A line of text, with what was typed before if this act was sent with a mistake.
fn line(
    locale: Locale,
    view: &DeskDossierView,
    kind: CommandKind,
    id: &'static str,
    label: &str,
    shape: Kind,
) -> AnyView {
    line_or(locale, view, kind, id, label, shape, "")
}

/// The same, with what stands there before anything was typed.
fn line_or(
    locale: Locale,
    view: &DeskDossierView,
    kind: CommandKind,
    id: &'static str,
    label: &str,
    shape: Kind,
    proposed: &str,
) -> AnyView {
    let open = view.open_act == Some(kind);
    let value = view.typed.get(id).filter(|_| open).cloned().unwrap_or_else(|| proposed.to_owned());
    let problems = if open { view.problems.clone() } else { Vec::new() };
    let shown = Field {
        id: id.to_owned(),
        label: label.to_owned(),
        value,
        kind: shape,
        autocomplete: Some("off"),
        width: if shape == Kind::Long { Width::Full } else { Width::Medium },
        ..Field::default()
    };
    field(locale, &shown, &problems)
}

/// A date and time in Vietnamese time, with the control that the device has for it.
fn moment(
    locale: Locale,
    view: &DeskDossierView,
    kind: CommandKind,
    label: &str,
    proposed: Option<OffsetDateTime>,
) -> AnyView {
    let proposed = proposed.map(|at| machine_time(at).chars().take(16).collect::<String>());
    calendar(locale, view, kind, ("date", "datetime-local"), label, proposed)
}

fn calendar(
    locale: Locale,
    view: &DeskDossierView,
    kind: CommandKind,
    (id, control): (&'static str, &'static str),
    label: &str,
    proposed: Option<String>,
) -> AnyView {
    let open = view.open_act == Some(kind);
    let errors = if open { field_errors(locale, id, &view.problems) } else { Vec::new() };
    let typed = view.typed.get(id).filter(|_| open).cloned().or(proposed).unwrap_or_default();
    let described = (!errors.is_empty()).then(|| format!("{id}-error"));
    view! {
        <div class=field_class(&errors)>
            <label for=id>{label.to_owned()}</label>
            {error_view(locale, id, &errors)}
            <input id=id name=id type=control value=typed aria-describedby=described />
        </div>
    }
    .into_any()
}

fn choice(
    locale: Locale,
    view: &DeskDossierView,
    kind: CommandKind,
    id: &'static str,
    label: &str,
    options: &[(String, String)],
) -> AnyView {
    let open = view.open_act == Some(kind);
    let errors = if open { field_errors(locale, id, &view.problems) } else { Vec::new() };
    let typed = view.typed.get(id).filter(|_| open).cloned().unwrap_or_default();
    let described = (!errors.is_empty()).then(|| format!("{id}-error"));
    let options = options
        .iter()
        .map(|(value, name)| {
            let chosen = *value == typed;
            view! { <option value=value.clone() selected=chosen>{name.clone()}</option> }
        })
        .collect_view();
    view! {
        <div class=field_class(&errors)>
            <label for=id>{label.to_owned()}</label>
            {error_view(locale, id, &errors)}
            <select id=id name=id aria-describedby=described>
                <option value="">{locale.pick("– Chọn –", "– Choose –")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The open questions to other units; `shown` judges by whether this person may answer.
fn questions(locale: Locale, view: &DeskDossierView, kind: CommandKind, shown: fn(bool) -> bool) -> AnyView {
    let open = view.consultations.iter().filter(|(_, _, _, may)| shown(*may));
    let options: Vec<(String, String)> = open
        .map(|(number, unit, question, _)| {
            (number.to_string(), format!("{unit}: {}", question.chars().take(120).collect::<String>()))
        })
        .collect();
    choice(locale, view, kind, "consultation", locale.pick("Câu hỏi", "Question"), &options)
}

fn act(locale: Locale, view: &DeskDossierView, kind: CommandKind) -> AnyView {
    let name = act_name(locale, kind);
    let text = |id, vi: &'static str, en: &'static str| line(locale, view, kind, id, locale.pick(vi, en), Kind::Text);
    let long = |id, vi: &'static str, en: &'static str| line(locale, view, kind, id, locale.pick(vi, en), Kind::Long);
    let fields: AnyView = match kind {
        CommandKind::Claim | CommandKind::Resume | CommandKind::AnswerSupplement => ().into_any(),
        CommandKind::Release => {
            long("reason", "Vì sao lấy lại việc đang có người giữ", "Why it is taken out of the hand that has it")
        }
        CommandKind::Receive => match view.appointment {
            Some(at) => {
                let words = locale.pick(
                    format!("Hẹn trả kết quả: {}.", date_time(locale, at)),
                    format!("The result is promised for {}.", date_time(locale, at)),
                );
                view! { <p>{words}</p> }.into_any()
            }
            None => moment(
                locale,
                view,
                kind,
                locale.pick(
                    "Ngày giờ hẹn trả (thủ tục chưa công bố thời hạn)",
                    "Promised date and time (no limit is published)",
                ),
                None,
            ),
        },
        CommandKind::Refuse => {
            let reason = long("reason", "Lý do cụ thể", "The reason, in particular");
            let turn = text("where_to_turn", "Người dân cần đến đâu, gọi số nào", "Where the applicant can turn");
            view! { {reason} {turn} }.into_any()
        }
        CommandKind::RequestSupplement => supplement(locale, view),
        CommandKind::Transfer => {
            let unit = choice(locale, view, kind, "unit", locale.pick("Đơn vị nhận", "To the unit"), &view.units);
            let note = text("note", "Ghi chú cho đơn vị nhận", "Note to the unit");
            view! { {unit} {note} }.into_any()
        }
        CommandKind::Consult => {
            let unit = choice(locale, view, kind, "unit", locale.pick("Đơn vị được hỏi", "Unit to ask"), &view.units);
            let question = long("question", "Nội dung cần ý kiến", "What you ask");
            let label = locale.pick(
                "Cần ý kiến trước (để trống: 3 ngày làm việc, không quá ngày hẹn với người dân)",
                "Needed before (left empty: 3 working days, and not later than promised to the applicant)",
            );
            view! { {unit} {question} {moment(locale, view, kind, label, None)} }.into_any()
        }
        CommandKind::DropConsultation => {
            let which = questions(locale, view, kind, |_| true);
            let reason = long("reason", "Vì sao không chờ nữa", "Why it is not waited for");
            view! { {which} {reason} }.into_any()
        }
        CommandKind::AnswerConsultation => {
            let which = questions(locale, view, kind, |may| may);
            let answer = long("answer", "Ý kiến trả lời", "Answer");
            view! { {which} {answer} }.into_any()
        }
        CommandKind::Stop | CommandKind::RejectApology => long("reason", "Lý do", "Reason"),
        CommandKind::RequestPayment => {
            let amount =
                line(locale, view, kind, "amount", locale.pick("Số tiền (đồng)", "Amount (đồng)"), Kind::Number);
            let reason = text("reason", "Khoản gì, nộp ở đâu", "What for, and where to pay");
            view! { {amount} {reason} }.into_any()
        }
        CommandKind::ConfirmPayment => text("receipt", "Số biên lai", "Number of the receipt"),
        CommandKind::AttachResult => result(locale, view),
        CommandKind::HandOver => {
            let ways = [
                ("counter".to_owned(), locale.pick("Tại quầy", "At the counter").to_owned()),
                ("post".to_owned(), locale.pick("Qua bưu chính", "By post").to_owned()),
            ];
            let how = choice(locale, view, kind, "how", locale.pick("Hình thức", "How"), &ways);
            let receiver = text("receiver", "Người nhận (nếu tại quầy)", "Who took it (at the counter)");
            view! { {how} {receiver} }.into_any()
        }
        CommandKind::Withdraw => text("reason", "Lý do người dân nêu (nếu có)", "Reason given, if any"),
        CommandKind::DraftApology => {
            let reason = long("reason", "Vì sao chậm", "Why it is late");
            let date = moment(locale, view, kind, locale.pick("Ngày giờ hẹn mới", "New date and time"), None);
            view! { {reason} {date} }.into_any()
        }
        CommandKind::ApproveApology => {
            let draft = view.apology.as_ref().map(|(reason, date)| {
                let told =
                    locale.pick("Vì sao chậm (người dân sẽ đọc câu này)", "Why it is late (the applicant reads this)");
                let reason = line_or(locale, view, kind, "reason", told, Kind::Long, reason);
                let new = locale.pick("Ngày giờ hẹn mới", "New date and time");
                view! { {reason} {moment(locale, view, kind, new, Some(*date))} }
            });
            let again = text(
                "again_because",
                "Lý do hẹn lại lần nữa (chỉ khi đã hẹn lại một lần)",
                "Why a further date (only after a first)",
            );
            view! { {draft} {again} }.into_any()
        }
        CommandKind::Correct => {
            let what = view.take_back.map(|(_, kind)| event_words(locale, kind).0).unwrap_or_default();
            let words = locale.pick(format!("Thao tác: «{what}»."), format!("The act: «{what}»."));
            let reason = text("reason", "Vì sao nhầm", "Why it was a mistake");
            let sequence = view.take_back.map(|(sequence, _)| sequence.to_string()).unwrap_or_default();
            view! {
                <p>{words}</p>
                <input type="hidden" name="sequence" value=sequence />
                {reason}
            }
            .into_any()
        }
        CommandKind::CompleteStep | CommandKind::MoveDue => ().into_any(),
    };
    form_of(locale, view, kind, name.to_owned(), fields)
}

fn form_of(locale: Locale, view: &DeskDossierView, kind: CommandKind, name: String, fields: AnyView) -> AnyView {
    let (action, enctype) = match kind {
        // It may bring a file.
        CommandKind::AttachResult => {
            (locale.href(&format!("/can-bo/ho-so/{}/ket-qua", view.code)), Some("multipart/form-data"))
        }
        kind => (action(locale, view, kind), None),
    };
    view! {
        <form class="desk-act" method="post" action=action enctype=enctype aria-labelledby="act" novalidate>
            <h3 id="act">{name.clone()}</h3>
            {version(view)}
            {fields}
            <div class="buttons">
                <button class="button" type="submit">{name}</button>
                <a href=view.walk.kept(&locale.href(&format!("/can-bo/ho-so/{}", view.code)))>{locale.pick("Thôi", "Cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn button(locale: Locale, view: &DeskDossierView, kind: CommandKind) -> AnyView {
    view! {
        <form class="desk-one-button" method="post" action=action(locale, view, kind)>
            {version(view)}
            <button class="button button--secondary" type="submit">{act_name(locale, kind)}</button>
        </form>
    }
    .into_any()
}

/// Every paper of the procedure and a few fields, so that everything is asked for in one go.
fn supplement(locale: Locale, view: &DeskDossierView) -> AnyView {
    let kind = CommandKind::RequestSupplement;
    let typed = |id: &str| view.typed.get(id).filter(|_| view.open_act == Some(kind)).cloned().unwrap_or_default();
    let what =
        locale.pick("Cần sửa hoặc bổ sung gì (để trống nếu đã đủ)", "What to put right (leave empty if it is good)");
    let box_of = |id: String, label: String, hint: &'static str| {
        let value = typed(&id);
        let hint_id = format!("{id}-hint");
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <p class="field-hint" id=hint_id.clone()>{hint}</p>
                <input id=id.clone() name=id type="text" value=value autocomplete="off" aria-describedby=hint_id />
            </div>
        }
        .into_any()
    };
    let papers = view
        .papers
        .iter()
        .map(|paper| box_of(format!("paper:{}", paper.component), paper.name.clone(), what))
        .collect_view();
    let fields =
        view.fields.iter().map(|(path, label)| box_of(format!("field:{path}"), label.clone(), what)).collect_view();
    let other = box_of(
        "other".to_owned(),
        locale.pick("Giấy tờ khác chưa có trong danh mục", "Another paper that the list does not name").to_owned(),
        locale.pick("Nêu rõ giấy tờ gì và vì sao cần", "Say which and why"),
    );
    let errors = if view.open_act == Some(kind) { field_errors(locale, "items", &view.problems) } else { Vec::new() };
    let again = view.again.then(|| {
        line(
            locale,
            view,
            kind,
            "again_because",
            locale.pick("Vì sao phải yêu cầu lần nữa", "Why you have to ask again"),
            Kind::Long,
        )
    });
    let label = locale.pick("Trả lời trước (không bắt buộc)", "Answer before (may be left empty)");
    let until = moment(locale, view, kind, label, None);
    view! {
        <p>
            {locale
                .pick(
                    "Nêu hết một lần: mỗi giấy tờ, mỗi mục còn thiếu và cách sửa. Yêu cầu lần hai phải do lãnh đạo quyết định.",
                    "Name everything in one go. A second request is the leader's to decide.",
                )}
        </p>
        {error_view(locale, "items", &errors)}
        <fieldset>
            <legend>{locale.pick("Giấy tờ", "Papers")}</legend>
            {papers}
            {other}
        </fieldset>
        <details>
            <summary>{locale.pick("Nội dung đã khai", "What was filled in")}</summary>
            {fields}
        </details>
        {again}
        {until}
    }
    .into_any()
}

fn result(locale: Locale, view: &DeskDossierView) -> AnyView {
    let kind = CommandKind::AttachResult;
    let text = |id, vi: &'static str, en: &'static str| line(locale, view, kind, id, locale.pick(vi, en), Kind::Text);
    let granted = [
        ("yes".to_owned(), locale.pick("Giải quyết theo yêu cầu", "Granted").to_owned()),
        ("no".to_owned(), locale.pick("Không giải quyết, có nêu lý do", "Not granted, with reasons").to_owned()),
    ];
    view! {
        {text("title", "Trích yếu", "What it is")}
        {text("number", "Số, ký hiệu", "Number")}
        {calendar(locale, view, kind, ("issued_on", "date"), locale.pick("Ngày ban hành", "Issued on"), None)}
        {text("signer", "Người ký", "Signed by")}
        {choice(locale, view, kind, "granted", locale.pick("Kết quả", "Outcome"), &granted)}
        {result_file(locale, view)}
    }
    .into_any()
}

/// The document itself; some results exist on paper only.
fn result_file(locale: Locale, view: &DeskDossierView) -> AnyView {
    let open = view.open_act == Some(CommandKind::AttachResult);
    let errors = if open { field_errors(locale, "file", &view.problems) } else { Vec::new() };
    let described = if errors.is_empty() { "file-hint".to_owned() } else { "file-hint file-error".to_owned() };
    view! {
        <div class=field_class(&errors)>
            <label for="file">{locale.pick("Tệp kết quả (nếu có)", "File of the result, if there is one")}</label>
            <p class="field-hint" id="file-hint">
                {locale
                    .pick(
                        "PDF hoặc ảnh JPEG, PNG, tối đa 20 MB. Tệp được niêm phong: mã băm của nó ghi vào lịch sử hồ sơ cùng tên bạn.",
                        "A PDF, JPEG or PNG of 20 MB at most. It is sealed: its digest stands in the history beside your name.",
                    )}
            </p>
            {error_view(locale, "file", &errors)}
            <input id="file" name="file" type="file" accept=".pdf,.jpg,.jpeg,.png" aria-describedby=described />
        </div>
    }
    .into_any()
}

fn finish(locale: Locale, view: &DeskDossierView) -> AnyView {
    let open = view.steps.iter().find(|step| step.may_finish && view.open_step.as_ref() == Some(&step.id));
    let Some(step) = open else { return ().into_any() };
    let kind = CommandKind::CompleteStep;
    let next = (!step.choices.is_empty())
        .then(|| choice(locale, view, kind, "choice", locale.pick("Bước tiếp theo", "Next step"), &step.choices));
    let fields = view! {
        <input type="hidden" name="step" value=step.id.clone() />
        {next}
        {line(locale, view, kind, "note", locale.pick("Ghi chú", "Note"), Kind::Text)}
    };
    form_of(locale, view, kind, format!("{}: {}", act_name(locale, kind), step.name), fields.into_any())
}
