/** A form without fields. */
export class EmptyFormDto {}
