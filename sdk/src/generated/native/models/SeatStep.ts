/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SeatStep = {
    /**
     * Seats that devices and domains took. Activating again with a seat takes none.
     */
    taken: number;
    /**
     * Seats that were released. Deleting a license releases none.
     */
    freed: number;
    /**
     * Start of the step. ISO 8601.
     */
    from: string;
    /**
     * End of the step, exclusive; now for the last step, which is in progress. ISO 8601.
     */
    until: string;
};

