import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import type { Leniency } from '../../common/dialects/define-dialect';
import type { KeySpellingService } from './key-spelling.service';

type Fields = Readonly<Record<string, unknown>>;

const METHODS = ['POST', 'PUT', 'PATCH'];
/** Fields with the license key of a call, in the APIs that read keys leniently. */
const KEYS = ['license_key', 'license'];

/** Gives handlers the fields of a request as the original of its API reads them, after its credential and its limits are checked. */
export class ReadingInterceptor implements NestInterceptor {
  constructor(private readonly spellings: KeySpellingService) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { reads } = request.dialect;
    // An action may be sent with any method.
    if (reads && (request.actionConfig || METHODS.includes(request.method))) {
      await this.read(request, reads);
    }
    return next.handle();
  }

  private async read(request: FastifyRequest, reads: Leniency): Promise<void> {
    const fields = await this.withKey(fieldsOf(request, reads), reads);
    // A body that is a list or missing is kept if the request has no fields.
    if (Object.keys(fields).length > 0 || isObject(request.body)) {
      request.body = fields;
    }
    if (request.actionConfig) {
      request.query = fields;
    }
  }

  private async withKey(fields: Fields, { keyBlanks, keyCase }: Leniency): Promise<Fields> {
    const name = KEYS.find((field) => typeof fields[field] === 'string');
    const sent = name === undefined ? undefined : fields[name];
    if (name === undefined || typeof sent !== 'string') {
      return fields;
    }
    const key = keyBlanks ? sent.trim() : sent;
    return { ...fields, [name]: keyCase && key !== '' ? await this.spellings.stored(key) : key };
  }
}

function fieldsOf({ query, body }: FastifyRequest, reads: Leniency): Fields {
  const read = reads.null ? withoutNull : (fields: Fields) => fields;
  return { ...(reads.query && read(lastValues(query))), ...(isObject(body) && read(body)) };
}

function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** Takes the last value of a repeated query parameter, like PHP and Ruby. */
function lastValues(query: unknown): Fields {
  const entries = isObject(query) ? Object.entries(query) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
