//! R  reading notices: what was repaired, what could not be read.
