/// What stands around the program on a laptop and in a cloud account: the files of `infra`.
@NullMarked
package dev.ninestep.infra;

import org.jspecify.annotations.NullMarked;
