package dev.ninestep.account;

import dev.ninestep.fold.SignInAttempts;
import dev.ninestep.token.LoginHash;

/// How often anybody may be wrong.
///
/// @param logins makes of a name what it is counted under
/// @param limits how many guesses may count
public record SignInRules(LoginHash logins, SignInAttempts.Limits limits) {}
