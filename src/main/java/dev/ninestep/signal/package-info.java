/// Tells resource servers outside the gateway when tokens cease to hold.
///
/// An access token is good for its hour wherever it is verified without asking us. So whoever takes
/// such tokens may be a [dev.ninestep.signal.Receiver]: for each way in which a grant ends, an
/// account is suspended or a client is shut out, a signed CAEP `session-revoked` is pushed to it.
///
/// ```
/// log ── Effect ──▶ what a record may have ended
///     ── Findings ─▶ whether it did, and whose tokens: the projection knows
///     ── Sender ───▶ one receiver's thread: sign, push, note how far it came
///     ── Push ─────▶ HTTP: accepted, refused, or later
/// ```
///
/// The log is the queue. Each receiver is a consumer group of its own, whose members are the pods
/// that project; how far it came is noted only after it has answered, so a record is told at least
/// once, in the order of its partition, by one pod at a time, however many die. What is told again
/// has the same `jti`.
///
/// ```
/// var transmitter = Transmitter.start(receivers, name -> new KafkaGroupReader(log, name),
///     projection.endedGrants(), events, registry);
/// ```
@NullMarked
package dev.ninestep.signal;

import org.jspecify.annotations.NullMarked;
