//! Word classes for judging: base, ratio, adverse, vague, concept, measure. Data and small tests.
