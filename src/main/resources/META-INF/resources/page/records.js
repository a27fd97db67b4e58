/** Lots and transactions, page by page. */
import { exact, gain, money } from './decimal.js';
import { $, day, el, put, tone, words } from './dom.js';
import { call } from './session.js';

const PAGE = 50;
const figure = (text, whole) => put(el('td'), text, whole);
const head = names => el('thead', {}, el('tr', {}, names.map(([name, side]) => el('th', { scope: 'col', class: side }, name)).reduce((all, each) => (all.append(each), all), document.createDocumentFragment())));

const LOTS = {
  panel: 'panel-lots', list: 'lots', empty: 'No lot is open.', query: 'lots?',
  head: [['Security'], ['Opened', 'text'], ['Quantity'], ['Cost'], ['Average'], ['Bought by', 'text']],
  row: lot => el('tr', {}, el('th', { scope: 'row' }, lot.security_id), el('td', { class: 'text' }, day(lot.opened_on)),
    figure(exact(lot.quantity), lot.quantity), figure(`${money(lot.cost_basis)} ${lot.currency}`, lot.cost_basis),
    figure(money(lot.average_cost), lot.average_cost),
    el('td', { class: 'text' }, lot.transaction_id, lot.basis_estimated && el('span', { class: 'chip' }, 'estimated'))),
};

const TRANSACTIONS = {
  panel: 'panel-transactions', list: 'transactions', empty: 'Nothing has happened yet.', query: 'transactions?sort=-transaction_date&',
  head: [['Date'], ['Type', 'text'], ['Security', 'text'], ['Quantity'], ['Price'], ['Cash'], ['Realised'], ['Status', 'text']],
  row: each => {
    const bad = each.status !== 'BOOKED';
    return el('tr', {}, el('th', { scope: 'row', title: each.transaction_id }, day(each.transaction_date)), el('td', { class: 'text' }, words(each.transaction_type)),
      el('td', { class: 'text' }, each.security_id ?? ''), figure(exact(each.quantity), each.quantity), figure(exact(each.price), each.price),
      figure(each.cash_effect === null ? '–' : `${money(each.cash_effect)} ${each.cash_currency ?? ''}`, each.cash_effect),
      tone(figure(gain(each.realized_gain_loss), each.realized_gain_loss), each.realized_gain_loss),
      el('td', { class: 'text' }, bad ? el('span', { class: 'chip bad' }, words(each.status)) : words(each.status),
        (each.reason || each.waiting_for) && el('small', {}, each.reason ?? `for ${each.waiting_for}`)));
  },
};

async function page(portfolio, kind, cursor, isCurrent) {
  const answer = await call(`/portfolios/${encodeURIComponent(portfolio)}/${kind.query}limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
  if (!isCurrent()) return;
  const panel = $(kind.panel);
  if (!cursor) panel.replaceChildren(answer[kind.list].length ? el('table', {}, head(kind.head), el('tbody')) : el('p', { class: 'quiet pad' }, kind.empty));
  panel.querySelector('.more')?.remove();
  panel.querySelector('tbody')?.append(...answer[kind.list].map(kind.row));
  if (answer.next_cursor) {
    panel.append(el('button', { type: 'button', class: 'more', click: event => {
      event.target.disabled = true;
      page(portfolio, kind, answer.next_cursor, isCurrent).catch(failure => { event.target.disabled = false; event.target.textContent = failure.message; });
    } }, 'Show more'));
  }
}

export const showLots = (portfolio, isCurrent) => page(portfolio, LOTS, null, isCurrent);
export const showTransactions = (portfolio, isCurrent) => page(portfolio, TRANSACTIONS, null, isCurrent);
