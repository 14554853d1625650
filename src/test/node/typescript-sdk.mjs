// The TypeScript SDK's own client, unmodified, through all nine steps: node typescript-sdk.mjs LINE MCP_URL LOGIN
// LINE is v1 (@modelcontextprotocol/sdk) or v2 (@modelcontextprotocol/client).
// The password is in NINESTEP_DEMO_PASSWORD. Prints one JSON object a line.

import { Browser } from './browser.mjs';

const MODULES = {
  v1: [
    '@modelcontextprotocol/sdk/client/index.js',
    '@modelcontextprotocol/sdk/client/streamableHttp.js',
    '@modelcontextprotocol/sdk/client/auth.js',
  ],
  v2: ['@modelcontextprotocol/client'],
};

const [line, serverUrl, login] = process.argv.slice(2);
const modules = await Promise.all(MODULES[line].map((name) => import(name)));
const { Client, StreamableHTTPClientTransport, auth, UnauthorizedError } = Object.assign({}, ...modules);
const password = process.env.NINESTEP_DEMO_PASSWORD;
const callback = 'http://localhost:8901/callback';
const say = (step, facts) => console.log(JSON.stringify({ step, ...facts }));

class Provider {
  redirectUrl = callback;
  clientMetadata = {
    client_name: 'TypeScript SDK',
    redirect_uris: [callback],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };
  #kept = {};
  state = () => 'state with + / = and spaces';
  clientInformation = () => this.#kept.client;
  saveClientInformation = (client) => void (this.#kept.client = client);
  tokens = () => this.#kept.tokens;
  saveTokens = (tokens) => void (this.#kept.tokens = tokens);
  discoveryState = () => this.#kept.discovery;
  saveDiscoveryState = (discovery) => void (this.#kept.discovery = discovery);
  codeVerifier = () => this.#kept.verifier;
  saveCodeVerifier = (verifier) => void (this.#kept.verifier = verifier);
  redirectToAuthorization = (url) => void (this.authorizationUrl = url.href);
}

const provider = new Provider();
const connect = async () => {
  const transport = new StreamableHTTPClientTransport(new URL(serverUrl), { authProvider: provider });
  const client = new Client({ name: 'ninestep-test', version: '1' });
  await client.connect(transport);
  return { client, transport };
};

try {
  await connect();
  throw new Error('connected without a token');
} catch (error) {
  if (!(error instanceof UnauthorizedError)) throw error;
}
say('registered', { client_id: provider.clientInformation().client_id });

const back = await new Browser().authorize(provider.authorizationUrl, { login, password, callback });
say('authorized', {
  state: back.searchParams.get('state') === provider.state(),
  iss: back.searchParams.get('iss'),
  code: back.searchParams.has('code'),
});

const pending = new StreamableHTTPClientTransport(new URL(serverUrl), { authProvider: provider });
await pending.finishAuth(back.searchParams.get('code'), back.searchParams.get('iss'));
const first = provider.tokens();
say('tokens', { token_type: first.token_type, expires_in: first.expires_in, scope: first.scope });

const { client } = await connect();
const tools = (await client.listTools()).tools.map((tool) => tool.name);
const whoami = await client.callTool({ name: 'whoami', arguments: {} });
say('called', { server: client.getServerVersion(), tools, whoami: whoami.content });
await client.close();

const refreshed = await auth(provider, { serverUrl });
const second = provider.tokens();
say('refreshed', {
  result: refreshed,
  access_token_is_new: second.access_token !== first.access_token,
  refresh_token_is_new: second.refresh_token !== first.refresh_token,
});

const again = await connect();
const explained = await again.client.callTool({ name: 'explain_error', arguments: { error: 'invalid_grant' } });
say('called again', { isError: explained.isError ?? false });
await again.client.close();
