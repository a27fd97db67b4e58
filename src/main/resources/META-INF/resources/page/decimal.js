/** Decimals stay the strings that the service wrote: digits are grouped, and what is left out is seen to be; never rounded. */

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
export const NONE = '–';

const grouped = whole => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * '-1234.5' → '−1,234.5'. Beyond `digits` decimals the rest is left out and '…' stands for it; the whole is one click or
 * hover away. With fewer than `least` decimals zeros follow. Null is a dash.
 */
export function show(text, digits = Infinity, least = 0) {
  if (text === null || text === undefined) return NONE;
  const match = PLAIN.exec(String(text));
  if (!match) return String(text);
  const [, sign, whole, fraction = ''] = match;
  const kept = fraction.slice(0, digits).padEnd(least, '0');
  const cut = fraction.length > digits ? '…' : '';
  return (sign && '−') + grouped(whole) + (kept || cut ? '.' + kept : '') + cut;
}

/** A fraction as percent, by moving the point: '0.0615' → '6.15'. */
export function hundredfold(text) {
  const match = PLAIN.exec(String(text ?? ''));
  if (!match) return null;
  const [, sign, whole, fraction = ''] = match;
  const digits = (whole + fraction.padEnd(2, '0')).replace(/^0+(?=\d)/, '');
  const places = Math.max(0, fraction.length - 2);
  const padded = digits.padStart(places + 1, '0');
  const head = padded.slice(0, padded.length - places);
  const tail = padded.slice(padded.length - places).replace(/0+$/, '');
  return sign + head + (tail ? '.' + tail : '');
}

/** In tenths of the finest place of both, exactly. */
function scaled(...texts) {
  const parts = texts.map(text => PLAIN.exec(String(text ?? '')));
  if (parts.some(part => !part)) return null;
  const places = Math.max(...parts.map(part => (part[3] ?? '').length));
  return { places, units: parts.map(part => BigInt(part[1] + part[2] + (part[3] ?? '').padEnd(places, '0'))) };
}

/** -1, 0 or 1; 0 where one of them is unknown. */
export function compare(a, b) {
  const both = scaled(a, b);
  if (!both) return 0;
  const [x, y] = both.units;
  return x < y ? -1 : x > y ? 1 : 0;
}

export const sign = text => compare(text, '0');

/** a − b − c …, exactly; null where one of them is unknown. */
export function less(...texts) {
  const all = scaled(...texts);
  if (!all) return null;
  const [first, ...rest] = all.units;
  const left = rest.reduce((sum, each) => sum - each, first);
  const digits = (left < 0n ? -left : left).toString().padStart(all.places + 1, '0');
  const tail = digits.slice(digits.length - all.places).replace(/0+$/, '');
  const text = digits.slice(0, digits.length - all.places) + (all.places && tail ? '.' + tail : '');
  return (left < 0n ? '-' : '') + text;
}

const signed = (value, text) => (sign(value) > 0 ? '+' + text : text);

/** Money: cents, and what is finer only hinted at. */
export const money = text => show(text, 2, 2);
export const gain = text => signed(text, money(text));
/** Prices and quantities lose nothing. */
export const exact = text => show(text);
/** Of a figure that is percent already. */
export const percent = text => (text === null || text === undefined ? NONE : signed(text, show(text, 2)) + ' %');
/** Of a fraction. */
export const share = text => (text === null || text === undefined ? NONE : show(hundredfold(text), 2) + ' %');
export const change = text => (text === null || text === undefined ? NONE : signed(text, share(text)));
/** Of a ratio. */
export const ratio = text => show(text, 3);
