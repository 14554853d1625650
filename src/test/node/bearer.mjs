// Preloaded into clients that know no authorization: node --import ./bearer.mjs CLIENT
// Each request they make carries the access token in ACCESS_TOKEN.

import { Agent, setGlobalDispatcher } from 'undici';

const token = `Bearer ${process.env.ACCESS_TOKEN}`;

const authorized = (headers) =>
  Array.isArray(headers) ? [...headers, 'authorization', token] : { ...headers, authorization: token };

setGlobalDispatcher(
  new Agent().compose((dispatch) => (request, handler) =>
    dispatch({ ...request, headers: authorized(request.headers) }, handler)),
);
