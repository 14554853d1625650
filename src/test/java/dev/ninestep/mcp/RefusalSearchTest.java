package dev.ninestep.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a user pastes, the likeliest cause comes first.
class RefusalSearchTest {

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void aNameASlugOrAnErrorUriFindsItsRefusal(Refusal refusal) {
    assertThat(RefusalSearch.find(refusal.name())).startsWith(refusal);
    assertThat(RefusalSearch.find(refusal.slug())).startsWith(refusal);
    assertThat(RefusalSearch.find("https://as.example/errors/" + refusal.slug() + "?ref=0af7"))
        .startsWith(refusal);
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void anErrorResponseFindsARefusalThatIsDescribedSo(Refusal refusal) {
    var response =
        "{\"error\":\"%s\",\"error_description\":\"%s\"}"
            .formatted(refusal.error().orElse(""), refusal.description());
    assertThat(RefusalSearch.find(response).getFirst().description())
        .isEqualTo(refusal.description());
  }

  @Test
  void aCodeFindsEveryRefusalThatHasIt() {
    assertThat(RefusalSearch.find("invalid_grant"))
        .allMatch(refusal -> refusal.error().orElse("").equals("invalid_grant"))
        .contains(Refusal.CODE_EXPIRED, Refusal.REFRESH_TOKEN_REUSED, Refusal.GRANT_REVOKED);
  }

  @ParameterizedTest
  @CsvSource({
    "authorization code expired, CODE_EXPIRED",
    "redirect_uri mismatch, REDIRECT_URI_MISMATCH",
    "the refresh token was reused, REFRESH_TOKEN_REUSED",
    "my account is suspended, CALLER_ACCOUNT_SUSPENDED",
    "code_verifier does not match, CODE_VERIFIER_WRONG",
    "upstream unreachable, UPSTREAM_UNREACHABLE",
    "HTTP 401 no access token, TOKEN_MISSING"
  })
  void aFewWordsFindTheLikeliestCauseFirst(String words, Refusal likeliest) {
    assertThat(RefusalSearch.find(words)).startsWith(likeliest);
  }

  @Test
  void wordsThatSayNothingFindNothing() {
    assertThat(RefusalSearch.find("the invalid error zzz")).isEmpty();
  }
}
