// An agent in plain JavaScript: logs in, takes a callback, calls the contact, and prints what the servers tell.
//
//   callbook serve --port 8080            (in one terminal)
//   node agent.mjs http://127.0.0.1:8080  (in another; Node 20, no packages)

const server = process.argv[2] ?? "http://127.0.0.1:8080";
const run = `${server}/runs/default`;
const token = process.env.CALLBOOK_TOKEN;
const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };

async function ask(method, path, body) {
  const answer = await fetch(run + path, { method, headers, body: body && JSON.stringify(body) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${told.detail}`);
  return told;
}

// A client of one of the servers: it sends requests, and reads events by long poll, each once and in order.
class Client {
  constructor(name, server, protocol, reference) {
    Object.assign(this, { name, server, protocol, reference, number: 0, after: 0, waiting: [] });
  }
  send(message, attributes) {
    const body = { protocol: this.protocol, message, [this.reference]: ++this.number, ...attributes };
    return ask("POST", `/${this.server}/clients/${this.name}/requests`, body);
  }
  async next(...names) {
    for (;;) {
      while (this.waiting.length > 0) {
        const { sequence, message } = this.waiting.shift();
        this.after = sequence;
        if (message) console.log(`${this.name} <- ${this.server}: ${message.message}`);
        if (message?.message === "EventError") throw new Error(message.ErrorDescription ?? message.ErrorMessage);
        if (names.includes(message?.message)) return message;
      }
      const path = `/${this.server}/clients/${this.name}/events?after=${this.after}&wait=20`;
      this.waiting = (await ask("GET", path)).events;
      if (this.waiting.length === 0) throw new Error(`${this.name} waits in vain for ${names.join(" or ")}`);
    }
  }
}

const media = new Client("Anna", "interaction-server", "Open Media", "ReferenceId");
const voice = new Client("Anna", "voice-switch", "T-Library", "ReferenceID");
const website = new Client("Website", "interaction-server", "Open Media", "ReferenceId");

// Anna logs in: for web callbacks, and on her telephone.
const agent = { TenantId: "Lighthouse", PlaceId: "Place 1", AgentId: "anna" };
await media.send("RequestAgentLogin", { ...agent, MediaList: { webcallback: 1 } });
await media.next("EventCurrentAgentStatus");
await voice.send("RequestRegisterAddress", { ThisDN: "1001" });
await voice.next("EventRegistered");
await voice.send("RequestAgentLogin", { ThisDN: "1001", AgentID: "anna" });
await voice.next("EventAgentLogin");

// Maria, who answers after two seconds, asks to be called now.
const contact = { name: "Maria", behaviour: { kind: "answers", after: 2000 } };
const { person } = await ask("POST", "/contacts", contact);
const { now } = await ask("GET", "/clock");
await website.send("RequestSubmit", {
  TenantId: "Lighthouse", MediaType: "webcallback", Queue: "callbacks",
  InteractionType: "Inbound", InteractionSubtype: "InboundNew",
  UserData: {
    customer_number: person.phone_number, start_time: `${now.slice(0, 19)}Z`, desired_response_type: "Voice",
    attempts: 0, callback_status: 4, contact_name: person.name, time_zone: person.time_zone,
  },
});

// Anna takes it and calls; ten seconds pass on the servers' clock, none on the wall.
const invite = await media.next("EventInvite");
const { InteractionId, UserData } = invite.Interaction;
await media.send("RequestAccept", { TicketId: invite.TicketId, InteractionId });
await media.next("EventPartyAdded");
await voice.send("RequestMakeCall", { ThisDN: "1001", OtherDN: UserData.customer_number, UserData });
const dialing = await voice.next("EventDialing");
await ask("POST", "/clock/advance", { milliseconds: 10_000 });
await voice.next("EventEstablished");
await voice.send("RequestReleaseCall", { ThisDN: "1001", ConnID: dialing.ConnID });
await voice.next("EventReleased");

// Done: the callback goes where done ones go, and the journal bears it out.
await media.send("RequestPlaceInQueue", { InteractionId, Queue: "done", Reason: { ReasonSystemName: "Done" } });
await media.next("EventPartyRemoved");
const claim = { expect: [{ message: "EventInvite", to: "Anna" }, { message: "EventEstablished", to: "Anna" }] };
console.log((await ask("POST", "/journal/verify", claim)).text);
