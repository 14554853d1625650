package dev.ninestep.log;

import java.time.Duration;

/// How often a partition is sealed: whichever comes first.
///
/// @param records after so many, at least 1
/// @param longest so long after the first record that is not sealed yet
public record SealPace(int records, Duration longest) {}
