/* written by sdk/scripts/generate.mjs -- do not edit */
export type { Answered as CancelablePromise } from '../../../http/generated-core';
