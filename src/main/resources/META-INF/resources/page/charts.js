/** Allocation and performance. Charts draw with doubles; every figure beside them is the service's own text. */
import * as echarts from '/_static/echarts/6.0.0/dist/echarts.esm.min.js';
import { change, money, share, show } from './decimal.js';
import { $, el, put, tone, words } from './dom.js';

const COLOURS = ['#4472e8', '#17a08b', '#e0902c', '#9465d6', '#d4587a', '#5aa845', '#3fa7d6', '#b3823f', '#7b8794', '#c24d3a'];
const drawn = new Map();

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name);
/** A custom property holds light-dark(…) as it stands; a colour that is used is resolved. */
function resolved(name) {
  const probe = el('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found || colour(name);
}

function draw(id, options) {
  const element = $(id);
  const chart = drawn.get(id)?.chart ?? echarts.init(element, null, { renderer: 'canvas' });
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const text = resolved('--quiet');
  chart.setOption({ animation: !still, animationDuration: 250, textStyle: { color: text, fontFamily: 'inherit' }, ...options({
    text, line: resolved('--line'), accent: resolved('--accent'), down: resolved('--down'), warn: resolved('--warn'), card: resolved('--card'), strong: resolved('--text'),
  }) }, true);
  if (!drawn.has(id)) new ResizeObserver(() => chart.resize()).observe(element);
  drawn.set(id, { chart, options });
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(({ options }, id) => draw(id, options)));

const tooltip = c => ({ renderMode: 'richText', backgroundColor: c.card, borderColor: c.line, textStyle: { color: c.strong, fontSize: 12 }, confine: true });

/** @param {object} answer of `allocation?by=` one dimension */
export function drawAllocation(answer) {
  const segments = answer.allocations[0]?.segments ?? [];
  const labelOf = each => (each.kind === 'CASH' ? `Cash ${each.name ?? ''}`.trim() : each.name ?? words(each.kind));
  $('allocation').replaceChildren(...segments.map((each, i) => {
    const swatch = el('span', { class: 'swatch', 'aria-hidden': 'true' });
    swatch.style.background = COLOURS[i % COLOURS.length];
    return el('tr', {}, el('th', { scope: 'row' }, swatch, labelOf(each)),
      put(el('td'), money(each.value), each.value), put(el('td'), share(each.weight), each.weight));
  }));
  const known = Object.entries(answer.reasons ?? {}).map(([what, why]) => `${words(what)}: ${words(why)}`);
  $('allocation-notice').textContent = [...known, answer.missing?.length ? `Without a value: ${answer.missing.join(', ')}` : ''].filter(Boolean).join(' · ');
  draw('allocation-chart', c => ({
    tooltip: { ...tooltip(c), trigger: 'item', formatter: ({ dataIndex }) => `${labelOf(segments[dataIndex])}\n${show(segments[dataIndex].value)} ${answer.base_currency}` },
    series: [{
      type: 'pie', radius: ['58%', '92%'], label: { show: false }, emphasis: { scale: false },
      itemStyle: { borderColor: c.card, borderWidth: 2 },
      data: segments.map((each, i) => ({
        value: Math.max(0, Number(each.value ?? each.priced_value ?? 0)), itemStyle: { color: COLOURS[i % COLOURS.length] },
      })),
    }],
  }));
}

/** How far below its highest level so far; null where the level is unknown. */
function belowPeak(levels) {
  let peak = -Infinity;
  return levels.map(level => {
    if (level === null) return null;
    peak = Math.max(peak, level);
    return level / peak - 1;
  });
}

/**
 * @param {object} answer of `performance?period=`
 * @param {{name: string, levels: Map<string, string>}|null} benchmark levels by date
 */
export function drawPerformance(answer, benchmark) {
  drawPeriods(answer);
  const days = answer.daily ?? [];
  const index = [1, ...days.map(each => (each.index === null ? null : Number(each.index)))];
  const dates = [answer.start_date ?? '', ...days.map(each => each.date)];
  const compared = benchmark ? rebased(dates, benchmark.levels) : null;
  draw('performance-chart', c => ({
    tooltip: {
      ...tooltip(c), trigger: 'axis',
      formatter: ([{ dataIndex }]) => (dataIndex === 0 ? `${dates[0]}\nstart` : [dates[dataIndex],
        `index ${show(days[dataIndex - 1].index, 6)}`, `value ${money(days[dataIndex - 1].value)} ${answer.base_currency}`,
        days[dataIndex - 1].reason && words(days[dataIndex - 1].reason)].filter(Boolean).join('\n')),
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    legend: compared ? { data: ['Portfolio', benchmark.name], textStyle: { color: c.text }, right: 0, top: 0, icon: 'roundRect', itemHeight: 3 } : undefined,
    grid: [{ left: 58, right: 12, top: compared ? 26 : 10, height: '52%' }, { left: 58, right: 12, bottom: 24, height: '20%' }],
    xAxis: [0, 1].map(gridIndex => ({
      type: 'category', data: dates, gridIndex, boundaryGap: false, axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false },
      axisLabel: { show: gridIndex === 1, color: c.text, hideOverlap: true },
    })),
    yAxis: [
      { type: 'value', scale: true, gridIndex: 0, splitNumber: 4, axisLabel: { color: c.text }, splitLine: { lineStyle: { color: c.line } } },
      { type: 'value', gridIndex: 1, max: 0, splitNumber: 2, axisLabel: { color: c.text, formatter: v => `${+(v * 100).toFixed(2)} %` }, splitLine: { lineStyle: { color: c.line } } },
    ],
    series: [
      { name: 'Portfolio', type: 'line', data: index, showSymbol: false, connectNulls: false, lineStyle: { width: 2, color: c.accent }, itemStyle: { color: c.accent } },
      ...(compared ? [{ name: benchmark.name, type: 'line', data: compared, showSymbol: false, connectNulls: true, lineStyle: { width: 1.5, type: 'dashed', color: c.warn }, itemStyle: { color: c.warn } }] : []),
      { name: 'Drawdown', type: 'line', xAxisIndex: 1, yAxisIndex: 1, data: belowPeak(index), showSymbol: false, lineStyle: { width: 1, color: c.down }, areaStyle: { color: c.down, opacity: .2 }, itemStyle: { color: c.down } },
    ],
  }));
  const breaks = answer.breaks ?? [];
  const why = breaks.length ? [`No return on ${breaks.length === 1 ? breaks[0].date : `${breaks.length} days from ${breaks[0].date} on`}: ${words(breaks[0].reason)}`
    + (breaks[0].missing?.length ? ` (${breaks[0].missing.join(', ')})` : '')] : [];
  $('performance-notice').textContent = why.join(' · ');
}

function rebased(dates, levels) {
  const first = dates.map(date => levels.get(date)).find(level => level !== undefined);
  return dates.map(date => (levels.has(date) ? Number(levels.get(date)) / Number(first) : null));
}

function drawPeriods(answer) {
  const shown = ['MTD', 'QTD', 'YTD', '1Y', '3Y', 'ITD'];
  $('periods').replaceChildren(...answer.periods.filter(each => shown.includes(each.period)).map(each => {
    const value = tone(put(el('span'), change(each.linked_return), each.linked_return), each.linked_return);
    const annual = each.annualised_return !== null ? `${change(each.annualised_return)} a year` : '';
    const reason = each.linked_return === null ? words(each.reasons?.linked_return ?? 'unknown') : annual;
    return el('div', {}, el('dt', {}, each.period), el('dd', {}, value, reason && el('small', {}, reason)));
  }));
}
