//! Is it really to be withdrawn?

use leptos::prelude::*;

use super::acts::back_to_dossier;
use crate::components::breadcrumb::home_link;
use crate::components::document::{Head, document};
use crate::components::error_summary::{error_summary, here};
use crate::components::field::{Field, Kind, Optional, field};
use crate::components::notice::notice_text;
use crate::components::tag::Tone;
use crate::view::{Chrome, WithdrawView};

/// The question, with what follows from yes.
pub fn page(chrome: &Chrome, view: &WithdrawView) -> impl IntoView + use<> {
    let locale = chrome.locale;
    let head = Head {
        title: locale.pick(format!("Rút hồ sơ {}", view.code), format!("Withdraw dossier {}", view.code)),
        has_problems: !view.problems.is_empty(),
        trail: vec![home_link(locale)],
        ..Head::default()
    };
    let reason = Field {
        id: "reason".to_owned(),
        label: locale.pick("Lý do", "Reason").to_owned(),
        value: view.reason.clone(),
        kind: Kind::Long,
        optional: Optional::Always,
        ..Field::default()
    };
    let main = view! {
        <div class="filing">
            {error_summary(locale, &view.problems, here)}
            <h1>{locale.pick("Rút hồ sơ ", "Withdraw dossier ")} <span class="code">{view.code.clone()}</span> "?"</h1>
            <p class="filing-place">{view.procedure_name.clone()} ", " {view.agency.clone()}</p>
            {notice_text(
                Tone::Warning,
                locale
                    .pick(
                        "Rút rồi thì không lấy lại được: cơ quan dừng giải quyết. Khi cần, bạn nộp hồ sơ mới.",
                        "This cannot be undone: the agency stops. When you need it, file a new dossier.",
                    ),
            )}
            <form method="post" action=locale.href("/tra-cuu/rut-ho-so") novalidate>
                <input type="hidden" name="code" value=view.code.clone() />
                <input type="hidden" name="pin" value=view.pin.clone() />
                <input type="hidden" name="confirm" value="yes" />
                {field(locale, &reason, &view.problems)}
                <button class="button" type="submit">
                    {locale.pick("Có, rút hồ sơ", "Yes, withdraw")}
                </button>
            </form>
            {back_to_dossier(locale, &view.code, &view.pin, locale.pick("Không, giữ hồ sơ", "No, keep the dossier"))}
        </div>
    }
    .into_any();
    document(chrome, head, main)
}
