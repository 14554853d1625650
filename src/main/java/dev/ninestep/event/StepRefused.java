package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// A step was refused.
///
/// @param step which step
/// @param refusal which rule was broken
/// @param client the client as the request named it, whether or not it exists
/// @param evidence what showed it
/// @param caller who called
public record StepRefused(
    Step step, Refusal refusal, Optional<ClientId> client, Evidence evidence, Caller caller)
    implements Event {}
