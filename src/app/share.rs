//! Link fragment ↔ text, settings and view. Pure; the address itself is the browser's.
//!
//! `d=1z.<payload>&view=report&f=<finding>&g=101`: 1 is the version of the form, z the codec (raw deflate, base64url). Every
//! decoder that was ever published stays. `rule=C18` is the other form.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::state::Tab;
use crate::i18n::Text;
use crate::rules::Guidance;

/// A link may hold no more text than this once inflated.
pub const LIMIT_BYTES: usize = 8 << 20;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The text.
    pub text: String,
    /// Which tab.
    pub tab: Tab,
    /// Which finding.
    pub finding: Option<String>,
    /// The guidance, where the sender chose one.
    pub guidance: Option<Guidance>,
}

/// What a fragment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// Nothing of ours.
    None,
    /// A shared table.
    Table(Shared),
    /// The page of a rule.
    Rule(String),
}

/// Why a link cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It was cut, or characters of it were changed.
    Damaged,
    /// It was made by a newer version of the page.
    Newer,
    /// It holds more text than the page opens from a link.
    TooLarge,
}

impl LinkError {
    /// What is wrong and what to do.
    pub const fn sentence(self) -> Text {
        match self {
            Self::Damaged => crate::strings::LINK_DAMAGED,
            Self::Newer => crate::strings::LINK_NEWER,
            Self::TooLarge => crate::strings::LINK_TOO_LARGE,
        }
    }
}

/// The fragment for a table, without its `#`.
pub fn encode(shared: &Shared) -> String {
    const LEVEL: u8 = 9;
    let payload = URL_SAFE_NO_PAD.encode(compress_to_vec(shared.text.as_bytes(), LEVEL));
    let mut fragment = format!("d=1z.{payload}");
    let mut add = |key: &str, value: &str| fragment.extend(["&", key, "=", value]);
    if shared.tab != Tab::default() {
        add("view", shared.tab.as_str());
    }
    if let Some(finding) = &shared.finding {
        add("f", finding);
    }
    if let Some(guidance) = shared.guidance {
        add("g", guidance.as_str());
    }
    fragment
}

/// Reads a fragment, as chat programs and mail leave it: wrapped, percent-encoded, with a full stop behind it.
///
/// # Errors
/// A fragment that is meant for us and cannot be opened.
pub fn decode(fragment: &str) -> Result<Fragment, LinkError> {
    let plain = percent_decoded(fragment);
    let plain: String = plain.chars().filter(|ch| !ch.is_whitespace()).collect();
    let plain =
        plain.trim_start_matches('#').trim_end_matches(|ch: char| !ch.is_ascii_alphanumeric() && !"-_=".contains(ch));
    let mut shared = Shared::default();
    let mut data = None;
    for part in plain.split('&') {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        match key {
            "d" => data = Some(value),
            "rule" => return Ok(Fragment::Rule(value.to_owned())),
            "view" if value == Tab::Report.as_str() => shared.tab = Tab::Report,
            "f" if !value.is_empty() => shared.finding = Some(value.to_owned()),
            "g" => shared.guidance = Guidance::from_key(value),
            _ => {}
        }
    }
    let Some(data) = data else { return Ok(Fragment::None) };
    let (form, payload) = data.split_once('.').ok_or(LinkError::Damaged)?;
    match form {
        "1z" => shared.text = inflate(payload)?,
        _ if form.starts_with(|ch: char| ch.is_ascii_digit()) && form.len() <= 4 => return Err(LinkError::Newer),
        _ => return Err(LinkError::Damaged),
    }
    Ok(Fragment::Table(shared))
}

fn inflate(payload: &str) -> Result<String, LinkError> {
    // Some programs turn - and _ into other dashes, or add padding.
    let payload = payload.trim_end_matches('=');
    let bytes = URL_SAFE_NO_PAD.decode(payload).map_err(|_| LinkError::Damaged)?;
    let text = decompress_to_vec_with_limit(&bytes, LIMIT_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::TooLarge,
        _ => LinkError::Damaged,
    })?;
    String::from_utf8(text).map_err(|_| LinkError::Damaged)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                if let (Some(high), Some(low)) = (hex(*high), hex(*low)) {
                    bytes.push(high * 16 + low);
                    rest = after;
                    continue;
                }
                bytes.push(first);
                rest = tail;
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A link of version 1 as it was first published. It must open forever.
    const GOLDEN: &str = "d=1z.e75i-_OJk572TXq6s_vJjt6ns9a9nD3x6dzZz1bsebpr-_P5u16ub3i-u_VRw5zn65e-WL_36fxtz5ZOfLJ7_tO1vc_7Zj6fsvXJjgYjgyf7dj6bu8vQwED1Uce0RxMA&view=report&g=101";

    fn shared(text: &str) -> Shared {
        Shared { text: text.to_owned(), ..Shared::default() }
    }

    #[test]
    fn a_link_opens_as_it_was_made() {
        let full = Shared {
            tab: Tab::Report,
            finding: Some("C18-1f3a9c02".to_owned()),
            guidance: Some(Guidance::No101Of2021),
            ..shared("表")
        };
        assert_eq!(decode(&encode(&full)), Ok(Fragment::Table(full)));
        assert_eq!(decode(""), Ok(Fragment::None));
        assert_eq!(decode("section-2"), Ok(Fragment::None));
        assert_eq!(decode("rule=C18"), Ok(Fragment::Rule("C18".to_owned())));
    }

    #[test]
    fn links_of_the_first_version_open_forever() {
        let Ok(Fragment::Table(table)) = decode(GOLDEN) else { panic!("the golden link does not open") };
        assert_eq!(
            table.text,
            "1、产出指标：验收合格率，年度指标值：100%。2、满意度指标：系统重大故障事件率，年度指标值：100%。"
        );
        assert_eq!((table.tab, table.guidance), (Tab::Report, Some(Guidance::No101Of2021)));
    }

    #[test]
    fn what_chat_programs_do_to_a_link_is_undone() {
        let text = "项目支出绩效目标表，广州市财政局".repeat(9);
        let link = encode(&shared(&text));
        let expected = Ok(Fragment::Table(shared(&text)));
        let wrapped: String = link
            .chars()
            .enumerate()
            .flat_map(|(at, ch)| [(at % 30 == 29).then_some('\n'), Some(ch)])
            .flatten()
            .collect();
        for damaged in [
            format!("#{link}"),
            format!("{link}。"),
            format!("{link}）"),
            link.replace('=', "%3D"),
            format!("%23{link}"),
            wrapped,
            format!("{link} "),
        ] {
            assert_eq!(decode(&damaged), expected, "{damaged}");
        }
    }

    #[test]
    fn a_damaged_link_is_told_from_a_newer_and_from_a_huge_one() {
        let link = encode(&shared(&"广州市财政局2021年电子政务外网设备购置及安全加固项目".repeat(9)));
        assert_eq!(decode(&link[..link.len() / 2]), Err(LinkError::Damaged));
        assert_eq!(decode("d=1z."), Err(LinkError::Damaged));
        assert_eq!(decode("d=1z"), Err(LinkError::Damaged));
        assert_eq!(decode("d=1z.@@@@"), Err(LinkError::Damaged));
        assert_eq!(decode("d=2q.AAAA"), Err(LinkError::Newer));
        let bomb = encode(&shared(&" ".repeat(LIMIT_BYTES + 1)));
        assert!(bomb.len() < 20_000);
        assert_eq!(decode(&bomb), Err(LinkError::TooLarge));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_text_survives_a_link(text in "\\PC{0,200}") {
            prop_assert_eq!(decode(&encode(&shared(&text))), Ok(Fragment::Table(shared(&text))));
        }

        #[test]
        fn no_fragment_makes_it_panic(fragment in "(d=1z\\.)?[ -~%#&=。一-龥]{0,80}") {
            let _ = decode(&fragment);
        }
    }
}
