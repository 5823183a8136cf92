/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether dead seats are given to who needs one.
 */
export type DeadSeats = 'keep' | 'release';
