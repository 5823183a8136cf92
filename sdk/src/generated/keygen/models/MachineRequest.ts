/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MachineRequestData } from './MachineRequestData';
export type MachineRequest = {
    /**
     * The machine.
     */
    data: MachineRequestData;
};

