/** Risk figures, each with the reason where there is none. */
import { change, ratio, share } from './decimal.js';
import { $, el, put, words } from './dom.js';

const FIGURES = [
  ['Volatility', 'volatility', share, 'a year'],
  ['Sharpe', 'sharpe', ratio],
  ['Sortino', 'sortino', ratio],
  ['Greatest drawdown', 'max_drawdown.value', change],
  ['Value at risk', 'var.historical', share, 'historical'],
  ['Expected shortfall', 'expected_shortfall.historical', share, 'historical'],
  ['Beta', 'beta', ratio],
  ['Tracking error', 'tracking_error', share, 'a year'],
  ['Information ratio', 'information_ratio', ratio],
];

const at = (answer, path) => path.split('.').reduce((inner, key) => inner?.[key], answer) ?? null;

export function drawRisk(answer) {
  $('risk-basis').textContent = `${answer.observations ?? 0} weekdays from ${answer.start_date ?? '–'}, one day ahead at 95 %`;
  $('risk').replaceChildren(...FIGURES.map(([name, path, text, note]) => {
    const value = at(answer, path);
    const why = value === null ? words(answer.reasons?.[path] ?? answer.reasons?.[path.split('.')[0]] ?? 'unknown') : noteOf(answer, path) ?? note;
    return el('div', {}, el('dt', {}, name), el('dd', {}, put(el('span'), text(value), value), why && el('small', {}, why)));
  }));
}

function noteOf(answer, path) {
  const drawdown = answer.max_drawdown;
  return path === 'max_drawdown.value' && drawdown?.peak ? `${drawdown.peak} to ${drawdown.trough}` : undefined;
}
