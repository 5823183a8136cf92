/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * State, derived from the other fields: a published version is `rolling_out` while it is offered to less than 100 %.
 */
export type VersionState = 'draft' | 'rolling_out' | 'halted' | 'published' | 'withdrawn';
