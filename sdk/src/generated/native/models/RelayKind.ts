/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `program` for a program without a connection that counts its own use. Its pool has meters alone.
 */
export type RelayKind = 'relay' | 'program';
