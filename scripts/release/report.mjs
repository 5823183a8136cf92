import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sha256Of, sizeOf } from './files.mjs';

/** What a rehearsal has made and tried, printed as it goes and as a table at the end. */
export class Report {
  #rows = [];
  #limits = [];
  #tried = [];
  #failures = [];

  /** An artefact of the release: a file, where it is published, who signs it, and what it is made by. */
  row(name, path, where, signedBy, madeFrom) {
    this.#rows.push({
      name,
      path,
      file: basename(path),
      bytes: sizeOf(path),
      where,
      signedBy,
      madeFrom,
      sha256: sha256Of(path),
    });
  }

  limit(name, bytes, maxBytes) {
    this.#limits.push(`${name}: ${megabytes(bytes)} of ${megabytes(maxBytes)} MB`);
    if (bytes > maxBytes) {
      this.fail(name, new Error(`${megabytes(bytes)} MB, more than ${megabytes(maxBytes)}`));
    }
  }

  time(name, milliseconds) {
    this.tried(`${name}: ${(milliseconds / 1000).toFixed(1)} s`);
  }

  tried(sentence) {
    console.log(`ok    ${sentence}`);
    this.#tried.push(sentence);
  }

  /** Whether two builds of an artefact have the same bytes. */
  same(file, isSame) {
    if (isSame) {
      this.tried(`${file}: built twice, the same bytes`);
    } else {
      this.fail(`${file}: two builds differ`, new Error('Not the same bytes'));
    }
  }

  /** A part that this machine cannot do. */
  leftOut(name, reason) {
    console.log(`left  ${name}: ${reason}`);
    this.#tried.push(`LEFT OUT ${name}: ${reason}`);
  }

  fail(name, error) {
    console.log(`FAIL  ${name}: ${error.message}`);
    this.#failures.push(name);
  }

  /** Prints everything, and copies the artefacts into a folder if one is given. Returns whether nothing failed. */
  end(folder) {
    if (folder !== undefined) {
      mkdirSync(folder, { recursive: true });
      this.#rows.forEach(({ path, file }) => copyFileSync(path, join(folder, file)));
    }
    const columns = ['artefact', 'file', 'size', 'where', 'signed by', 'made by', 'SHA-256'];
    const rows = this.#rows.map(({ name, file, bytes, where, signedBy, madeFrom, sha256 }) => [
      ...[name, file, `${megabytes(bytes)} MB`, where, signedBy, madeFrom, sha256.slice(0, 12)],
    ]);
    const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
    const failed = this.#failures.length === 0 ? 'Nothing failed.' : `Failed: ${this.#failures.join(', ')}.`;
    const list = [...this.#limits, ...this.#tried].map((sentence) => `- ${sentence}`);
    console.log(['', ...lines, '', ...list, '', failed].join('\n'));
    return this.#failures.length === 0;
  }
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
