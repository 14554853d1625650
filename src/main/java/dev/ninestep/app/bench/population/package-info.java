/// People who connect clients to a server, as far as a log shows them: for benchmarks of what reads
/// the log. [dev.ninestep.app.bench.population.Population] tells what happens, in the order of
/// time.
@NullMarked
package dev.ninestep.app.bench.population;

import org.jspecify.annotations.NullMarked;
