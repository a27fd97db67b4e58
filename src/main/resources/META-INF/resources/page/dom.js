/** Elements from text only; nothing of the service's is ever read as markup. */
import { sign } from './decimal.js';

export const $ = id => document.getElementById(id);

/** el('td', {class: 'n', title: '…'}, 'text', child, …); null and false are left out, functions are listeners. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function tone(element, value) {
  const direction = sign(value);
  element.classList.toggle('up', direction > 0);
  element.classList.toggle('down', direction < 0);
  return element;
}

/** Text with the whole figure at hand, and a quiet sign wherever digits are left out. */
export function put(element, text, whole) {
  if (element.textContent !== text) {
    element.replaceChildren(...text.split(/(…)/).map(part => (part === '…' ? el('span', { class: 'rest' }, part) : part)));
  }
  element.title = text.includes('…') ? String(whole) : '';
  return element;
}

/** A glow in the direction of the change. */
export function flash(element, direction) {
  if (!direction) return;
  element.classList.remove('rose', 'fell');
  void element.offsetWidth;
  element.classList.add(direction > 0 ? 'rose' : 'fell');
}

const words = code => String(code).toLowerCase().replaceAll('_', ' ');
export { words };

/** What is wrong with a figure, named; nothing where all is well. */
export function chips(quality) {
  if (!quality) return [];
  const chip = (list, text, bad, why) => list?.length
    && el('span', { class: bad ? 'chip bad' : 'chip', title: `${why}: ${list.join(', ')}` },
      text, el('span', { class: 'unseen' }, ` ${why}: ${list.join(', ')}`));
  return [
    chip(quality.missing, 'missing', true, 'no price or rate'),
    chip(quality.stale, 'stale', false, 'too old'),
    chip(quality.estimated, 'estimated', false, 'converted'),
  ].filter(Boolean);
}

/** A figure that explains itself when it is chosen. */
export function explained(figure, security, label) {
  return el('button', { type: 'button', class: 'figure', 'data-figure': figure, 'data-security': security, 'aria-label': label });
}

export const day = text => String(text ?? '').slice(0, 10);
