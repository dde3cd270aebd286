//! View-models for the tests: as they come in real life, or with one text in every field.

mod account;
mod counter;
mod desk;
mod desk_dossiers;
mod feedback;
mod filing;
mod forms;
mod indicators;
mod papers;
mod publication;
mod supplement;
mod tracking;

use std::sync::Arc;

use crate::locale::Locale;
use crate::view::*;
use domain::catalogue::shown::{FeesShown, ProcedureShown, shown};
use domain::procedure::{Channel, Level, Procedure};
use domain::province::{Bilingual, Counter, OnlineLevel, PaperNeed, Province, Service, ServiceCase, ServicePaper};
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};

pub const TODAY: Date = date!(2026 - 11 - 22);
pub const NOW: OffsetDateTime = datetime!(2026-11-22 15:20 +7);

/// Where the texts come from.
#[derive(Clone, Copy)]
pub struct Samples {
    /// Stands in every field of text instead of the usual one.
    pub instead: Option<&'static str>,
    /// Lists are empty and options none.
    pub empty: bool,
}

pub const USUAL: Samples = Samples { instead: None, empty: false };

impl Samples {
    fn t(self, usual: &str) -> String {
        self.instead.unwrap_or(usual).to_owned()
    }

    fn both(self, vi: &str, en: &str) -> Bilingual {
        Bilingual { vi: self.t(vi), en: self.t(en) }
    }

    fn list<T>(self, items: Vec<T>) -> Vec<T> {
        if self.empty { Vec::new() } else { items }
    }

    fn some<T>(self, item: T) -> Option<T> {
        (!self.empty).then_some(item)
    }

    pub fn chrome(self, locale: Locale, path: &str) -> Chrome {
        let province = Province {
            code: "H28".to_owned(),
            name: self.both("Tỉnh Hòa Bình", "Hòa Bình province"),
            reflects: date!(2026 - 07 - 20),
            reflects_note: self.both(
                "Danh mục thủ tục theo bản công khai tháng 7/2026 trên Cổng Dịch vụ công quốc gia.",
                "The procedures are as published on the National Public Service Portal in July 2026.",
            ),
            counter: Counter {
                address: self
                    .both("Trung tâm Phục vụ hành chính công tỉnh Hòa Bình", "Public Administration Service Centre"),
                hours: self.both(
                    "Thứ Hai đến thứ Sáu, 07:00–11:30 và 13:30–17:00",
                    "Monday to Friday, 07:00–11:30 and 13:30–17:00",
                ),
                phone: self.t("18001096"),
            },
        };
        Chrome {
            locale,
            path: path.to_owned(),
            query: self.instead.map(|text| format!("q={text}")).unwrap_or_default(),
            province: Arc::new(province),
            assets: Arc::new(Assets {
                desk_css: "/desk.css?v=1".into(),
                css: "/pkg/motcua.css".to_owned(),
                js: "/pkg/motcua.js".to_owned(),
                wasm: "/pkg/motcua.wasm".to_owned(),
                loader: "/islands.js".to_owned(),
                live: "/live.js".to_owned(),
                check: "/check.js".to_owned(),
                check_rules: "/check_rules.js".to_owned(),
                check_wasm: "/check_rules_bg.wasm".to_owned(),
            }),
            nonce: Some("r4nd0m".to_owned()),
            origin: "https://dichvucong.example".to_owned(),
        }
    }

    pub fn row(self, code: &str, name: &str, level: OnlineLevel) -> ProcedureRow {
        ProcedureRow {
            code: code.to_owned(),
            name: self.t(name),
            name_is_vietnamese: true,
            summary: self.some(self.t("Để trẻ có giấy khai sinh và số định danh cá nhân.")),
            field: self.t("Hộ tịch"),
            agencies: self.list(vec![self.t("Ủy ban nhân dân cấp xã"), self.t("Sở Tư pháp"), self.t("Bộ Tư pháp")]),
            levels: self.list(vec![Level::Commune]),
            online_level: level,
            received_here: !self.empty,
        }
    }

    fn facet(self, parameter: &'static str, title: &str, values: &[(&str, usize)]) -> FacetGroup {
        let value = |(at, (label, count)): (usize, &(&str, usize))| FacetValue {
            key: self.t(label),
            label: self.t(label),
            count: *count,
            chosen: at == 1 && parameter == "field",
            href: format!("/thu-tuc?{parameter}={at}"),
        };
        FacetGroup {
            parameter,
            title: self.t(title),
            values: self.list(values.iter().enumerate().map(value).collect()),
        }
    }

    pub fn home(self) -> HomeView {
        let event = |id: &str, name: &str, count| LifeEventLink { id: id.to_owned(), name: self.t(name), count };
        HomeView {
            life_events: self.list(vec![
                event("sinh-con", "Sinh con, nuôi con nhỏ", 14),
                event("ket-hon", "Kết hôn", 6),
                event("cu-tru", "Chuyển chỗ ở, hộ khẩu", 11),
                event("dat-dai", "Nhà, đất", 38),
                event("viec-lam", "Việc làm, thất nghiệp", 17),
                event("nguoi-mat", "Có người thân qua đời", 9),
                event("xe-co", "Xe cộ, bằng lái", 12),
                event("suc-khoe", "Sức khoẻ, bảo hiểm", 21),
            ]),
            business_events: self.list(vec![
                event("mo-cua-hang", "Mở cửa hàng, hộ kinh doanh", 8),
                event("thanh-lap", "Thành lập công ty", 23),
                event("xay-dung", "Xây dựng", 19),
                event("lao-dong-nuoc-ngoai", "Thuê lao động nước ngoài", 5),
            ]),
            fields: self
                .facet("field", "Lĩnh vực", &[("Đất đai", 120), ("Hộ tịch", 64), ("Giáo dục", 210), ("Y tế", 188)])
                .values,
            new: self.list(vec![
                (self.row("1.001193", "Đăng ký khai sinh", OnlineLevel::Full), NOW),
                (self.row("1.004222", "Đăng ký thường trú", OnlineLevel::Full), NOW),
            ]),
            total: 4_494,
            online: 1_203,
            received_here: 412,
        }
    }

    pub fn results(self, text: &str) -> ListView {
        let rows = self.list(vec![
            self.row("1.001193", "Đăng ký khai sinh", OnlineLevel::Full),
            self.row("1.000689", "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con", OnlineLevel::Partial),
            self.row("2.000635", "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh", OnlineLevel::Information),
        ]);
        ListView {
            text: if self.instead.is_some() { self.t(text) } else { text.to_owned() },
            life_event: self.some(self.t("Sinh con, nuôi con nhỏ")),
            total: rows.len() * 41,
            rows,
            facets: vec![
                self.facet(
                    "field",
                    "Lĩnh vực",
                    &[
                        ("Hộ tịch", 64),
                        ("Đất đai", 12),
                        ("Giáo dục và đào tạo thuộc hệ thống giáo dục quốc dân", 9),
                        ("Y tế", 8),
                        ("Lao động", 6),
                        ("Thuế", 5),
                        ("Xây dựng", 4),
                        ("Công an", 4),
                        ("Du lịch", 3),
                        ("Văn hoá", 2),
                    ],
                ),
                self.facet("level", "Cấp", &[("Xã", 40), ("Tỉnh", 60), ("Bộ", 23)]),
                self.facet("online_level", "Trực tuyến", &[("Toàn trình", 31), ("Một phần", 12)]),
            ],
            chosen: self.list(vec![(self.t("Hộ tịch"), "/thu-tuc?q=khai+sinh".to_owned())]),
            next: self.some("/thu-tuc?after=abc".to_owned()),
            first: self.some("/thu-tuc".to_owned()),
            nearest: vec![self.row("1.001193", "Đăng ký khai sinh", OnlineLevel::Full)],
            json_href: "/thu-tuc.json?q=khai".to_owned(),
            csv_href: "/thu-tuc.csv?q=khai".to_owned(),
            atom_href: "/thu-tuc.atom?q=khai".to_owned(),
        }
    }

    /// A procedure as an import would read it.
    pub fn published(self) -> ProcedureShown {
        let json = r#"{"code":"1.001193","name":"X","decision":"163/QĐ-BTP","levels":["commune"],"kind":"X","field":"X","audiences":["Công dân Việt Nam"],
            "agencies":["X","X 2"],"competent_authority":"X","receiving_address":"X","delegated_agency":"X","coordinating_agency":"X",
            "procedure_steps":[{"case":"X","text":"X\n- X\n- X"}],
            "channels":[{"channel":"online","time_limit":{"value":7,"unit":"working_day","text":"7 WORKING_DAY"},"fees":[{"amount":10000,"currency":"VND","text":"10000 VNĐ (X)"},{"amount":0,"currency":"VND","text":"0 VNĐ (giảm đến hết ngày 31/12/2025)"}],"description":"X"},
                        {"channel":"direct","time_limit":{"value":null,"unit":"other","text":"X"},"fees":[{"amount":10,"currency":"VND","text":"10 VNĐ (X)"}],"description":null},
                        {"channel":"postal","time_limit":{"value":1,"unit":"other","text":"1 OTHER"},"fees":[],"description":"X"}],
            "document_groups":[{"case":"X","items":[{"name":"X","form_file":"X | Y","originals":1,"copies":2,"is_note":false},{"name":"X","form_file":null,"originals":0,"copies":0,"is_note":true}]},
                               {"case":"X 2","items":[{"name":"X","form_file":null,"originals":null,"copies":null,"is_note":false}]}],
            "results":[{"code":"KQ.G12.000123","name":"X"}],"legal_basis":[{"number":"60/2014/QH13","title":"X"}],"conditions":"X\n- X","keywords":null,"description":"X"}"#;
        let mut procedure: Procedure = serde_json::from_str(json).expect("the sample reads");
        let text = self.t("Tờ khai theo mẫu");
        let put = |slot: &mut String| *slot = slot.replace('X', &text);
        let put_some = |slot: &mut Option<String>| *slot = slot.as_ref().map(|old| old.replace('X', &text));
        [&mut procedure.name, &mut procedure.kind, &mut procedure.field].into_iter().for_each(put);
        procedure.agencies.iter_mut().for_each(put);
        [
            &mut procedure.competent_authority,
            &mut procedure.receiving_address,
            &mut procedure.delegated_agency,
            &mut procedure.coordinating_agency,
            &mut procedure.conditions,
            &mut procedure.description,
        ]
        .into_iter()
        .for_each(put_some);
        for step in &mut procedure.procedure_steps {
            put(&mut step.text);
            put_some(&mut step.case);
        }
        for channel in &mut procedure.channels {
            put(&mut channel.time_limit.text);
            put_some(&mut channel.description);
            channel.fees.iter_mut().for_each(|fee| put(&mut fee.text));
        }
        for group in &mut procedure.document_groups {
            put_some(&mut group.case);
            for item in &mut group.items {
                put(&mut item.name);
                put_some(&mut item.form_file);
            }
        }
        procedure.results.iter_mut().for_each(|result| put(&mut result.name));
        procedure.legal_basis.iter_mut().for_each(|document| put(&mut document.title));
        let mut shown = shown(&procedure, TODAY);
        if self.empty {
            shown.channels.clear();
            shown.papers.groups.clear();
            shown.steps.clear();
            shown.results.clear();
            shown.legal_basis.clear();
            shown.agencies.clear();
            shown.decision = None;
        }
        shown
    }

    fn service(self) -> Service {
        let paper = |component: &str, name: &str, need, always| ServicePaper {
            component: component.to_owned(),
            name_en: self.t(name),
            need,
            always,
            condition: Some(self.both("khi ủy quyền cho người khác", "when somebody else files for you")),
        };
        Service {
            code: "1.001193".to_owned(),
            name_en: self.t("Birth registration"),
            field_en: self.t("Civil status"),
            summary: self.both(
                "Để trẻ có giấy khai sinh và số định danh cá nhân.",
                "Gives a child a birth certificate and an identification number.",
            ),
            online_level: OnlineLevel::Full,
            time_note: Some(self.both(
                "Trong ngày; nhận sau 15 giờ thì trả ngày làm việc tiếp theo",
                "The same day; the next working day if received after 15:00",
            )),
            fee_note: Some(self.both("Đăng ký đúng hạn 60 ngày không mất lệ phí", "Free within 60 days of birth")),
            reception: Vec::new(),
            clock: Default::default(),
            cases: self.list(vec![ServiceCase {
                id: "dung-han".to_owned(),
                name: self.both("Trong 60 ngày sau sinh", "Within 60 days of birth"),
            }]),
            papers: self.list(vec![
                paper("1.1", "Birth registration form", PaperNeed::HandIn, true),
                paper("9.9", "Birth certificate from the health facility", PaperNeed::HandIn, false),
                paper("2.1", "Identity document", PaperNeed::Show, true),
                paper("1.9", "Proof of residence", PaperNeed::NotNeeded, true),
            ]),
            unverified: self.list(vec![domain::province::Statement::OnlineLevel, domain::province::Statement::Papers]),
        }
    }

    pub fn view_of(self, shown: ProcedureShown, service: Option<Service>) -> ProcedureView {
        let limits = shown.channels.iter().map(|row| (row.channel, row.limit.clone())).collect();
        let fees = shown
            .channels
            .iter()
            .map(|row| match &row.fees {
                FeesShown::Published(fees) => (row.channel, fees.clone()),
                FeesShown::NotPublished => (row.channel, Vec::new()),
            })
            .collect::<Vec<(Channel, _)>>();
        ProcedureView {
            name: shown.name.clone(),
            name_is_vietnamese: true,
            service,
            filled_in_online: Vec::new(),
            online_level: OnlineLevel::Full,
            fileable: if self.empty { Fileable::NotReceivedHere } else { Fileable::Yes },
            limits,
            fees,
            desks: self.list(vec![
                DeskLine { name: self.t("UBND xã Cao Phong"), address: Some(self.t("Khu 3, xã Cao Phong")) },
                DeskLine { name: self.t("UBND xã Đà Bắc"), address: None },
            ]),
            revision: 3,
            published_at: NOW,
            earlier: self.list(vec![(2, NOW), (1, NOW)]),
            json_ld: r#"{"@context":"https://schema.org","@type":"GovernmentService"}"#.to_owned(),
            shown,
        }
    }

    pub fn procedure(self) -> ProcedureView {
        self.view_of(self.published(), self.some(self.service()))
    }
}
