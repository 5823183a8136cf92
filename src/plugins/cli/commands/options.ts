import { type Command, InvalidArgumentError } from 'commander';

/** A command that prints a result. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON', false);
}

/** A change whose audit entry may say why. */
export function withReason(command: Command): Command {
  return command
    .option('--reason <text>', 'why, for the audit trail')
    .option('--reference <text>', 'order or ticket behind the change');
}

export function integer(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) {
    throw new InvalidArgumentError('It is no whole number.');
  }
  return Number(text);
}

/** Separates the option of the output from those of the call. */
export function split<T extends { json: boolean }>({ json, ...input }: T): [Omit<T, 'json'>, { json: boolean }] {
  return [input, { json }];
}
