package dev.ninestep.gateway;

import dev.ninestep.protocol.Amount;
import java.net.URI;
import java.util.Optional;

/// What users are told about their money.
///
/// @param currency what amounts are shown in
/// @param low a balance below this is low: users are warned, and charges are written at once
/// @param topUp where users top up
public record BillingTerms(String currency, Amount low, Optional<URI> topUp) {}
