// A strict third-party OAuth client: node oauth4webapi.mjs ISSUER RESOURCE LOGIN
// It refuses every answer that strays from the standards. The password is in NINESTEP_DEMO_PASSWORD.
// Prints one JSON object a line.

import * as oauth from 'oauth4webapi';
import { Browser } from './browser.mjs';

const [issuerUrl, resource, login] = process.argv.slice(2);
const password = process.env.NINESTEP_DEMO_PASSWORD;
const callback = 'http://127.0.0.1:8902/callback';
const say = (step, facts) => console.log(JSON.stringify({ step, ...facts }));
const plain = { [oauth.allowInsecureRequests]: true };

const issuer = new URL(issuerUrl);
const server = await oauth.processDiscoveryResponse(
  issuer,
  await oauth.discoveryRequest(issuer, { ...plain, algorithm: 'oauth2' }),
);
const protectedResource = await oauth.processResourceDiscoveryResponse(
  new URL(resource),
  await oauth.resourceDiscoveryRequest(new URL(resource), plain),
);
say('discovered', { authorization_servers: protectedResource.authorization_servers });

const connect = async (method) => {
  const client = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(
      server,
      { client_name: `oauth4webapi ${method}`, redirect_uris: [callback], token_endpoint_auth_method: method },
      plain,
    ),
  );
  const authentication = {
    none: () => oauth.None(),
    client_secret_basic: () => oauth.ClientSecretBasic(client.client_secret),
    client_secret_post: () => oauth.ClientSecretPost(client.client_secret),
  }[method]();

  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const authorization = new URL(server.authorization_endpoint);
  authorization.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: callback,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    resource,
  });
  const back = await new Browser().authorize(authorization.href, { login, password, callback });
  const parameters = oauth.validateAuthResponse(server, client, back, state);
  const tokens = await oauth.processAuthorizationCodeResponse(
    server,
    client,
    await oauth.authorizationCodeGrantRequest(server, client, authentication, parameters, callback, verifier, {
      ...plain,
      additionalParameters: { resource },
    }),
  );
  const refreshed = await oauth.processRefreshTokenResponse(
    server,
    client,
    await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, plain),
  );
  const capabilities = await oauth.protectedResourceRequest(
    refreshed.access_token,
    'GET',
    new URL(resource),
    new Headers({ accept: 'application/json' }),
    undefined,
    plain,
  );
  const claims = await oauth.validateJwtAccessToken(
    server,
    new Request(resource, { headers: { authorization: `Bearer ${refreshed.access_token}` } }),
    resource,
    plain,
  );
  say('connected', {
    method,
    rotated: refreshed.refresh_token !== tokens.refresh_token,
    scope: refreshed.scope,
    status: capabilities.status,
    same_client: claims.client_id === client.client_id,
  });

  if (server.revocation_endpoint) {
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, authentication, refreshed.refresh_token, plain),
    );
    const dead = await oauth.refreshTokenGrantRequest(server, client, authentication, refreshed.refresh_token, plain);
    say('revoked', { method, error: (await dead.json()).error });
  }
};

for (const method of ['none', 'client_secret_basic', 'client_secret_post']) await connect(method);

// Tokens that are bound to a key (RFC 9449), from the pushed request to the call.
const connectWithKey = async () => {
  const client = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(
      server,
      {
        client_name: 'oauth4webapi DPoP',
        redirect_uris: [callback],
        token_endpoint_auth_method: 'none',
        dpop_bound_access_tokens: true,
      },
      plain,
    ),
  );
  const holder = async () => oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const DPoP = await holder();
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const pushed = await oauth.processPushedAuthorizationResponse(
    server,
    client,
    await oauth.pushedAuthorizationRequest(
      server,
      client,
      oauth.None(),
      {
        response_type: 'code',
        redirect_uri: callback,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        resource,
      },
      { ...plain, DPoP },
    ),
  );
  const authorization = new URL(server.authorization_endpoint);
  authorization.search = new URLSearchParams({ client_id: client.client_id, request_uri: pushed.request_uri });
  const back = await new Browser().authorize(authorization.href, { login, password, callback });
  const parameters = oauth.validateAuthResponse(server, client, back, state);
  const redeem = (DPoP) =>
    oauth.authorizationCodeGrantRequest(server, client, oauth.None(), parameters, callback, verifier, {
      ...plain,
      DPoP,
    });
  const stolenCode = (await (await redeem(await holder())).json()).error;
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, await redeem(DPoP));

  const refresh = (DPoP) =>
    oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refresh_token, { ...plain, DPoP });
  const stolenRefresh = (await (await refresh(await holder())).json()).error;
  const refreshed = await oauth.processRefreshTokenResponse(server, client, await refresh(DPoP));

  const sent = [];
  const call = (options) =>
    oauth.protectedResourceRequest(
      refreshed.access_token,
      'GET',
      new URL(resource),
      new Headers({ accept: 'application/json' }),
      undefined,
      {
        ...plain,
        ...options,
        [oauth.customFetch]: (url, init) => {
          sent.push(init.headers);
          return fetch(url, init);
        },
      },
    );
  const first = await call({ DPoP });
  const second = await call({ DPoP });
  const claims = await oauth.validateJwtAccessToken(
    server,
    new Request(resource, { headers: sent[1] }),
    resource,
    { ...plain, requireDPoP: true },
  );
  const stolen = await call({}).catch((error) => error);
  say('bound', {
    token_type: [tokens.token_type, refreshed.token_type],
    stolen_code: stolenCode,
    stolen_refresh: stolenRefresh,
    status: [first.status, second.status, stolen.status],
    challenges: stolen.cause?.map((challenge) => challenge.scheme),
    same_key: claims.cnf.jkt === (await DPoP.calculateThumbprint()),
  });
};

await connectWithKey();
