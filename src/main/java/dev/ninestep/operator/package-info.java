/// What services of the operator's do by HTTP, such as the one that takes payments: give accounts
/// money, and end connections.
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
/// ```
/// new OperatorApi(
///         accounts, ledger, recorder, refusals, mint::attempt, grants, secretHash, "EUR")
///     .mount(router);
/// ```
@NullMarked
package dev.ninestep.operator;

import org.jspecify.annotations.NullMarked;
