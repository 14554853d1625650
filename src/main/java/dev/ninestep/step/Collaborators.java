package dev.ninestep.step;

import dev.ninestep.document.ClientDocuments;
import dev.ninestep.document.KeySets;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.FlowLog;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.ClientIds;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;

/// Whom the steps work with.
///
/// @param ledger what the log has said so far
/// @param recorder writes facts to that log
/// @param refusals renders what is refused
/// @param pages renders what a browser shows
/// @param sealed seals and opens codes, refresh tokens, requests, nonces and sessions
/// @param tokens signs access tokens
/// @param mint makes ids and secrets
/// @param clientIds makes ids of clients that come out the same each time
/// @param documents reads the documents of clients whose id is a URL
/// @param keySets finds the keys of those who sign with their own
public record Collaborators(
    Ledger ledger,
    Recorder<Aggregate> recorder,
    Refusals refusals,
    Pages pages,
    SealedValues sealed,
    AccessTokens tokens,
    Mint mint,
    ClientIds clientIds,
    ClientDocuments documents,
    KeySets keySets) {

  FlowLog<Aggregate> log() {
    return recorder.log();
  }
}
