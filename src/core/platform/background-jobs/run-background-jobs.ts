/** Queued job that runs the chunks of a background job. */
export const RUN_BACKGROUND_JOBS = 'background-jobs';
