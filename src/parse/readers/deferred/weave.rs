//! Two runs of cells put together into rows: the cheapest way through both, each in its own order, and how sure it is.
//!
//! Every cell of the table stands in one of the two streams, and both keep the order of the table. So a place in the
//! table is a place in each stream and a state (which column is next, which label waits for its value), and the reading
//! is the cheapest way from the beginning of both to their ends. What another way that costs hardly more would put
//! elsewhere is doubtful.

/// Which of the two streams a cell stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The cells that are drawn at once.
    Prompt,
    /// The cells that are drawn last.
    Late,
}

/// One step: how many scraps of which stream are taken (none: a cell is empty or a row ends), the next state, the cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) side: Side,
    pub(super) count: usize,
    pub(super) to: usize,
    pub(super) cost: u32,
}

/// What may follow what.
pub(super) trait Grammar {
    /// How many states there are. A page begins and ends in state 0.
    fn states(&self) -> usize;
    /// How many scraps each stream has.
    fn lengths(&self) -> (usize, usize);
    /// Whether a state takes cells of rows, so that it matters in which of them.
    fn is_cell(&self, state: usize) -> bool;
    /// All steps from a place. Steps that take nothing lead to higher states, save from the last ones.
    fn steps(&self, prompt: usize, late: usize, state: usize, step: &mut dyn FnMut(Step));
}

/// A step of the way: from which state, which scraps of which stream (none: a cell is empty, or a row ends), and whether
/// another way would put them elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) state: usize,
    pub(super) side: Side,
    pub(super) from: usize,
    pub(super) count: usize,
    pub(super) doubtful: bool,
}

/// What no way costs.
pub(super) const UNKNOWN: u32 = u32::MAX / 4;
/// What costs this little more is as likely.
const MARGIN: u32 = 1;
/// How often steps that take nothing are looked at: a row may end, and the next begin with an empty cell.
const ROUNDS: usize = 2;

/// The costs of all places.
struct Costs<'g, G> {
    grammar: &'g G,
    prompt: usize,
    late: usize,
    states: usize,
    /// Places that cost more are left alone: no way of interest leads through them.
    most: u32,
}

impl<G: Grammar> Costs<'_, G> {
    fn index(&self, prompt: usize, late: usize, state: usize) -> usize {
        (prompt * (self.late + 1) + late) * self.states + state
    }

    /// The place a step leads to, if the streams go that far.
    fn target(&self, prompt: usize, late: usize, step: Step) -> Option<usize> {
        let (prompt, late) = match step.side {
            Side::Prompt => (prompt + step.count, late),
            Side::Late => (prompt, late + step.count),
        };
        (prompt <= self.prompt && late <= self.late && step.to < self.states).then(|| self.index(prompt, late, step.to))
    }

    /// The least cost to every place; `found` is told to which place a cheaper step leads, from which state.
    fn forward(&self, found: &mut dyn FnMut(usize, usize, Step)) -> Vec<u32> {
        let mut costs = vec![UNKNOWN; self.index(self.prompt, self.late, self.states)];
        // From which cost the steps of a state were last looked at: the same cost leads to nothing new.
        let mut seen = vec![UNKNOWN; self.states];
        if let Some(first) = costs.first_mut() {
            *first = 0;
        }
        for prompt in 0..=self.prompt {
            for late in 0..=self.late {
                seen.fill(UNKNOWN);
                for _ in 0..ROUNDS {
                    for (state, seen) in seen.iter_mut().enumerate() {
                        let Some(cost) = costs.get(self.index(prompt, late, state)).copied() else { continue };
                        if cost >= *seen || cost > self.most {
                            continue;
                        }
                        *seen = cost;
                        self.grammar.steps(prompt, late, state, &mut |step| {
                            let Some(target) = self.target(prompt, late, step) else { return };
                            if let Some(old) = costs.get_mut(target).filter(|old| cost + step.cost < **old) {
                                *old = cost + step.cost;
                                found(target, state, step);
                            }
                        });
                    }
                }
            }
        }
        costs
    }

    /// The least cost from every place to the end, as far as the way to it, which costs `before`, leaves it of interest.
    fn backward(&self, before: &[u32]) -> Vec<u32> {
        let mut costs = vec![UNKNOWN; self.index(self.prompt, self.late, self.states)];
        if let Some(last) = costs.get_mut(self.index(self.prompt, self.late, 0)) {
            *last = 0;
        }
        for prompt in (0..=self.prompt).rev() {
            for late in (0..=self.late).rev() {
                for _ in 0..ROUNDS {
                    for state in (0..self.states).rev() {
                        let at = self.index(prompt, late, state);
                        if before.get(at).is_none_or(|cost| *cost > self.most) {
                            continue;
                        }
                        let mut best = costs.get(at).copied().unwrap_or(UNKNOWN);
                        self.grammar.steps(prompt, late, state, &mut |step| {
                            let target = self.target(prompt, late, step).and_then(|target| costs.get(target));
                            best = best.min(target.copied().unwrap_or(UNKNOWN).saturating_add(step.cost));
                        });
                        if let Some(cost) = costs.get_mut(at) {
                            *cost = best;
                        }
                    }
                }
            }
        }
        costs
    }
}

impl<'g, G: Grammar> Costs<'g, G> {
    fn new(grammar: &'g G, most: u32) -> Self {
        let (prompt, late) = grammar.lengths();
        Self { grammar, prompt, late, states: grammar.states(), most }
    }
}

/// The least cost of any way, without the way; `None` where there is none for less than `below`.
pub(super) fn cost(grammar: &impl Grammar, below: u32) -> Option<u32> {
    let below = below.checked_sub(1)?;
    // Most pages cost little, and looking for little takes little time.
    [64, 512].into_iter().filter(|most| *most < below / 2).chain([below]).find_map(|most| {
        let costs = Costs::new(grammar, most);
        let least = costs.forward(&mut |_, _, _| {}).get(costs.index(costs.prompt, costs.late, 0)).copied();
        least.filter(|least| *least <= most)
    })
}

/// The steps of the cheapest way, which costs `least`; `None` where there is none.
pub(super) fn weave(grammar: &impl Grammar, least: u32) -> Option<Vec<Taken>> {
    let costs = Costs::new(grammar, least.saturating_add(MARGIN));
    let (prompt, late) = (costs.prompt, costs.late);
    let mut steps: Vec<Option<(usize, Step)>> = vec![None; costs.index(prompt, late, costs.states)];
    let before = costs.forward(&mut |target, from, step| {
        if let Some(by) = steps.get_mut(target) {
            *by = Some((from, step));
        }
    });
    before.get(costs.index(prompt, late, 0)).filter(|cost| **cost <= least)?;
    let mut taken = Vec::new();
    let (mut at_prompt, mut at_late, mut state) = (prompt, late, 0);
    while let Some((from, step)) = steps.get(costs.index(at_prompt, at_late, state)).copied().flatten() {
        let start = match step.side {
            Side::Prompt => {
                at_prompt -= step.count;
                at_prompt
            }
            Side::Late => {
                at_late -= step.count;
                at_late
            }
        };
        taken.push(Taken { state: from, side: step.side, from: start, count: step.count, doubtful: false });
        if (at_prompt, at_late, from) == (0, 0, 0) {
            break;
        }
        state = from;
    }
    taken.reverse();
    mark(&costs, &before, &mut taken);
    Some(taken)
}

/// Marks the cells that another way, hardly dearer, would put into another column, the late ones also into another row.
fn mark<G: Grammar>(costs: &Costs<'_, G>, before: &[u32], taken: &mut [Taken]) {
    let after = costs.backward(before);
    // For every scrap where it goes on the best way: how many prompt ones before it (late ones only), from which state.
    let mut prompts: Vec<Option<(usize, usize, usize)>> = vec![None; costs.prompt];
    let mut lates = vec![None; costs.late];
    let mut prompt = 0;
    for (index, cell) in taken.iter().enumerate() {
        let (places, row) = match cell.side {
            Side::Prompt => {
                prompt += cell.count;
                (&mut prompts, 0)
            }
            Side::Late => (&mut lates, prompt),
        };
        places.get_mut(cell.from..cell.from + cell.count).unwrap_or_default().fill(Some((row, cell.state, index)));
    }
    for prompt in 0..=costs.prompt {
        for late in 0..=costs.late {
            for state in 0..costs.states {
                let Some(cost) = before.get(costs.index(prompt, late, state)).filter(|cost| **cost <= costs.most)
                else {
                    continue;
                };
                costs.grammar.steps(prompt, late, state, &mut |step| {
                    let target = costs.target(prompt, late, step).and_then(|target| after.get(target));
                    let dear = |rest: &u32| cost.saturating_add(step.cost).saturating_add(*rest) > costs.most;
                    if step.count == 0 || target.is_none_or(dear) {
                        return;
                    }
                    let (places, from, row) = match step.side {
                        Side::Prompt => (&prompts, prompt, 0),
                        Side::Late => (&lates, late, prompt),
                    };
                    for place in places.get(from..from + step.count).unwrap_or_default() {
                        let Some((own_row, own_state, index)) = *place else { continue };
                        let moved = own_row != row && costs.grammar.is_cell(state);
                        if costs.grammar.is_cell(own_state)
                            && (moved || own_state != state)
                            && let Some(cell) = taken.get_mut(index)
                        {
                            cell.doubtful = true;
                        }
                    }
                });
            }
        }
    }
}
