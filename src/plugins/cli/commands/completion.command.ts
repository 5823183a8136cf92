import { Argument, type Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';

const SHELLS = ['bash', 'zsh'] as const;

/** Lets zsh read what is written for bash. A shell without completion gets it. */
const FOR_ZSH = `(( $+functions[compdef] )) || { autoload -U compinit && compinit; }
autoload -U +X bashcompinit && bashcompinit
`;

/** Prints a script that completes the commands and options of this program. */
export const COMPLETION_COMMAND: CliCommand = { place: 140, add: addCompletionCommand };

function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => {
      process.stdout.write(`${shell === 'zsh' ? FOR_ZSH : ''}${script(program)}`);
    });
}

/** Also for zsh, where `path` is a special array, and the length of a slice needs a `$`. */
function script(program: Command): string {
  return `_keyward() {
  local typed="" word
  for word in "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do
    case "$word" in -*) ;; *) typed="$typed $word" ;; esac
  done
  case "$typed" in
${casesOf(program, []).join('\n')}
  esac
}
complete -F _keyward keyward
`;
}

/** A case for each command, those with longer names first: values of options and arguments may follow the name. */
function casesOf(command: Command, path: string[]): string[] {
  const words = [...command.commands.map((each) => each.name()), ...command.options.map(({ long }) => long ?? '')];
  const pattern = path.length === 0 ? '*' : `" ${path.join(' ')}"*`;
  const own = `    ${pattern}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "\${COMP_WORDS[COMP_CWORD]}")) ;;`;
  return [...command.commands.flatMap((each) => casesOf(each, [...path, each.name()])), own];
}
