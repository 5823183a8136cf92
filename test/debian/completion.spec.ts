import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../processes/command';
import { Program } from '../processes/program';

/** What `Ctrl-T` prints: the line as it has been completed. */
const SETUP = `
PS1='$ '
print-line() { print -r -- "[$BUFFER]" }
zle -N print-line
bindkey '^T' print-line
source "$ZDOTDIR/keyward.zsh"
`;

/** Types each line with a tab into an interactive zsh. */
const TYPE = `
zmodload zsh/zpty
zpty shell 'TERM=dumb zsh -i'
for line in "$@"; do
  zpty -w -n shell "$line"$'\\t\\x14'
  zpty -r shell answer $'*\\\\[*\\\\]*'
  print -r -- "$answer"
  zpty -w -n shell $'\\x15'
done
zpty -d shell
`;

let folder: string;

beforeAll(() => Program.build());
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-zsh-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('completes commands and options in bash', async () => {
  const { output: script } = await runCommand(['completion', 'bash']);
  const complete = (...words: string[]) => {
    const list = words.map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(keyward ${list}); COMP_CWORD=${words.length}; _keyward; echo "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8' })
      .trim()
      .split(' ');
  };
  expect(complete('')).toEqual(expect.arrayContaining(['serve', 'migrate', 'user', 'key', 'license', 'mcp']));
  expect(complete('li')).toEqual(['license']);
  expect(complete('license', 'e')).toEqual(['explain']);
  expect(complete('license', 'issue', '--max')).toEqual(['--max-activations']);
  expect(complete('license', 'explain', 'SOME-KEY', '--d')).toEqual(['--device']);
});

it('completes commands and options in an interactive zsh', async () => {
  const { output } = await runCommand(['completion', 'zsh']);
  writeFileSync(join(folder, 'keyward.zsh'), output);
  writeFileSync(join(folder, '.zshrc'), SETUP);
  const typed = {
    'keyward li': 'keyward license ',
    'keyward license e': 'keyward license explain ',
    'keyward license issue --max': 'keyward license issue --max-activations ',
    'keyward license explain SOME-KEY --d': 'keyward license explain SOME-KEY --device ',
  };
  const screen = execFileSync('zsh', ['-f', '-c', TYPE, 'zsh', ...Object.keys(typed)], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, ZDOTDIR: folder },
    timeout: 120_000,
  });
  const completed = [...screen.matchAll(/\[(keyward[^\]]*)\]/g)].map(([, line]) => line);
  expect([completed, screen]).toEqual([Object.values(typed), expect.not.stringContaining('_keyward:')]);
});
