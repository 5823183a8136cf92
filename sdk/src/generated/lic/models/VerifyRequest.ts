/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifyRequest = {
    license_key: string;
    machine_code: string;
    app_version?: string | null | undefined;
    /**
     * Data about the machine, stored when it is bound; 16 KiB at most.
     */
    extra_data?: Record<string, any> | null | undefined;
};

