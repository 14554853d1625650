package dev.ninestep.doctor;

import java.net.URI;

/// What every probe works with.
///
/// @param url the MCP URL, as the user typed it
/// @param findings takes what is found
/// @param secrets takes what must not be printed
record Visit(URI url, Findings findings, Secrets secrets) {}
