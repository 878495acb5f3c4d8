//! The columns of each page, cut into the projects they belong to.

use super::atoms::{self, Atom, What};
use super::form::{Block, Rows};
use super::levels;
use crate::amount::number_from_text;
use crate::lexicon::{Column, Field};
use crate::model::Category;
use crate::parse::pieces::Pieces;
use crate::parse::rows::Level;
use crate::parse::sheet::Run;

/// A line of a column.
#[derive(Clone, Debug)]
struct Line {
    run: Run,
    boxed: usize,
    width: usize,
}

/// One column of a page: what stands above its first head there, and below each head.
#[derive(Debug)]
struct Stream<T> {
    heads: Vec<Run>,
    parts: Vec<Vec<T>>,
}

impl<T> Default for Stream<T> {
    fn default() -> Self {
        Self { heads: Vec::new(), parts: vec![Vec::new()] }
    }
}

impl<T> Stream<T> {
    fn head(&mut self, run: Run) {
        self.heads.push(run);
        self.parts.push(Vec::new());
    }

    fn push(&mut self, line: T) {
        if let Some(last) = self.parts.last_mut() {
            last.push(line);
        }
    }

    fn last(&self) -> usize {
        self.parts.last().map_or(0, Vec::len)
    }
}

/// How many lines away another label may stand beside one.
const NEAR: usize = 6;

/// Which column the text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    Above,
    Names,
    Targets,
}

/// A label that waits for its value: whose.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    block: usize,
    label: usize,
    field: Field,
}

/// What is read of all pages.
struct Reader<'r> {
    pieces: &'r Pieces<'r>,
    blocks: Vec<Block>,
    waiting: Vec<Waiting>,
    /// Bodies and objectives that stand before their labels.
    early: Vec<(Field, Run)>,
    /// The department of the first project.
    department: Option<String>,
    /// Texts that stand on each page.
    seen: Vec<String>,
    weights: bool,
    /// How many rows there are, and how many have a target that their name does not ask for.
    rows: usize,
    slips: usize,
    page: Page,
    /// Whether the last text was an objective, and whose: its next lines may be boxes of their own.
    open: Option<(usize, usize)>,
}

/// The columns of one page.
#[derive(Default)]
struct Page {
    first: Stream<(Run, Category)>,
    second: Stream<Run>,
    names: Stream<Line>,
    targets: Stream<Line>,
    weights: Vec<Run>,
    numbers: Vec<Run>,
    /// The block that was open where the page began, and the money labels on it by block.
    from: usize,
    money: Vec<(usize, usize)>,
}

/// The projects of all pages, in order. `None` where a page cannot be told.
pub(super) fn blocks(pieces: &Pieces<'_>, atoms: &[Atom]) -> Option<Vec<Block>> {
    // Where names and targets take turns the text goes by rows, and other readers read it.
    let weights = atoms.iter().any(|atom| atom.what == What::Head(Column::Weight));
    let mut reader = Reader {
        pieces,
        blocks: vec![Block::default()],
        waiting: Vec::new(),
        early: Vec::new(),
        department: None,
        seen: Vec::new(),
        weights,
        rows: 0,
        slips: 0,
        page: Page::default(),
        open: None,
    };
    let pages = || atoms.chunk_by(|a, b| a.page == b.page);
    let mut together = 0;
    let mut all = 0;
    for page in pages() {
        reader.page = Page { from: reader.blocks.len() - 1, ..Page::default() };
        reader.read(page);
        let lines = reader.page.targets.parts.iter().flatten();
        let lines: Vec<&Line> = lines.collect();
        all += lines.len();
        together += lines.windows(2).filter(|pair| matches!(pair, [a, b] if pieces.piece_from(a.run.end) == pieces.piece_from(b.run.start))).count();
        reader.finish_page()?;
    }
    (together * 2 >= all && all > 0 && reader.slips * 12 <= reader.rows).then_some(reader.blocks)
}

impl Reader<'_> {
    fn text(&self, run: &Run) -> String {
        self.pieces.sheet.folded(run.clone())
    }

    fn read(&mut self, atoms: &[Atom]) {
        let mut inside = In::Above;
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let mut next = at + 1;
            if atom.what != What::Text {
                self.open = None;
            }
            match atom.what {
                What::Above => self.above(atom),
                What::Part => self.block().labels.push(atom.run.clone()),
                What::Label(field) => {
                    self.label(field, &atom.run);
                    if field == Field::Project {
                        inside = In::Above;
                    }
                }
                What::Head(column) => {
                    self.waiting.retain(|waiting| waiting.field != Field::Other);
                    inside = match column {
                        Column::Level1 => {
                            self.page.first.head(atom.run.clone());
                            In::Names
                        }
                        Column::Level2 => {
                            self.page.second.head(atom.run.clone());
                            In::Names
                        }
                        Column::Name => {
                            self.page.names.head(atom.run.clone());
                            In::Names
                        }
                        Column::Target => {
                            self.page.targets.head(atom.run.clone());
                            In::Targets
                        }
                        _ => {
                            self.page.weights.push(atom.run.clone());
                            inside
                        }
                    };
                }
                What::Level(level) => {
                    match level.category().filter(|_| !level.is_second() || is_level1(atoms, at, level)) {
                        Some(category) => self.page.first.push((atom.run.clone(), category)),
                        None => self.page.second.push(atom.run.clone()),
                    }
                    inside = In::Names;
                }
                What::Number => self.number(atoms, at, inside),
                What::Text => {
                    let boxed = atoms.get(at..).unwrap_or_default();
                    let lines =
                        boxed.iter().take_while(|other| other.what == What::Text && other.boxed == atom.boxed).count();
                    next = at + lines;
                    inside = self.texts(atoms.get(at..next).unwrap_or_default(), inside);
                }
            }
            at = next;
        }
    }

    fn block(&mut self) -> &mut Block {
        if self.blocks.is_empty() {
            self.blocks.push(Block::default());
        }
        let last = self.blocks.len() - 1;
        // There is one: it was pushed above.
        self.blocks.get_mut(last).unwrap_or_else(|| unreachable!())
    }

    /// What a page prints again belongs to the page.
    fn above(&mut self, atom: &Atom) {
        let text = self.text(&atom.run);
        if self.seen.contains(&text) {
            self.block().again.push(atom.run.clone());
        } else {
            self.seen.push(text);
            self.block().above.push(atom.run.clone());
        }
    }

    fn label(&mut self, field: Field, run: &Run) {
        let begun = self.blocks.last().is_some_and(|block| !block.fields.is_empty() || !block.rows.is_empty());
        if field == Field::Project && (begun || self.page.names.last() > 0) {
            self.blocks.push(Block::default());
        }
        let block = self.blocks.len() - 1;
        if matches!(field, Field::Heading | Field::OtherSet) {
            self.block().headings.push(run.clone());
            return;
        }
        let fields = &mut self.block().fields;
        let label = fields.len();
        fields.push((field, run.clone(), Vec::new()));
        if let Field::Money(_) = field {
            match self.page.money.last_mut().filter(|(of, _)| *of == block) {
                Some((_, count)) => *count += 1,
                None => self.page.money.push((block, 1)),
            }
            return;
        }
        let early = self.early.iter().position(|(kind, _)| match field {
            Field::Objective => *kind == Field::Objective,
            Field::Department | Field::Unit => *kind == field,
            _ => false,
        });
        match early.map(|at| self.early.remove(at)) {
            Some((_, value)) => self.put(block, label, value),
            None => self.waiting.push(Waiting { block, label, field }),
        }
    }

    fn put(&mut self, block: usize, label: usize, value: Run) {
        if let Some((_, _, values)) = self.blocks.get_mut(block).and_then(|block| block.fields.get_mut(label)) {
            values.push(value);
        }
    }

    /// The first label that waits for such a value takes it.
    fn take(&mut self, value: &Run, accepts: impl Fn(Field) -> bool) -> Option<(usize, usize)> {
        let at = self.waiting.iter().position(|waiting| accepts(waiting.field))?;
        let Waiting { block, label, .. } = self.waiting.remove(at);
        self.put(block, label, value.clone());
        Some((block, label))
    }

    /// A bare number: a target where it stands among targets, else a weight or an amount.
    fn number(&mut self, atoms: &[Atom], at: usize, inside: In) {
        let Some(atom) = atoms.get(at) else { return };
        let beside = |other: Option<&Atom>| {
            other.is_some_and(|other| {
                let near = other.boxed == atom.boxed || other.boxed + 1 == atom.boxed || other.boxed == atom.boxed + 1;
                let text = self.text(&other.run);
                near && other.what == What::Text && (atoms::is_value(&text) || atoms::is_words(&text))
            })
        };
        let before = at.checked_sub(1).and_then(|before| atoms.get(before));
        if inside == In::Targets && beside(before) && beside(atoms.get(at + 1)) {
            self.page.targets.push(line(self.pieces, atom));
        } else {
            self.page.numbers.push(atom.run.clone());
        }
    }

    /// The name of a body: the department is the same in all projects, any other is a unit.
    fn body(&mut self, run: &Run, text: String) {
        let field = match &self.department {
            Some(department) if *department != text => Field::Unit,
            _ => Field::Department,
        };
        let other = if field == Field::Unit { Field::Department } else { Field::Unit };
        if self.take(run, |waits| waits == field).is_some() {
            self.department.get_or_insert(text);
        } else if self.department.is_some() || self.take(run, |waits| waits == other).is_none() {
            self.early.push((field, run.clone()));
        }
    }

    /// The lines of a box.
    fn texts(&mut self, lines: &[Atom], mut inside: In) -> In {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return inside };
        let whole = first.run.start..last.run.end;
        let text = self.text(&whole);
        if atoms::is_sentence(&text) {
            match self.open {
                Some((block, label)) => self.put(block, label, whole),
                None => match self.take(&whole, |field| matches!(field, Field::Objective | Field::OtherObjective)) {
                    Some(place) => self.open = Some(place),
                    None => self.early.push((Field::Objective, whole)),
                },
            }
            return inside;
        }
        self.open = None;
        for atom in lines {
            let text = self.text(&atom.run);
            let value = atoms::is_value(&text);
            let body = atoms::is_body(&text);
            let project = atoms::is_project(&text);
            let above = inside == In::Above;
            let accepts = |field: Field| match field {
                Field::Project => !body && (project || (above && !value)),
                Field::Year => text.starts_with("20"),
                Field::Other => !body && !project,
                _ => false,
            };
            if self.take(&atom.run, accepts).is_some() {
                continue;
            }
            if body && !value {
                self.body(&atom.run, text);
                continue;
            }
            let targets = self.page.targets.last();
            let at = self.page.targets.parts.len() - 1;
            let lacking = self.page.names.parts.get(at).is_some_and(|names| names.len() > targets);
            let is_target = value || (inside == In::Targets && (atoms::is_words(&text) || lacking));
            match inside {
                In::Above if !value => self.block().strays.push(atom.run.clone()),
                _ if is_target => {
                    self.page.targets.push(line(self.pieces, atom));
                    inside = In::Targets;
                }
                _ => {
                    self.page.names.push(line(self.pieces, atom));
                    inside = In::Names;
                }
            }
        }
        inside
    }

    /// Puts the columns of a page together. `None` where they do not agree.
    fn finish_page(&mut self) -> Option<()> {
        let page = std::mem::take(&mut self.page);
        let parts = page.names.parts.len();
        if page.targets.parts.len() != parts {
            return None;
        }
        // How lines may make cells: each by itself, full ones with the next, or all of a box.
        const WAYS: [(Cut, Cut); 7] = [
            (Cut::Lines, Cut::Lines),
            (Cut::Full, Cut::Lines),
            (Cut::Lines, Cut::Full),
            (Cut::Full, Cut::Full),
            (Cut::Boxes, Cut::Lines),
            (Cut::Lines, Cut::Boxes),
            (Cut::Boxes, Cut::Boxes),
        ];
        let money: usize = page.money.iter().map(|(_, count)| count).sum();
        let mut fallback = None;
        let mut chosen = None;
        for (of_names, of_targets) in WAYS {
            let names: Vec<Vec<Run>> = page.names.parts.iter().map(|part| cells(part, of_names)).collect();
            let targets: Vec<Vec<Run>> = page.targets.parts.iter().map(|part| cells(part, of_targets)).collect();
            if names.iter().zip(&targets).any(|(names, targets)| names.len() != targets.len()) {
                continue;
            }
            let rows: usize = names.iter().map(Vec::len).sum();
            let expected = money + if self.weights { rows } else { 0 };
            if page.numbers.len() == expected && self.may_be_weights(&page, &names) {
                chosen = Some((names, targets));
                break;
            }
            fallback = fallback.or(Some((names, targets)));
        }
        let counted = chosen.is_some();
        let (names, targets) = chosen.or(fallback)?;
        for at in (0..self.early.len()).rev() {
            if self.early.get(at).is_none_or(|(field, _)| *field != Field::Objective) {
                continue;
            }
            let (_, objective) = self.early.remove(at);
            let lacks = |block: &Block| !block.fields.iter().any(|(field, ..)| *field == Field::Objective);
            let from = self.blocks.get_mut(page.from..).unwrap_or_default();
            match from.iter_mut().rev().find(|block| lacks(block) && block.objective.is_none()) {
                Some(block) => block.objective = Some(objective),
                None => self.block().strays.push(objective),
            }
        }
        let mut numbers = page.numbers.into_iter();
        // The columns of a project that goes on stand above the first head.
        let mut owner = page.from;
        let mut owners = vec![owner];
        for _ in 1..parts {
            while self.blocks.get(owner).is_some_and(|block| block.headed) {
                owner += 1;
            }
            self.blocks.get_mut(owner)?.headed = true;
            owners.push(owner);
        }
        let mut at = 0;
        for block in page.from..self.blocks.len() {
            let labels = page.money.iter().filter(|(of, _)| *of == block).map(|(_, count)| *count).sum::<usize>();
            if counted {
                let values: Vec<Run> = numbers.by_ref().take(labels).collect();
                self.blocks.get_mut(block)?.pay(values);
            }
            while owners.get(at) == Some(&block) {
                let names = names.get(at)?.clone();
                let weights =
                    if counted && self.weights { numbers.by_ref().take(names.len()).collect() } else { Vec::new() };
                let part = |stream: &Stream<Run>| {
                    (stream.parts.len() == parts).then(|| stream.parts.get(at)).flatten().cloned()
                };
                let second = part(&page.second);
                let first = if page.first.parts.len() == parts { page.first.parts.get(at).cloned() } else { None };
                let heads = if at == 0 {
                    Vec::new()
                } else {
                    let streams = [&page.first.heads, &page.second.heads, &page.names.heads, &page.targets.heads];
                    let mut heads: Vec<Option<Run>> = streams.iter().map(|heads| heads.get(at - 1).cloned()).collect();
                    heads.push(page.weights.get(at - 1).cloned().filter(|_| self.weights));
                    heads
                };
                let targets = targets.get(at)?.clone();
                let weighed = self.weights;
                let rows = Rows { heads, names, targets, weights, weighed, counted, ..Rows::default() };
                self.push_rows(block, rows, first.unwrap_or_default(), &second.unwrap_or_default());
                at += 1;
            }
        }
        self.blocks.last_mut()?.strays.extend(numbers);
        Some(())
    }

    /// Whether the numbers of a page take turns as its amounts and weights would: boxes may stand in any order.
    fn may_be_weights(&self, page: &Page, names: &[Vec<Run>]) -> bool {
        const MOST: u32 = 100;
        if !self.weights {
            return true;
        }
        let texts: Vec<String> = page.numbers.iter().map(|run| self.text(run)).collect();
        let mut at = 0;
        let (mut whole_amount, mut odd_weight, mut large) = (false, false, false);
        for (block, rows) in self.turns(page, names) {
            let money: usize = page.money.iter().filter(|(of, _)| *of == block).map(|(_, count)| *count).sum();
            let amounts = texts.get(at..at + money).unwrap_or_default();
            let weights = texts.get(at + money..at + money + rows).unwrap_or_default();
            at += money + rows;
            whole_amount |= amounts.iter().any(|text| !text.contains('.'));
            odd_weight |= weights.iter().any(|text| text.contains('.'));
            large |= weights.iter().any(|text| number_from_text(text).is_some_and(|number| number > MOST.into()));
        }
        !large && !(whole_amount && odd_weight)
    }

    /// The blocks of a page, and how many rows each has on it.
    fn turns(&self, page: &Page, names: &[Vec<Run>]) -> Vec<(usize, usize)> {
        let headed = |block: &usize| self.blocks.get(*block).is_some_and(|block| block.headed);
        let mut parts = names.iter().map(Vec::len);
        let goes_on = parts.next().unwrap_or_default();
        let mut turns = Vec::new();
        for block in page.from..self.blocks.len() {
            let above = if block == page.from { goes_on } else { 0 };
            let own = if headed(&block) { 0 } else { parts.next().unwrap_or_default() };
            turns.push((block, above + own));
        }
        turns
    }

    /// How many targets are none that their names ask for.
    fn slips(&self, names: &[Run], targets: &[Run]) -> usize {
        let pairs = names.iter().zip(targets);
        pairs.filter(|(name, target)| atoms::contradicts(&self.text(name), &self.text(target))).count()
    }

    /// Puts the labels of merged cells beside their rows.
    fn push_rows(&mut self, block: usize, mut rows: Rows, first: Vec<(Run, Category)>, second: &[Run]) {
        if rows.names.is_empty() {
            let labels = first.into_iter().map(|(run, _)| run).chain(second.iter().cloned());
            if let Some(block) = self.blocks.get_mut(block) {
                block.strays.extend(labels);
                block.rows.push(rows);
            }
            return;
        }
        let mut slips = self.slips(&rows.names, &rows.targets);
        if slips > 0 && rows.heads.is_empty() {
            // A row below a cell that began on the page before has its name behind those of the other rows.
            let mut names = rows.names.clone();
            names.rotate_right(1);
            if self.slips(&names, &rows.targets) == 0 {
                rows.names = names;
                rows.counted = false;
                slips = 0;
            }
        }
        self.slips += slips;
        self.rows += rows.names.len();
        rows.counted &= slips == 0;
        let texts: Vec<String> =
            rows.names.iter().zip(&rows.targets).map(|(name, target)| self.text(name) + &self.text(target)).collect();
        let mut labels: Vec<String> = second.iter().map(|run| self.text(run)).collect();
        let carried = self.blocks.get(block).filter(|_| rows.heads.is_empty()).and_then(|block| block.last_label.clone());
        let is_carried = carried.is_some();
        labels.splice(0..0, carried);
        rows.first = first;
        match levels::spread(&texts, &labels, is_carried) {
            Some(spread) => {
                rows.second = spread
                    .iter()
                    .map(|(label, doubtful)| {
                        let own = if is_carried { label.checked_sub(1) } else { Some(*label) };
                        (own.and_then(|own| second.get(own)).cloned(), *doubtful)
                    })
                    .collect();
            }
            None => rows.second = vec![(None, !second.is_empty()); rows.names.len()],
        }
        if let Some(block) = self.blocks.get_mut(block) {
            block.last_label = labels.last().cloned();
            block.rows.push(rows);
        }
    }
}

/// Whether a label that can be of both levels is one of 一级指标: beside one that can be nothing else, or beside one of
/// 二级指标 that stands below it.
fn is_level1(atoms: &[Atom], at: usize, level: Level) -> bool {
    let tells = |atom: &Atom| match atom.what {
        What::Level(other) if other.is_first() && other.is_second() => None,
        What::Level(other) => Some(other.is_first() || other.implied() == level.category()),
        What::Head(column) => Some(column == Column::Level1),
        _ => None,
    };
    let own = atoms.get(at).map(|atom| atom.boxed);
    let before = || atoms.get(..at).unwrap_or_default().iter().rev().take(NEAR);
    let after = || atoms.get(at + 1..).unwrap_or_default().iter().take(NEAR);
    // What stands in the same box stands in the same column.
    let beside = |atom: &&Atom| Some(atom.boxed) == own;
    let same = before().filter(beside).find_map(tells).or_else(|| after().filter(beside).find_map(tells));
    same.unwrap_or_else(|| {
        let output = before().find_map(|atom| match atom.what {
            What::Level(other) => Some(!other.is_first() && other.implied() == Some(Category::Output)),
            _ => None,
        });
        output != Some(true) && (before().find_map(tells) == Some(true) || after().find_map(tells) == Some(true))
    })
}

fn line(pieces: &Pieces<'_>, atom: &Atom) -> Line {
    let width = atoms::width(&pieces.sheet.text(atom.run.clone()));
    Line { run: atom.run.clone(), boxed: atom.boxed, width }
}

/// How lines make cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// Each is one.
    Lines,
    /// A full line goes on in the next one of its box.
    Full,
    /// All lines of a box are one.
    Boxes,
}

fn cells(lines: &[Line], cut: Cut) -> Vec<Run> {
    let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
    let mut cells: Vec<Run> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let joined = before.is_some_and(|before| {
            before.boxed == line.boxed
                && before.run.end == line.run.start
                && match cut {
                    Cut::Lines => false,
                    Cut::Full => before.width + 2 >= widest,
                    Cut::Boxes => true,
                }
        });
        match cells.last_mut().filter(|_| joined) {
            Some(last) => last.end = line.run.end,
            None => cells.push(line.run.clone()),
        }
        before = Some(line);
    }
    cells
}
