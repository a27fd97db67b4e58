/** The time machine: a portfolio as it was, and how it came to be what it is. */
import { $, day } from './dom.js';
import { momentShown, travel } from './portfolio.js';

/** What is played, or was until the pause; null before, and after a new day or kind was chosen. */
let trip = null;
let playing = false;

function show() {
  const moment = momentShown();
  $('time-play').textContent = playing ? '❚❚ Pause' : '▶ Play';
  $('time-now').hidden = !moment && !playing;
}

function standStill() {
  const asOf = $('time-day').value;
  trip = null;
  playing = false;
  if (asOf) go({ asOf });
}

function play() {
  const along = $('time-along').value;
  const speed = $('time-speed').value;
  trip = trip ? { ...onward(trip), speed } : { asOf: $('time-day').value || undefined, along, speed };
  playing = true;
  go(trip);
}

/** From the moment that is shown, under what was fixed at the beginning. */
function onward(before) {
  const moment = momentShown();
  if (!moment) return before;
  return before.along === 'known_at' ? { ...before, knownAt: moment.knownAt } : { ...before, ...moment };
}

function pause() {
  trip = onward(trip);
  playing = false;
  go(momentShown() ?? trip);
}

function go(when) {
  const live = travel(when);
  if (!live) return;
  live.addEventListener('moment', show);
  live.addEventListener('replayed', () => { trip = null; playing = false; show(); });
  live.addEventListener('error', () => { playing = false; show(); });
  show();
}

/** Nothing of another portfolio's time is left. */
export function forgetTime() {
  trip = null;
  playing = false;
  $('time').reset();
  $('time-day').max = day(new Date().toISOString());
  $('time-now').hidden = true;
  $('time-play').textContent = '▶ Play';
}

export function prepareTime() {
  $('time').addEventListener('submit', event => event.preventDefault());
  $('time-day').addEventListener('change', standStill);
  $('time-along').addEventListener('change', () => { trip = null; });
  $('time-speed').addEventListener('change', () => { if (playing) play(); });
  $('time-play').addEventListener('click', () => { if (playing) pause(); else play(); });
  $('time-now').addEventListener('click', () => { forgetTime(); travel(null); });
}
