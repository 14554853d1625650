package dev.ninestep.projection;

import dev.ninestep.protocol.FlowId;
import java.time.LocalDate;

/// One day of one grant.
///
/// @param flow the grant
/// @param day a UTC day of the log's time
record CallDay(FlowId flow, LocalDate day) {}
