/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterGrant } from './MeterGrant';
/**
 * The terms of a meter.
 */
export type LicenseMeterGrant = MeterGrant | null;

