/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether a virtual machine, as its app reports in `environment`, takes a seat (`count`), takes none (`without_seat`) or is
 * refused as DEVICE_NOT_ALLOWED (`refuse`). `count` by default.
 */
export type HostTreatment = 'count' | 'without_seat' | 'refuse';
