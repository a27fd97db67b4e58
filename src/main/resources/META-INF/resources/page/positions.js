/** The table of positions: one row each, redrawn where it changed. */
import { compare, exact, gain, money, percent, sign } from './decimal.js';
import { $, chips, el, explained, flash, put, tone } from './dom.js';
import { Spark } from './spark.js';

const rows = new Map();

function rowOf(position) {
  const known = rows.get(position.security_id);
  if (known) return known;
  const name = position.instrument_name ?? position.symbol ?? position.security_id;
  const figure = (kind, what) => explained(kind, position.security_id, `Explain ${what} of ${name}`);
  const row = {
    name: el('span', {}, name), chips: el('span'), small: el('small'), spark: new Spark(),
    price: el('td'), gain: el('td'), percent: el('td'),
    quantity: figure('quantity', 'quantity'), value: figure('market_value', 'market value'),
    cost: figure('cost_basis', 'cost'), pnl: figure('unrealized', 'gain'),
  };
  const cell = content => el('td', {}, content);
  row.gain.append(row.pnl);
  row.tr = el('tr', {}, el('th', { scope: 'row' }, row.name, row.chips, row.small), el('td', { class: 'trend' }, row.spark.element),
    row.price, cell(row.quantity), cell(row.value), cell(row.cost), row.gain, row.percent);
  rows.set(position.security_id, row);
  const next = [...rows.keys()].sort().find(id => id > position.security_id && rows.get(id).tr.isConnected);
  $('positions').insertBefore(row.tr, next ? rows.get(next).tr : null);
  return row;
}

/** The figure stays readable by name: what is drawn is part of it. */
function figureOf(button, text, whole) {
  put(button, text, whole);
  const label = button.getAttribute('aria-label').replace(/:.*$/s, '');
  button.setAttribute('aria-label', `${label}: ${whole ?? 'unknown'}`);
}

/** @param {object|undefined} before the same position as it was drawn last */
export function drawPosition(position, before) {
  const row = rowOf(position);
  row.small.textContent = [position.symbol ?? position.security_id, position.currency].filter(Boolean).join(' · ');
  row.chips.replaceChildren(...chips(position.quality));
  put(row.price, exact(position.price), position.price);
  row.price.title = position.price_time ? `${position.price_currency}, as of ${position.price_time}, from ${position.price_source ?? 'unknown'}` : '';
  if (before) {
    flash(row.price, compare(position.price, before.price));
    flash(row.value, compare(position.market_value, before.market_value));
  }
  figureOf(row.quantity, exact(position.quantity), position.quantity);
  figureOf(row.value, money(position.market_value), position.market_value);
  figureOf(row.cost, money(position.cost_basis), position.cost_basis);
  figureOf(row.pnl, gain(position.unrealized_pnl), position.unrealized_pnl);
  put(row.percent, percent(position.unrealized_pnl_percent), position.unrealized_pnl_percent);
  tone(row.gain, position.unrealized_pnl);
  tone(row.percent, position.unrealized_pnl_percent);
  row.spark.add(position.price);
}

export function drawPositions(positions, former) {
  for (const id of [...rows.keys()].filter(each => !positions.has(each) || sign(positions.get(each).quantity) === 0)) {
    rows.get(id).tr.remove();
    rows.delete(id);
  }
  for (const [id, position] of positions) {
    const before = former.get(id);
    if (sign(position.quantity) !== 0 && before !== position) drawPosition(position, before);
  }
  $('empty').hidden = rows.size > 0;
}

export function clearPositions() {
  $('positions').replaceChildren();
  rows.clear();
}

