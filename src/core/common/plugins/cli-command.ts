import type { Command } from 'commander';

/** A command: the export of a file `*.command.ts`, also in the folder `cli` of a plug-in. What it needs is loaded when it runs. */
export interface CliCommand {
  /** The help lists the commands in this order. */
  readonly place: number;
  readonly add: (program: Command) => void;
}
