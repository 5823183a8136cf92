/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MachinesMeta = {
    /**
     * Processor cores of all machines.
     */
    cores: number;
    /**
     * Memory of all machines in bytes.
     */
    memory: number;
    /**
     * Always 0.
     */
    disk: number;
    /**
     * Number of machines.
     */
    count: number;
};

