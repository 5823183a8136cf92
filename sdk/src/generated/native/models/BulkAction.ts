/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Change of the licenses, or their export.
 */
export type BulkAction = 'extend' | 'disable' | 'enable' | 'revoke' | 'block' | 'unblock' | 'move' | 'change_policy' | 'change_policy_version' | 'delete' | 'export';
