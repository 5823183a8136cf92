/** Queued job that writes the parts of an export. */
export const RUN_DATA_EXPORTS = 'data-exports';
