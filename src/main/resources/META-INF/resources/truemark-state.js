/**
 * What a client of the stream holds of one portfolio, and its hash (docs/stream.md, docs/state-hash.md).
 * Decimals are strings, as the service wrote them, and are never turned into numbers.
 */

const POSITION = ['currency', 'quantity', 'cost_basis', 'cost_basis_base', 'price', 'fx_rate', 'market_value', 'market_value_base'];
const CASH = ['balance', 'fx_rate', 'balance_base'];
const ESCAPES = { '\\': '\\\\', '|': '\\p', '\n': '\\n' };

const escaped = text => String(text).replace(/[\\|\n]/g, each => ESCAPES[each]);
const text = value => (value === null || value === undefined ? '' : String(value));

/** The canonical lines of positions and cash balances, in no order; what is 0 has none. */
export function stateLines(positions, cash) {
  const lines = [];
  for (const each of positions) {
    if (each.quantity === '0') continue;
    const [currency, ...rest] = POSITION.map(field => text(each[field]));
    lines.push(['position', escaped(each.security_id), escaped(currency), ...rest].join('|'));
  }
  for (const each of cash) {
    if (each.balance === '0') continue;
    lines.push(['cash', escaped(each.currency), ...CASH.map(field => text(each[field]))].join('|'));
  }
  return lines;
}

/** By bytes, which is not how JavaScript sorts texts. */
function byBytes(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

/**
 * `state_hash` of lines: 64 hexadecimal digits, or null where the browser offers no SHA-256, which is where the page
 * did not come over https or from this machine.
 *
 * @param {string[]} lines
 * @param {Map<string, Uint8Array>} [known] digests by line; those of other lines are dropped, new ones are added
 * @returns {Promise<string|null>}
 */
export async function stateHash(lines, known = new Map()) {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const encoder = new TextEncoder();
  const sorted = lines.map(line => ({ line, bytes: encoder.encode(line) })).sort((a, b) => byBytes(a.bytes, b.bytes));
  const digests = await Promise.all(sorted.map(async ({ line, bytes }) =>
    known.get(line) ?? new Uint8Array(await subtle.digest('SHA-256', bytes))));
  known.clear();
  const all = new Uint8Array(32 * digests.length);
  digests.forEach((digest, i) => {
    known.set(sorted[i].line, digest);
    all.set(digest, 32 * i);
  });
  const whole = new Uint8Array(await subtle.digest('SHA-256', all));
  return Array.from(whole, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** One portfolio at one `seq` of one `epoch`. Begins with a snapshot; `fold` moves it on. */
export class PortfolioState {
  #digests = new Map();

  /** @param {object} frame a `snapshot` */
  constructor(frame) {
    const valuation = frame.valuation;
    this.epoch = frame.epoch;
    this.seq = frame.seq;
    /** As `GET /portfolios/{id}/valuation` names it; of the time of the snapshot. */
    this.valuation = valuation;
    this.baseCurrency = valuation.base_currency;
    /** @type {Map<string, object>} by security */
    this.positions = new Map((valuation.positions ?? []).map(each => [each.security_id, each]));
    /** @type {Map<string, object>} by currency */
    this.cash = new Map((valuation.cash ?? []).map(each => [each.currency, each]));
    this.totals = valuation.totals;
    this.quality = valuation.quality;
    this.basis = valuation.basis;
    this.eventTime = null;
  }

  /** Whether this delta continues what is held; only then may it be folded. */
  isContinuedBy(frame) {
    return frame.epoch === this.epoch && frame.prev_seq === this.seq;
  }

  /** @param {object} frame a `delta` that continues this state */
  fold(frame) {
    if (!this.isContinuedBy(frame)) throw new RangeError(`delta ${frame.prev_seq}→${frame.seq} does not continue ${this.seq}`);
    this.seq = frame.seq;
    this.basis = frame.basis;
    this.eventTime = frame.event_time;
    for (const each of frame.positions ?? []) {
      if (each.quantity === '0') this.positions.delete(each.security_id);
      else this.positions.set(each.security_id, each);
    }
    for (const each of frame.cash ?? []) {
      if (each.balance === '0') this.cash.delete(each.currency);
      else this.cash.set(each.currency, each);
    }
    this.totals = frame.totals;
    this.quality = frame.totals?.quality ?? this.quality;
  }

  /** The hash of what is held at this moment, whatever is folded while it is computed. @returns {Promise<string|null>} */
  hash() {
    return stateHash(stateLines(this.positions.values(), this.cash.values()), this.#digests);
  }
}
