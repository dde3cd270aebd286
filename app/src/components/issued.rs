//! The official papers of a dossier, as lists of them show them.

use domain::paper::{Form, Issued};
use leptos::prelude::*;

use crate::locale::{Locale, date_time, machine_time};

/// What a form is called, with its number.
#[must_use]
pub fn form_name(locale: Locale, form: Form) -> &'static str {
    match form {
        Form::Receipt => {
            locale.pick("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)", "Receipt and appointment (form 01)")
        }
        Form::SupplementRequest => {
            locale.pick("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu 02)", "Request to complete the dossier (form 02)")
        }
        Form::Refusal => locale.pick("Phiếu từ chối tiếp nhận hồ sơ (mẫu 03)", "Refusal of the dossier (form 03)"),
        Form::Apology => {
            locale.pick("Phiếu xin lỗi và hẹn lại ngày trả kết quả (mẫu 04)", "Apology and new date (form 04)")
        }
        Form::ControlSheet => {
            locale.pick("Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 05)", "Control sheet (form 05)")
        }
    }
}

/// The official papers that the applicant was given, each to be read, printed and kept; where there is none yet, when the first
/// one comes. Code and PIN travel in the form, never in an address.
#[must_use]
pub fn issued_papers(locale: Locale, issued: &[Issued], code: &str, pin: &str) -> AnyView {
    let body = if issued.is_empty() {
        view! {
            <p>
                {locale
                    .pick(
                        "Chưa có giấy nào. Khi cán bộ tiếp nhận hồ sơ, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01) có ở đây để xem, in và tải.",
                        "None yet. When an officer accepts the dossier, the receipt with the date of the result (form 01) is here to read, print and download.",
                    )}
            </p>
        }
        .into_any()
    } else {
        let rows = issued.iter().map(|one| paper(locale, one, code, pin)).collect_view();
        view! { <ul class="issued-list">{rows}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="issued">
            <h2 id="issued">{locale.pick("Giấy tờ cơ quan đã lập", "Papers from the agency")}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn paper(locale: Locale, one: &Issued, code: &str, pin: &str) -> AnyView {
    let name = form_name(locale, one.form);
    let pdf_label = locale.pick(format!("Tải PDF: {name}"), format!("Download PDF: {name}"));
    let view_label = locale.pick(format!("Xem và in: {name}"), format!("Show and print: {name}"));
    view! {
        <li>
            <p>
                <strong>{name}</strong>
                <span class="line quiet">
                    <time datetime=machine_time(one.at)>{date_time(locale, one.at)}</time>
                </span>
            </p>
            <form method="post" action=locale.href("/tra-cuu/giay")>
                <input type="hidden" name="code" value=code.to_owned() />
                <input type="hidden" name="pin" value=pin.to_owned() />
                <input type="hidden" name="giay" value=one.key() />
                <div class="buttons">
                    <button class="button button--secondary" type="submit" aria-label=view_label>
                        {locale.pick("Xem và in", "Show and print")}
                    </button>
                    <button class="button button--secondary" type="submit" name="dang" value="pdf" aria-label=pdf_label>
                        {locale.pick("Tải PDF", "Download PDF")}
                    </button>
                </div>
            </form>
        </li>
    }
    .into_any()
}
