/**
 * A client of Truemark's stream (docs/clients.md): connects, subscribes, folds, checks hashes, and comes back by itself.
 *
 *   const client = new TruemarkClient({ token: () => token });
 *   client.addEventListener('state', ({ detail }) => console.log(detail.state));
 *   const live = client.subscribe('ACC001');
 *   live.addEventListener('change', () => console.log(live.state.totals.total_value));
 */
import { PortfolioState } from './truemark-state.js';

export { PortfolioState, stateHash, stateLines } from './truemark-state.js';

/** Thrown by a token function where there is no valid token any more: the client stops. */
export class Unauthorized extends Error {}

/** Milliseconds. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const HEARTBEATS_MISSED = 3;
/** Codes after which trying again would end the same way. */
const FINAL_CLOSES = new Set([4400, 4403]);
const FINAL_ERRORS = new Set(['NOT_FOUND', 'TOO_MANY_SUBSCRIPTIONS', 'TOO_MANY_SYMBOLS', 'UNSUPPORTED',
  'IN_THE_FUTURE', 'TOO_MANY_REPLAYS', 'TOO_MUCH_HISTORY']);

/**
 * One portfolio, followed. `state` is null until the first snapshot and survives a lost connection. Events:
 * `change` {cause, frame}, `quality` {status, missing, stale}, `verified` {seq, state_hash}, `mismatch` {seq, expected, held},
 * `analytics` (the frame: {seq, day}), `resync` {reason}, `restated` {from_date}, `error` {code, detail}, after which of a final one the subscription is over. Of the
 * past: `moment` {as_of, known_at} of what is held from now on, `replayed` {as_of, known_at, state_hash} at the end.
 */
export class Subscription extends EventTarget {
  #client;
  #generation = 0;
  #names;
  #past;
  #epoch = null;
  /** Deltas are worth nothing before the next snapshot. */
  #waits = true;

  constructor(client, portfolioId, options) {
    super();
    this.#client = client;
    this.#names = new Set([portfolioId]);
    this.portfolioId = portfolioId;
    this.symbols = options.symbols;
    this.maxHz = options.maxHz;
    this.analytics = options.analytics === true;
    const { asOf, knownAt, speed, along } = options;
    /** Where it goes on after a loss of the connection; null of the present. */
    this.#past = [asOf, knownAt, speed].some(each => each !== undefined) ? { as_of: asOf, known_at: knownAt, speed, along } : null;
    /** @type {PortfolioState|null} */
    this.state = null;
    /** Today as it was told last, where `analytics` were asked for; it stays while the connection is away. */
    this.day = null;
    /** Of the past, what is held is of; null of the present. */
    this.asOf = this.knownAt = null;
  }

  /** Ends it. */
  close() {
    this.#client.forget(this);
  }

  /** The message that asks for it, from where it stopped if it did. */
  get message() {
    const message = { type: 'subscribe', portfolio_id: this.portfolioId };
    if (this.symbols) message.symbols = this.symbols;
    if (this.maxHz) message.max_hz = this.maxHz;
    if (this.analytics) message.analytics = true;
    if (this.#past) Object.assign(message, this.#past);
    else if (this.state && !this.#waits && !this.symbols) message.resume = { epoch: this.state.epoch, seq: this.state.seq };
    return message;
  }

  /** An epoch is one portfolio's; a name may be that of two where one of them is somebody else's. */
  isOfEpoch(frame) {
    return frame.epoch !== undefined && frame.epoch === this.#epoch;
  }

  isMeantBy(frame) {
    return this.#names.has(frame.valuation?.id ?? frame.id) || this.#names.has(frame.portfolio_id);
  }

  take(frame) {
    switch (frame.type) {
      case 'subscribed': return this.#subscribed(frame);
      case 'snapshot': return this.#snapshot(frame);
      case 'delta': return this.#delta(frame);
      case 'heartbeat': return this.#heartbeat(frame);
      case 'quality':
        if (this.state && !this.#waits) this.state.quality = { ...this.state.quality, status: frame.status, missing: frame.missing, stale: frame.stale };
        return this.#tell('quality', frame);
      case 'analytics':
        this.day = frame.day;
        return this.#tell('analytics', frame);
      case 'resync':
      case 'restated':
        this.#waits = true;
        return this.#tell(frame.type, frame);
      case 'replayed':
        this.#past = { as_of: frame.as_of, known_at: frame.known_at };
        return this.#tell('replayed', frame);
      case 'error': return this.#tell('error', frame);
      default: // of a later version of the protocol
    }
  }

  #subscribed(frame) {
    this.#names.add(frame.portfolio_id).add(frame.id);
    this.#epoch = frame.epoch;
    const stands = frame.mode === 'resumed' && this.state?.epoch === frame.epoch && this.state.seq === frame.seq;
    this.#waits = !stands;
  }

  #snapshot(frame) {
    this.#generation++;
    this.#waits = false;
    this.#epoch = frame.epoch;
    this.state = new PortfolioState(frame);
    this.#moved(frame.valuation);
    this.#tell('change', { cause: { type: 'SNAPSHOT', ids: [] }, frame });
  }

  #delta(frame) {
    if (this.#waits) return;
    if (!this.state.isContinuedBy(frame)) return this.#snap('GAP');
    this.state.fold(frame);
    this.#moved(frame);
    this.#tell('change', { cause: frame.cause, frame });
  }

  async #heartbeat(frame) {
    if (this.#waits) return;
    if (frame.epoch !== this.state.epoch || frame.seq !== this.state.seq) return this.#snap('GAP');
    this.#moved(frame);
    if (!frame.state_hash) return;
    const generation = this.#generation;
    const held = await this.state.hash();
    if (held === null || generation !== this.#generation || this.#waits) return;
    if (held === frame.state_hash) return this.#tell('verified', { seq: frame.seq, state_hash: held });
    this.#tell('mismatch', { seq: frame.seq, expected: frame.state_hash, held });
    this.#snap('WRONG_HASH');
  }

  /** What is held of the past is of that date and knowledge now; after a loss of the connection it goes on from there. */
  #moved({ as_of, known_at }) {
    if (!this.#past || as_of === undefined || (this.asOf === as_of && this.knownAt === known_at)) return;
    const dayMoves = this.#past.along === 'known_at' && this.#past.as_of === undefined;
    this.#past = { ...this.#past, as_of: dayMoves ? undefined : as_of, known_at };
    this.asOf = as_of;
    this.knownAt = known_at;
    this.#tell('moment', { as_of, known_at });
  }

  /** Asks once, and takes nothing before the answer. */
  #snap(reason) {
    this.#waits = true;
    this.#tell('resync', { reason });
    this.#client.send({ type: 'snap', portfolio_id: this.portfolioId });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/**
 * The alerts of one portfolio, each once, also those of a time without a connection. `since` is the last that was heard of;
 * who keeps it and gives it again hears of those in between. Events: `alert` (the frame), `error` {code, detail}.
 */
export class AlertSubscription extends EventTarget {
  #client;
  #names;

  constructor(client, portfolioId, since) {
    super();
    this.#client = client;
    this.#names = new Set([portfolioId]);
    this.portfolioId = portfolioId;
    this.since = since;
  }

  /** Ends it. */
  close() {
    this.#client.forgetAlerts(this);
  }

  get message() {
    const message = { type: 'subscribe', portfolio_id: this.portfolioId, alerts: true };
    if (this.since !== undefined) message.since = this.since;
    return message;
  }

  isMeantBy(frame) {
    return this.#names.has(frame.id) || this.#names.has(frame.portfolio_id);
  }

  take(frame) {
    if (frame.type === 'subscribed') {
      this.#names.add(frame.id);
      this.since = frame.since;
    } else if (frame.type === 'error') {
      this.dispatchEvent(new CustomEvent('error', { detail: frame }));
    } else if (frame.seq > this.since) {
      this.since = frame.seq;
      this.dispatchEvent(new CustomEvent('alert', { detail: frame }));
    }
  }
}

/**
 * One connection for many portfolios. Events: `state` {state: 'connecting'|'open'|'waiting'|'closed', retry_ms?, code?, why?},
 * `quote` (the frame), `error` {code, detail}.
 */
export class TruemarkClient extends EventTarget {
  #socket = null;
  #subscriptions = new Set();
  #symbols = new Set();
  #alerts = new Set();
  #attempts = 0;
  #openings = 0;
  #reason = 'connect';
  #heartbeatMs = 15_000;
  #timers = { retry: 0, watchdog: 0 };
  #wanted = false;
  #token;
  #url;

  /**
   * @param {object} options
   * @param {(reason: 'connect'|'expires'|'refused'|'failed') => string|Promise<string>} options.token a valid access token:
   *   a newer one where the reason is that the last `expires` within a minute or was `refused`; `failed` is a connection
   *   that never opened, which may be the token's fault. Throws {@link Unauthorized} where there is none.
   * @param {string|URL} [options.url] of the service; where this file came from unless given
   */
  constructor({ token, url = new URL('/', import.meta.url) }) {
    super();
    this.#token = token;
    this.#url = new URL('/api/v1/ws', url);
    this.#url.protocol = this.#url.protocol.replace('http', 'ws');
    this.#reset('connecting');
    globalThis.addEventListener?.('online', () => this.retry());
  }

  /**
   * Follows a portfolio, by either id; connects if that is to be done.
   *
   * @param {string} portfolioId
   * @param {{symbols?: string[], maxHz?: 0|1|4|10, analytics?: boolean, asOf?: string, knownAt?: string, speed?: number|string, along?: 'as_of'|'known_at'}} [options]
   *   with `asOf`, `knownAt` or `speed` its past, which takes the place of the same portfolio followed before on this client
   */
  subscribe(portfolioId, options = {}) {
    const subscription = new Subscription(this, portfolioId, options);
    this.#subscriptions.add(subscription);
    if (this.state === 'open') this.send(subscription.message);
    else this.connect();
    return subscription;
  }

  /**
   * Hears of a portfolio's alerts, by either id; connects if that is to be done.
   *
   * @param {string} portfolioId
   * @param {{since?: number}} [options] the `seq` of the last that was heard of; from now on unless given
   */
  alerts(portfolioId, { since } = {}) {
    const subscription = new AlertSubscription(this, portfolioId, since);
    this.#alerts.add(subscription);
    if (this.state === 'open') this.send(subscription.message);
    else this.connect();
    return subscription;
  }

  forgetAlerts(subscription) {
    if (this.#alerts.delete(subscription)) this.send({ type: 'unsubscribe', portfolio_id: subscription.portfolioId, alerts: true });
  }

  /** Hears of symbols' prices too, as `quote` events. */
  quotes(symbols) {
    symbols.forEach(each => this.#symbols.add(each));
    if (this.state === 'open') this.send({ type: 'subscribe', symbols });
    else this.connect();
  }

  /** Opens the connection and keeps it, until `close`. */
  connect() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#attempts = 0;
    this.#open();
  }

  /** Tries again now if it waits. */
  retry() {
    if (this.state === 'waiting') this.#open();
  }

  /** Ends the connection and all subscriptions. */
  close() {
    this.#subscriptions.clear();
    this.#symbols.clear();
    this.#alerts.clear();
    this.#end({ why: 'CLOSED' });
  }

  /** Gives the connection a newer token of the same user. */
  authorize(token) {
    this.send({ type: 'authorize', token });
  }

  forget(subscription) {
    if (this.#subscriptions.delete(subscription)) this.send({ type: 'unsubscribe', portfolio_id: subscription.portfolioId });
  }

  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  async #open() {
    clearTimeout(this.#timers.retry);
    const opening = ++this.#openings;
    this.#reset('connecting');
    let token;
    try {
      token = await this.#token(this.#reason);
    } catch (failure) {
      if (opening !== this.#openings || !this.#wanted) return;
      if (failure instanceof Unauthorized) return this.#end({ code: 4401, why: 'UNAUTHORIZED' });
      return this.#wait({ why: failure.message });
    }
    if (opening !== this.#openings || !this.#wanted) return;
    const carrier = encodeURIComponent('quarkus-http-upgrade#Authorization#Bearer ' + token);
    const socket = this.#socket = new WebSocket(this.#url, ['bearer-token-carrier', carrier]);
    const mine = action => event => { if (socket === this.#socket) action(event); };
    socket.onopen = mine(() => this.#opened());
    socket.onmessage = mine(event => this.#frame(JSON.parse(event.data)));
    socket.onclose = mine(event => this.#closed(event.code));
    this.#wind();
  }

  #opened() {
    this.#reason = 'connect';
    this.#reset('open');
    for (const each of [...this.#subscriptions, ...this.#alerts]) this.send(each.message);
    if (this.#symbols.size) this.send({ type: 'subscribe', symbols: [...this.#symbols] });
  }

  #frame(frame) {
    this.#wind();
    if (frame.type === 'hello') this.#heartbeatMs = frame.heartbeat_ms;
    // What was served is worth a quick return; a connection that only opens is not
    else if (frame.type !== 'error') this.#attempts = 0;
    if (frame.type === 'quote') return this.#tell('quote', frame);
    if (frame.type === 'alert' || frame.alerts) return this.#dealAlerts(frame);
    if (frame.portfolio_id !== undefined) return this.#deal(frame);
    if (frame.type !== 'error') return;
    if (frame.code === 'TOKEN_EXPIRES') return this.#renew();
    this.#tell('error', frame);
  }

  #deal(frame) {
    const all = [...this.#subscriptions];
    const sure = all.filter(one => one.isOfEpoch(frame));
    for (const each of sure.length ? sure : all.filter(one => one.isMeantBy(frame))) {
      if (frame.type === 'error' && FINAL_ERRORS.has(frame.code)) this.#subscriptions.delete(each);
      if (frame.type === 'error' && frame.code === 'UNAVAILABLE') this.#later(each);
      each.take(frame);
    }
  }

  #dealAlerts(frame) {
    for (const each of [...this.#alerts].filter(one => one.isMeantBy(frame))) {
      if (frame.type === 'error' && FINAL_ERRORS.has(frame.code)) this.#alerts.delete(each);
      if (frame.type === 'error' && frame.code === 'UNAVAILABLE') this.#later(each);
      each.take(frame);
    }
  }

  /** Asks again for a subscription that could not be served, if there is still a connection by then. */
  #later(subscription) {
    setTimeout(() => { if (this.#subscriptions.has(subscription) || this.#alerts.has(subscription)) this.send(subscription.message); }, this.#pause(2));
  }

  async #renew() {
    try {
      this.authorize(await this.#token('expires'));
    } catch (failure) {
      this.#tell('error', { code: 'TOKEN_EXPIRES', detail: failure.message });
    }
  }

  #closed(code) {
    this.#socket = null;
    clearTimeout(this.#timers.watchdog);
    if (FINAL_CLOSES.has(code)) return this.#end({ code });
    this.#reason = code === 4401 ? 'refused' : this.state === 'open' ? 'connect' : 'failed';
    this.#wait({ code });
  }

  #wait(detail) {
    if (!this.#wanted) return;
    const pause = this.#pause(this.#attempts++);
    this.#reset('waiting', { retry_ms: pause, ...detail });
    this.#timers.retry = setTimeout(() => this.#open(), pause);
  }

  /** Twice as long each time, and never the same for everybody. */
  #pause(attempts) {
    return Math.round(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 6)) * (0.75 + Math.random() / 2));
  }

  /** A socket that says nothing for three heartbeats is gone, whatever the network believes. */
  #wind() {
    clearTimeout(this.#timers.watchdog);
    const socket = this.#socket;
    this.#timers.watchdog = setTimeout(() => {
      if (socket !== this.#socket) return;
      socket.close();
      this.#closed(1006);
    }, this.#heartbeatMs * HEARTBEATS_MISSED);
  }

  #end(detail) {
    this.#wanted = false;
    clearTimeout(this.#timers.retry);
    clearTimeout(this.#timers.watchdog);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
    this.#reset('closed', detail);
  }

  #reset(state, detail = {}) {
    this.state = state;
    this.#tell('state', { state, ...detail });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
