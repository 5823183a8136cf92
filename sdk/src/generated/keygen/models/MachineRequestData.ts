/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MachineRequestAttributes } from './MachineRequestAttributes';
import type { MachineRequestDataType } from './MachineRequestDataType';
import type { MachineRequestRelationships } from './MachineRequestRelationships';
export type MachineRequestData = {
    /**
     * Always `machines`.
     */
    type: MachineRequestDataType;
    /**
     * Description of the machine.
     */
    attributes: MachineRequestAttributes;
    /**
     * The license to activate.
     */
    relationships: MachineRequestRelationships;
};

