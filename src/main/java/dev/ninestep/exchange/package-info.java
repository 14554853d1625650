/// One HTTP exchange, as every edge package sees it.
///
/// An [dev.ninestep.exchange.Exchange] knows which flow a request belongs to, who called and under
/// which ids its facts are written; [dev.ninestep.exchange.Recorder] writes them, and counts what
/// is refused or asked so often that [dev.ninestep.exchange.Floods] keeps it from the log.
/// [dev.ninestep.exchange.Refusals] is the one place where a refusal becomes bytes, whatever way it
/// travels, and [dev.ninestep.exchange.Pages] the one place where a page does.
@NullMarked
package dev.ninestep.exchange;

import org.jspecify.annotations.NullMarked;
