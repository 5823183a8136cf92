import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row, Section } from '../report';
import type { Outcome, Part } from './part';

const FOLDER = join(__dirname, '..', '..', '..');

type Reported = Outcome & Pick<Part, 'name' | 'wanted'> & { readonly minutes: number };

/** `bench/campaign.md`: what was tried, when, where, and what failed. That of a quick run stands apart and is not committed. */
export function writePage(conditions: Section, parts: readonly Reported[], isQuick: boolean): void {
  const path = join(FOLDER, isQuick ? 'campaign.quick.md' : 'campaign.md');
  const { measured_at, machine, node, postgresql, seed, hours } = conditions;
  const lines = [
    '# Campaign',
    '',
    `\`npm run campaign -- --hours ${String(hours)} --seed ${String(seed)}\` at commit ${commit()}, ended ${String(measured_at)}, on ${String(machine)}, Node ${String(node)}, PostgreSQL ${String(postgresql)}.`,
    '',
    ...parts.flatMap(sectionOf),
  ];
  writeFileSync(path, lines.join('\n'));
  console.log(`\nWritten: ${path}`);
}

/** Lines of Markdown. */
export function sectionOf({ name, wanted, minutes, rows, failures, leftOut }: Reported): string[] {
  return [
    `## ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    '',
    `${wanted} ${minutes} minutes, ${failures.length === 0 ? 'nothing failed' : `${failures.length} failed`}.`,
    '',
    ...tableOf(rows),
    ...list('Failed:', failures),
    ...list('Not on this machine:', leftOut),
  ];
}

function list(head: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [head, '', ...entries.map((entry) => `- ${entry}`), ''];
}

function tableOf(rows: readonly Row[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (names.length === 0) {
    return [];
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) => line(names.map((name) => String(row[name] ?? ''))));
  return [line(names), line(names.map((_name, column) => (column === 0 ? '---' : '---:'))), ...body, ''];
}

/** With a mark for changes that are not committed. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: FOLDER, encoding: 'utf8' }).trim();
  return git('rev-parse', '--short=9', 'HEAD') + (git('status', '--porcelain', '--', 'src') === '' ? '' : ' (changed)');
}
