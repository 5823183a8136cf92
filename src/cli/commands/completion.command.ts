import { Argument, type Command } from 'commander';

const SHELLS = ['bash', 'zsh'] as const;

/** Prints a script that completes the commands and options of this program. */
export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => {
      process.stdout.write(
        `${shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}${script(program)}`,
      );
    });
}

function script(program: Command): string {
  return `_keyward() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="$path $word" ;; esac
  done
  case "$path" in
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
