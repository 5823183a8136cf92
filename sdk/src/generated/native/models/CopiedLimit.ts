/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Limits that follow the policy; the license keeps the others. All by default. `duration_days` of a term that has begun
 * follows only with `restart`.
 */
export type CopiedLimit = 'max_activations' | 'max_users' | 'max_sessions' | 'uses_limit' | 'duration_days' | 'features';
