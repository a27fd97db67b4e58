/** Comes in, goes from one place to another, and out. */
import { TruemarkClient, Unauthorized } from '/truemark-client.js';
import { $ } from './dom.js';
import { prepareRules } from './alerts.js';
import { explain } from './explain.js';
import { listMappings, prepareImport } from './import.js';
import { leaveList, showList } from './list.js';
import { forgetTime, prepareTime } from './past.js';
import { allocation, leavePortfolio, momentShown, performance, settle, showPortfolio, shownPortfolio } from './portfolio.js';
import * as session from './session.js';

const ENDED = 'Your session has ended. Log in again.';
const TRY_AGAIN = 3000;
let client = null;
let again = 0;

function connected() {
  if (client) return client;
  client = new TruemarkClient({ token: session.token });
  client.addEventListener('state', ({ detail }) => {
    if (detail.why === 'UNAUTHORIZED') return leave(ENDED);
    say(detail);
  });
  return client;
}

const SAID = {
  connecting: () => 'Connecting…',
  open: () => 'Live',
  waiting: detail => `Connection lost, trying again in ${Math.ceil(detail.retry_ms / 1000)} s`,
  closed: () => 'Not connected',
};

function say(detail) {
  const at = $('state');
  at.hidden = false;
  at.dataset.state = detail.state;
  at.textContent = SAID[detail.state](detail);
  document.body.classList.toggle('away', detail.state !== 'open');
}

function only(section) {
  for (const id of ['login', 'list', 'portfolio']) $(id).hidden = id !== section;
}

/** To where the address says. */
async function go() {
  clearTimeout(again);
  if (!session.isOpen()) return leave();
  const [, kind, id] = location.hash.split('/');
  leaveList();
  leavePortfolio();
  forgetTime();
  document.title = 'Truemark';
  try {
    const me = await session.call('/auth/me');
    $('who').textContent = me.username;
    $('logout').hidden = false;
    only(kind === 'portfolios' && id ? 'portfolio' : 'list');
    if (kind === 'portfolios' && id) {
      await showPortfolio(connected(), decodeURIComponent(id));
      listMappings().catch(() => { /* files are read by their columns then */ });
    } else {
      await showList(connected());
    }
    $('main').focus({ preventScroll: true });
  } catch (failure) {
    if (failure instanceof Unauthorized || failure.status === 401) return leave(ENDED);
    if (failure.status === 404) { location.hash = '#/'; return; }
    if (failure.status === undefined) throw failure;
    say({ state: 'waiting', retry_ms: TRY_AGAIN });
    again = setTimeout(go, TRY_AGAIN);
  }
}

function leave(why = '') {
  clearTimeout(again);
  leaveList();
  leavePortfolio();
  client?.close();
  client = null;
  session.end();
  $('logout').hidden = $('state').hidden = true;
  $('who').textContent = '';
  document.body.classList.remove('away');
  only('login');
  document.querySelector('#login .problem').textContent = why;
  document.querySelector('#login input').focus();
}

document.querySelector('#login form').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target;
  const problem = form.querySelector('.problem');
  const button = form.querySelector('button');
  problem.textContent = '';
  button.disabled = true;
  try {
    await session.logIn(form.elements.name.value.trim(), form.elements.password.value);
    form.reset();
    await go();
  } catch (failure) {
    problem.textContent = failure.message;
  } finally {
    button.disabled = false;
  }
});

$('logout').addEventListener('click', async () => {
  await session.logOut();
  leave();
});
$('period').addEventListener('change', () => performance());
$('allocation-by').addEventListener('change', () => allocation());
document.addEventListener('click', event => {
  const figure = event.target.closest('button.figure');
  if (figure && shownPortfolio()) explain(shownPortfolio(), figure.dataset.figure, figure.dataset.security, momentShown());
});
prepareImport(() => settle());
prepareTime();
prepareRules();

const tabs = [...document.querySelectorAll('[role=tab]')];
function choose(tab, focus) {
  for (const each of tabs) {
    each.setAttribute('aria-selected', each === tab);
    each.tabIndex = each === tab ? 0 : -1;
    $(each.getAttribute('aria-controls')).hidden = each !== tab;
  }
  if (focus) tab.focus();
}
for (const tab of tabs) {
  tab.addEventListener('click', () => choose(tab));
  tab.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) choose(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length], true);
  });
}
window.addEventListener('hashchange', go);
window.addEventListener('dragover', event => event.preventDefault());
window.addEventListener('drop', event => event.preventDefault());

go();
