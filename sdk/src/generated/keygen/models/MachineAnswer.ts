/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Machine } from './Machine';
export type MachineAnswer = {
    /**
     * The machine.
     */
    data: Machine;
};

