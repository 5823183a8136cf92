/** A failure whose message is complete: it is printed without a stack. */
export class CliError extends Error {}

/** Arguments that a command cannot use: another exit code. */
export class WrongUse extends CliError {}
