// Preloaded into servers that would listen on every address: node --import ./loopback.mjs SERVER

import { Server } from 'node:net';

const listen = Server.prototype.listen;

Server.prototype.listen = function (port, ...others) {
  const then = others.filter((one) => typeof one === 'function');
  return listen.call(this, { port: Number(port), host: '127.0.0.1' }, ...then);
};
