/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Role, which determines the user's permissions.
 */
export type Role = 'owner' | 'admin' | 'support' | 'viewer';
