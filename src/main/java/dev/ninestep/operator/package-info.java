/// What operators do by HTTP, and services of theirs, such as the one that takes payments: give
/// accounts money, end connections, and keep clients and accounts out.
///
/// [dev.ninestep.operator.OperatorApi] opens to a secret and to nothing else. A credit is appended
/// under a key its giver chose, and answered when the log has been read back, so whoever got no
/// answer sends the same again and the account is not credited twice.
///
/// What is to be ended is listed by the projection once it has come to where the log ended when the
/// request came ([dev.ninestep.operator.Revocations]), and ended by one fact for each grant, so no
/// pod that reads up to there lets a token of it in. The command line does the same by another
/// [dev.ninestep.operator.Ender].
///
/// People do the same at [dev.ninestep.operator.OperatorConsole], where nothing is done that was
/// not shown before, and which opens to a [dev.ninestep.operator.Gate] and not to the secret.
///
/// ```
/// new OperatorApi(
///         accounts, ledger, recorder, refusals, mint::attempt, grants, secretHash, "EUR")
///     .mount(router);
/// ```
@NullMarked
package dev.ninestep.operator;

import org.jspecify.annotations.NullMarked;
