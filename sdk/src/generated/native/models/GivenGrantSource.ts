/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Why it is given.
 */
export type GivenGrantSource = 'hand' | 'goodwill';
