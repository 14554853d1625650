/// A whole system in one thread, from one seed.
///
/// Several pods answer clients over a log of several partitions, and everything between them is
/// slow, late, doubled or lost as the seed has it. The pods run the production code: the commands
/// of [dev.ninestep.decision], the fold of [dev.ninestep.fold], and the protocol of
/// [dev.ninestep.log.ReadBack] by [dev.ninestep.log.LogTime]. Virtual are only what that code does
/// not see: the sockets, the brokers, the clocks, and the people.
///
/// A sealed code or token is stood for by what it carries, which is authentic since nobody can
/// present what was never issued to somebody. Every record that lands, every record a pod reads and
/// every answer it gives is shown to every [dev.ninestep.simulation.Invariant]; the first one
/// broken ends the history. The same seed gives the same history, so `mvn test
/// -Dtest=SimulationTest -Dsimulation.seed=N` replays a failure and prints what happened.
@NullMarked
package dev.ninestep.simulation;

import org.jspecify.annotations.NullMarked;
