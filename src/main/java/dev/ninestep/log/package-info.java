/// The log: append, read back, answer.
///
/// [dev.ninestep.log.ReadBack] is the protocol by which a pod answers: it appends a fact, waits
/// until its own tail has shown that fact, and answers from the state that stood right after it. It
/// knows neither sockets nor clocks, so the simulation runs the very same code over a virtual log.
/// [dev.ninestep.log.FlowLog] is what a step sees of it all.
@NullMarked
package dev.ninestep.log;

import org.jspecify.annotations.NullMarked;
