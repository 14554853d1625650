package dev.ninestep.doctor;

import java.util.Optional;

/// One check and what came of it, with nothing secret in it.
///
/// @param check what was looked at
/// @param curl the command line that repeats it, if anything was sent
/// @param verdict what came of it
record Finding(Check check, Optional<String> curl, Verdict verdict) {}
