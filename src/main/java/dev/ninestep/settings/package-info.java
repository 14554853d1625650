/// What users settle for themselves: which apps are connected to their account, and which no more.
///
/// [dev.ninestep.settings.ConnectedAppSettings] shows the list and ends connections, as a page and
/// as JSON. The list comes from the projection, and each app's standing from the ledger, so whoever
/// has just disconnected one sees that. To disconnect is to append one fact for each grant: once
/// the log has it, no pod that reads up to there lets a token of the grant in, whatever refresh was
/// under way.
///
/// ```
/// new ConnectedAppSettings(
///         sessions::of, sealed, ledger, recorder, refusals, apps, meanings, "EUR", "/sign-in")
///     .mount(router);
/// ```
@NullMarked
package dev.ninestep.settings;

import org.jspecify.annotations.NullMarked;
