package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An event in its envelope, as a writer hands it to the log.
///
/// @param id unique, time-ordered (UUIDv7): `ce_id`
/// @param key what the fact is about: the record's key
/// @param source the pod that wrote it: `ce_source`
/// @param time the writer's own clock: `ce_time`; for people only, since the log's time is the one
///   that counts
/// @param flow the correlation id: `ce_correlationid`
/// @param request the HTTP exchange that caused it: `ce_requestid`
/// @param client the client it is about, where one is known: `ce_subject`
/// @param traceparent the caller's own trace, recorded as a link and never trusted:
///   `ce_traceparent`
/// @param event what happened
/// @spec
///   https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
///   CloudEvents 1.0
public record Fact(
    UUID id,
    Key key,
    String source,
    Instant time,
    FlowId flow,
    RequestId request,
    Optional<ClientId> client,
    Optional<String> traceparent,
    Event event) {}
