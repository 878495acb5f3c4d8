//! Where the projects of a flat table begin: their names and objectives are merged over all their rows, and stand in the
//! middle of these or at their top.

use super::body::Item;
use super::strips::Strip;
use crate::lexicon;
use crate::model::Category;
use crate::parse::readers::merged::Order;

/// The rows of one page.
pub(super) struct Rows<'r> {
    /// The middle of each row, in half lines.
    pub(super) middles: &'r [usize],
    /// The first and the last line that its own cells fill.
    pub(super) extents: &'r [(usize, usize)],
    /// What its level-1 and level-2 cells say.
    pub(super) levels: &'r [(String, String)],
    /// Where a project must begin.
    pub(super) forced: &'r [usize],
    pub(super) is_topped: bool,
    /// Whether words were put into their places by guess: then only the levels tell where projects begin.
    pub(super) is_placed: bool,
}

impl Rows<'_> {
    /// The middle of some rows, in half lines; how far the middle of some lines lies from it, and how far the first of
    /// them from the top of the rows.
    fn away(&self, start: usize, end: usize, first: usize, last: usize) -> (usize, usize, usize) {
        let extent = |row: usize| self.extents.get(row).copied().unwrap_or_default();
        let middle = |row: usize| self.middles.get(row).copied().unwrap_or_default();
        let centre = usize::midpoint(middle(start), middle(end));
        let own = first + last;
        let aside = own.abs_diff(centre).min(own.abs_diff(extent(start).0 + extent(end).1));
        let top = (first * 2).abs_diff(extent(start).0 * 2).min((first * 2).abs_diff(middle(start)));
        (centre, aside, top)
    }

    /// The order of categories behind the page, of which some rows begin projects.
    pub(super) fn order(&self, before: Order, begins: &[usize]) -> Order {
        let categories: Vec<Option<Category>> = self.levels.iter().map(|level| placed(level).0).collect();
        let mut order = before.with_costs_of(Order::of(categories.iter().filter_map(|category| *category)));
        for (row, category) in categories.into_iter().enumerate() {
            if begins.binary_search(&row).is_ok() {
                order.begin();
            }
            if let Some(category) = category {
                order.begins_anew(category);
            }
        }
        order
    }

    /// How the page ends.
    pub(super) fn ending(&self, parts: &[Part], columns: &[&[Item]]) -> Ending {
        let mut ending = Ending { levels: self.levels.last().cloned().unwrap_or_default(), is_whole: false };
        let Some(part) = parts.last().filter(|part| !part.goes_on && !self.is_topped) else { return ending };
        for (column, (from, until)) in columns.iter().zip(&part.lines) {
            let items = column.get(*from..*until).unwrap_or_default();
            let Some((first, last)) = items.first().zip(items.last()) else { return ending };
            let (_, aside, top) = self.away(part.start, self.extents.len() - 1, first.line, last.line);
            if aside > 1 {
                return ending;
            }
            ending.is_whole |= top > 3;
        }
        ending
    }
}

/// The project that the page before ended with.
pub(super) struct Before {
    pub(super) name: String,
    /// The last line of its objective.
    pub(super) objective: String,
    pub(super) order: Order,
    pub(super) last: Ending,
}

impl Before {
    /// Whether the name and the objective at the top of a page are the last lines of those on the page before, drawn again.
    fn ends_with(&self, name: &str, objective: &str) -> bool {
        const SHORTEST: usize = 2;
        let own = &self.objective;
        name.chars().count() >= SHORTEST
            && self.name.ends_with(name)
            && !own.is_empty()
            && (own.ends_with(objective) || objective.ends_with(own.as_str()))
    }

    /// Whether the name and the objective at the top of a page are the rests of those that the page before cut.
    fn goes_on_in(&self, name: &str, objective: &str) -> bool {
        const SHORTEST: usize = 2;
        let open = !self.objective.is_empty() && !self.objective.ends_with(['。', ';', '；', '!', '！']);
        let begins = lexicon::OBJECTIVE_BEGINNINGS.iter().any(|word| objective.starts_with(word));
        let torn = !lexicon::ends_project(&self.name) || name.chars().count() <= SHORTEST;
        open && !objective.is_empty() && !begins && torn
    }
}

/// How a page ended: the levels of its last row, and whether the text of its last project lay in the middle of its rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Ending {
    pub(super) levels: (String, String),
    pub(super) is_whole: bool,
}

/// A project on a page: its rows, and its lines in each column that is merged over them.
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) goes_on: bool,
    pub(super) lines: Vec<(usize, usize)>,
}

/// No project has more rows on a page.
const MOST: usize = 64;
/// How many places there are for the border above each row.
const CUTS: usize = 3;
/// How many lines a name begins above the border of its row at most.
const NEAR: usize = 2;

/// Divides the rows of a page among projects.
pub(super) fn divide(rows: &Rows<'_>, columns: &[&[Item]], before: Option<&Before>) -> Vec<Part> {
    let count = rows.extents.len();
    // A border lies somewhere between the last line of a row and the first of the next, or above a name that begins just there.
    let names = columns.first().copied().unwrap_or_default();
    let mut cuts = vec![0; CUTS];
    for pair in rows.extents.windows(2) {
        let [above, below] = pair else { continue };
        let upper = (above.1 + 1).min(below.0);
        let near = names.partition_point(|name| name.line + NEAR < upper);
        let name = names.get(near).map(|name| name.line).filter(|line| *line < upper && *line > above.0);
        cuts.extend([upper, below.0.max(upper), name.unwrap_or(upper)]);
    }
    let strips: Vec<Strip<'_>> = columns.iter().map(|column| Strip::new(column, &cuts)).collect();
    let weighed = Weighed { rows, columns, strips: &strips, before, regress: regress(rows.levels, before) };
    // For every cut: the least cost of all above, the cut before, and whether what lies between goes on.
    let mut best: Vec<(usize, usize, bool)> = vec![(0, 0, false); CUTS];
    for cut in CUTS..cuts.len() + CUTS {
        let end = cut / CUTS;
        let mut least = (usize::MAX, 0, false);
        for from in (0..end * CUTS).rev().take(MOST * CUTS) {
            for goes_on in [false, true] {
                if goes_on && (from >= CUTS || before.is_none()) {
                    continue;
                }
                let above = best.get(from).map_or(usize::MAX, |best| best.0);
                let sum = above.saturating_add(weighed.cost(from, cut, goes_on));
                if sum < least.0 {
                    least = (sum, from, goes_on);
                }
            }
            if from % CUTS == 0 && rows.forced.binary_search(&(from / CUTS)).is_ok() {
                break;
            }
        }
        best.push(least);
    }
    let mut parts = Vec::new();
    let mut cut = count * CUTS;
    while cut >= CUTS {
        let Some((_, from, goes_on)) = best.get(cut).copied() else { break };
        let lines = strips.iter().map(|strip| strip.within(from, cut)).collect();
        parts.push(Part { start: from / CUTS, goes_on, lines });
        cut = from;
    }
    parts.reverse();
    parts
}

/// What level-1 and level-2 cells say: the category, and the place among all labels.
fn placed((one, two): &(String, String)) -> (Option<Category>, Option<usize>) {
    // Narrow columns tear labels.
    let torn = |label: &str| one.chars().nth(1).is_some() && label.starts_with(one.as_str());
    let category = lexicon::LEVEL_1.iter().find(|(label, _)| torn(label)).map(|(_, category)| *category);
    (category, lexicon::LEVEL_2.iter().position(|(label, _)| label == two))
}

/// How often the order of the levels begins anew up to each row: of level 1, and of level 2 within the same level 1.
fn regress(levels: &[(String, String)], before: Option<&Before>) -> Vec<(usize, usize)> {
    let placed: Vec<_> = levels.iter().map(placed).collect();
    let costs = Order::of(placed.iter().filter_map(|(category, _)| *category));
    let mut order = before.map(|before| before.order).unwrap_or_default().with_costs_of(costs);
    let mut last = before.map(|before| self::placed(&before.last.levels)).unwrap_or_default();
    let (mut first, mut second) = (0, 0);
    let mut sums = Vec::with_capacity(levels.len());
    for (category, place) in placed {
        first += usize::from(category.is_some_and(|category| order.begins_anew(category)));
        second += usize::from(category.is_some() && category == last.0 && place.is_some() && place < last.1);
        last = (category, place);
        sums.push((first, second));
    }
    sums
}

/// What tells for and against a project.
struct Weighed<'r> {
    rows: &'r Rows<'r>,
    columns: &'r [&'r [Item]],
    strips: &'r [Strip<'r>],
    before: Option<&'r Before>,
    regress: Vec<(usize, usize)>,
}

impl Weighed<'_> {
    /// How badly the rows between two cuts are one project. `goes_on`: one that began on the page before.
    fn cost(&self, from: usize, until: usize, goes_on: bool) -> usize {
        const ANEW: usize = 40;
        const ANEW_SECOND: usize = 6;
        const AGAIN: usize = 20;
        const WHOLE: usize = 4;
        let (start, end) = (from / CUTS, until / CUTS);
        let sums = |row: usize| self.regress.get(row).copied().unwrap_or_default();
        let above = if goes_on { (0, 0) } else { sums(start) };
        let last = sums(end - 1);
        let mut cost = 2 + (last.0 - above.0) * ANEW + (last.1 - above.1) * ANEW_SECOND;
        let anew = above.0 > start.checked_sub(1).map_or(0, |before| sums(before).0);
        let told = anew || (start == 0 && self.before.is_none()) || self.rows.forced.binary_search(&start).is_ok();
        cost += usize::from(self.rows.is_placed && !goes_on && !told) * ANEW;
        for (at, strip) in self.strips.iter().enumerate() {
            cost += self.cell_cost(at, strip, (from, until), goes_on);
        }
        if let Some(before) = self.before.filter(|_| from < CUTS) {
            let name = self.text(0, from, until);
            let same = !name.is_empty() && name == before.name;
            let other = !name.is_empty() && !before.name.is_empty() && !before.name.ends_with(&name);
            let objective = self.text(1, from, until);
            let rest = closes(&before.name, &name) || is_later(&objective) || before.goes_on_in(&name, &objective);
            let again = before.ends_with(&name, &objective);
            let odd = if goes_on { other && !rest && !name.starts_with(&before.name) } else { same || rest || again };
            cost += usize::from(odd) * AGAIN;
            cost += usize::from(goes_on && before.last.is_whole) * WHOLE;
        }
        cost
    }

    /// The text of a column between two cuts: names stand in the first one, objectives in the second.
    fn text(&self, column: usize, from: usize, until: usize) -> String {
        let lines = self.strips.get(column).map(|strip| strip.within(from, until)).unwrap_or_default();
        let items = self.columns.get(column).and_then(|column| column.get(lines.0..lines.1)).unwrap_or_default();
        items.iter().map(|item| item.text.as_str()).collect()
    }

    fn cell_cost(&self, at: usize, strip: &Strip<'_>, (from, until): (usize, usize), goes_on: bool) -> usize {
        const MISSING: usize = 30;
        const LATER: usize = 4;
        const FARTHEST: usize = 24;
        const OVER: usize = 4;
        let (start, end) = (from / CUTS, until / CUTS - 1);
        let is_last = end + 1 == self.rows.extents.len();
        let (first, last) = strip.within(from, until);
        let items = self.columns.get(at).and_then(|column| column.get(first..last)).unwrap_or_default();
        let Some((first, last)) = items.first().zip(items.last()) else {
            return if goes_on {
                0
            } else if is_last {
                LATER
            } else {
                MISSING
            };
        };
        let own = first.line + last.line;
        let (centre, aside, top) = self.rows.away(start, end, first.line, last.line);
        let away = if self.rows.is_topped {
            if goes_on { top.min(OVER) } else { top }
        } else {
            // Of what a page cuts, the middle lies nearer to the cut; or it stands at the top of its rows.
            let beyond = (is_last && own >= centre) || (goes_on && own <= centre);
            let aside = if beyond { aside.min(OVER) } else { aside };
            if is_last || goes_on { aside.min(top + 2) } else { aside }
        };
        let skipped = (last.line - first.line + 1).saturating_sub(items.len());
        let cut = if is_last { strip.broken(from, until) * 4 } else { strip.cut(from, until) };
        cut + away.min(FARTHEST) + skipped / 2 + skipped.saturating_sub(4) * 2
    }
}

/// Whether a text closes the brackets that another one leaves open.
fn closes(before: &str, text: &str) -> bool {
    let open = |text: &str| text.matches(['(', '（']).count();
    let closed = |text: &str| text.matches([')', '）']).count();
    open(before) > closed(before) && closed(text) > open(text)
}

/// Whether a text is no first line of an objective: its second item, or the rest of a sentence.
pub(super) fn is_later(text: &str) -> bool {
    const ITEMS: &[&str] = &["二是", "三是", "四是", "五是", "二、", "三、", "四、", "五、", "(二)", "(三)"];
    let item = text.trim_start_matches("目标");
    let number = item.chars().take_while(char::is_ascii_digit).count();
    let marked = item.chars().nth(number).is_some_and(|ch| ".、:：．".contains(ch));
    let second = number == 1 && marked && !item.starts_with(['0', '1']);
    second
        || text.starts_with(['，', ',', '。', '；', ';', '、', '）', ')'])
        || ITEMS.iter().any(|word| text.starts_with(word))
}
