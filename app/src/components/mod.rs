//! What pages are made of. Components are plain functions from values to views; they know nothing of ports or requests.
//!
//! Text is escaped by the framework wherever it stands, with one exception that has its own component: [`text_area`].

pub mod address;
pub mod breadcrumb;
pub mod case_summary;
pub mod change_list;
pub mod check_list;
pub mod choice;
pub mod document;
pub mod error_summary;
pub mod event_details;
pub mod expired_draft;
pub mod facets;
pub mod field;
pub mod file_row;
pub mod fold;
pub mod footer;
pub mod header;
pub mod icon;
pub mod issued;
pub mod lines;
pub mod lookup_form;
pub mod messages;
pub mod notice;
pub mod outlook;
pub mod pager;
pub mod phone;
pub mod published;
pub mod qr;
pub mod question;
pub mod receipt_panel;
pub mod result_row;
pub mod resume_form;
pub mod rows_table;
pub mod select;
pub mod status_line;
pub mod step_list;
pub mod summary_strip;
pub mod tag;
pub mod text_area;
pub mod timeline;
