//! 打印: what goes on paper. When printing begins, everything is drawn and opened: the report, then the cards.

use web_sys::Event;

use super::choice::Extent;
use super::dom::{El, action, el};
use super::help_overlay::modal;
use super::signals::untrack;
use super::state::{AppState, Dialog};
use super::{browser, card_list, finding_list, summary_header};
use crate::i18n::Text;
use crate::report::fingerprint::fnv1a;
use crate::report::groups::Filter;
use crate::strings;

/// Where the head of the first sheet goes, above everything.
pub const HEAD: &str = "paper-head";
/// Where the parts go, below everything.
pub const REST: &str = "paper-rest";

/// So many characters of a name stand at the head of a sheet.
const LONGEST_NAME: usize = 30;

/// The dialog that asks how much.
pub fn dialog(state: AppState) -> El {
    let choice = move |extent: Extent, text: Text| {
        let print = move || {
            state.dialog.set(None);
            state.extent.set(extent);
            browser::print();
        };
        el("p", "").with(action("button", state, text, Box::new(print)))
    };
    let content = move || {
        el("div", "")
            .with(choice(Extent::Full, strings::PRINT_FULL))
            .with(choice(Extent::Firm, strings::PRINT_FIRM))
            .with(choice(Extent::Summary, strings::PRINT_SUMMARY))
            .with(el("p", "muted").say(state, strings::PRINT_NOTE))
    };
    modal(state, Dialog::Print, strings::PRINT, Box::new(content))
}

/// Listens to the beginning and the end of printing.
pub fn listen(state: AppState) {
    browser::listen("beforeprint", move |_: Event| {
        // At once: the browser takes the page as it is when this returns.
        put(HEAD, untrack(|| head(state)));
        put(REST, untrack(|| parts(state)));
        browser::unfold(true);
    });
    browser::listen("afterprint", move |_: Event| {
        put(HEAD, None);
        put(REST, None);
        browser::unfold(false);
        // Not sooner: there are browsers in which the command to print returns at once.
        state.extent.set(Extent::Full);
    });
}

fn put(id: &str, part: Option<El>) {
    let Some(host) = browser::find(&format!("#{id}")) else { return };
    match part {
        Some(part) => part.replace_in(&host),
        None => host.replace_children_with_node_0(),
    }
}

/// By which yardstick which text was judged, and when it was printed. The same goes on every sheet.
fn head(state: AppState) -> Option<El> {
    let (locale, analysis) = (state.locale.get(), state.analysis()?);
    let profile = strings::guidance_short(analysis.profile.guidance).get(locale);
    let hash = format!("{:08x}", fnv1a(state.source.get().text()));
    let values = [("profile", profile), ("date", &browser::today()), ("hash", &hash)];
    let how = strings::PAPER_HEAD.fill(locale, &values);
    // Names may be of any length.
    let mut whose: String = summary_header::whose(&analysis.table, locale).chars().take(LONGEST_NAME).collect();
    if let Some(year) = analysis.table.year() {
        whose.extend([" ", &year.to_string()]);
    }
    for (name, text) in [("whose", whose.as_str()), ("how", &how), ("aid", strings::DISCLAIMER.get(locale))] {
        browser::set_property(&["--paper-", name].concat(), &css_string(text));
    }
    Some(el("p", "muted").text(&how))
}

/// A text as CSS writes one.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for ch in text.chars().filter(|ch| !ch.is_control()) {
        if matches!(ch, '"' | '\\') {
            out.push('\\');
        }
        out.push(ch);
    }
    out.push('"');
    out
}

/// The report and the cards; the pictures stand above where they are shown.
fn parts(state: AppState) -> Option<El> {
    let extent = state.extent.get();
    let filter = Filter { doubtful: extent == Extent::Full, ..state.filter.get() };
    let section =
        |title: Text, part: El| el("section", "").with(el("h2", "").text(title.get(state.locale.get()))).with(part);
    let report = section(strings::TAB_REPORT, finding_list::body(state, &filter)?);
    if extent == Extent::Summary {
        return Some(el("div", "paper--summary").with(report));
    }
    let cards = section(strings::TAB_CARDS, card_list::cards(state, filter.doubtful, usize::MAX)?);
    Some(el("div", "").with(report).with(cards))
}

#[cfg(test)]
mod tests {
    use super::css_string;

    #[test]
    fn no_name_of_a_table_ends_the_string_it_stands_in() {
        assert_eq!(css_string("某局“一”2025"), "\"某局“一”2025\"");
        assert_eq!(css_string("a\"; } \\ \n b"), "\"a\\\"; } \\\\  b\"");
    }
}
