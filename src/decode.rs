//! Bytes → text: is it text at all, and in which encoding. The ladder is BOM, strict UTF-8, GB18030, else say so.
//!
//! The page decodes with the browser's `TextDecoder`, the command line with `encoding_rs`; both ask here which
//! encoding it is, so that they agree. No statistics: they mislabel short Chinese files.

use crate::error::{Error, FileKind};
use crate::source::Source;

/// The encodings a table arrives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without BOM.
    Utf8,
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Big5, only on request.
    Big5,
}

impl Encoding {
    /// The encodings a user may choose from.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be, Self::Big5];

    /// The label that `TextDecoder`, `encoding_rs` and the command line know.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Big5 => "big5",
        }
    }

    /// The encoding of a label.
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.label() == label || (label == "gbk" && *encoding == Self::Gb18030))
    }
}

/// How many bytes are looked at to tell text from other files.
const HEAD_BYTES: usize = 4096;

/// Which encoding the bytes are in. Bytes that are no UTF-8 are taken for GB18030, which the decoder then confirms or not.
///
/// # Errors
/// [`Error::TooLarge`] above [`Source::LIMIT_BYTES`]; [`Error::NotText`] for pictures, PDF, archives and other bytes
/// that no text holds.
pub fn encoding_of(bytes: &[u8]) -> Result<Encoding, Error> {
    if bytes.len() > Source::LIMIT_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() as u64, limit: Source::LIMIT_BYTES as u64 });
    }
    if let Some(looks_like) = known_file(bytes) {
        return Err(Error::NotText { looks_like });
    }
    match bytes {
        [0xff, 0xfe, ..] => return Ok(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Ok(Encoding::Utf16Be),
        _ => {}
    }
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    if let Some(encoding) = utf16_without_bom(head) {
        return Ok(encoding);
    }
    if head.iter().filter(|&&byte| is_control(byte)).count() * 50 > head.len() {
        return Err(Error::NotText { looks_like: FileKind::Unknown });
    }
    Ok(if std::str::from_utf8(bytes).is_ok() { Encoding::Utf8 } else { Encoding::Gb18030 })
}

/// Chinese and ASCII text in UTF-16 has a zero in every other byte of its digits, tabs and line ends, and only there.
fn utf16_without_bom(head: &[u8]) -> Option<Encoding> {
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let least = head.len() / 40 + 1;
    match (even, odd) {
        (0, odd) if odd >= least => Some(Encoding::Utf16Le),
        (even, 0) if even >= least => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Whether a text is HTML with something in it that we read.
pub fn is_html(text: &str) -> bool {
    const HEAD_BYTES: usize = 1024;
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    // The clipboard of Windows begins with a header of its own.
    let begins = text.starts_with('<') || text.starts_with("Version:");
    begins && {
        let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= HEAD_BYTES).unwrap_or(text.len());
        let head = text.get(..end).unwrap_or(text).to_ascii_lowercase();
        ["<!doctype html", "<html", "<table", "<meta", "<body", "<div", "<style"].iter().any(|tag| head.contains(tag))
    }
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

fn known_file(bytes: &[u8]) -> Option<FileKind> {
    const KNOWN: &[(&[u8], FileKind)] = &[
        (b"%PDF-", FileKind::Pdf),
        (b"\x89PNG", FileKind::Picture),
        (b"\xff\xd8\xff", FileKind::Picture),
        (b"GIF8", FileKind::Picture),
        (b"II*\0", FileKind::Picture),
        (b"MM\0*", FileKind::Picture),
        (b"PK\x03\x04", FileKind::Zip),
        (b"PK\x05\x06", FileKind::Zip),
        (b"Rar!", FileKind::Zip),
        (b"7z\xbc\xaf", FileKind::Zip),
        (b"\xd0\xcf\x11\xe0", FileKind::OldOffice),
    ];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let bmp = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0, 0, 0, 0]);
    let known = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind);
    known.or((webp || bmp).then_some(FileKind::Picture))
}

/// A decoded text without its byte order mark.
pub fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Whether a decoded text is wreckage: replacement characters in every fiftieth place, or the traces of UTF-8 that was
/// read as GBK (`锛`, `鈥`, `绛` and their like, which ordinary tables hardly hold).
pub fn is_mojibake(text: &str) -> bool {
    const TRACES: &str = "锛鈥绛銆鍙闂鐨浜鏁璐缁椤";
    let (mut inks, mut lost, mut traces) = (0_usize, 0_usize, 0_usize);
    for ch in text.chars().filter(|ch| !ch.is_whitespace()).take(20_000) {
        inks += 1;
        lost += usize::from(ch == '\u{fffd}');
        traces += usize::from(TRACES.contains(ch));
    }
    inks > 0 && (lost * 50 > inks || traces * 12 > inks)
}

/// Decodes bytes for the command line.
///
/// # Errors
/// Those of [`encoding_of`]; [`Error::NotText`] where the bytes are no text in the encoding either.
#[cfg(feature = "cli")]
pub fn decode(bytes: &[u8], chosen: Option<Encoding>) -> Result<(String, Encoding), Error> {
    let told = encoding_of(bytes)?;
    let encoding = chosen.unwrap_or(told);
    let decoder = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Big5 => encoding_rs::BIG5,
    };
    let (text, _) = decoder.decode_with_bom_removal(bytes);
    Ok((without_bom(&text).to_owned(), encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text() {
        assert!(is_html("\u{feff}<!DOCTYPE HTML><p>"));
        assert!(is_html("Version:0.9\r\nStartHTML:0\r\n<html>"));
        assert!(!is_html("项目<table>"));
        assert!(!is_html("<5分钟"));
    }

    #[test]
    fn the_ladder_tells_encodings_and_files_that_are_no_text() {
        let table = "项目支出绩效目标表\n合计 2,754.66";
        let utf16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let gbk = b"\xcf\xee\xc4\xbf\xd6\xa7\xb3\xf6 2,754.66";
        assert_eq!(encoding_of(table.as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(encoding_of(&utf16), Ok(Encoding::Utf16Le));
        assert_eq!(encoding_of(gbk), Ok(Encoding::Gb18030));
        assert_eq!(encoding_of(b""), Ok(Encoding::Utf8));
        assert_eq!(encoding_of(b"\x89PNG\r\n\x1a\n\0\0\0"), Err(Error::NotText { looks_like: FileKind::Picture }));
        assert_eq!(encoding_of(b"%PDF-1.7"), Err(Error::NotText { looks_like: FileKind::Pdf }));
        assert_eq!(encoding_of(&[1, 2, 3, 4, 5, 6]), Err(Error::NotText { looks_like: FileKind::Unknown }));
    }

    #[test]
    fn wreckage_is_told_from_text() {
        assert!(is_mojibake("椤圭洰鏀嚭缁╂晥鐩爣琛紙鍚浆绉绘敮浠橀」鐩級"));
        assert!(!is_mojibake("项目支出绩效目标表（含转移支付项目）"));
        assert!(!is_mojibake(""));
    }
}
