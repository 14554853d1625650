/// The standard's words as values.
///
/// Everything that crosses the edge is parsed once into one of these types, which cannot be wrong
/// and cannot leak: a [dev.ninestep.protocol.CodeVerifier] has the form RFC 7636 demands and prints
/// `[redacted]`, and a `plain` challenge has no representation at all. The package knows only the
/// JDK; it reads no clock and throws no dice.
@NullMarked
package dev.ninestep.protocol;

import org.jspecify.annotations.NullMarked;
