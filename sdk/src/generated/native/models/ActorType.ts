/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of who did it.
 */
export type ActorType = 'user' | 'api-key' | 'customer' | 'client' | 'system';
