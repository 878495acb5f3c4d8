//! B  missing and doubled parts, numbering.
