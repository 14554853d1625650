/// The program as its users meet it: a process, driven over HTTP and by clients that are not ours.
@NullMarked
package dev.ninestep.acceptance;

import org.jspecify.annotations.NullMarked;
