/// Every fact the log may hold, and every way a flow can fail.
///
/// An [dev.ninestep.event.Event] says in the past tense what its writer knew when it wrote:
/// `CodePresented`, never `CodeRedeemed`, for whether the code was redeemed is what the order of
/// the log decides. A [dev.ninestep.event.Fact] is an event with its envelope; a
/// [dev.ninestep.event.Logged] is a fact that has been read back, with the place and time the log
/// gave it. A [dev.ninestep.event.Refusal] names a failure once, for the client, the user and the
/// support agent alike. Nothing here may carry a secret.
@NullMarked
package dev.ninestep.event;

import org.jspecify.annotations.NullMarked;
