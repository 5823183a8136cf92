/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { TrueUpLimit } from './TrueUpLimit';
export type SoldAndUsed = {
    /**
     * The limit that is compared.
     */
    of: TrueUpLimit;
    /**
     * Code of the meter.
     */
    meter: string | null;
    /**
     * Limit of the license; null is unlimited.
     */
    sold: string | null;
    /**
     * Starts that were refused; null for others than sessions.
     */
    refused: number | null;
    /**
     * Most that the relays together had on a day or, of a meter, the sum.
     */
    used: string;
    /**
     * Use above what was sold.
     */
    above: string;
};

