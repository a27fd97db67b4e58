/** Rules of a portfolio and what they fired on, live. */
import { exact } from './decimal.js';
import { $, el, words } from './dom.js';
import { call } from './session.js';

/** Which fields a kind has, and what its threshold is in. */
const KINDS = {
  VALUE: { fields: ['direction'], unit: 'base currency' },
  PRICE_MOVE: { fields: ['direction', 'security_id'], unit: '0.05 is 5 %' },
  DRIFT: { fields: [], unit: '0.05 is 5 %' },
  DRAWDOWN: { fields: [], unit: '0.1 is 10 %' },
  VAR: { fields: [], unit: '0.02 is 2 % of the value' },
  STALE: { fields: ['security_id'], unit: 'seconds' },
};
const SHOWN = 100;
let mine = null;

const path = rest => `/portfolios/${encodeURIComponent(mine.id)}/${rest}`;
const form = () => $('rule-form');

/** Follows the alerts of a portfolio until `close` of what it returns. */
export function followAlerts(client, id) {
  const followed = mine = { id, live: client.alerts(id) };
  for (const at of ['rules', 'alerts']) $(at).replaceChildren();
  $('rule-notice').textContent = '';
  followed.live.addEventListener('alert', ({ detail }) => {
    if (followed !== mine) return;
    const said = detail.event === 'FIRED' ? `fired at ${exact(detail.value)}` : 'is over';
    $('alert-notice').textContent = `“${detail.rule_name}” ${said}.`;
    $('alert-notice').hidden = false;
    showAlerts().catch(() => { /* said already; the next look shows it */ });
  });
  return {
    close() {
      followed.live.close();
      $('alert-notice').hidden = true;
      if (followed === mine) mine = null;
    },
  };
}

/** @throws what {@link call} throws */
export async function showAlerts() {
  const asked = mine;
  if (!asked) return;
  const [{ alert_rules: rules }, { alerts }] = await Promise.all([call(path(`alert-rules?limit=${SHOWN}`)), call(path(`alerts?limit=${SHOWN}`))]);
  if (asked !== mine) return;
  const open = alerts.filter(each => each.state === 'OPEN').length;
  $('tab-alerts').textContent = open ? `Alerts (${open})` : 'Alerts';
  $('rules').replaceChildren(...rules.map(ruleItem));
  $('alerts').replaceChildren(...(alerts.length ? alerts.map(alertRow) : [el('tr', {}, el('td', { colspan: 5, class: 'quiet' }, 'Nothing has fired yet.'))]));
}

const sideOf = each => (each.direction === 'BELOW' ? '<' : each.direction === 'EITHER' ? '±' : '>');
const what = each => [words(each.kind), each.security_id, sideOf(each), exact(each.threshold)].filter(Boolean).join(' ');

function ruleItem(rule) {
  const remove = el('button', { type: 'button', 'aria-label': `Remove ${rule.name}`, click: async () => {
    remove.disabled = true;
    try {
      await call(path('alert-rules/' + rule.id), { method: 'DELETE' });
      await showAlerts();
    } catch (failure) {
      remove.disabled = false;
      $('rule-notice').textContent = failure.message;
    }
  } }, 'Remove');
  return el('li', {}, el('span', {}, el('b', {}, rule.name), ` ${what(rule)}`, !rule.enabled && el('span', { class: 'chip' }, 'off'),
    rule.webhook_url && el('small', { class: 'quiet' }, ` → ${rule.webhook_url}`)), remove);
}

const told = webhook => el('small', { title: webhook.last_error ?? '' }, `webhook: ${words(webhook.state)}${webhook.attempts > 1 ? `, ${webhook.attempts} attempts` : ''}`);

function alertRow(alert) {
  const open = alert.state === 'OPEN';
  return el('tr', {}, el('th', { scope: 'row' }, alert.rule_name, el('small', {}, what(alert))),
    el('td', {}, alert.value === null ? words(alert.reason) : exact(alert.value)),
    el('td', { class: 'text' }, when(alert.fired_at)),
    el('td', { class: 'text' }, open ? '' : when(alert.resolved_at), alert.resolved_value !== null && el('small', {}, `at ${exact(alert.resolved_value)}`)),
    el('td', { class: 'text' }, el('span', { class: open ? 'chip bad' : 'chip good' }, open ? 'open' : words(alert.resolution)), ...alert.webhooks.map(told)));
}

const when = instant => `${instant.slice(0, 10)} ${instant.slice(11, 19)}`;

function fieldsOfKind() {
  const { fields, unit } = KINDS[form().elements.kind.value];
  for (const name of ['direction', 'security_id']) form().elements[name].closest('label').hidden = !fields.includes(name);
  form().elements.threshold.placeholder = form().elements.rearm.placeholder = unit;
}

function wanted() {
  const { elements } = form();
  const rule = { kind: elements.kind.value };
  for (const name of ['name', 'direction', 'security_id', 'threshold', 'rearm', 'webhook_url']) {
    const value = elements[name].value.trim();
    if (value && !elements[name].closest('label').hidden) rule[name] = value;
  }
  return rule;
}

/** Once, when the page is loaded. */
export function prepareRules() {
  form().elements.kind.addEventListener('change', fieldsOfKind);
  fieldsOfKind();
  form().addEventListener('submit', async event => {
    event.preventDefault();
    if (!mine) return;
    const button = form().querySelector('button');
    const at = $('rule-notice');
    button.disabled = true;
    try {
      const made = await call(path('alert-rules'), { method: 'POST', body: wanted() });
      form().reset();
      fieldsOfKind();
      at.textContent = made.webhook_secret ? `The webhook’s secret, shown this once: ${made.webhook_secret}` : '';
      await showAlerts();
    } catch (failure) {
      at.textContent = [failure.message, ...(failure.problem?.errors ?? []).map(each => `${words(each.field)}: ${each.message}`)].join(' ');
    } finally {
      button.disabled = false;
    }
  });
}
