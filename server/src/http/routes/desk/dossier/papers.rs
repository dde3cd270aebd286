//! The papers of the dossier, and the one shown beside the form.

use app::view::{DeskFileLine, DeskPaperLine, ShownFile, Walk};
use domain::filing::OTHER_PAPER;
use storage::DossierFile;
use uuid::Uuid;

use crate::http::page::Asked;
use crate::services::OpenDossier;

/// What browsers show by themselves.
pub(in crate::http::routes::desk) const SHOWN: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

/// The file that the address asks for, where browsers show it.
pub(super) fn shown(asked: &Asked, open: &OpenDossier, walk: &Walk, wanted: &str) -> Option<ShownFile> {
    let wanted: Uuid = wanted.parse().ok()?;
    let file = open.dossier.files.iter().find(|file| file.id == wanted)?;
    SHOWN.contains(&file.media_type.as_str()).then(|| ShownFile {
        name: file.name.clone(),
        href: asked.href(&format!("/can-bo/ho-so/{}/tep/{}?xem=1", open.dossier.record.code, file.id)),
        image: file.media_type.starts_with("image/"),
        close: walk.kept(&asked.href(&format!("/can-bo/ho-so/{}#papers", open.dossier.record.code))),
    })
}

/// The published papers in their order, each with its files; what is none of them stands last.
pub(super) fn papers(
    asked: &Asked,
    open: &OpenDossier,
    walk: &Walk,
    names: Vec<(String, String)>,
) -> Vec<DeskPaperLine> {
    let file = |file: &DossierFile| DeskFileLine {
        name: file.name.clone(),
        size: file.size.unsigned_abs(),
        href: asked.href(&format!("/can-bo/ho-so/{}/tep/{}", open.dossier.record.code, file.id)),
        beside: SHOWN.contains(&file.media_type.as_str()).then(|| {
            walk.kept(&asked.href(&format!("/can-bo/ho-so/{}?xem={}#xem", open.dossier.record.code, file.id)))
        }),
        origin: file.origin.key(),
        reused_from: file.reused_from.clone(),
    };
    let files_of = |component: &str| {
        open.dossier.files.iter().filter(|one| one.component == component).map(file).collect::<Vec<_>>()
    };
    let known: Vec<String> = names.iter().map(|(component, _)| component.clone()).collect();
    let mut lines: Vec<DeskPaperLine> = names
        .into_iter()
        .filter(|(component, _)| component != OTHER_PAPER)
        .map(|(component, name)| DeskPaperLine { files: files_of(&component), component, name })
        .collect();
    let others: Vec<DeskFileLine> = open
        .dossier
        .files
        .iter()
        .filter(|one| one.component == OTHER_PAPER || !known.contains(&one.component))
        .map(file)
        .collect();
    if !others.is_empty() {
        let name = asked.locale.pick("Giấy tờ khác", "Other papers").to_owned();
        lines.push(DeskPaperLine { component: OTHER_PAPER.to_owned(), name, files: others });
    }
    lines
}
