/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The limit that is compared.
 */
export type TrueUpLimit = 'sessions' | 'activations' | 'meter';
