package dev.ninestep.app;

/// One event of a stream.
///
/// @param name what kind it is; `message` unless it says
/// @param data what it says, lines joined
record ServerSentEvent(String name, String data) {}
