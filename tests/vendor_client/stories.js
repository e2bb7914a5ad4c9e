// What agents do through the vendor's own library, story by story, against `callbook serve`.
//
//   NODE_PATH=… node stories.js ADDRESS FOLDER
//
// Each story has a run of its own. What goes over the wire is written to FOLDER/STORY.json: requests in the order in
// which they came, each with its answer; `make test` asks the same again. Waiting is for notifications, never for time.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const WorkspaceApi = require('genesys-workspace-client-js');
const generated = require('genesys-workspace-client-js/src/internal/code-gen/workspace-api');

const [server, folder] = process.argv.slice(2);
const PATIENCE = 20000;

// A proxy that writes down what passes: the library itself stays as it is.
function recorder(target, seen) {
  return http.createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const session = /WORKSPACE_SESSIONID=(\w+)/.exec(request.headers.cookie || '');
      const entry = {method: request.method, path: request.url, session: session && session[1], body: body.length ? JSON.parse(body) : null};
      seen.push(entry);
      const headers = {...request.headers, host: new URL(target).host};
      const passed = http.request(target + request.url, {method: request.method, headers}, answer => {
        const back = [];
        answer.on('data', part => back.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(back);
          entry.status = answer.statusCode;
          entry.answer = text.length ? JSON.parse(text) : null;
          const given = /WORKSPACE_SESSIONID=(\w+)/.exec(String(answer.headers['set-cookie'] || ''));
          if (given) entry.given = given[1];
          response.writeHead(answer.statusCode, answer.headers);
          response.end(text);
        });
      });
      passed.on('error', () => response.destroy());
      passed.end(body);
    });
  });
}

class Agent {
  constructor(door, id, dn) {
    this.door = door; this.id = id; this.dn = dn;
    this.told = []; this.waiting = [];
  }
  async begin() {
    this.api = new WorkspaceApi('key', this.door, 'false');
    this.api.on('CallStateChanged', message => this.tell('call', message.call));
    this.api.on('DnStateChanged', message => this.tell('dn', message.dn));
    await this.api.initialize({token: 'token'});
    this.media = new generated.MediaApi(this.api.agent);
    await this.subscribe('/workspace/v3/media', message => this.tell('channel', message.data.media.channels[0]));
    await this.subscribe('/workspace/v3/media/webcallback', message => this.tell('interaction', message.data.interaction));
    await this.api.activateChannels(this.id, this.dn);
    await this.is('dn', dn => dn.agentState === 'LoggedIn');
    return this;
  }
  subscribe(channel, listener) {
    return new Promise((resolve, reject) => this.api._cometd.subscribe(channel, listener, reply => reply.successful ? resolve() : reject(reply)));
  }
  tell(kind, what) {
    this.told.push([kind, what]);
    this.waiting = this.waiting.filter(wait => !wait(kind, what));
  }
  // Resolve with the newest of what was told, or is going to be told, that is so.
  is(kind, so) {
    const found = [...this.told].reverse().find(([each]) => each === kind);
    if (found && so(found[1])) return Promise.resolve(found[1]);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.id}: no ${kind} that ${so}`)), PATIENCE);
      this.waiting.push((each, what) => {
        if (each !== kind || !so(what)) return false;
        clearTimeout(late);
        resolve(what);
        return true;
      });
    });
  }
  interaction(state) { return this.is('interaction', each => each.state === state); }
  call(state, more = () => true) { return this.is('call', each => each.state === state && more(each)); }
  update(id, data) {
    const userData = Object.entries(data).map(([key, value]) => ({key, type: 'str', value}));
    return this.media.updateMediaUserData('webcallback', id, {data: {userData}});
  }
}

class Stage {
  constructor(run) { this.run = run; }
  async post(where, body, method = 'POST') {
    const answer = await fetch(this.run + where, {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
    if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  agent(id, dn) { return new Agent(this.run, id, dn).begin(); }
  // Ben takes calls, and no callbacks.
  async colleague() {
    const ben = await this.agent('ben', '1002');
    await ben.media.notReadyForMedia('webcallback', {data: {}});
    await ben.is('channel', channel => channel.state === 'NotReady');
    return ben;
  }
  pass(milliseconds) { return this.post('/clock/advance', {milliseconds}); }
  options(application) { return this.post('/configuration', {patch: {application}}, 'PATCH'); }
  async maria() {
    const {person} = await this.post('/contacts', {name: 'Maria', behaviour: {kind: 'answers', after: 2000}});
    await this.post('/interaction-server/clients/Web/requests', {
      protocol: 'Open Media', message: 'RequestSubmit', ReferenceId: 1, TenantId: 'Lighthouse', MediaType: 'webcallback',
      Queue: 'callbacks', InteractionType: 'Inbound', InteractionSubtype: 'InboundNew',
      UserData: {customer_number: person.phone_number, contact_name: 'Maria', start_time: '2026-03-02T08:00:00Z'},
    });
    return person.phone_number;
  }
  // Anna is ready, and has the callback of Maria in hand.
  async inHand() {
    const anna = await this.agent('anna', '1001');
    await anna.media.readyForMedia('webcallback', {});
    await anna.is('channel', channel => channel.state === 'Ready');
    const number = await this.maria();
    const invited = await anna.interaction('Invited');
    await anna.media.accept('webcallback', invited.id, {});
    await anna.interaction('Processing');
    return {anna, id: invited.id, number};
  }
  async talking() {
    const {anna, id, number} = await this.inHand();
    await anna.api.voice.makeCall(number);
    await anna.call('Dialing');
    await this.pass(5000);
    return {anna, id, call: (await anna.call('Established')).id};
  }
  async done({anna, id}) {
    await anna.media.complete('webcallback', id, {});
    await anna.interaction('Completed');
    await this.leave(anna);
  }
  async leave(agent) {
    agent.api._cometd.disconnect();
    await agent.api._sessionApi.logout();
  }
}

const STORIES = {
  async 'a whole callback'(stage) {
    const {anna, id, call} = await stage.talking();
    await anna.api.voice.releaseCall(call);
    await anna.call('Released');
    await anna.update(id, {DispositionCode: 'Resolved'});
    await stage.done({anna, id});
  },
  async 'declined'(stage) {
    const anna = await stage.agent('anna', '1001');
    await anna.media.readyForMedia('webcallback', {});
    await stage.maria();
    const {id} = await anna.interaction('Invited');
    await anna.media.reject('webcallback', id, {});
    await anna.interaction('Completed');
    await stage.leave(anna);
  },
  async 'rescheduled'(stage) {
    const {anna, id, call} = await stage.talking();
    await anna.api.voice.releaseCall(call);
    await anna.call('Released');
    await anna.update(id, {start_time: '2026-03-04T09:30:00Z'});
    await stage.done({anna, id});
  },
  async 'rescheduled by its queue'(stage) {
    await stage.options({'webcallback.reschedule-queue': 'rescheduled'});
    const {anna, id, call} = await stage.talking();
    await anna.api.voice.releaseCall(call);
    await anna.call('Released');
    const changedProperties = [{key: 'start_time', type: 'str', value: '2026-03-04T09:30:00Z'}];
    await anna.media.placeInQueue('webcallback', id, {data: {queue: 'rescheduled', changedProperties}});
    await anna.interaction('Completed');
    await stage.leave(anna);
  },
  async 'held and retrieved'(stage) {
    const {anna, id, call} = await stage.talking();
    await anna.api.voice.holdCall(call);
    await anna.call('Held');
    await anna.api.voice.retrieveCall(call);
    await anna.call('Established');
    await anna.api.voice.attachUserData(call, [{key: 'Note', type: 'str', value: 'friendly'}]);
    await anna.call('Established', each => each.userData.some(pair => pair.key === 'Note'));
    await anna.api.voice.updateUserData(call, [{key: 'Note', type: 'str', value: 'very friendly'}]);
    await anna.call('Established', each => each.userData.some(pair => pair.value === 'very friendly'));
    await anna.api.voice.deleteUserDataPair(call, 'Note');
    await anna.call('Established', each => each.userData.every(pair => pair.key !== 'Note'));
    await anna.api.voice.releaseCall(call);
    await anna.call('Released');
    await stage.done({anna, id});
  },
  async 'transferred in one step'(stage) {
    await stage.options({'webcallback.park-queue': 'parked'});
    const ben = await stage.colleague();
    const {anna, call} = await stage.talking();
    await anna.api.voice.singleStepTransfer(call, '1002');
    await anna.call('Released');
    const {id} = await ben.call('Ringing');
    await ben.api.voice.answerCall(id);
    await ben.call('Established');
    await ben.api.voice.releaseCall(id);
    await ben.call('Released');
    await stage.leave(anna);
    await stage.leave(ben);
  },
  async 'transferred in two steps'(stage) {
    await stage.options({'webcallback.park-queue': 'parked'});
    const ben = await stage.colleague();
    const {anna, call} = await stage.talking();
    await anna.api.voice.initiateTransfer(call, '1002');
    const {id} = await ben.call('Ringing');
    await ben.api.voice.answerCall(id);
    const consult = await anna.call('Established', each => each.parentConnId === call);
    await anna.api.voice.completeTransfer(consult.id, call);
    await anna.interaction('Completed');
    await ben.call('Established', each => each.participants[0].number !== '1001');
    const joined = await ben.call('Established');
    await ben.api.voice.releaseCall(joined.id);
    await ben.call('Released');
    await stage.leave(anna);
    await stage.leave(ben);
  },
  async 'not ready with a reason'(stage) {
    const anna = await stage.agent('anna', '1001');
    await anna.api.voice.ready();
    await anna.is('dn', dn => dn.agentState === 'Ready');
    await anna.api.voice.notReady('AuxWork', 'Lunch');
    await anna.is('dn', dn => dn.agentState === 'NotReady' && dn.reasons[0].value === 'Lunch');
    await anna.api.voice.notReady('AfterCallWork');
    await anna.is('dn', dn => dn.agentWorkMode === 'AfterCallWork');
    await anna.media.readyForMedia('webcallback', {});
    await anna.is('channel', channel => channel.state === 'Ready');
    await anna.media.notReadyForMedia('webcallback', {data: {reasonCode: 'Training'}});
    await anna.is('channel', channel => channel.state === 'NotReady' && channel.reasons[0].value === 'Training');
    await stage.leave(anna);
  },
  async 'logged out with a callback in hand'(stage) {
    const {anna} = await stage.inHand();
    await stage.leave(anna);
  },
  async 'refused'(stage) {
    const {anna, id} = await stage.inHand();
    await refused(403, () => anna.update(id, {DispositionCode: 'Resolved'}), async () => {
      await stage.post('/configuration', {patch: {roles: {Everything: {name: 'Everything', privileges: ['Can Use Web Callback Channel']}}}}, 'PATCH');
      await stage.leave(anna);
      await anna.begin();
    });
    await refused(404, () => anna.media.accept('webcallback', 'nobody', {}));
    await refused(501, () => anna.api.voice.sendDTMF('none', '1'));
    const other = new Agent(stage.run, 'anna', '1001');
    await refused(409, () => other.begin());
    await stage.leave(anna);
  },
};

async function refused(status, ask, before = async () => {}) {
  await before();
  try {
    await ask();
  } catch (error) {
    const response = error.response || (error.error && error.error.response);
    if (response && response.status === status) {
      console.log(`  refused: ${response.status} ${response.body.status.message}`);
      return;
    }
    throw error;
  }
  throw new Error(`not refused with ${status}`);
}

// What has passed, a line for each request; sessions and clients by number, since their names are made up anew each time.
function exchange(seen, prefix) {
  const told = seen.filter(each => each.status).map(each => ({...each, path: each.path.replace(prefix, '')}));
  let text = told.map(each => JSON.stringify(each) + '\n').join('');
  const sessions = told.flatMap(each => each.given || []);
  const clients = told.flatMap(each => (Array.isArray(each.answer) ? each.answer.flatMap(message => message.clientId || []) : []));
  sessions.forEach((session, number) => { text = text.replaceAll(session, `session-${number + 1}`); });
  clients.forEach((client, number) => { text = text.replaceAll(client, `client-${number + 1}`); });
  return text;
}

async function play(name) {
  const run = name.replace(/ /g, '-');
  const made = await fetch(`${server}/runs`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name: run})});
  if (!made.ok) throw new Error(await made.text());
  const seen = [];
  const proxy = recorder(server, seen);
  await new Promise(resolve => proxy.listen(0, '127.0.0.1', resolve));
  const stage = new Stage(`http://127.0.0.1:${proxy.address().port}/runs/${run}`);
  await STORIES[name](stage);
  fs.writeFileSync(path.join(folder, `${run}.ndjson`), exchange(seen, `/runs/${run}`));
  const recording = await fetch(`${server}/runs/${run}/recording`);
  fs.writeFileSync(path.join(folder, `${run}.trace.ndjson`), await recording.text());
  console.log(`held: ${name}`);
  proxy.close();
}

(async () => {
  for (const name of Object.keys(STORIES)) await play(name);
  process.exit(0);
})().catch(error => {
  const response = error.response || {};
  console.error('FAILED', response.status || '', response.text || '', error);
  process.exit(1);
});
