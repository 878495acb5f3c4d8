//! Whether rows speak of the project they are put under: its name and objective share words with their names.

use std::collections::{BTreeMap, BTreeSet};

use super::flat::Flat;
use crate::lexicon;
use crate::parse::readers::is_chinese;
use crate::parse::readers::pieces::Pieces;
use crate::parse::sheet::Run;

/// So many rows that speak of another project, and not of their own, tell that the name is not theirs.
const FEWEST: usize = 2;

impl Flat {
    /// The project of each indicator, as it is told; `None` where the rows of most projects speak of others.
    pub(super) fn owners(&mut self, pieces: &Pieces<'_>) -> Option<Vec<Option<usize>>> {
        // Projects of one kind speak of the same.
        const FEWEST_STRANGERS: usize = 4;
        let owners = self.told_owners(pieces)?;
        // Projects of one kind have rows of one kind; where names and parts are counted, that is no doubt.
        if self.fits {
            return Some(owners);
        }
        let text = |runs: &[Run]| runs.iter().map(|run| pieces.sheet.folded(run.clone())).collect::<String>();
        // Objectives of one kind are alike; where indents count the projects, their names are enough.
        let objective = |runs: &[Run]| if self.marked { String::new() } else { text(runs) };
        let projects: Vec<String> =
            self.projects.iter().map(|project| project.text.clone() + &objective(&project.objective)).collect();
        let rows: Vec<_> = self.indicators.iter().zip(&owners).map(|(row, owner)| (text(&row.name), *owner)).collect();
        let strangers = strangers(&projects, &rows);
        Some(owners).filter(|_| strangers < FEWEST_STRANGERS || strangers * 2 <= projects.len())
    }
}

type Pair = (char, char);

/// Two characters in a row that tell of what a text speaks.
fn pairs(text: &str) -> BTreeSet<Pair> {
    text.chars().zip(text.chars().skip(1)).filter(|(one, two)| is_chinese(*one) && is_chinese(*two)).collect()
}

/// How many projects have rows that speak of another one: `projects` are names and objectives, `rows` names of indicators with
/// their project.
fn strangers(projects: &[String], rows: &[(String, Option<usize>)]) -> usize {
    let usual: BTreeSet<Pair> = lexicon::PROJECT_ENDINGS.iter().flat_map(|word| pairs(word)).collect();
    // Of which projects each pair speaks; what most have in common tells nothing.
    let mut of: BTreeMap<Pair, Vec<usize>> = BTreeMap::new();
    for (at, text) in projects.iter().enumerate() {
        for pair in pairs(text).into_iter().filter(|pair| !usual.contains(pair)) {
            of.entry(pair).or_default().push(at);
        }
    }
    of.retain(|_, of| of.len() * 2 <= projects.len());
    let mut own = vec![0_usize; projects.len()];
    let mut others: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); projects.len()];
    for (name, owner) in rows {
        let Some(owner) = *owner else { continue };
        let spoken: BTreeSet<usize> = pairs(name).iter().filter_map(|pair| of.get(pair)).flatten().copied().collect();
        if spoken.contains(&owner) {
            own.get_mut(owner).into_iter().for_each(|own| *own += 1);
        } else if let Some(others) = others.get_mut(owner) {
            for other in spoken {
                *others.entry(other).or_default() += 1;
            }
        }
    }
    let most = others.iter().map(|others| others.values().copied().max().unwrap_or_default());
    most.zip(own).filter(|(most, own)| *most >= FEWEST && most > own).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_speak_of_another_project_are_strangers_to_their_own() {
        let projects = ["路灯维护项目", "古籍修复经费", "道路清扫经费"].map(str::to_owned);
        let rows = |owners: [usize; 5]| {
            let names = ["路灯完好率", "路灯亮灯率", "修复古籍数量", "古籍入藏率", "资金拨付及时率"];
            names.into_iter().zip(owners).map(|(name, owner)| (name.to_owned(), Some(owner))).collect::<Vec<_>>()
        };
        assert_eq!(strangers(&projects, &rows([0, 0, 1, 1, 2])), 0);
        assert_eq!(strangers(&projects, &rows([1, 1, 2, 2, 0])), 2);
    }
}
