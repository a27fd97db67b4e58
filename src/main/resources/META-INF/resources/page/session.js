/** The session: the access token outlives a reload of this tab, the refresh token only this page. */
import { Unauthorized } from '/truemark-client.js';

const API = '/api/v1';
const KEPT = 'truemark.token';
let access = sessionStorage.getItem(KEPT);
let refresh = null;
let renewal = null;
let timer = 0;

export class Failure extends Error {
  constructor(message, status, problem) {
    super(message);
    this.status = status;
    this.problem = problem;
  }
}

export const isOpen = () => access !== null;

async function answerOf(path, { method = 'GET', body, headers = {}, json = true } = {}) {
  const sent = { Accept: 'application/json', ...headers };
  if (body !== undefined && json) sent['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(API + path, { method, headers: sent, body: json && body !== undefined ? JSON.stringify(body) : body, cache: 'no-store' });
  } catch {
    throw new Failure('Truemark cannot be reached.', 0);
  }
  let content = null;
  try { content = JSON.parse(await answer.text()); } catch { /* empty, or not the service's own */ }
  if (answer.ok) return content;
  throw new Failure(content?.detail ?? content?.title ?? `The service answered ${answer.status}.`, answer.status, content);
}

function begin(tokens) {
  access = tokens.access_token;
  refresh = tokens.refresh_token;
  sessionStorage.setItem(KEPT, access);
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => { /* the next request tells */ }), tokens.expires_in * 800);
}

/** One refresh at a time: an old refresh token that is used twice would end the session. */
function renew() {
  if (!refresh) return Promise.reject(new Unauthorized('Your session has ended. Log in again.'));
  renewal ??= answerOf('/auth/refresh', { method: 'POST', body: { refresh_token: refresh } })
    .then(begin, failure => { throw failure.status === 401 ? new Unauthorized('Your session has ended. Log in again.') : failure; })
    .finally(() => { renewal = null; });
  return renewal;
}

/** @throws Failure with its `status`, 0 where there was no answer; Unauthorized once the session is over */
export async function call(path, options = {}) {
  const authorized = () => ({ ...options, headers: { ...options.headers, Authorization: 'Bearer ' + access } });
  try {
    return await answerOf(path, authorized());
  } catch (failure) {
    if (failure.status !== 401) throw failure;
    await renew();
    return answerOf(path, authorized());
  }
}

export async function logIn(name, password) {
  const who = name.includes('@') ? { email: name } : { username: name };
  begin(await answerOf('/auth/login', { method: 'POST', body: { ...who, password } }));
}

export async function logOut() {
  if (refresh) await call('/auth/logout', { method: 'POST', body: { refresh_token: refresh } }).catch(() => { /* gone anyway */ });
  end();
}

export function end() {
  clearTimeout(timer);
  access = refresh = null;
  sessionStorage.removeItem(KEPT);
}

/** As the client of the stream asks for it. */
export async function token(reason) {
  if (reason === 'expires' || reason === 'refused') await renew();
  if (reason === 'failed') await call('/auth/me');
  return access;
}
