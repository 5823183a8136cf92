/** Name of the job that runs imports. */
export const RUN_IMPORTS = 'imports';
