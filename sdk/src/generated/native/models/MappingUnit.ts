/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Meaning of the quantity. `license`: so many licenses. `seat`: one license with so many seats. `none`: the item gives no license, such as a fee.
 */
export type MappingUnit = 'license' | 'seat' | 'none';
