/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MachineRequestAttributes = {
    /**
     * Fingerprint of the machine. Each takes one seat. At most 512 characters.
     */
    fingerprint: string;
    /**
     * Name of the machine. At most 255 characters.
     */
    name?: string | null | undefined;
    /**
     * Accepted and ignored: the address of the connection counts. At most 255 characters.
     */
    ip?: string | null | undefined;
    /**
     * Host name of the machine. At most 255 characters.
     */
    hostname?: string | null | undefined;
    /**
     * Platform of the machine. At most 255 characters.
     */
    platform?: string | null | undefined;
    /**
     * Processor cores. 1 to 2,147,483,647.
     */
    cores?: number | null | undefined;
    /**
     * Memory in bytes. 1 to 9,007,199,254,740,991.
     */
    memory?: number | null | undefined;
    /**
     * Disk space in bytes. 1 to 9,007,199,254,740,991.
     */
    disk?: number | null | undefined;
    /**
     * Data of the program about the machine, at most 8 KB.
     */
    metadata?: Record<string, any> | undefined;
};

