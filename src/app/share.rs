//! Link fragment ↔ text, settings and view. Pure; the address itself is the browser's.
//!
//! `d=1z.<payload>&view=report&f=<finding>&g=101`: 1 is the version of the form, z the codec (raw deflate, base64url). Every
//! decoder that was ever published stays. `rule=C18` is the other form.

use super::choice::Few;
use super::codec;
use super::state::Tab;
use crate::i18n::Text;
use crate::report::triage::Triage;
use crate::rules::{Guidance, Rule};
use crate::span::Span;
use crate::strings;
use crate::worksheet::Worksheet;

/// A link may hold no more text than this once inflated.
pub const LIMIT_BYTES: usize = 8 << 20;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The text.
    pub text: String,
    /// How it is looked at.
    pub view: View,
    /// The guidance, where the sender chose one.
    pub guidance: Option<Guidance>,
}

/// What of a table is shown and selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Which tab.
    pub tab: Tab,
    /// Which project, from 0; a link counts from 1.
    pub project: Option<usize>,
    /// Which finding, by its id.
    pub finding: Option<String>,
    /// Which bytes of the text.
    pub place: Option<Span>,
    /// What the sender made of the findings.
    pub triage: Triage,
    /// The sheets of the workbook that was opened; a link has none.
    pub sheets: Vec<Worksheet>,
}

/// What a fragment is.
#[derive(Clone, Debug, PartialEq)]
pub enum Fragment {
    /// Nothing of ours.
    None,
    /// A shared table.
    Table(Shared),
    /// The page of a rule.
    Rule(&'static Rule),
}

/// Why a link cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It ends too early.
    Cut,
    /// Characters of it were changed.
    Damaged,
    /// What is in it is no text.
    NotText,
    /// It was made by a newer version of the page.
    Newer,
    /// It was packed in a way that this page does not know.
    UnknownCodec,
    /// It holds more text than the page opens from a link.
    TooLarge,
    /// There is no such rule.
    NoRule,
}

impl LinkError {
    /// What is wrong and what to do.
    pub const fn sentence(self) -> Text {
        match self {
            Self::Cut => strings::LINK_CUT,
            Self::Damaged => strings::LINK_DAMAGED,
            Self::NotText => strings::LINK_NOT_TEXT,
            Self::Newer => strings::LINK_NEWER,
            Self::UnknownCodec => strings::LINK_UNKNOWN_CODEC,
            Self::TooLarge => strings::LINK_TOO_LARGE,
            Self::NoRule => strings::LINK_NO_RULE,
        }
    }
}

/// The fragment for a table, without its `#`; `None` where the codec could not be loaded.
pub fn encode(shared: &Shared) -> Option<String> {
    let mut fragment = String::from("d=1z.");
    codec::push_base64(&mut fragment, &codec::deflate(shared.text.as_bytes())?);
    let mut add = |key: &str, value: &str| fragment.extend(["&", key, "=", value]);
    let view = &shared.view;
    if view.tab != Tab::default() {
        add("view", view.tab.as_str());
    }
    if let Some(project) = view.project {
        add("p", &(project + 1).to_string());
    }
    if let Some(finding) = &view.finding {
        add("f", finding);
    }
    if let Some(Span { start, end }) = view.place {
        add("hl", &[start.to_string(), end.to_string()].join("-"));
    }
    if let Some(guidance) = shared.guidance {
        add("g", guidance.as_str());
    }
    if !view.triage.is_empty() {
        fragment.push_str("&t=");
        codec::push_base64(&mut fragment, &codec::deflate(view.triage.to_text().as_bytes())?);
    }
    Some(fragment)
}

/// Reads a fragment, as chat programs and mail leave it: wrapped, percent-encoded, with a full stop or words behind it.
///
/// # Errors
/// A fragment that is meant for us and cannot be opened.
pub fn decode(fragment: &str) -> Result<Fragment, LinkError> {
    let plain = unwrapped(fragment);
    let mut shared = Shared::default();
    let mut data = None;
    for part in plain.trim_start_matches('#').split('&') {
        // Mail programs write & as &amp;.
        let part = part.strip_prefix("amp;").unwrap_or(part);
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let end = value.find(|ch: char| !ch.is_ascii_alphanumeric() && !"-_.+/".contains(ch)).unwrap_or(value.len());
        let value = value.get(..end).unwrap_or_default();
        let name = value.trim_end_matches('.');
        match key {
            "d" => data = Some(value),
            "rule" => {
                let rule = Rule::from_code(&name.to_ascii_uppercase());
                return rule.map(Fragment::Rule).ok_or(LinkError::NoRule);
            }
            "view" => shared.view.tab = Tab::ALL.iter().copied().find(|tab| tab.as_str() == name).unwrap_or_default(),
            "p" => shared.view.project = name.parse().ok().and_then(|number: usize| number.checked_sub(1)),
            "f" if !name.is_empty() => shared.view.finding = Some(name.to_owned()),
            "hl" => shared.view.place = span_from(name),
            // Remarks that did not arrive whole leave the table readable.
            "t" => shared.view.triage = inflate(value).map(|text| Triage::from_text(&text)).unwrap_or_default(),
            "g" => shared.guidance = Guidance::from_key(name),
            _ => {}
        }
    }
    let Some(data) = data else { return Ok(Fragment::None) };
    let (form, payload) = data.split_once('.').unwrap_or((data, ""));
    let codec = form.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let version = form.strip_suffix(codec).unwrap_or_default();
    match (version, codec) {
        ("1", "z") => shared.text = inflate(payload)?,
        ("" | "1", "") => return Err(LinkError::Cut),
        ("", _) => return Err(LinkError::Damaged),
        ("1", _) => return Err(LinkError::UnknownCodec),
        _ => return Err(LinkError::Newer),
    }
    Ok(Fragment::Table(shared))
}

fn span_from(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let span = Span::new(start.parse().ok()?, end.parse().ok()?);
    (!span.is_empty()).then_some(span)
}

fn inflate(payload: &str) -> Result<String, LinkError> {
    let bytes = codec::bytes_from_base64(payload).ok_or(LinkError::Damaged)?;
    String::from_utf8(codec::inflate(&bytes, LIMIT_BYTES)?).map_err(|_| LinkError::NotText)
}

/// A fragment without the white space and invisible characters that wrapping leaves, and without percent signs; some
/// programs write those more than once.
fn unwrapped(fragment: &str) -> String {
    const TIMES: usize = 3;
    let mut plain = fragment.to_owned();
    for _ in 0..TIMES {
        if plain.contains('%') {
            plain = percent_decoded(&plain);
        }
    }
    plain.retain(|ch| {
        !ch.is_whitespace() && !matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    });
    plain
}

fn percent_decoded(text: &str) -> String {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if let (b'%', [high, low, after @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = after;
            continue;
        }
        bytes.push(first);
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Links of version 1 as they were first published. They must open forever.
    const GOLDEN_PLAIN: &str = "d=1z.hYzNCkBAFEafxh5POESjjJ8FGymUKFtSZuZtZu6dZuUVTClb2--c7wSKRJqvQDkyiiO9ZWc3hs0JdYajNKVbGFwH8OUVgEjnBL7vKRKH7o1iwqT6uINmF0YMlhYwr9imtus1z7U4f2IP&view=report&g=101";
    const GOLDEN_FULL: &str = "d=1z.hYzNCkBAFEafxh5POESjjJ8FGymUKFtSZuZtZu6dZuUVTClb2--c7wSKRJqvQDkyiiO9ZWc3hs0JdYajNKVbGFwH8OUVgEjnBL7vKRKH7o1iwqT6uINmF0YMlhYwr9imtus1z7U4f2IP&view=report&p=10&f=C18-1f3a9c02-2&hl=3-12&g=101";
    const GOLDEN_OLD_ALPHABET: &str = "d=1z.hYzNCkBAFEafxh5POESjjJ8FGymUKFtSZuZtZu6dZuUVTClb2++c7wSKRJqvQDkyiiO9ZWc3hs0JdYajNKVbGFwH8OUVgEjnBL7vKRKH7o1iwqT6uINmF0YMlhYwr9imtus1z7U4f2IP==";

    const TEXT: &str =
        "1、产出指标：验收合格率，年度指标值：100%。2、满意度指标：系统重大故障事件率，年度指标值：100%。";

    fn encode(shared: &Shared) -> String {
        super::encode(shared).unwrap()
    }

    fn shared(text: &str) -> Shared {
        Shared { text: text.to_owned(), ..Shared::default() }
    }

    fn full() -> Shared {
        let view = View {
            tab: Tab::Report,
            project: Some(9),
            finding: Some("C18-1f3a9c02-2".to_owned()),
            place: Some(Span::new(3, 12)),
            triage: Triage::default(),
            sheets: Vec::new(),
        };
        Shared { view, guidance: Some(Guidance::No101Of2021), ..shared(TEXT) }
    }

    #[test]
    fn a_link_opens_as_it_was_made() {
        assert_eq!(decode(&encode(&full())), Ok(Fragment::Table(full())));
        assert_eq!(decode(&encode(&shared("表"))), Ok(Fragment::Table(shared("表"))));
        assert_eq!(decode(""), Ok(Fragment::None));
        assert_eq!(decode("section-2"), Ok(Fragment::None));
        let first = crate::rules::RULES[0];
        for rule in ["rule=A01", "#rule=a01。", "%23rule%3DA01", "rule=A01."] {
            assert_eq!(decode(rule), Ok(Fragment::Rule(first)), "{rule}");
        }
        assert_eq!(decode("rule=Z99"), Err(LinkError::NoRule));
    }

    #[test]
    fn remarks_travel_with_a_link_and_are_no_part_of_the_table() {
        let triage = Triage::from_text("C18-1f3a9c02\tignored\t已问单位\n");
        let with = Shared { view: View { triage, ..full().view }, ..full() };
        let link = encode(&with);
        assert_eq!(decode(&link), Ok(Fragment::Table(with)));
        assert_eq!(decode(&link[..link.len() - 9]), Ok(Fragment::Table(full())), "cut inside the remarks");
    }

    #[test]
    fn links_of_the_first_version_open_forever() {
        let Ok(Fragment::Table(table)) = decode(GOLDEN_PLAIN) else { panic!("the golden link does not open") };
        assert_eq!((table.text.as_str(), table.view.tab), (TEXT, Tab::Report));
        assert_eq!(table.guidance, Some(Guidance::No101Of2021));
        assert_eq!(decode(GOLDEN_FULL), Ok(Fragment::Table(full())));
        assert_eq!(decode(GOLDEN_OLD_ALPHABET), Ok(Fragment::Table(shared(TEXT))));
    }

    #[test]
    fn what_chat_programs_and_mail_do_to_a_link_is_undone() {
        let full = Shared { text: "项目支出绩效目标表，广州市财政局".repeat(9), ..full() };
        let link = encode(&full);
        let wrapped = |with: &str| {
            let parts: Vec<String> =
                link.as_bytes().chunks(30).map(|part| String::from_utf8_lossy(part).into()).collect();
            parts.join(with)
        };
        for changed in [
            format!("#{link}"),
            format!("##{link}"),
            format!("{link}。"),
            format!("{link}）请查看"),
            format!("{link}\u{201d}, please"),
            format!("{link}."),
            format!("{link} "),
            link.replace('=', "%3D").replace('&', "%26"),
            link.replace('=', "%253D"),
            link.replace('&', "&amp;"),
            format!("%23{link}"),
            wrapped("\n"),
            wrapped("\r\n  "),
            wrapped("%0A"),
            wrapped("\u{200b}"),
        ] {
            assert_eq!(decode(&changed), Ok(Fragment::Table(full.clone())), "{changed}");
        }
        // Words behind a link without parts stand in the payload; the codec knows where it ends.
        let short = encode(&shared(TEXT));
        for behind in [" see this", "。", "==", "see"] {
            assert_eq!(decode(&format!("{short}{behind}")), Ok(Fragment::Table(shared(TEXT))), "{behind}");
        }
    }

    #[test]
    fn each_way_to_fail_has_its_own_error() {
        let link = encode(&shared(&"广州市财政局2021年电子政务外网设备购置及安全加固项目".repeat(9)));
        for cut in [link.len() - 3, link.len() / 2, 20, 8, 5, 4, 3, 2] {
            assert_eq!(decode(&link[..cut]), Err(LinkError::Cut), "{}", &link[..cut]);
        }
        assert_eq!(decode("d=1z.____"), Err(LinkError::Damaged));
        assert_eq!(decode("d=1z.AAAA.AAAA"), Err(LinkError::Damaged));
        assert_eq!(decode("d=hello"), Err(LinkError::Damaged));
        assert_eq!(decode("d=2z.AAAA"), Err(LinkError::Newer));
        assert_eq!(decode("d=10.AAAA"), Err(LinkError::Newer));
        assert_eq!(decode("d=1b.AAAA"), Err(LinkError::UnknownCodec));
        let mut no_text = String::from("d=1z.");
        codec::push_base64(&mut no_text, &codec::deflate(&[0xff, 0xfe, 0x00]).unwrap());
        assert_eq!(decode(&no_text), Err(LinkError::NotText));
        let bomb = encode(&shared(&" ".repeat(LIMIT_BYTES + 1)));
        assert!(bomb.len() < 20_000);
        assert_eq!(decode(&bomb), Err(LinkError::TooLarge));
        assert!(decode(&encode(&shared(&" ".repeat(LIMIT_BYTES)))).is_ok());
    }

    #[test]
    fn every_error_says_what_to_do_in_its_own_words() {
        use LinkError::{Cut, Damaged, Newer, NoRule, NotText, TooLarge, UnknownCodec};
        let sentences = [Cut, Damaged, NotText, Newer, UnknownCodec, TooLarge, NoRule].map(LinkError::sentence);
        for (at, text) in sentences.iter().enumerate() {
            assert!(text.zh.contains('请') && text.en.len() > 40, "{text:?}");
            assert!(sentences[..at].iter().all(|other| other != text));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_text_survives_a_link(text in "\\PC{0,200}", project in proptest::option::of(0..9999usize)) {
            let view = View { project, ..View::default() };
            let shared = Shared { view, ..shared(&text) };
            prop_assert_eq!(decode(&encode(&shared)), Ok(Fragment::Table(shared)));
        }

        #[test]
        fn no_fragment_makes_it_panic(fragment in "(d=1z\\.|d=|%23d)?[ -~%#&=。一-龥]{0,80}", bytes in proptest::collection::vec(0u8.., 0..120)) {
            let _ = decode(&fragment);
            let mut payload = String::from("d=1z.");
            codec::push_base64(&mut payload, &bytes);
            prop_assert_eq!(codec::bytes_from_base64(&payload[5..]), Some(bytes));
            let _ = decode(&payload);
        }

        #[test]
        fn one_changed_character_is_an_error_or_a_text(at in 5..150usize, digit in 0..64usize) {
            let mut link = encode(&shared(TEXT)).into_bytes();
            let at = at % link.len();
            link[at] = codec::ALPHABET[digit];
            let _ = decode(&String::from_utf8_lossy(&link));
        }
    }
}
