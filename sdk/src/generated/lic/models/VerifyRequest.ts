/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerifyRequest = {
    /**
     * At most 255 characters.
     */
    license_key: string;
    /**
     * At most 512 characters.
     */
    machine_code: string;
    /**
     * At most 255 characters.
     */
    app_version?: string | null | undefined;
    /**
     * Data about the machine, stored when it is bound; 16 KiB at most.
     */
    extra_data?: Record<string, any> | null | undefined;
};

