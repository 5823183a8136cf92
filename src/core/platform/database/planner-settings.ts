/**
 * For statements about single licenses. Plans are made once and use indexes only: a plan made while a table is small must
 * still fit when it has grown, and planning would take longer than running the statement.
 */
export const PLANNER = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
];

/** The same for a transaction. */
export const SET_PLANNER = PLANNER.map((setting) => `SET LOCAL ${setting}; `).join('');
