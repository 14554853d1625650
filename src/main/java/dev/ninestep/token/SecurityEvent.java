package dev.ninestep.token;

import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.Optional;

/// That tokens do not hold any more, for somebody who takes them and does not ask us each time.
///
/// @param id names it, the same however often it is sent (`jti`)
/// @param audience whom it is for (`aud`)
/// @param transaction the correlation id of what it came of, where one is known (`txn`)
/// @param subject whose tokens
/// @param at when they ceased to hold, in the log's time; whole seconds are kept
/// @param by who or what ended it
/// @param reason why, in a sentence for administrators; never a secret, and nobody's own words
public record SecurityEvent(
    String id,
    String audience,
    Optional<FlowId> transaction,
    EventSubject subject,
    Instant at,
    InitiatingEntity by,
    String reason) {}
