/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether it is a key of a license.
 */
export type LeakLabel = 'true_positive' | 'false_positive';
