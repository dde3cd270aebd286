//! Where and when a person can talk to somebody, and what the data reflects: on every page.

use leptos::prelude::*;

use super::phone::phone_link;
use crate::locale::date;
use crate::view::Chrome;

/// The footer.
#[must_use]
pub fn footer(chrome: &Chrome) -> AnyView {
    let locale = chrome.locale;
    let province = &chrome.province;
    let counter = &province.counter;
    let reflects = locale.pick("Dữ liệu phản ánh đến ngày", "The data reflects the state of");
    let data_note = format!("{reflects} {}. {}", date(locale, province.reflects), locale.of(&province.reflects_note));
    view! {
        <footer class="site-footer">
            <div class="site-footer-inner">
                <section aria-labelledby="counter">
                    <h2 id="counter">{locale.pick("Cần người giúp?", "Need somebody to help?")}</h2>
                    <p class="footer-phone">
                        {phone_link(&counter.phone)}
                    </p>
                    <p>{locale.of(&counter.hours).to_owned()}</p>
                    <address>{locale.of(&counter.address).to_owned()}</address>
                    <p>
                        {locale
                            .pick(
                                "Cán bộ không bao giờ hỏi mã OTP hay mật khẩu của bạn.",
                                "Officers never ask for your OTP or password.",
                            )}
                    </p>
                </section>
                <nav aria-label=locale.pick("Cuối trang", "Footer")>
                    <ul>
                        <li><a href=locale.href("/thu-tuc")>{locale.pick("Tất cả thủ tục", "All procedures")}</a></li>
                        <li><a href=locale.href("/tra-cuu")>{locale.pick("Tra cứu hồ sơ", "Track a dossier")}</a></li>
                        <li><a href=locale.href("/tiep-tuc")>{locale.pick("Làm tiếp hồ sơ", "Go on with a draft")}</a></li>
                        <li><a href=locale.href("/phan-anh")>{locale.pick("Phản ánh, kiến nghị", "Problems and proposals")}</a></li>
                        <li><a href=locale.href("/chi-so")>{locale.pick("Các cơ quan phục vụ ra sao", "How the agencies perform")}</a></li>
                        <li><a href=locale.href("/api")>{locale.pick("API cho lập trình viên", "API for developers")}</a></li>
                        <li><a href=locale.href("/thu-tuc.json")>{locale.pick("Tải danh mục: JSON", "Download the catalogue: JSON")}</a></li>
                        <li><a href=locale.href("/thu-tuc.csv")>{locale.pick("Tải danh mục: CSV", "Download the catalogue: CSV")}</a></li>
                        <li><a href=locale.href("/thu-tuc.atom")>{locale.pick("Theo dõi thay đổi: Atom", "Follow changes: Atom")}</a></li>
                    </ul>
                </nav>
                <p class="footer-data">{data_note}</p>
            </div>
        </footer>
    }
    .into_any()
}
