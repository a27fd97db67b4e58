/** One portfolio, live. */
import { change, gain, money, percent, sign } from './decimal.js';
import { $, explained, put, tone, words } from './dom.js';
import { drawAllocation, drawPerformance } from './charts.js';
import { clearPositions, drawPositions } from './positions.js';
import { drawRisk } from './risk.js';
import { followAlerts, showAlerts } from './alerts.js';
import { showLots, showTransactions } from './records.js';
import { nameOf } from './list.js';
import { call } from './session.js';
import { Spark } from './spark.js';

/** Milliseconds: all that is not live, and the pause after a trade, of which there may be many. */
const ALL_EVERY = 60_000;
const SETTLE = 1_000;
const PRESENT = { maxHz: 4, analytics: true };
const totalSpark = new Spark($('total-spark'));
let shown = null;

const TOTALS = [['total_value', 'total_value', 'total value'], ['total_gain_loss', 'unrealized', 'unrealised gain'],
  ['cash_balance', 'cash', 'cash'], ['realized', 'realized', 'realised gain']];
const buttons = Object.fromEntries(TOTALS.map(([id, figure, what]) => {
  const button = explained(figure, null, `Explain ${what}`);
  $(id).replaceChildren(button);
  return [id, { button, what }];
}));

function total(id, text, whole) {
  const { button, what } = buttons[id];
  put(button, text, whole);
  button.setAttribute('aria-label', `Explain ${what}: ${whole ?? 'unknown'}`);
}

export const shownPortfolio = () => shown?.id;

export function leavePortfolio() {
  if (!shown) return;
  shown.live.close();
  shown.alerts.close();
  shown.timers.forEach(clearInterval);
  clearTimeout(shown.settling);
  shown = null;
}

/** @throws what {@link call} throws */
export async function showPortfolio(client, id) {
  leavePortfolio();
  reset();
  const portfolio = await call('/portfolios/' + encodeURIComponent(id));
  leavePortfolio();
  $('portfolio-title').textContent = document.title = nameOf(portfolio);
  const mine = shown = { id, portfolio, client, past: false, former: new Map(), frame: 0, settling: 0, timers: [], live: client.subscribe(id, PRESENT), alerts: followAlerts(client, id) };
  listen(mine);
  mine.timers.push(setInterval(() => { if (!document.hidden && !mine.past) everything(mine); }, ALL_EVERY));
  everything(mine);
}

/** The date and the knowledge that is shown of the past, or null of the present. */
export const momentShown = () => (shown?.past && shown.live.asOf ? { asOf: shown.live.asOf, knownAt: shown.live.knownAt } : null);

/** To the past, as the client's `subscribe` names it, or back where `when` is null; answers what is followed from now on. */
export function travel(when) {
  const mine = shown;
  if (!mine) return null;
  mine.live.close();
  cancelAnimationFrame(mine.frame);
  clearPositions();
  totalSpark.clear();
  for (const id of ['notice', 'as-of', 'proof']) $(id).textContent = '';
  $('portfolio').classList.toggle('past', when !== null);
  Object.assign(mine, { past: when !== null, frame: 0, former: new Map(), live: mine.client.subscribe(mine.id, when ? { ...when, maxHz: 10 } : PRESENT) });
  listen(mine);
  if (!when) everything(mine);
  return mine.live;
}

function reset() {
  $('portfolio').classList.remove('past');
  clearPositions();
  totalSpark.clear();
  $('figures').hidden = $('quality').hidden = true;
  for (const id of ['notice', 'as-of', 'proof', 'portfolio-title', 'preview']) $(id).textContent = '';
  for (const id of ['today', 'today_return']) put($(id), '–');
  put($('today_parts'), '');
  total('realized', '–');
}

function listen(mine) {
  const { live } = mine;
  const hear = (event, told) => live.addEventListener(event, ({ detail }) => { if (mine === shown && live === mine.live) told(detail); });
  hear('change', detail => {
    if (!mine.past && ['TRANSACTION', 'CORRECTION'].includes(detail.cause.type)) settle(mine);
    mine.frame ||= requestAnimationFrame(() => { mine.frame = 0; if (mine === shown && live === mine.live) draw(mine); });
  });
  hear('moment', () => { $('as-of').textContent = `as of ${live.asOf}, as known at ${live.knownAt.slice(0, 19).replace('T', ' ')} UTC`; });
  hear('quality', () => { if (live.state) drawQuality(live.state.quality); });
  hear('analytics', detail => drawDay(detail.day));
  hear('restated', () => { if (!mine.past) settle(mine); });
  hear('verified', () => prove(mine, true, '✓ proven', 'The hash of all figures shown is that of the service’s own.'));
  hear('resync', () => prove(mine, false, 'catching up', 'What is shown is being asked for anew.'));
  hear('error', detail => { $('notice').textContent = detail.detail ?? detail.code; });
}

function prove(mine, holds, text, why) {
  if (mine === shown) Object.assign($('proof'), { textContent: text, title: why }).dataset.holds = holds;
}

/** After the books have changed, soon and once. */
export function settle(mine = shown) {
  if (!mine || mine !== shown) return;
  clearTimeout(mine.settling);
  mine.settling = setTimeout(() => everything(mine), SETTLE);
}

function draw(mine) {
  const { state } = mine.live;
  $('figures').hidden = false;
  $('notice').textContent = '';
  drawPositions(state.positions, mine.former);
  mine.former = new Map(state.positions);
  const { totals } = state;
  $('total-label').textContent = `Total value, ${state.baseCurrency}`;
  total('total_value', money(totals.total_value), totals.total_value);
  total('total_gain_loss', gain(totals.total_gain_loss), totals.total_gain_loss);
  total('cash_balance', money(totals.cash_balance), totals.cash_balance);
  put($('total_gain_loss_percent'), percent(totals.total_gain_loss_percent), totals.total_gain_loss_percent);
  tone($('total_gain_loss'), totals.total_gain_loss);
  tone($('total_gain_loss_percent'), totals.total_gain_loss_percent);
  const balances = [...state.cash.values()].map(each => `${money(each.balance)} ${each.currency}`);
  $('cash-lines').textContent = state.cash.size === 1 && state.cash.has(state.baseCurrency) ? '' : balances.join(' · ');
  if (!mine.past) $('as-of').textContent = state.eventTime ? `as of ${state.eventTime.slice(11, 19)} UTC` : '';
  drawQuality(state.quality);
  totalSpark.add(totals.total_value);
}

function drawQuality(quality) {
  const banner = $('quality');
  const bad = quality && quality.status !== 'COMPLETE';
  const text = bad ? [quality.missing?.length && `No price or rate for ${quality.missing.join(', ')}: totals that need it are left out.`,
    quality.stale?.length && `Too old: ${quality.stale.join(', ')}.`, quality.estimated?.length && `Converted by other rates: ${quality.estimated.join(', ')}.`]
    .filter(Boolean).join(' ') || `The figures are ${words(quality.status)}.` : '';
  if (banner.textContent !== text) banner.textContent = text;
  banner.hidden = !bad;
}

/** All that is not live, each part by itself: one that fails leaves the others. */
function everything(mine) {
  performance(mine);
  allocation(mine);
  part(mine, 'risk', drawRisk);
  part(mine, 'explain?figure=realized&depth=0', drawRealized);
  showAlerts().catch(failure => failed(mine, failure));
  const isCurrent = () => mine === shown;
  showLots(mine.id, isCurrent).catch(failure => failed(mine, failure));
  showTransactions(mine.id, isCurrent).catch(failure => failed(mine, failure));
}

async function part(mine, path, drawIt) {
  try {
    const answer = await call(`/portfolios/${encodeURIComponent(mine.id)}/${path}`);
    if (mine === shown) await drawIt(answer);
  } catch (failure) {
    failed(mine, failure);
  }
}

/** Where the service is away the connection says so; the figures stay as they were. */
function failed(mine, failure) {
  if (mine === shown && failure.status !== 0) $('notice').textContent = failure.message;
}

function drawRealized(answer) {
  const value = answer.roots.find(each => each.name === 'realized_pnl_base')?.value ?? null;
  total('realized', gain(value), value);
  tone($('realized'), value);
}

/** What made today's gain, as the service splits it. */
const MADE_OF = [['price', 'price'], ['currency', 'currency'], ['income', 'income'], ['fees', 'fees'], ['taxes', 'taxes'], ['other', 'other']];

/** Today so far, told with every change. */
function drawDay(day) {
  const { profit, reasons } = day;
  put($('today'), gain(profit.total), profit.total);
  $('today').title = `${day.value ?? 'unknown'} now − ${day.opening_value ?? 'unknown'} at the end of ${day.opening_date} − ${day.flow ?? 'unknown'} that came in`;
  put($('today_return'), day.return !== null ? change(day.return) : words(reasons.return), day.return);
  tone($('today'), profit.total);
  tone($('today_return'), day.return);
  const parts = MADE_OF.filter(([part]) => sign(profit[part] ?? '1') !== 0).map(([part, word]) => `${word} ${gain(profit[part])}`);
  put($('today_parts'), parts.length > 1 || profit.total === null ? parts.join(' · ') : '', null);
}

export const performance = (mine = shown) => mine && part(mine, 'performance?period=' + encodeURIComponent($('period').value), async answer => {
  const benchmark = await benchmarkOf(mine.portfolio.benchmark_id);
  if (mine === shown) drawPerformance(answer, benchmark);
});

async function benchmarkOf(id) {
  if (!id) return null;
  const found = await call('/benchmarks/' + encodeURIComponent(id)).catch(() => null);
  return found?.levels?.length ? { name: found.name ?? id, levels: new Map(found.levels.map(each => [each.date, each.level])) } : null;
}

export const allocation = (mine = shown) => mine && part(mine, 'allocation?by=' + $('allocation-by').value, drawAllocation);

