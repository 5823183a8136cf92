/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * What an activation does when every seat is taken.
 */
export type WhenFull = 'refuse' | 'deactivate_oldest';
