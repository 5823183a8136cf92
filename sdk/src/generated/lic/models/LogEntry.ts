/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LogEntry = {
    id: number;
    machine_code: string | null;
    ip_address: string | null;
    user_agent: string | null;
    license_key: string;
    result: string;
    created_at: string;
};

