// Runs a client that opens a browser, and is that browser: node driven.mjs LOGIN UNTIL COMMAND...
// The password is in NINESTEP_DEMO_PASSWORD. The client is stopped once it has printed UNTIL, unless it ends before.
// Prints one JSON object a line: that the client was let in, and how it ended with all it had printed.

import { spawn } from 'node:child_process';
import { Browser } from './browser.mjs';

const [login, until, command, ...args] = process.argv.slice(2);
const password = process.env.NINESTEP_DEMO_PASSWORD;
const say = (step, facts) => console.log(JSON.stringify({ step, ...facts }));

const client = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
const ended = new Promise((resolve) => client.on('close', resolve));
let output = '';
let letIn;

const letClientIn = async (authorizationUrl) => {
  const callback = new URL(authorizationUrl).searchParams.get('redirect_uri');
  const back = await new Browser().authorize(authorizationUrl, { login, password, callback });
  const answer = await fetch(back);
  say('let in', { status: answer.status, iss: back.searchParams.get('iss') });
};

const hear = (chunk) => {
  output += chunk;
  const url = output.match(/https?:\/\/\S+\/authorize\?\S+(?=\s)/)?.[0];
  if (url && !letIn) letIn = letClientIn(url).catch((failure) => client.kill() && say('kept out', { why: String(failure) }));
  if (output.includes(until)) client.kill();
};
client.stdout.on('data', hear);
client.stderr.on('data', hear);

const code = await ended;
await letIn;
say('ended', { code, output });
