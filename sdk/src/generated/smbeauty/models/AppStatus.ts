/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * State of the app: active, expired or disabled, as configured.
 */
export type AppStatus = 'active' | 'expired' | 'disabled';
