//! Archives as a whole: what is written can be read, in every way of writing and reading.
