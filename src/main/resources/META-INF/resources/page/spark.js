/** Sparklines: pictures, not figures; the only place beside the charts where a double will do. */
const MOST = 240;
const SVG = 'http://www.w3.org/2000/svg';

export class Spark {
  #values = [];

  /** @param {SVGElement} [element] with a polyline; a small one is made unless given */
  constructor(element = Spark.#small()) {
    this.element = element;
    [this.width, this.height] = element.getAttribute('viewBox').split(' ').slice(2).map(Number);
    this.clear();
  }

  static #small() {
    const svg = document.createElementNS(SVG, 'svg');
    for (const [key, value] of Object.entries({ class: 'spark', viewBox: '0 0 96 26', preserveAspectRatio: 'none', 'aria-hidden': 'true' })) {
      svg.setAttribute(key, value);
    }
    svg.append(document.createElementNS(SVG, 'polyline'));
    return svg;
  }

  clear() {
    this.#values = [];
    this.#draw();
  }

  add(text) {
    if (text === null || text === undefined) return;
    this.#values.push(Number(text));
    if (this.#values.length > MOST) this.#values.shift();
    this.#draw();
  }

  #draw() {
    const values = this.#values.length === 1 ? [...this.#values, ...this.#values] : this.#values;
    const low = Math.min(...values);
    const span = Math.max(...values) - low;
    const y = value => (span ? this.height - 2 - (value - low) / span * (this.height - 4) : this.height / 2);
    const points = values.map((value, i) => `${(i / Math.max(1, values.length - 1) * this.width).toFixed(1)},${y(value).toFixed(1)}`);
    this.element.querySelector('polyline').setAttribute('points', points.join(' '));
  }
}
