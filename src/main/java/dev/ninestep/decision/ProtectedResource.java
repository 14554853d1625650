package dev.ninestep.decision;

import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;

/// A resource this server issues tokens for.
///
/// @param uri its identifier
/// @param offered every scope it has
/// @param byDefault what a client gets that asks for none
public record ProtectedResource(ResourceUri uri, Scope offered, Scope byDefault) {}
