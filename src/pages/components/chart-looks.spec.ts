import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartClass, FIGURE_LOOKS, type FigureKind } from './chart-looks';

const SOURCE = join(__dirname, '../..');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
const read = (ending: RegExp) =>
  files.filter((name) => ending.test(name)).map((name) => [name, readFileSync(join(SOURCE, name), 'utf8')] as const);

const pages = read(/(?<!\.spec)\.tsx?$/).filter(([name]) => name !== join('pages', 'components', 'chart-looks.ts'));
const kinds = Object.keys(FIGURE_LOOKS) as FigureKind[];
const classes = [...new Set(kinds.map(chartClass))];

it('charts, bars and shares name what they show; none chooses a color of its own', () => {
  const own = pages.filter(([, text]) => classes.some((name) => new RegExp(`\\b${name}\\b`).test(text)));
  expect(own.map(([name]) => name)).toEqual([]);
});

it('each kind of figure is shown somewhere', () => {
  const isShown = (kind: FigureKind) =>
    pages.some(([, text]) => new RegExp(`(figure: '|figure="|chartClass\\(')${kind}['"]`).test(text));
  expect(kinds.filter((kind) => !isShown(kind))).toEqual([]);
});

it('refusals look like refusals in every chart', () => {
  const series = pages.flatMap(([, text]) => text.match(/title: t\.\w*[rR]efused\w*, figure: '\w+'/g) ?? []);
  expect(series.length).toBeGreaterThan(2);
  expect(series.filter((one) => !one.endsWith("figure: 'refused'"))).toEqual([]);
});

it('each look has a color in the style sheets', () => {
  const styles = read(/\.css$/)
    .map(([, text]) => text)
    .join('\n');
  expect(classes.filter((name) => !new RegExp(`^\\.${name} \\{\\s+fill:`, 'm').test(styles))).toEqual([]);
});
