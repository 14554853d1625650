/// Every refusal, provoked over HTTP: the total test, what it looks at, and what the recipes of the
/// other packages hand it.
@NullMarked
package dev.ninestep.refusal;

import org.jspecify.annotations.NullMarked;
