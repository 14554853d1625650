/// What the log says, in PostgreSQL: for a pod that starts, and for people who search.
///
/// [dev.ninestep.projection.Projection] is the way in. Its database holds three kinds of tables:
///
/// | tables | computed from the log | read by |
/// |---|---|---|
/// | `account`, `credential` | no | [dev.ninestep.projection.Accounts] |
/// | `client`, `grant_state`, `account_state`, `call_day` | yes | a starting pod, [dev.ninestep.projection.ConnectedApps] |
/// | `flow_event`, by [dev.ninestep.projection.EventKind] and time | yes | [dev.ninestep.projection.FlowIndex] |
///
/// Nothing here is on the way of a token or a call: when PostgreSQL is away, flows go on, sign-in
/// and search wait, and the projector continues where it stood.
@NullMarked
package dev.ninestep.projection;

import org.jspecify.annotations.NullMarked;
