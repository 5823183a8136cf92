import { createInterface } from 'node:readline';

/** Stands for the window of a toolkit: it shows lines, and each line that is typed is an event. */
export class Window {
  #input = createInterface({ input: process.stdin });

  show(title, text) {
    console.log(`[${title}] ${text}`);
  }

  /** Calls the handler for each event, one after the other, until the window is closed. */
  async run(handlers) {
    for await (const line of this.#input) {
      const [event, value] = line.trim().split(/\s+/, 2);
      if (event === 'close') {
        break;
      }
      await handlers[event]?.(value);
    }
  }

  close() {
    this.#input.close();
  }
}
