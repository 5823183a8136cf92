import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '../kit/page';

/** The dialect of the console, which defines it. */
export const CONSOLE_NAME = 'console';

/** The layout and the navigation around the pages of `@ConsoleController`s. The console provides it to all modules. */
export abstract class ConsoleFrame {
  /** Answers with a page. */
  abstract send(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string | undefined>;
}
