/** All portfolios, each with its live total. */
import { gain, money, percent } from './decimal.js';
import { $, chips, el, put, tone } from './dom.js';
import { call } from './session.js';

/** More are listed without a live figure: a connection has a limit. */
const LIVE = 24;
const LOOK_AGAIN = 3000;
let subscriptions = [];
let timer = 0;

export const nameOf = portfolio => (portfolio.name && portfolio.name !== portfolio.portfolio_id
  ? `${portfolio.portfolio_id} – ${portfolio.name}` : portfolio.portfolio_id);

export function leaveList() {
  clearTimeout(timer);
  subscriptions.forEach(each => each.close());
  subscriptions = [];
}

export async function showList(client) {
  leaveList();
  const found = (await call('/portfolios?limit=1000&sort=portfolio_id')).portfolios;
  leaveList();
  $('list-notice').textContent = found.length ? '' : 'You have no portfolios yet. They appear here with their first transaction.';
  $('portfolios').replaceChildren(...found.map((portfolio, i) => cardOf(portfolio, i < LIVE ? client : null)));
  if (!found.length) timer = setTimeout(() => showList(client).catch(() => { /* the state says so */ }), LOOK_AGAIN);
}

function cardOf(portfolio, client) {
  const total = el('span', { class: 'big' }, '…');
  const pnl = el('span', { class: 'small' });
  const quality = el('span');
  if (client) {
    const live = client.subscribe(portfolio.id, { maxHz: 1 });
    subscriptions.push(live);
    live.addEventListener('change', () => {
      const { totals, baseCurrency } = live.state;
      put(total, `${money(totals.total_value)} ${baseCurrency}`, totals.total_value);
      put(pnl, `${gain(totals.total_gain_loss)} (${percent(totals.total_gain_loss_percent)}) unrealised`, totals.total_gain_loss);
      tone(pnl, totals.total_gain_loss);
      quality.replaceChildren(...chips(live.state.quality));
    });
    live.addEventListener('error', ({ detail }) => { total.textContent = detail.detail ?? detail.code; });
  } else {
    total.textContent = portfolio.base_currency;
  }
  return el('li', {}, el('a', { href: '#/portfolios/' + encodeURIComponent(portfolio.id), class: 'card' },
    el('h2', {}, nameOf(portfolio), quality), total, pnl));
}
