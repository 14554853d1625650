/// Clients whose id is the address of a document: fetching, checking and keeping it.
///
/// Everybody can make this server fetch an address of their choosing, so each fetch is fenced
/// ([dev.ninestep.document.GuardedFetch]): the name is resolved once, every address it has must be
/// public, and the connection goes to the very address that was looked at; no redirect is followed,
/// no more than 5 KiB is read, and all of it is over in three seconds. How many there may be, of
/// one host and of all, is bounded ([dev.ninestep.document.FetchBudget]); whoever asks for what is
/// being fetched waits for the same fetch. What was read is kept as long as its server allows,
/// within bounds; what failed is not kept.
///
/// The public keys that clients and identity providers publish are fetched in the same way
/// ([dev.ninestep.document.KeySets]), when something they signed has come.
///
/// What a document means is decided by [dev.ninestep.decision.ReadClientDocument].
///
/// ```
/// var documents = ClientDocuments.of(vertx, Map.of());
/// documents.read(url).map(reading -> switch (reading) { … });
/// ```
@NullMarked
package dev.ninestep.document;

import org.jspecify.annotations.NullMarked;
