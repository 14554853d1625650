package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.Token;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nimbus's OAuth SDK parses every message by the letter of its RFC and throws at the first that
/// strays; it knows nothing of this server.
@Tag("process")
@ExtendWith(SharedProgram.class)
class NimbusClientTest {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:8903/callback");

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Program program;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static AuthorizationServerMetadata server;

  @BeforeAll
  static void find(Program shared) throws Exception {
    program = shared;
    server = AuthorizationServerMetadata.resolve(new Issuer(program.issuer()));
  }

  @Test
  void aConfidentialClientGetsRefreshesIntrospectsAndRevokesItsTokens() throws Exception {
    var client = registered(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
    // > Most OAuth libraries handle this automatically;
    var verifier = new CodeVerifier();
    var state = new State();
    var request =
        new AuthorizationRequest.Builder(ResponseType.CODE, client.getID())
            .endpointURI(server.getAuthorizationEndpointURI())
            .redirectionURI(CALLBACK)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .state(state)
            .resources(URI.create(program.mcpUrl()))
            .build();
    var back =
        new Browser()
            .allow(request.toURI().toString(), "demo", Program.DEMO_PASSWORD, CALLBACK.toString());
    var response = AuthorizationResponse.parse(back.uri()).toSuccessResponse();
    assertThat(response.getState()).isEqualTo(state);
    assertThat(response.getIssuer()).isEqualTo(server.getIssuer());

    var first =
        tokens(
            client,
            new AuthorizationCodeGrant(response.getAuthorizationCode(), CALLBACK, verifier));
    var second = tokens(client, new RefreshTokenGrant(first.getTokens().getRefreshToken()));
    assertThat(second.getTokens().getRefreshToken())
        .isNotEqualTo(first.getTokens().getRefreshToken());
    assertThat(second.getTokens().getAccessToken().getScope()).isEqualTo(new Scope("mcp"));

    assertThat(isActive(client, second.getTokens().getAccessToken())).isTrue();
    revoke(client, second.getTokens().getRefreshToken());
    assertThat(isActive(client, second.getTokens().getAccessToken())).isFalse();
    assertThat(
            refusal(client, new RefreshTokenGrant(second.getTokens().getRefreshToken())).getCode())
        .isEqualTo("invalid_grant");
  }

  private static ClientInformation registered(GrantType... grantTypes) throws Exception {
    var metadata = new ClientMetadata();
    metadata.setName("Nimbus");
    metadata.setGrantTypes(Set.of(grantTypes));
    metadata.setRedirectionURI(CALLBACK);
    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    var answer =
        new ClientRegistrationRequest(server.getRegistrationEndpointURI(), metadata, null)
            .toHTTPRequest()
            .send();
    var response = ClientRegistrationResponse.parse(answer);
    assertThat(response.indicatesSuccess()).as(answer.getBody()).isTrue();
    return ((ClientInformationResponse) response).getClientInformation();
  }

  private static ClientAuthentication authentication(ClientInformation client) {
    return new ClientSecretBasic(client.getID(), client.getSecret());
  }

  private static AccessTokenResponse tokens(ClientInformation client, AuthorizationGrant grant)
      throws Exception {
    var answer = asked(client, grant);
    assertThat(answer.indicatesSuccess()).as("%s", answer).isTrue();
    return answer.toSuccessResponse();
  }

  private static ErrorObject refusal(ClientInformation client, AuthorizationGrant grant)
      throws Exception {
    return asked(client, grant).toErrorResponse().getErrorObject();
  }

  private static TokenResponse asked(ClientInformation client, AuthorizationGrant grant)
      throws Exception {
    var request =
        new TokenRequest.Builder(server.getTokenEndpointURI(), authentication(client), grant)
            .build();
    return TokenResponse.parse(request.toHTTPRequest().send());
  }

  private static boolean isActive(ClientInformation client, Token token) throws Exception {
    var request =
        new TokenIntrospectionRequest(
            server.getIntrospectionEndpointURI(), authentication(client), token);
    return TokenIntrospectionResponse.parse(request.toHTTPRequest().send())
        .toSuccessResponse()
        .isActive();
  }

  private static void revoke(ClientInformation client, Token token) throws Exception {
    var request =
        new TokenRevocationRequest(
            server.getRevocationEndpointURI(), authentication(client), token);
    assertThat(request.toHTTPRequest().send().getStatusCode()).isEqualTo(200);
  }
}
