//! The room as a whole, on stores in memory.
