package dev.ninestep.refusal;

import dev.ninestep.event.Fact;
import dev.ninestep.protocol.Issuer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;

/// What came of a provocation.
///
/// @param response the answer that refuses
/// @param facts everything the log was told, oldest first
/// @param secrets what no fact may hold
/// @param issuer who refused
public record Provoked(
    HttpResponse<String> response, List<Fact> facts, Set<String> secrets, Issuer issuer) {}
