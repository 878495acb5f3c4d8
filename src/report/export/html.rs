//! Blocks → one HTML file that loads nothing, runs nothing and prints well.

use super::document::{Block, escaped};
use super::words;
use crate::i18n::Locale;

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
@page { size: A4; margin: 16mm 18mm; }
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
    let mut out = String::new();
    out.extend([
        "<!DOCTYPE html>\n<html lang=\"",
        words::LANGUAGE.get(locale),
        "\">\n<head>\n<meta charset=\"utf-8\">\n",
    ]);
    out.extend(["<meta http-equiv=\"Content-Security-Policy\" content=\"", POLICY, "\">\n"]);
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    out.extend([&escape(title.unwrap_or_default()), "</title>\n<style>", STYLE, "</style>\n</head>\n<body>\n"]);
    let mut open = false;
    for block in blocks {
        if let Block::Title(_) = block {
            out.push_str(if open { "</section>\n<section>\n" } else { "<section>\n" });
            open = true;
        }
        write(&mut out, block);
    }
    if open {
        out.push_str("</section>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write(out: &mut String, block: &Block) {
    match block {
        Block::Title(text) => out.extend(["<h1>", &escape(text), "</h1>\n"]),
        Block::Heading(text) => out.extend(["<h2>", &escape(text), "</h2>\n"]),
        Block::Paragraph(text) => out.extend(["<p>", &escape(text), "</p>\n"]),
        Block::List(items) => {
            out.push_str("<ul>\n");
            for item in items {
                out.extend(["<li>", &escape(item), "</li>\n"]);
            }
            out.push_str("</ul>\n");
        }
        Block::Fields(fields) => {
            out.push_str("<table class=\"fields\"><tbody>\n");
            for (label, value) in fields {
                out.extend(["<tr><th scope=\"row\">", &escape(label), "</th><td>", &escape(value), "</td></tr>\n"]);
            }
            out.push_str("</tbody></table>\n");
        }
        Block::Table(heads, rows) => {
            out.push_str("<table class=\"points\">\n<thead><tr>");
            for head in heads {
                out.extend(["<th scope=\"col\">", &escape(head), "</th>"]);
            }
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in rows {
                out.push_str("<tr>");
                for cell in row {
                    out.extend(["<td>", &escape(cell), "</td>"]);
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n");
        }
    }
}

/// Text as it stands in HTML, also inside of quotes.
fn escape(text: &str) -> String {
    escaped(text, |ch| match ch {
        '"' => Some("&quot;".to_owned()),
        '\'' => Some("&#39;".to_owned()),
        _ => None,
    })
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
