package dev.ninestep.protocol;

import java.time.Instant;

/// An authorization request that a client handed in by itself, on its way back by way of a browser.
/// It travels sealed as `request_uri`, so no pod has to keep it. It is of one flow, which is
/// decided once: however often a browser comes with it, it buys one code at most.
///
/// @param flow the flow it began
/// @param client who handed it in
/// @param parameters what it asks for
/// @param expiresAt until when a browser may come with it
/// @spec https://www.rfc-editor.org/rfc/rfc9126#section-2.2 RFC 9126 §2.2
public record PushedRequest(
    FlowId flow, ClientId client, Parameters parameters, Instant expiresAt) {}
