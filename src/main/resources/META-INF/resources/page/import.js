/** A file of transactions: first what would become of each row, then, when it is wanted, the same for good. */
import { $, el, words } from './dom.js';
import { call } from './session.js';

const TYPES = { json: 'application/json', ndjson: 'application/x-ndjson' };
const SHOWN = 200;
const GOOD = new Set(['ACCEPTED', 'BOOKED', 'PENDING']);
/** Kept where the file is taken in, also what cannot be booked yet. */
const TAKEN = new Set([...GOOD, 'WAITING', 'REJECTED']);
const WAIT = 20;

export async function listMappings() {
  const { mappings } = await call('/ingest/mappings');
  $('mapping').replaceChildren(el('option', { value: '' }, 'the names of its columns'),
    ...mappings.map(each => el('option', { value: each.name }, `mapping “${each.name}”`)));
}

/** @param {() => void} imported is called after a file was taken in */
export function prepareImport(imported) {
  const drop = $('drop');
  const take = file => file && preview(file, imported);
  drop.addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('over');
    take(event.dataTransfer.files[0]);
  });
  $('file').addEventListener('change', event => { take(event.target.files[0]); event.target.value = ''; });
}

function send(file, query, headers = {}) {
  const type = TYPES[file.name.split('.').pop().toLowerCase()] ?? 'text/csv';
  const mapping = $('mapping').value;
  if (mapping) query.set('mapping', mapping);
  return call('/ingest/transactions?' + query, { method: 'POST', body: file.content, json: false, headers: { 'Content-Type': type, ...headers } });
}

async function preview(chosen, imported) {
  const at = $('preview');
  at.replaceChildren(el('p', { class: 'quiet pad', role: 'status' }, `Reading ${chosen.name}…`));
  try {
    const file = { name: chosen.name, content: await chosen.arrayBuffer() };
    const answer = await send(file, new URLSearchParams({ dry_run: true, partial: true }));
    show(at, file, answer, `${chosen.name}: nothing has been changed yet.`, imported);
  } catch (failure) {
    refuse(at, failure);
  }
}

function refuse(at, failure) {
  const errors = failure.problem?.errors ?? [];
  at.replaceChildren(el('div', { class: 'pad', role: 'alert' }, el('p', { class: 'problem' }, failure.message),
    el('ul', {}, ...errors.slice(0, SHOWN).map(each => el('li', {}, `${each.field}: ${each.message}`)))));
}

const counted = items => [...items.reduce((counts, each) => counts.set(each.status, (counts.get(each.status) ?? 0) + 1), new Map())];

function show(at, file, answer, title, imported) {
  const good = answer.items.filter(each => TAKEN.has(each.status)).length;
  const bad = answer.items.some(each => each.status === 'INVALID' || each.status === 'CONFLICT');
  const key = crypto.randomUUID?.() ?? `page-${Date.now()}-${Math.random()}`;
  const button = answer.dry_run && good > 0 && el('button', { type: 'button', class: 'primary', click: async () => {
    button.disabled = true;
    try {
      const told = await send(file, new URLSearchParams({ partial: bad }), { Prefer: `wait=${WAIT}`, 'Idempotency-Key': key });
      show(at, file, told, `${file.name} was taken in.`, imported);
      imported();
    } catch (failure) {
      // The same key again has one effect: what is unsure may be repeated
      button.disabled = false;
      if (failure.status) refuse(at, failure); else button.textContent = `${failure.message} Try again`;
    }
  } }, `Import ${good} ${good === 1 ? 'row' : 'rows'}${bad ? ', leave the others out' : ''}`);
  const rows = rowsOf(file);
  at.replaceChildren(
    el('div', { class: 'bar' }, el('p', { role: 'status', class: 'quiet' }, `${title} ${counted(answer.items).map(([status, n]) => `${n} ${words(status)}`).join(', ')}`), button || ''),
    el('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': 'Rows of the file' }, el('table', {},
      el('thead', {}, el('tr', {}, ...['Row', 'Fate', 'Says', 'Why'].map(name => el('th', { scope: 'col', class: 'text' }, name)))),
      el('tbody', {}, ...answer.items.slice(0, SHOWN).map(each => rowFor(each, rows))))),
    answer.items.length > SHOWN ? el('p', { class: 'quiet pad' }, `and ${answer.items.length - SHOWN} more rows`) : '');
}

function rowFor(item, rows) {
  const good = GOOD.has(item.status);
  const why = (item.errors ?? []).map(each => `${each.field.replace(/^transactions\[\d+\]\./, '')}: ${each.message}`).join(' ');
  return el('tr', {}, el('th', { scope: 'row' }, String(item.index + 1)),
    el('td', { class: 'text' }, el('span', { class: `chip ${good ? 'good' : item.status === 'REPLAYED' ? '' : 'bad'}` }, words(item.status))),
    el('td', { class: 'text' }, rows[item.index] ?? item.transaction_id ?? ''),
    el('td', { class: 'errors' }, why || item.reason || (item.waiting_for ? `waits for ${item.waiting_for}` : '')));
}

/** The lines of a CSV as they stand, for the eye; none where a quoted field runs over lines, or of another kind of file. */
function rowsOf(file) {
  if (/\.(nd)?json$/i.test(file.name)) return [];
  const lines = new TextDecoder().decode(file.content).split(/\r?\n/).filter(line => line.trim() !== '');
  return lines.some(line => (line.match(/"/g) ?? []).length % 2) || $('mapping').value ? [] : lines.slice(1);
}
