/** Where a number comes from: the derivation of explain, from the figure down to facts. */
import { exact } from './decimal.js';
import { $, el, words } from './dom.js';
import { call } from './session.js';

const DEPTH = 3;

/**
 * @param {string} portfolio by id
 * @param {{asOf: string, knownAt: string}|null} moment of the figure; null for now
 */
export async function explain(portfolio, figure, security, moment) {
  const dialog = $('explanation');
  $('derivation').replaceChildren(el('p', { class: 'quiet' }, 'Asking…'));
  if (!dialog.open) dialog.showModal();
  const question = new URLSearchParams({ figure, depth: DEPTH });
  if (security) question.set('security_id', security);
  if (moment) question.set('as_of', moment.asOf);
  if (moment) question.set('known_at', moment.knownAt);
  try {
    const answer = await ask(portfolio, question);
    question.set('known_at', answer.known_at);
    const nodes = new Map(answer.nodes.map(each => [each.id, each]));
    const roots = answer.roots.filter((root, i) => answer.roots.findIndex(other => other.node === root.node) === i);
    $('derivation').replaceChildren(
      el('p', { class: 'small quiet' }, `As known at ${answer.known_at}, by ${answer.engine}; ${answer.node_count} steps in all.`),
      el('ul', { class: 'tree' }, ...roots.map((root, i) => branch(nodes, root.node, { portfolio, question }, i === 0))));
  } catch (failure) {
    $('derivation').replaceChildren(el('p', { class: 'problem', role: 'alert' }, failure.message));
  }
}

const ask = (portfolio, question) => call(`/portfolios/${encodeURIComponent(portfolio)}/explain?${question}`);

function branch(nodes, id, asked, open) {
  const node = nodes.get(id);
  if (!node) return el('li', { class: 'quiet' }, `step ${id}`);
  const said = [el('span', { class: 'value' }, node.value === null ? words(node.reason ?? 'unknown') : exact(node.value)), ` ${node.unit} `,
    el('code', {}, node.operation), node.label, factOf(node.fact)];
  if (node.collapsed) return deeper(node, said, asked);
  if (!node.inputs.length) return el('li', {}, ...said);
  return el('li', {}, el('details', { open }, el('summary', {}, ...said),
    el('ul', {}, ...node.inputs.map(input => branch(nodes, input, asked, false)))));
}

/** Its inputs are asked for when it is opened. Prices tick meanwhile: a step that is no longer that step says so. */
function deeper(node, said, { portfolio, question }) {
  const inner = el('ul');
  const details = el('details', { toggle: async () => {
    if (!details.open || inner.childElementCount) return;
    inner.replaceChildren(el('li', { class: 'quiet' }, 'Asking…'));
    try {
      const next = new URLSearchParams(question);
      next.set('node', node.id);
      const answer = await ask(portfolio, next);
      const nodes = new Map(answer.nodes.map(each => [each.id, each]));
      const same = nodes.get(node.id);
      const fits = same && same.operation === node.operation && same.value === node.value && same.label === node.label;
      inner.replaceChildren(...(fits ? same.inputs.map(input => branch(nodes, input, { portfolio, question }, false))
        : [el('li', { class: 'warn' }, 'This has moved on since: close and ask again.')]));
    } catch (failure) {
      inner.replaceChildren(el('li', { class: 'problem' }, failure.message));
    }
  } }, el('summary', {}, ...said), inner);
  return el('li', {}, details);
}

function factOf(fact) {
  if (!fact) return null;
  const { kind, ...rest } = fact;
  const told = Object.entries(rest).filter(([, value]) => value !== null && value !== false).map(([key, value]) => `${words(key)} ${value}`);
  return el('small', { class: 'quiet' }, ` – ${words(kind)}: ${told.join(', ')}`);
}
