/// The program: configuration, roles, wiring and the command line. Imports everything, imported by
/// nobody.
@NullMarked
package dev.ninestep.app;

import org.jspecify.annotations.NullMarked;
