// Bars over time, as an SVG; the numbers are in the text beside it.
import { html } from './html.js';

const WIDTH = 600;
const HEIGHT = 72;

/** Stacked bars: each series is `{name, tone, values}`. */
export function Bars({ series, from, bucketSeconds, label }) {
  const count = series[0].values.length;
  const sums = series[0].values.map((_, i) => series.reduce((sum, one) => sum + one.values[i], 0));
  const highest = Math.max(1, ...sums);
  const step = WIDTH / count;
  const bars = [];
  for (let i = 0; i < count; i++) {
    let top = HEIGHT;
    for (const one of series) {
      const height = (one.values[i] / highest) * (HEIGHT - 4);
      top -= height;
      if (height > 0) {
        const at = new Date(new Date(from).getTime() + i * bucketSeconds * 1000);
        bars.push(html`<rect class=${one.tone} x=${i * step} y=${top} width=${Math.max(1, step - 2)} height=${height} rx="1">
          <title>${`${at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}: ${one.values[i]} ${one.name}`}</title>
        </rect>`);
      }
    }
  }
  return html`<svg class="chart" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${label}>
    <line x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT} />${bars}</svg>`;
}
