//! A published month on paper: the figures of each agency, its points, and what came late.

use time::Date;

use super::letterhead::Letterhead;
use super::sheet::{Block, Column, ColumnKind, Fact, Sheet, Table, cell};
use super::text::printable;

/// Delays that are printed; the signed file has all of them.
const MOST_DELAYS: usize = 1_000;

/// An edition of a month (*báo cáo hằng tháng theo Bộ chỉ số 766*). The layout is our own: no form for it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monthly {
    pub letterhead: Letterhead,
    pub year: i32,
    pub month: u8,
    pub edition: i64,
    /// What was overdue was so on this day.
    pub frozen_on: Date,
    /// Why there is another edition.
    pub reason: Option<String>,
    /// The decision by whose method it was reckoned.
    pub decision: String,
    /// SHA-256 of the signed document, in hexadecimal digits.
    pub sha256: String,
    /// The agencies, and all together as the last.
    pub agencies: Vec<MonthlyRow>,
    pub delays: Vec<DelayRow>,
}

/// One agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyRow {
    pub name: String,
    /// Accepted, settled before, on, and after the day, overdue now.
    pub figures: [i64; 5],
    /// One line for each group: name and points.
    pub points: Vec<String>,
}

/// A dossier that came late or is overdue, without its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelayRow {
    pub agency: String,
    pub procedure: String,
    pub due: Date,
    pub settled: Option<Date>,
    pub days: i64,
}

fn figures(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), u8::from(day.month()), day.year())
}

impl Monthly {
    pub(super) fn sheet(&self) -> Sheet {
        let mut sheet = self.letterhead.sheet("Công bố hằng tháng", "KẾT QUẢ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP", "");
        sheet.basis = "Bộ chỉ số 766/QĐ-TTg";
        sheet.gloss = None;
        sheet.landscape = true;
        let mut facts = vec![
            Fact::strong("Tháng", Some(format!("{:02}/{}", self.month, self.year))),
            Fact::new("Bản", Some(self.edition.to_string())).beside(),
            Fact::new("Khoá ngày", Some(figures(self.frozen_on))).beside(),
            Fact::new("Cách tính", Some(printable(&self.decision))),
            Fact::new("SHA-256 của văn bản đã ký số", Some(self.sha256.clone())),
        ];
        facts.extend(Fact::given("Lý do đính chính", self.reason.as_deref().map(printable)));
        sheet.blocks = vec![Block::Facts { facts }, self.by_agency()];
        if self.delays.is_empty() {
            sheet.blocks.push(Block::sentence("Trong tháng không hồ sơ nào trễ hạn."));
        } else {
            sheet.blocks.push(self.late());
        }
        sheet.closing = vec![
            "Ai cũng tải được tệp có chữ ký số và dữ liệu không tên người, rồi tự tính lại mọi con số.".to_owned(),
        ];
        sheet
    }

    fn by_agency(&self) -> Block {
        let number = |heading| Column::new(ColumnKind::Number, 20, heading, None);
        let row = |row: &MonthlyRow| {
            let mut cells = vec![cell(Some(&row.name))];
            cells.extend(row.figures.iter().map(|figure| vec![figure.to_string()]));
            cells.push(row.points.iter().map(|line| printable(line)).collect());
            cells
        };
        Block::Table {
            table: Table {
                caption: Some("Từng cơ quan".to_owned()),
                columns: vec![
                    Column::new(ColumnKind::Text, 5, "Cơ quan", None),
                    number("Tiếp nhận"),
                    number("Xong sớm"),
                    number("Xong đúng hạn"),
                    number("Xong trễ"),
                    number("Còn quá hạn"),
                    Column::new(ColumnKind::Text, 8, "Điểm từng nhóm", None),
                ],
                rows: self.agencies.iter().map(row).collect(),
                row_height: 0,
                small: true,
            },
        }
    }

    fn late(&self) -> Block {
        let caption = match self.delays.len() {
            many if many > MOST_DELAYS => {
                format!("Hồ sơ trễ hạn: {MOST_DELAYS} trong {many} hồ sơ, trễ nhiều nhất trước; tệp có chữ ký có đủ")
            }
            many => format!("Hồ sơ trễ hạn ({many})"),
        };
        let mut delays: Vec<&DelayRow> = self.delays.iter().collect();
        delays.sort_by_key(|delay| std::cmp::Reverse(delay.days));
        let row = |delay: &DelayRow| {
            let settled = delay.settled.map_or_else(|| "chưa xong".to_owned(), figures);
            vec![
                cell(Some(&delay.procedure)),
                cell(Some(&delay.agency)),
                vec![figures(delay.due)],
                vec![settled],
                vec![delay.days.to_string()],
            ]
        };
        Block::Table {
            table: Table {
                caption: Some(caption),
                columns: vec![
                    Column::new(ColumnKind::Text, 8, "Thủ tục", None),
                    Column::new(ColumnKind::Text, 5, "Cơ quan", None),
                    Column::new(ColumnKind::Moment, 24, "Hạn", None),
                    Column::new(ColumnKind::Moment, 24, "Xong", None),
                    Column::new(ColumnKind::Number, 16, "Trễ (ngày)", None),
                ],
                rows: delays.into_iter().take(MOST_DELAYS).map(row).collect(),
                row_height: 0,
                small: true,
            },
        }
    }
}
