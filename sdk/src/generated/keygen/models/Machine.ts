/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MachineAttributes } from './MachineAttributes';
import type { MachineRelationships } from './MachineRelationships';
import type { SelfLink } from './SelfLink';
export type Machine = {
    /**
     * Always `machines`.
     */
    type: 'machines';
    /**
     * ID of the machine.
     */
    id: string;
    /**
     * Description of the machine.
     */
    attributes: MachineAttributes;
    /**
     * Related objects.
     */
    relationships: MachineRelationships;
    /**
     * Address of the object.
     */
    links: SelfLink;
};

