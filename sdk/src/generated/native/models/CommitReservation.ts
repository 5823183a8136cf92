/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UsageItem } from './UsageItem';
export type CommitReservation = {
    /**
     * The token of the reservation. At most 64 characters.
     */
    reservation_token: string;
    /**
     * What was used, at most what was reserved; the rest is given back. All of it by default. At most 20 items.
     */
    items?: Array<UsageItem> | undefined;
    /**
     * Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.
     */
    nonce?: string | undefined;
};

