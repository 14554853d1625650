/// The console of the support team.
///
/// [dev.ninestep.console.Console] serves its pages: a search, the page of one flow with its nine
/// steps drawn and an answer ready to be sent to the customer. All of it is rendered here and works
/// without a script. What a flow's story says is told by the package `trace`; this one only shows
/// it, and has whoever looks written down.
@NullMarked
package dev.ninestep.console;

import org.jspecify.annotations.NullMarked;
