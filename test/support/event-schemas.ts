import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { dataSchemaOf } from '../../src/core/events/records/event-schemas';
import { EVENT_NAMES } from '../../src/core/events/records/catalogue';

/** Compares the data of events with the schema of their type. */
export class EventSchemas {
  // Optimized, the validators would take longer to make than they save.
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true, code: { optimize: false } }));

  /** Differences, each with the type of the event; none if it fits. */
  problemsOf({ type, data }: { type: string; data: object }): string[] {
    const name = EVENT_NAMES.find((known) => known === type);
    if (name === undefined) {
      return [`${type} is not declared`];
    }
    const validate = this.ajv.getSchema(name) ?? this.ajv.addSchema(dataSchemaOf(name), name).getSchema(name);
    void validate?.(data);
    return (validate?.errors ?? []).map(
      ({ instancePath, message, params }) => `${type}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
}
