// An MCP server that has everything the conformance suite asks a server for: node conforming.mjs PORT

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import * as mcp from '@modelcontextprotocol/sdk/types.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const WAV = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=';
const text = (said) => ({ type: 'text', text: said });
const image = { type: 'image', data: PNG, mimeType: 'image/png' };
const embedded = (uri, said) => ({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: said } });
const user = (content) => ({ role: 'user', content });
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
const choice = (name) => ({ const: name, title: `The ${name} one` });

const DEFAULTS = {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
};
const ENUMS = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: ['value1', 'value2', 'value3'].map(choice) },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', items: { anyOf: ['value1', 'value2', 'value3'].map(choice) } },
};
const DIALECT = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: { address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
  properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
  additionalProperties: false,
};

const elicited = (message, properties) => async (_, { sendRequest }) => {
  const requestedSchema = { type: 'object', properties, required: [] };
  const request = { method: 'elicitation/create', params: { mode: 'form', message, requestedSchema } };
  const answer = await sendRequest(request, mcp.ElicitResultSchema);
  return [text(`action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`)];
};

const notified = async (notes, send) => {
  for (const note of notes) {
    await send(note);
    await pause();
  }
};

const TOOLS = {
  test_simple_text: () => [text('This is a simple text response for testing.')],
  test_image_content: () => [image],
  test_audio_content: () => [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }],
  test_embedded_resource: () => [embedded('test://embedded-resource', 'This is an embedded resource content.')],
  test_multiple_content_types: () => [text('All of them:'), image, embedded('test://mixed-content-resource', '{}')],
  test_tool_with_logging: async (_, { sendNotification }) => {
    const note = (data) => ({ method: 'notifications/message', params: { level: 'info', data } });
    await notified(['started', 'in progress', 'completed'].map(note), sendNotification);
    return [text('logged')];
  },
  test_tool_with_progress: async (_, { sendNotification, _meta }) => {
    const progressToken = _meta?.progressToken ?? 0;
    const note = (progress) => ({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
    await notified([0, 50, 100].map(note), sendNotification);
    return [text(String(progressToken))];
  },
  test_error_handling: () => {
    throw new Error('This tool intentionally returns an error for testing');
  },
  test_reconnection: async (_, { closeSSEStream }) => {
    closeSSEStream?.();
    await pause();
    return [text('reconnected')];
  },
  test_sampling: async ({ prompt }, { sendRequest }) => {
    const params = { messages: [user(text(prompt))], maxTokens: 100 };
    const answer = await sendRequest({ method: 'sampling/createMessage', params }, mcp.CreateMessageResultSchema);
    return [text(`LLM response: ${answer.content.text}`)];
  },
  test_elicitation: ({ message }, extra) => elicited(message, { response: { type: 'string' } })({}, extra),
  test_elicitation_sep1034_defaults: elicited('With defaults', DEFAULTS),
  test_elicitation_sep1330_enums: elicited('Choose', ENUMS),
  json_schema_2020_12_tool: (given) => [text(JSON.stringify(given))],
};

const PROMPTS = {
  test_simple_prompt: () => [user(text('This is a simple prompt for testing.'))],
  test_prompt_with_arguments: ({ arg1, arg2 }) => [user(text(`arg1='${arg1}', arg2='${arg2}'`))],
  test_prompt_with_embedded_resource: ({ resourceUri }) => [user(embedded(resourceUri, 'Embedded.'))],
  test_prompt_with_image: () => [user(image), user(text('Please analyze the image above.'))],
};

const RESOURCES = {
  'test://static-text': { mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: PNG },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Watched.' },
};
const TEMPLATE = /^test:\/\/template\/([^/]+)\/data$/;

const read = (uri) => {
  const id = uri.match(TEMPLATE)?.[1];
  const found = id ? { mimeType: 'application/json', text: JSON.stringify({ id }) } : RESOURCES[uri];
  if (!found) throw new mcp.McpError(-32002, 'Resource not found', { uri });
  return { contents: [{ uri, ...found }] };
};

const call = async ({ params: { name, arguments: given = {} } }, extra) => {
  if (!TOOLS[name]) throw new mcp.McpError(mcp.ErrorCode.InvalidParams, `Unknown tool: ${name}`);
  try {
    return { content: await TOOLS[name](given, extra) };
  } catch (error) {
    return { isError: true, content: [text(error.message)] };
  }
};

const named = (name) => ({ name, description: name.replaceAll('_', ' ') });
const described = (name) => ({
  ...named(name),
  inputSchema: name === 'json_schema_2020_12_tool' ? DIALECT : { type: 'object' },
});
const prompted = (name) => ({
  ...named(name),
  arguments: { test_prompt_with_arguments: ['arg1', 'arg2'], test_prompt_with_embedded_resource: ['resourceUri'] }[
    name
  ]?.map((argument) => ({ ...named(argument), required: true })),
});

function conforming() {
  const capabilities = { tools: {}, resources: { subscribe: true }, prompts: {}, logging: {}, completions: {} };
  const server = new Server({ name: 'conforming', version: '1' }, { capabilities });
  const on = (schema, handler) => server.setRequestHandler(schema, handler);
  on(mcp.ListToolsRequestSchema, () => ({ tools: Object.keys(TOOLS).map(described) }));
  on(mcp.CallToolRequestSchema, call);
  on(mcp.ListPromptsRequestSchema, () => ({ prompts: Object.keys(PROMPTS).map(prompted) }));
  on(mcp.GetPromptRequestSchema, ({ params }) => ({ messages: PROMPTS[params.name](params.arguments ?? {}) }));
  on(mcp.ListResourcesRequestSchema, () => ({
    resources: Object.entries(RESOURCES).map(([uri, { mimeType }]) => ({ uri, name: uri.slice(7), mimeType })),
  }));
  on(mcp.ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template' }],
  }));
  on(mcp.ReadResourceRequestSchema, ({ params }) => read(params.uri));
  on(mcp.SubscribeRequestSchema, () => ({}));
  on(mcp.UnsubscribeRequestSchema, () => ({}));
  on(mcp.SetLevelRequestSchema, () => ({}));
  on(mcp.CompleteRequestSchema, () => ({ completion: { values: [], total: 0, hasMore: false } }));
  return server;
}

// What has been said on each stream, for clients that come back with Last-Event-ID.
class Said {
  #events = [];

  async storeEvent(stream, message) {
    this.#events.push({ stream, message });
    return String(this.#events.length);
  }

  async replayEventsAfter(last, { send }) {
    const { stream } = this.#events[last - 1];
    for (const [index, event] of this.#events.entries()) {
      if (index >= last && event.stream === stream && event.message.jsonrpc) await send(String(index + 1), event.message);
    }
    return stream;
  }
}

const sessions = new Map();
const [port] = process.argv.slice(2);
const OURS = [`127.0.0.1:${port}`, `localhost:${port}`];

async function session(request) {
  const id = request.headers['mcp-session-id'];
  if (id) return sessions.get(id);
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    eventStore: new Said(),
    retryInterval: 500,
    onsessioninitialized: (opened) => sessions.set(opened, transport),
    onsessionclosed: (closed) => sessions.delete(closed),
  });
  await conforming().connect(transport);
  return transport;
}

createServer(async (request, response) => {
  if (!OURS.includes(request.headers.host)) {
    response.writeHead(403).end();
    return;
  }
  const transport = await session(request);
  if (transport) await transport.handleRequest(request, response);
  else response.writeHead(404).end();
}).listen(Number(port), '127.0.0.1', () => console.log(JSON.stringify({ step: 'listening', port })));
