// Lets the scenarios of the acceptance suite act and see through the vendor's own library, in another process.
//
// Reads one request a line from standard input, answers each with a line: {"answer": …} or {"status": …, "message": …}.
// A request is {"client": N, "begin": ADDRESS}, {"client": N, "ask": [METHOD, PATH, BODY]}, {"client": N, "subscribe":
// CHANNEL}, {"client": N, "events": COUNT} (those that came by now, once there were COUNT in all) or {"client": N, "end": true}.
'use strict';
globalThis.console = new console.Console(process.stderr); // the library's own words are no answers
const readline = require('readline');
const WorkspaceApi = require('genesys-workspace-client-js');
const generated = require('genesys-workspace-client-js/src/internal/code-gen/workspace-api');

const PATIENCE = 10000;
const OWN = new Set(['/workspace/v3/initialization', '/workspace/v3/voice']); // to which it subscribes itself
const clients = new Map();

// Which function of the library asks by which path.
const ASKS = [
  [/^POST \/activate-channels$/, (c, _, {data}) => c.api.activateChannels(data.agentId, data.dn)],
  [/^POST \/logout$/, c => c.api._sessionApi.logout()],
  [/^POST \/voice\/make-call$/, (c, _, {data}) => c.api.voice.makeCall(data.destination)],
  [/^POST \/voice\/calls\/([^/]+)\/answer$/, (c, [id]) => c.api.voice.answerCall(id)],
  [/^POST \/voice\/calls\/([^/]+)\/release$/, (c, [id]) => c.api.voice.releaseCall(id)],
  [/^POST \/voice\/calls\/([^/]+)\/hold$/, (c, [id]) => c.api.voice.holdCall(id)],
  [/^POST \/voice\/calls\/([^/]+)\/retrieve$/, (c, [id]) => c.api.voice.retrieveCall(id)],
  [/^POST \/voice\/calls\/([^/]+)\/single-step-transfer$/, (c, [id], {data}) => c.api.voice.singleStepTransfer(id, data.destination)],
  [/^POST \/voice\/calls\/([^/]+)\/initiate-transfer$/, (c, [id], {data}) => c.api.voice.initiateTransfer(id, data.destination)],
  [/^POST \/voice\/calls\/([^/]+)\/complete-transfer$/, (c, [id]) => c.api.voice.completeTransfer(id)],
  [/^POST \/media\/([^/]+)\/ready$/, (c, [media]) => c.media.readyForMedia(media, {})],
  [/^POST \/media\/([^/]+)\/not-ready$/, (c, [media], body) => c.media.notReadyForMedia(media, body)],
  [/^POST \/media\/([^/]+)\/logout$/, (c, [media]) => c.media.removeMedia(media, {})],
  [/^POST \/media\/([^/]+)\/interactions\/([^/]+)\/accept$/, (c, [media, id]) => c.media.accept(media, id, {})],
  [/^POST \/media\/([^/]+)\/interactions\/([^/]+)\/reject$/, (c, [media, id]) => c.media.reject(media, id, {})],
  [/^POST \/media\/([^/]+)\/interactions\/([^/]+)\/complete$/, (c, [media, id]) => c.media.complete(media, id, {})],
  [/^POST \/media\/([^/]+)\/interactions\/([^/]+)\/update-user-data$/, (c, [media, id], body) => c.media.updateMediaUserData(media, id, body)],
];

async function begin(name, address) {
  const client = {api: new WorkspaceApi('key', address, 'false'), events: [], count: 0, waiting: []};
  clients.set(name, client);
  // The library makes its CometD client on its way; whoever wants to hear all that it is told listens from the start.
  let cometd;
  Object.defineProperty(client.api, '_cometd', {
    get: () => cometd,
    set: made => { cometd = made; made.addListener('/**', message => told(client, message)); },
  });
  await client.api.initialize({token: 'token'});
  client.media = new generated.MediaApi(client.api.agent);
}

function told(client, message) {
  if (message.channel.startsWith('/meta/')) return;
  client.events.push({channel: message.channel, data: message.data});
  client.count += 1;
  client.waiting = client.waiting.filter(wait => !wait());
}

function subscribe(client, channel) {
  if (OWN.has(channel)) return null;
  return new Promise((resolve, reject) => client.api._cometd.subscribe(channel, () => {}, reply => (reply.successful ? resolve() : reject(reply))));
}

function events(client, count) {
  return new Promise((resolve, reject) => {
    const taken = () => {
      if (client.count < count) return false;
      clearTimeout(late);
      resolve(client.events.splice(0));
      return true;
    };
    const late = setTimeout(() => reject(new Error(`only ${client.count} of ${count} events have come`)), PATIENCE);
    if (!taken()) client.waiting.push(taken);
  });
}

function ask(client, [method, path, body]) {
  const [pattern, asks] = ASKS.find(([each]) => each.test(`${method} ${path}`)) || [];
  if (!asks) throw new Error(`no function of the library asks ${method} ${path}`);
  return asks(client, pattern.exec(`${method} ${path}`).slice(1), body || {});
}

async function answer(request) {
  if (request.begin) return begin(request.client, request.begin);
  const client = clients.get(request.client);
  if (request.end) {
    clients.delete(request.client);
    if (client && client.api._cometd) client.api._cometd.disconnect();
    return null;
  }
  if (request.subscribe) return subscribe(client, request.subscribe);
  if ('events' in request) return events(client, request.events);
  return ask(client, request.ask);
}

readline.createInterface({input: process.stdin}).on('line', async line => {
  let told;
  try {
    told = {answer: (await answer(JSON.parse(line))) || null};
  } catch (error) {
    const response = error.response || (error.error && error.error.response);
    const refused = response && response.body && response.body.status;
    told = refused ? {status: response.status, message: refused.message} : {status: 0, message: String(error.stack || error)};
  }
  process.stdout.write(JSON.stringify(told) + '\n');
}).on('close', () => process.exit(0));
