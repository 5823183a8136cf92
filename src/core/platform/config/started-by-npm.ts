/** Whether npm, npx or another package manager has started this process, with a shell between. */
export const isStartedByNpm = process.env.npm_execpath !== undefined;
