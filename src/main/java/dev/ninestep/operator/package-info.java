/// What services of the operator's do by HTTP, such as the one that takes payments: give accounts
/// money.
///
/// [dev.ninestep.operator.OperatorApi] opens to a secret and to nothing else. A credit is appended
/// under a key its giver chose, and answered when the log has been read back, so whoever got no
/// answer sends the same again and the account is not credited twice.
///
/// ```
/// new OperatorApi(accounts, ledger, recorder, refusals, mint::attempt, secretHash, "EUR")
///     .mount(router);
/// ```
@NullMarked
package dev.ninestep.operator;

import org.jspecify.annotations.NullMarked;
