package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.Optional;

/// An event that matches a [Clue].
///
/// @param flow its flow
/// @param at when, in the log's time
/// @param refusal why it refuses, where the clue was about refusals
public record Sighting(FlowId flow, Instant at, Optional<Refusal> refusal) {}
