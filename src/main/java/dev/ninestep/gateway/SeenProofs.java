package dev.ninestep.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ninestep.decision.JudgeProof;
import java.time.Duration;

/// The proofs that came with calls this pod has let in, for as long as they would count. Any
/// thread.
///
/// Unlike at the token endpoint, where the log decides, each pod remembers for itself: a proof
/// bought by eavesdropping can be replayed at another pod, for the same request and within the
/// minute or two it counts. That is the price of calls that wait for nothing remote.
final class SeenProofs {

  /// Some two hundred megabytes at the worst. Past eight thousand such calls a second, some are
  /// forgotten early.
  private static final int MOST = 1_000_000;

  /// From the earliest moment a proof may come, its maker's clock being ahead, to the latest.
  private static final Duration REMEMBERED_FOR = JudgeProof.COUNTS_FOR.multipliedBy(2);

  private final Cache<String, Boolean> seen =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED_FOR).build();

  /// Remembers a proof.
  ///
  /// @return whether it came for the first time
  boolean isNew(JudgeProof proof) {
    return seen.asMap().putIfAbsent(proof.idHash(), true) == null;
  }
}
