//! What the papers of one dossier have in common.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use app::filling::locate;
use app::locale::{Locale, limit_words};
use app::pages::filing::applicant::field_label;
use domain::catalogue::shown::{display_name, papers_shown};
use domain::dossier::{Actor, DossierCode, Event, SupplementSubject};
use domain::filing::{ActingFor, Answers, Delivery, OTHER_PAPER};
use domain::paper::{ComponentRow, Contact, Letterhead, Link, Party, Purpose};
use storage::FileOrigin;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::deadlines::DossierDeadlines;
use super::super::load::OpenDossier;
use crate::forms::PublishedForm;
use crate::services::{CurrentProcedure, ServiceError, Services};

/// The one name of the desk on papers.
const DESK: &str = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ";

/// A dossier with the names of everything in it.
pub(super) struct Facts<'a> {
    pub services: &'a Services,
    pub open: &'a OpenDossier,
    pub code: DossierCode,
    current: CurrentProcedure,
    answers: Answers,
    officers: HashMap<Uuid, String>,
    form: Option<Arc<PublishedForm>>,
}

impl<'a> Facts<'a> {
    pub(super) async fn read(services: &'a Services, open: &'a OpenDossier) -> Result<Facts<'a>, ServiceError> {
        let record = &open.dossier.record;
        let current = services.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
        let current = current.ok_or_else(|| ServiceError::Failed("the procedure of a dossier is missing".into()))?;
        let answers = serde_json::from_str(&record.answers)
            .map_err(|error| ServiceError::Failed(format!("answers of a dossier are damaged: {error}").into()))?;
        let code = record.code.parse();
        let code = code.map_err(|_form| ServiceError::Failed("the code of a dossier is damaged".into()))?;
        let officers: BTreeSet<Uuid> = record.events.iter().filter_map(|entry| officer_of(entry.actor)).collect();
        let officers = services.storage.staff_names(officers.into_iter().collect()).await?.into_iter().collect();
        let form = services.form_for(&record.procedure_code, record.case_id.as_deref());
        Ok(Self { services, open, code, current, answers, officers, form })
    }

    /// The head of a paper that this agency issued at that moment, with the way to the tracking page. The PIN stays out of it:
    /// whoever finds the paper learns no more than what stands on it.
    pub(super) fn letterhead(&self, agency: &str, at: OffsetDateTime) -> Letterhead {
        letterhead(self.services, agency, at, &format!("?ma={}", self.code), self.open.dossier.language == "en")
    }

    pub(super) fn applicant(&self) -> Party {
        let applicant = &self.answers.applicant;
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Party {
            name: applicant.name.clone(),
            address: given(&applicant.address),
            phone: given(&applicant.phone),
            email: given(&applicant.email),
            identity: given(&applicant.identity_number),
        }
    }

    /// Whose matter it is, where it is not the applicant's own.
    pub(super) fn subject(&self) -> Option<Party> {
        let (subject, organisation) = (&self.answers.subject, &self.answers.organisation);
        match self.answers.acting_for {
            ActingFor::Oneself => None,
            ActingFor::Another => Some(Party { name: subject.name.clone(), ..Party::default() }),
            ActingFor::Organisation => Some(Party {
                name: organisation.name.clone(),
                identity: Some(organisation.tax_code.clone()),
                ..Party::default()
            }),
        }
    }

    /// The procedure with its case, as published when it was filed.
    pub(super) fn request(&self) -> String {
        let name = display_name(&self.current.procedure);
        let case = self.open.dossier.record.case_id.as_ref();
        let case = case.and_then(|id| self.current.cases().into_iter().find(|case| case.id == *id));
        case.map_or(name.clone(), |case| format!("{name}: {}", case.name.vi))
    }

    /// Every paper of the table with a file or that has to be handed in, and how many files were there when it was accepted.
    pub(super) fn components(&self, until: i64) -> Vec<ComponentRow> {
        let mut files: BTreeMap<&str, u32> = BTreeMap::new();
        let handed_in = self.open.dossier.files.iter();
        for file in handed_in.filter(|file| file.sequence <= until && file.origin != FileOrigin::Result) {
            *files.entry(file.component.as_str()).or_default() += 1;
        }
        let shown = papers_shown(&self.current.procedure.document_groups);
        let papers = shown.groups.iter().flat_map(|group| &group.papers);
        let mut rows: Vec<ComponentRow> = papers
            .filter_map(|paper| {
                let electronic = files.remove(paper.component.as_str())?;
                Some(ComponentRow { name: paper.name.clone(), electronic, ..ComponentRow::default() })
            })
            .collect();
        // Under «other», or under a row that the table has no more.
        let other: u32 = files.into_values().sum();
        if other > 0 {
            let name = "Giấy tờ khác".to_owned();
            rows.push(ComponentRow { name, electronic: other, ..ComponentRow::default() });
        }
        if self.form.is_some() && !self.answers.form.is_empty() {
            let name = "Tờ khai điện tử".to_owned();
            rows.insert(0, ComponentRow { name, electronic: 1, ..ComponentRow::default() });
        }
        rows
    }

    /// The published limit in words.
    pub(super) fn limit(&self, at: OffsetDateTime) -> Option<String> {
        let deadlines = DossierDeadlines {
            services: self.services,
            procedure: &self.current.procedure,
            channel: self.open.state.channel,
            desk: self.open.desk(),
        };
        deadlines.limit(at).map(|limit| limit_words(Locale::Vi, limit.amount, limit.unit))
    }

    pub(super) fn result_at(&self) -> &'static str {
        match self.answers.delivery {
            Delivery::Counter => "Tại bộ phận tiếp nhận và trả kết quả",
            Delivery::Post => "Qua dịch vụ bưu chính công ích",
            Delivery::Electronic => "Bản điện tử, tải về tại trang tra cứu hồ sơ",
        }
    }

    /// What a paper or field is called that was asked for.
    pub(super) fn asked_for(&self, subject: &SupplementSubject) -> String {
        match subject {
            SupplementSubject::Paper(id) if id == OTHER_PAPER => "Giấy tờ khác".to_owned(),
            SupplementSubject::Paper(id) => {
                let shown = papers_shown(&self.current.procedure.document_groups);
                let mut papers = shown.groups.iter().flat_map(|group| &group.papers);
                papers.find(|paper| paper.component == *id).map_or_else(|| id.clone(), |paper| paper.name.clone())
            }
            SupplementSubject::Field(path) => {
                let label = field_label(Locale::Vi, path);
                let question = self.form.as_ref().and_then(|form| locate(&form.rules.form, path));
                match (label, question) {
                    ("", Some((question, _))) => Locale::Vi.words(&question.label).to_owned(),
                    ("", None) => path.clone(),
                    (label, _) => label.to_owned(),
                }
            }
            SupplementSubject::Other(name) if name.trim().is_empty() => "Giấy tờ khác".to_owned(),
            SupplementSubject::Other(name) => name.clone(),
        }
    }

    /// The name of whoever did it; none for the applicant and the clock.
    pub(super) fn officer(&self, actor: Actor) -> Option<String> {
        officer_of(actor).and_then(|id| self.officers.get(&id).cloned())
    }

    /// Whom to ask: the officer, at the phone of the counter.
    pub(super) fn contact(&self, actor: Actor) -> Contact {
        Contact {
            name: self.officer(actor).unwrap_or_default(),
            position: None,
            phone: Some(self.services.data.province.counter.phone.clone()),
        }
    }

    /// Name of an agency; its code where it is not known any more.
    pub(super) fn agency(&self, code: &str) -> String {
        agency(self.services, code)
    }

    /// Name of a step of the process that the dossier began with.
    pub(super) fn step(&self, id: &str) -> String {
        self.open.process.step(id).map_or_else(|| id.to_owned(), |step| step.name.vi.clone())
    }

    /// The events that no officer took back.
    pub(super) fn standing(&self) -> Vec<&'a domain::dossier::DossierEvent> {
        let events = &self.open.dossier.record.events;
        let taken_back = |sequence: i64| {
            events
                .iter()
                .any(|entry| matches!(entry.event, Event::Corrected { sequence: back, .. } if back == sequence))
        };
        events.iter().filter(|entry| !taken_back(entry.sequence)).collect()
    }
}

fn officer_of(actor: Actor) -> Option<Uuid> {
    match actor {
        Actor::Officer(id) => Some(id),
        Actor::Applicant | Actor::System => None,
    }
}

pub(super) fn agency(services: &Services, code: &str) -> String {
    services.data.agency(code).map_or_else(|| code.to_owned(), |agency| agency.name.vi.clone())
}

/// The head of a paper of that agency; `query` is what the address of the tracking page has behind it.
pub(super) fn letterhead(services: &Services, code: &str, at: OffsetDateTime, query: &str, gloss: bool) -> Letterhead {
    let found = services.data.agency(code);
    let superior = found.and_then(|found| found.parent.as_deref()).and_then(|parent| services.data.agency(parent));
    let tracking = format!("{}/tra-cuu{query}", services.origin);
    Letterhead {
        superior: superior.map(|superior| superior.name.vi.to_uppercase()),
        agency: agency(services, code).to_uppercase(),
        desk: found.filter(|found| found.one_stop_desk).map(|_| DESK.to_owned()),
        place: services.data.province.name.vi.trim_start_matches("Tỉnh ").trim_start_matches("tỉnh ").to_owned(),
        issued_at: at,
        number: None,
        links: Link::new(&tracking, Purpose::Tracking).into_iter().collect(),
        gloss,
    }
}
