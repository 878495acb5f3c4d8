//! The amounts of a list in sections: narrow columns break them, and what stands beside them may touch them.

use super::rows::Part;
use crate::amount::number_from_text;
use crate::parse::readers::columns::lines::{Lines, Word};
use crate::parse::readers::is_whole_amount;

/// Whether a text may be an amount, or the beginning or the end of one.
pub(super) fn is_figure(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_ascii_digit())
        && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','))
}

/// Puts broken amounts together, and gives dates the digits back that touch an amount. `None` where that is not clear.
pub(super) fn mend(lines: &Lines<'_>, parts: &mut [Part]) -> Option<()> {
    const NEAR: usize = 2;
    let mut open: Option<usize> = None;
    for at in 0..parts.len() {
        let (before, rest) = parts.split_at_mut_checked(at)?;
        let part = rest.first_mut()?;
        if part.amount.is_empty() {
            continue;
        }
        dated(lines, before.last(), part)?;
        let is_bare = part.name.is_empty() && part.code.is_none();
        let head = open.and_then(|head| before.get_mut(head));
        let is_torn = |head: &Part| number_from_text(&text(lines, &head.amount)).is_none();
        let is_near = |head: &&mut Part| head.page == part.page && part.line <= head.line + NEAR;
        let head = head.filter(|head| is_near(head) && (is_bare || (part.code.is_none() && is_torn(head))));
        if let Some(head) = head.filter(|head| is_rest(&text(lines, &head.amount), &text(lines, &part.amount))) {
            head.amount.append(&mut part.amount);
            open = None;
            continue;
        }
        open = Some(at);
    }
    let is_whole = |part: &Part| part.amount.is_empty() || number_from_text(&text(lines, &part.amount)).is_some();
    parts.iter().all(is_whole).then_some(())
}

fn text(lines: &Lines<'_>, words: &[Word]) -> String {
    words.iter().map(|word| lines.text(word)).collect()
}

/// Whether figures end an amount that a narrow column has broken.
fn is_rest(head: &str, rest: &str) -> bool {
    const LONGEST: usize = 3;
    let whole = format!("{head}{rest}");
    if rest.len() > LONGEST || number_from_text(&whole).is_none() {
        return false;
    }
    if head.contains('.') || rest.contains('.') {
        return is_whole_amount(&whole) && !is_whole_amount(head);
    }
    let is_grouped = is_whole_amount(&format!("{whole}.00"));
    if head.contains(',') {
        is_grouped && !is_whole_amount(&format!("{head}.00"))
    } else {
        rest.chars().all(|ch| ch == '0')
    }
}

/// Gives the month of a date back that an amount touches: 2988680001月, below 2024年.
fn dated(lines: &Lines<'_>, before: Option<&Part>, part: &mut Part) -> Option<()> {
    let Some((amount, content)) = part.amount.last_mut().zip(part.content.first_mut()) else { return Some(()) };
    let own = lines.text(content);
    if amount.end != content.start || !own.starts_with(['年', '月', '日']) {
        return Some(());
    }
    let above = before.and_then(|before| before.content.last()).map(|word| lines.text(word)).unwrap_or_default();
    if above.ends_with(|ch: char| ch.is_ascii_digit()) {
        return Some(());
    }
    let figures = lines.text(amount);
    let lacks_month = own.starts_with('月') && above.ends_with('年');
    let is_clear = !["10", "11", "12"].iter().any(|month| figures.ends_with(month)) && !figures.ends_with('0');
    (lacks_month && is_clear && figures.len() > 1).then_some(())?;
    (amount.end, amount.inks.end) = (amount.end - 1, amount.inks.end - 1);
    (content.start, content.inks.start) = (content.start - 1, content.inks.start - 1);
    Some(())
}
