/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * As a trial policy: what a program must send, besides its hardware ID, to get a trial. `device` asks for nothing more.
 */
export type TrialRequirement = 'device' | 'email' | 'domain';
