import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../source/paths.mjs';
import { cell, table } from './markdown.mjs';

const DECLARATION =
  /new (Counter|Gauge|Histogram)\(\{\s*name: '(\w+)',\s*help:\s*'([^']+)',(?:\s*labelNames: \[([^\]]*)\])?/g;
/** Gauges that a loop makes of rows: name, figure, help. */
const ROW = /\[\s*'(keyward_\w+)',\s*'\w+',\s*'([^']+)',\s*\]/g;

/** A page with all metrics of the server, read from the source that declares them. */
export function metrics() {
  const declared = readdirSync(join(PROJECT, 'src'), { recursive: true })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .flatMap((name) => metricsIn(readFileSync(join(PROJECT, 'src', name), 'utf8')))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const rows = declared.map(({ name, type, labels, help }) => [`\`${name}\``, type, labels, cell(help)]);
  return `# Metrics

\`GET /metrics\` answers in the text format of Prometheus: who may read it, and what to watch, is in
[monitoring](../docs/monitoring.md#metrics). ${rows.length} metrics:

${table(['name', 'type', 'labels', 'meaning'], rows)}`;
}

function metricsIn(source) {
  if (!source.includes("from 'prom-client'")) {
    return [];
  }
  const found = [...source.matchAll(DECLARATION)].map(([, type, name, help, labels = '']) => ({
    name,
    type: type.toLowerCase(),
    help,
    labels: [...labels.matchAll(/'(\w+)'/g)].map(([, label]) => `\`${label}\``).join(', '),
  }));
  const rows = [...source.matchAll(ROW)].map(([, name, help]) => ({ name, type: 'gauge', help, labels: '`standby`' }));
  return [...found, ...rows];
}
