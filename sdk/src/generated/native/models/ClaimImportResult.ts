/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ClaimImportOutcome } from './ClaimImportOutcome';
export type ClaimImportResult = {
    /**
     * `owned`: the customer had it before. `license_stopped`: blocked and revoked licenses stay.
     */
    result: ClaimImportOutcome;
    /**
     * Claim that moved the license; null for none.
     */
    claim_id: string | null;
    /**
     * The text that was sent.
     */
    license_key: string;
};

