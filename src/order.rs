//! Sorting and grouping by one kind of key, so that the page carries one sort and not one per type: some 4 KB each.

/// The positions of the keys in rising order of key; equal keys keep their order.
pub(crate) fn order(keys: impl Iterator<Item = u128>) -> Vec<usize> {
    let mut keyed: Vec<(u128, usize)> = keys.enumerate().map(|(at, key)| (key, at)).collect();
    sort(&mut keyed);
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// The numbers in rising order, each once.
pub(crate) fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut keyed: Vec<(u128, usize)> = numbers.map(|number| (u128::from(number), 0)).collect();
    sort(&mut keyed);
    keyed.dedup();
    keyed.into_iter().filter_map(|(number, _)| u32::try_from(number).ok()).collect()
}

/// The items in rising order of key; equal keys keep their order.
pub(crate) fn sorted<T>(items: Vec<T>, key: impl Fn(&T) -> u128) -> Vec<T> {
    let order = order(items.iter().map(key));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| items.get_mut(at).and_then(Option::take)).collect()
}

/// The values of equal keys together, in rising order of key; within a group they keep their order.
pub(crate) fn grouped(keyed: Vec<(u128, usize)>) -> Vec<(u128, Vec<usize>)> {
    let mut groups: Vec<(u128, Vec<usize>)> = Vec::new();
    for at in order(keyed.iter().map(|(key, _)| *key)) {
        let Some(&(key, value)) = keyed.get(at) else { continue };
        match groups.last_mut() {
            Some((of, values)) if *of == key => values.push(value),
            _ => groups.push((key, vec![value])),
        }
    }
    groups
}

/// The values of a key in what [`grouped`] made.
pub(crate) fn find(groups: &[(u128, Vec<usize>)], key: u128) -> Option<&Vec<usize>> {
    let at = groups.partition_point(|(of, _)| *of < key);
    groups.get(at).filter(|(of, _)| *of == key).map(|(_, values)| values)
}

#[inline(never)]
fn sort(keyed: &mut [(u128, usize)]) {
    // Positions make all pairs different, so an unstable sort keeps the order of equal keys.
    keyed.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order() {
        assert_eq!(order([3, 1, 3, 2].into_iter()), [1, 3, 0, 2]);
        assert_eq!(sorted(vec!["b1", "a", "b2"], |word| u128::from(word.as_bytes()[0])), ["a", "b1", "b2"]);
        assert_eq!(distinct([3, 1, 3].into_iter()), [1, 3]);
        let groups = grouped(vec![(2, 10), (1, 11), (2, 12)]);
        assert_eq!(groups, [(1, vec![11]), (2, vec![10, 12])]);
        assert_eq!((find(&groups, 2), find(&groups, 3)), (Some(&vec![10, 12]), None));
    }
}
