/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Recognizes a device whose `hardware_id` is unknown to the license by the `components` that its app sends, if any of them,
 * two, most (more than half) or all equal those of an active device. `none` by default.
 */
export type ComponentMatch = 'none' | 'any' | 'two' | 'most' | 'all';
