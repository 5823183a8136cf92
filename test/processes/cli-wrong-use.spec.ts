import type { Command } from 'commander';
import { createProgram } from '../../src/plugins/cli/program';
import { sampleOf } from '../testkit/sample';
import { runCommand, runCommandAgain } from './command';
import { Program } from './program';

const STARTS = 3;

/** A wrong use of each command. */
const WRONG: readonly (readonly [command: string, args: readonly string[], sentence: RegExp])[] = [
  ['', ['open'], /unknown command 'open'/],
  ['serve', ['now'], /too many arguments/],
  ['relay request', ['Plant'], /too many arguments/],
  ['relay import', [], /missing required argument 'file'/],
  ['relay report', ['--long'], /unknown option '--long'/],
  ['relay release', ['now'], /too many arguments/],
  ['relay start', ['--partner', 'relay-2'], /It is no address like/],
  ['relay witness', [], /required option '--license <file>'/],
  ['relay take-over', [], /required option '--partner-is-dead'/],
  ['migrate', ['--chek'], /unknown option '--chek'/],
  ['backup', [], /missing required argument 'file'/],
  ['backup verify', [], /missing required argument 'file'/],
  ['restore', [], /missing required argument 'file'/],
  ['move', [], /missing required argument 'url'/],
  ['doctor', ['now'], /too many arguments/],
  ['support-bundle', [], /missing required argument 'file'/],
  ['user add', ['jane'], /--role <role>' not specified/],
  ['user password', [], /missing required argument 'name'/],
  ['user list', ['--all'], /unknown option '--all'/],
  ['key create', ['x', '--kind', 'secret'], /Allowed choices are internal, external, system/],
  ['key rotate', ['x', '--overlap', 'long'], /It is no whole number/],
  ['key revoke', [], /missing required argument 'id'/],
  ['key list', ['--limit', 'many'], /It is no whole number/],
  ['license issue', ['--max-activations', 'many'], /It is no whole number/],
  ['license show', [], /missing required argument 'license'/],
  ['license explain', ['K', '--operation', 'run'], /Allowed choices are check, activate, download/],
  ['maintenance start', ['--minutes', 'long'], /It is no whole number/],
  ['maintenance end', ['now'], /too many arguments/],
  ['person show', [], /missing required argument 'email'/],
  ['person export', [], /missing required argument 'email'/],
  ['person erase', [], /missing required argument 'email'/],
  ['catalog export', ['keyward.yaml'], /too many arguments/],
  ['catalog apply', [], /missing required argument 'file'/],
  ['import', [], /Name the other server and its file/],
  ['import undo', [], /missing required argument 'id'/],
  ['rehearse-import', ['--dates', 'ymd'], /Allowed choices are dmy, mdy/],
  ['texts', [], /missing required argument/],
  ['openapi', ['--api'], /argument missing/],
  ['new-program', ['cobol', 'x', '--product', 'x'], /Allowed choices are typescript, python, php, go/],
  ['simulate', ['--trouble', 'rain'], /Allowed choices are none, down/],
  ['mcp', ['--write'], /unknown option '--write'/],
  ['completion', ['fish'], /Allowed choices are bash, zsh/],
];

/** In processes of their own; all others run in one. */
const STARTED = sampleOf(WRONG, STARTS, 'cli-wrong-use');

const ended = new Map<string, ReturnType<typeof runCommand>>();

beforeAll(() => Program.build());
beforeAll(() => {
  for (const wrong of WRONG) {
    const [command, args] = wrong;
    const run = STARTED.includes(wrong) ? runCommand : runCommandAgain;
    ended.set(command, run([...words(command), ...args]));
  }
});

const words = (command: string): string[] => command.split(' ').filter((word) => word !== '');

/** Names of the commands that do something, with those of their groups. */
function commandsOf(command: Command, names: string[] = []): string[] {
  const own = command.registeredArguments.length > 0 || command.commands.length === 0 ? [names.join(' ')] : [];
  return [...own, ...command.commands.flatMap((each) => commandsOf(each, [...names, each.name()]))];
}

it('has a wrong use of each command, but of catalog diff, whose exit code 2 is a difference', () => {
  const tried = WRONG.map(([command]) => command).filter((command) => command !== '');
  expect(
    commandsOf(createProgram())
      .filter((name) => name !== 'catalog diff')
      .sort(),
  ).toEqual(tried.sort());
});

it.each(WRONG)('keyward %s refuses wrong use (%j) with exit code 2 in one line', async (command, _args, sentence) => {
  const { code, output, errors } = (await ended.get(command)) ?? {};
  expect([code, output, errors]).toEqual([2, '', expect.stringMatching(/^keyward: .*\n$/)]);
  expect(errors).toMatch(sentence);
});

it('keyward key without a command shows how it is used', async () => {
  const { code, output, errors } = await runCommand(['key']);
  expect([code, output, errors]).toEqual([2, '', expect.stringContaining('Usage: keyward key')]);
});

it.each([
  ['cli', 1, 'keyward: PLUGINS_OFF names cli, the plug-in with the commands.\n'],
  ['assistant', 2, "keyward: unknown command 'mcp'\n"],
])('keyward mcp says why there is no such command without %s', async (off, code, errors) => {
  expect(await runCommand(['mcp'], { PLUGINS_OFF: off })).toEqual({ code, output: '', errors });
});
