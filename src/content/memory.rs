//! A store in memory, for tests and for content that is made on the spot.
