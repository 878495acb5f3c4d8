//! Every label the forms print, with its variants. Data, no logic.
