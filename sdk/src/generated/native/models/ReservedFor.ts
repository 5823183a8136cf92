/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the members.
 */
export type ReservedFor = 'users' | 'hosts' | 'networks';
