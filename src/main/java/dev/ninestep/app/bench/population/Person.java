package dev.ninestep.app.bench.population;

import dev.ninestep.event.Caller;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;

/// Somebody with a client.
///
/// @param kind the kind of client
/// @param client its id
/// @param account theirs
/// @param caller where they are
record Person(Kind kind, ClientId client, AccountId account, Caller caller) {}
