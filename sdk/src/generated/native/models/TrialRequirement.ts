/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Data that an app must send besides its hardware ID to get a trial of this trial policy; `device`: nothing else.
 */
export type TrialRequirement = 'device' | 'email' | 'domain';
