/// What the program can do on this machine, measured: `ninestep bench`.
///
/// It starts a broker, a database and one pod of its own on loopback, each a process whose
/// processor time is read from the operating system, and drives the pod over HTTP from this
/// process, whose own time counts for nobody. Every figure the README gives comes from here.
@NullMarked
package dev.ninestep.app.bench;

import org.jspecify.annotations.NullMarked;
