//! C  target values that are numbers: missing, out of range, wrong direction, no unit.
