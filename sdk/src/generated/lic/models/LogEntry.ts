/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LogEntry = {
    /**
     * Number.
     */
    id: number;
    /**
     * Machine code of the request; null if it had none.
     */
    machine_code: string | null;
    /**
     * IP address of the request; null if unknown.
     */
    ip_address: string | null;
    /**
     * User-Agent of the program; null if it sent none.
     */
    user_agent: string | null;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Result of the verification in Chinese.
     */
    result: string;
    /**
     * When it was created, in the installation's time zone.
     */
    created_at: string;
};

