//! Transfers between stores in memory.
