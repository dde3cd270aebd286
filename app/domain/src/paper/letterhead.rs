//! What every paper of the administration carries: who issues it, where, when, under which number; and who it is about.

use time::OffsetDateTime;

use super::formal::{day_of, formal_day};
use super::link::Link;
use super::sheet::{BASIS, Block, Fact, LinkShown, Sheet};
use super::text::{filled, printable};

/// Head and foot of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The agency above, such as «UBND TỈNH HÒA BÌNH»; left out where there is none.
    pub superior: Option<String>,
    /// The issuing agency.
    pub agency: String,
    /// The one-stop desk (*Bộ phận tiếp nhận và trả kết quả*), where it has a name of its own.
    pub desk: Option<String>,
    /// The place of the date line, such as «Hòa Bình».
    pub place: String,
    /// When the paper is issued; its day stands in the date line and in the PDF's metadata.
    pub issued_at: OffsetDateTime,
    /// Number and sign after «Số:», such as «15/TNHS»; dots to write on when there is none.
    pub number: Option<String>,
    /// Addresses with QR codes.
    pub links: Vec<Link>,
    /// Whether headings have a line in English under them, for foreigners.
    pub gloss: bool,
}

/// A person or organisation as it stands on a paper: the applicant (*người nộp*) or the subject (*chủ hồ sơ*).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Number of the identity card, passport or business registration.
    pub identity: Option<String>,
}

/// Whom to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    /// Such as «Chuyên viên»; left out when unknown.
    pub position: Option<String>,
    pub phone: Option<String>,
}

impl Letterhead {
    /// A sheet with this head and without a body.
    pub(super) fn sheet(&self, form: &'static str, title: &str, gloss: &'static str) -> Sheet {
        let place = printable(&self.place);
        let day = formal_day(day_of(self.issued_at));
        Sheet {
            form,
            basis: BASIS,
            copy: None,
            landscape: false,
            superior: filled(self.superior.as_deref()),
            agency: printable(&self.agency),
            desk: filled(self.desk.as_deref()),
            number: filled(self.number.as_deref()),
            dated: if place.is_empty() { capital(&day) } else { format!("{place}, {day}") },
            issued_at: self.issued_at,
            title: title.to_owned(),
            gloss: self.gloss.then_some(gloss),
            code: None,
            blocks: Vec::new(),
            signatures: Vec::new(),
            links: self.links.iter().map(|link| LinkShown::of(link, self.gloss)).collect(),
            closing: Vec::new(),
        }
    }

    /// The English line of a heading, where it is wanted.
    pub(super) fn gloss(&self, text: &'static str) -> Option<&'static str> {
        self.gloss.then_some(text)
    }

    /// Who receives: the desk, or the agency where the desk has no name of its own.
    pub(super) fn receiver(&self) -> String {
        filled(self.desk.as_deref()).unwrap_or_else(|| printable(&self.agency))
    }
}

impl Party {
    /// The lines «Tiếp nhận hồ sơ của …»; what is always asked for has dots to write on, the rest is left out.
    pub(super) fn facts(&self, heading: &str) -> Vec<Fact> {
        let mut facts = vec![
            Fact::strong(heading, filled(Some(&self.name))),
            Fact::new("Địa chỉ", filled(self.address.as_deref())),
            Fact::new("Số điện thoại", filled(self.phone.as_deref())),
        ];
        facts.extend(Fact::given("Thư điện tử", filled(self.email.as_deref())).map(Fact::beside));
        facts.extend(Fact::given("Số CCCD/hộ chiếu/đăng ký doanh nghiệp", filled(self.identity.as_deref())));
        facts
    }

    /// The subject's lines, left out when it is the applicant.
    pub(super) fn subject_facts(&self) -> Vec<Fact> {
        let mut facts = vec![Fact::strong("Chủ hồ sơ", filled(Some(&self.name)))];
        facts.extend(Fact::given("Địa chỉ chủ hồ sơ", filled(self.address.as_deref())));
        facts
    }
}

impl Contact {
    /// «Bà Đinh Thị Lan (Chuyên viên), số điện thoại 0218 …».
    pub(super) fn sentence(&self) -> Option<String> {
        let name = filled(Some(&self.name));
        let phone = filled(self.phone.as_deref()).map(|phone| format!("số điện thoại {phone}"));
        let name = name.map(|name| match filled(self.position.as_deref()) {
            Some(position) => format!("{name} ({position})"),
            None => name,
        });
        let known: Vec<String> = [name, phone].into_iter().flatten().collect();
        (!known.is_empty()).then(|| known.join(", "))
    }

    /// «… xin liên hệ: …», with dots when nobody is named.
    pub(super) fn block(contact: Option<&Self>, label: &'static str) -> Block {
        Block::Facts { facts: vec![Fact::new(label, contact.and_then(Self::sentence))] }
    }
}

/// The first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
