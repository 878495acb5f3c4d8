//! Bytes → text: which encoding, is it text at all.
