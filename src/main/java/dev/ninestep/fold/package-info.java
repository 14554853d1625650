/// What a history means.
///
/// One pure function, [dev.ninestep.fold.Grant#evolve], says what a fact makes of a grant; its arms
/// are the transition table:
///
/// | state | fact | next state |
/// |---|---|---|
/// | None | ConsentGranted, in time | CodeOutstanding |
/// | None | ConsentDenied | Denied |
/// | CodeOutstanding | CodePresented, in time | Active, generation 1 |
/// | CodeOutstanding | CodeTried, the fifth | Revoked |
/// | None | ClientCredentialsPresented or IdentityAsserted, in time | AccessOnly |
/// | Active | RefreshPresented, the current generation | Active, the next generation |
/// | Active, CodeOutstanding | RefreshPresented, ahead of the fold | Active, healed to the one after it |
/// | Active | CodePresented, or RefreshPresented of an older generation | Revoked |
/// | Active | DeliveryFailed of the latest winner | Active, what it presented may come once more |
/// | any live | GrantRevoked | Revoked |
/// | any | an unreadable record | Closed |
///
/// Everything else changes nothing: the fold is total, and a repeated fact is harmless.
/// [dev.ninestep.fold.Ledger] holds the state of all aggregates in compact tables and is the only
/// thing here that mutates; it does so by calling the pure functions. Nothing here reads a clock:
/// time is the log's and comes with each fact.
@NullMarked
package dev.ninestep.fold;

import org.jspecify.annotations.NullMarked;
