/** A failure whose message is complete: it is printed without a stack. */
export class CliError extends Error {}
