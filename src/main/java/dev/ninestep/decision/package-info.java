/// One command per step: what may be decided before the log has spoken, and what the log's answer
/// means.
///
/// `decide` looks at the request and at what is known before the append, and either refuses or
/// names the one [dev.ninestep.event.Event] to append. `outcome` looks at the state right after
/// that event was folded, and says what may be answered. Between the two lies the log; nothing here
/// knows how. All checks of a command stand in one table of [dev.ninestep.decision.Rule]s in order
/// of precedence: the first broken row is the refusal. Time, chance and keys are arguments.
@NullMarked
package dev.ninestep.decision;

import org.jspecify.annotations.NullMarked;
