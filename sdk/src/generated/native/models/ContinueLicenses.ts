/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether a payment of a shop that carries no purchase link continues a license of its customer, instead of giving another one. `when_single`: if there is exactly one, and a person chooses among several. `ask`: a person chooses.
 */
export type ContinueLicenses = 'never' | 'ask' | 'when_single';
