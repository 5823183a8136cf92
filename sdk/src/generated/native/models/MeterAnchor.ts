/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether periods begin by the calendar or count from the start of the license.
 */
export type MeterAnchor = 'calendar' | 'start';
