package dev.ninestep.trace;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;

/// One refusal in a flow.
///
/// @param refusal which rule was broken
/// @param evidence what showed it
/// @param at when, in the log's time
/// @param request the exchange that was refused
/// @param times how many equal refusals this stands for, at least 1
public record Trouble(
    Refusal refusal, Evidence evidence, Instant at, RequestId request, long times) {}
