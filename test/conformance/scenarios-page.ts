import { LANGUAGES } from './languages';
import { isFor, type Scenario, SCENARIOS, SYSTEM_SCENARIOS } from './scenario';

/** docs/other-languages/scenarios.md. */
export function scenariosPage(): string {
  const reasons = [...SCENARIOS, ...SYSTEM_SCENARIOS].flatMap(({ except = {} }) => Object.values(except));
  const notes = [...new Set(reasons)];
  return `# What all clients do

Each line is a scenario of \`test/conformance\`, which runs with the client of each language against a server, and against whoever
pretends to be one. A client must reach the same states, with the same errors and the same calls, in all languages. This page is written from
the scenarios; a test compares it.

Programs that fork, that are killed, and several programs on one computer are tested with processes of their own
(\`test/debian/client-processes.spec.ts\`).

${tableOf(SCENARIOS, notes)}

## Containers and virtual machines

${tableOf(SYSTEM_SCENARIOS, notes)}
${notes.map((note, index) => `\n${index + 1}. ${note}`).join('')}`;
}

function tableOf(scenarios: readonly Scenario[], notes: readonly string[]): string {
  const rows = scenarios.map((scenario) => [
    ...[scenario.name, scenario.user].map((text) => text.replace(/\|/g, '\\|')),
    ...LANGUAGES.map((language) => resultIn(language, scenario, notes)),
  ]);
  const lines = [['scenario', 'the user sees', ...LANGUAGES], Array(LANGUAGES.length + 2).fill('---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function resultIn(language: string, scenario: Scenario, notes: readonly string[]): string {
  return isFor(language, scenario) ? '✓' : `no, ${notes.indexOf(scenario.except?.[language] ?? '') + 1}`;
}
