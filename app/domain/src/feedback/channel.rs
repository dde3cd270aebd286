//! What is no feedback: complaints and denunciations, which a law gives another way and other rights.

use crate::fold::fold;

/// A matter with a legal way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OtherChannel {
    /// *Khiếu nại* (Law on Complaints 02/2011/QH13): somebody wants a decision or an act that harms them to be reviewed.
    Complaint,
    /// *Tố cáo* (Law on Denunciations 25/2018/QH14): somebody reports that the law was broken.
    Denunciation,
}

impl OtherChannel {
    pub const ALL: [Self; 2] = [Self::Complaint, Self::Denunciation];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Denunciation => "denunciation",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.key() == key)
    }
}

/// Words by which people name the two, folded. «Đơn khiếu nại», «tôi tố cáo», «tố giác», and how English visitors put it.
const WORDS: [(&str, OtherChannel); 7] = [
    ("to cao", OtherChannel::Denunciation),
    ("to giac", OtherChannel::Denunciation),
    ("denounce", OtherChannel::Denunciation),
    ("denunciation", OtherChannel::Denunciation),
    ("khieu nai", OtherChannel::Complaint),
    ("khieu kien", OtherChannel::Complaint),
    ("formal complaint", OtherChannel::Complaint),
];

/// The other way a text seems to ask for. A person may still say that feedback is meant: words alone decide nothing.
#[must_use]
pub fn other_channel(text: &str) -> Option<OtherChannel> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let plain = format!(" {} ", words.collect::<Vec<_>>().join(" "));
    WORDS.into_iter().find(|(words, _)| plain.contains(&format!(" {words} "))).map(|(_, channel)| channel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_and_denunciations_are_recognised_as_people_write_them() {
        for (text, channel) in [
            ("Tôi làm đơn KHIẾU NẠI quyết định thu hồi đất", OtherChannel::Complaint),
            ("Toi to cao can bo nhan tien", OtherChannel::Denunciation),
            ("Tố giác hành vi nhận hối lộ", OtherChannel::Denunciation),
            ("I want to denounce an officer", OtherChannel::Denunciation),
        ] {
            assert_eq!(other_channel(text), Some(channel), "{text}");
        }
        for text in ["Ô tô cao tầng đỗ trước cổng", "Cán bộ hẹn ba lần mà chưa trả kết quả", "A complaint-free day", ""]
        {
            let expected = if text.starts_with("Ô tô") { Some(OtherChannel::Denunciation) } else { None };
            assert_eq!(other_channel(text), expected, "words alone may err, which is why it is only asked: {text}");
        }
    }
}
