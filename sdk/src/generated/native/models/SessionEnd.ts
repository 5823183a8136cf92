/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Why the session ended.
 */
export type SessionEnd = 'ended' | 'timeout' | 'deactivated' | 'ended_by_admin' | 'idle';
