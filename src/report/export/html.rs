//! Blocks → one HTML file that loads nothing, runs nothing and prints well.

use super::document::Block;
use super::words::LANGUAGE;
use crate::i18n::Locale;
use crate::report::markup::Markup;

/// No script, no request, whatever the text holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: white; color: black;
  font: 15px/1.7 -apple-system, BlinkMacSystemFont, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
  line-break: strict; overflow-wrap: anywhere; }
section + section { margin-top: 3rem; }
h1 { font-size: 1.4rem; text-align: center; }
h2 { font-size: 1.05rem; margin: 1.2rem 0 .4rem; break-after: avoid; }
table { width: 100%; border-collapse: collapse; margin: .8rem 0; }
th, td { border: 1px solid; padding: .35rem .5rem; text-align: left; vertical-align: top; font-weight: normal; }
thead th { font-weight: 600; }
.fields th { width: 12em; }
.points { table-layout: fixed; }
.points th:nth-child(1) { width: 6.5em; }
.points th:nth-child(2) { width: 11em; }
.points th:nth-child(4) { width: 6em; }
tr { break-inside: avoid; }
@page { size: A4; margin: 16mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.45; }
  section + section { break-before: page; margin: 0; }
  h1 { margin: 0 0 .5rem; }
  th, td { padding: .15rem .4rem; }
  table { margin: .4rem 0; }
  p { margin: .3rem 0; }
}
";

/// The document as one page. Each title begins a section, and in print a sheet.
pub(super) fn render(blocks: &[Block], locale: Locale) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(text.as_str()),
        _ => None,
    });
    let mut body = Markup::default();
    let mut open = false;
    for each in blocks {
        if let Block::Title(_) = each {
            if open {
                body.close("section");
            }
            body.open("section", &[]);
            open = true;
        }
        block(&mut body, each);
    }
    if open {
        body.close("section");
    }
    page(title.unwrap_or_default(), &[], body.as_str(), locale)
}

/// A page around what [`Markup`] wrote.
pub(super) fn page(title: &str, styles: &[&str], body: &str, locale: Locale) -> String {
    let mut out = String::new();
    out.extend(["<!DOCTYPE html>\n<html lang=\"", LANGUAGE.get(locale), "\">\n<head>\n<meta charset=\"utf-8\">\n"]);
    out.extend(["<meta http-equiv=\"Content-Security-Policy\" content=\"", POLICY, "\">\n"]);
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let mut head = Markup::default();
    head.element("title", &[], title);
    // Colours and sizes that are named come before the rules that use them.
    out.extend([head.as_str(), "\n<style>", STYLE]);
    out.extend(styles.iter().copied());
    out.extend(["</style>\n</head>\n<body>\n", body, "\n</body>\n</html>\n"]);
    out
}

/// Writes one block. Line breaks in text are kept.
pub(super) fn block(out: &mut Markup, block: &Block) {
    match block {
        Block::Title(text) => words(out, "h1", text),
        Block::Heading(text) => words(out, "h2", text),
        Block::Paragraph(text) => words(out, "p", text),
        Block::List(items) => {
            out.open("ul", &[]);
            for item in items {
                words(out, "li", item);
            }
            out.close("ul");
        }
        Block::Fields(fields) => {
            out.open("table", &[("class", "fields")]).open("tbody", &[]);
            for (label, value) in fields {
                out.open("tr", &[]).element("th", &[("scope", "row")], label);
                words(out, "td", value);
                out.close("tr");
            }
            out.close("tbody").close("table");
        }
        Block::Table(heads, rows) => {
            out.open("table", &[("class", "points")]).open("thead", &[]).open("tr", &[]);
            for head in heads {
                out.element("th", &[("scope", "col")], head);
            }
            out.close("tr").close("thead").open("tbody", &[]);
            for row in rows {
                out.open("tr", &[]);
                for cell in row {
                    words(out, "td", cell);
                }
                out.close("tr");
            }
            out.close("tbody").close("table");
        }
    }
    out.line();
}

/// An element of text whose line breaks are kept.
fn words(out: &mut Markup, tag: &'static str, text: &str) {
    out.open(tag, &[]);
    for (at, line) in text.trim().replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
        if at > 0 {
            out.open("br", &[]);
        }
        out.text(line);
    }
    out.close(tag);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_makes_no_element() {
        let text = "</title><script>alert(1)</script>\n\"x\" onload='y'".to_owned();
        let row = vec![vec![text.clone()]];
        let out =
            render(&[Block::Title(text.clone()), Block::List(vec![text]), Block::Table(Vec::new(), row)], Locale::En);
        assert!(!out.contains("<script") && out.matches("</title>").count() == 1, "{out}");
        assert!(out.contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>&quot;x&quot; onload=&#39;y&#39;"), "{out}");
    }
}
