/** Differences from what must hold, with the first example of each. */
export class Findings {
  private readonly found = new Map<string, { count: number; readonly first: string }>();
  private checked = 0;

  /** @param name that the same differences share */
  check(isRight: boolean, name: string, example: () => string): void {
    this.checked += 1;
    if (isRight) {
      return;
    }
    const known = this.found.get(name);
    if (known) {
      known.count += 1;
    } else {
      this.found.set(name, { count: 1, first: example() });
    }
  }

  get checks(): number {
    return this.checked;
  }

  get wrong(): number {
    return [...this.found.values()].reduce((sum, { count }) => sum + count, 0);
  }

  get all(): readonly { readonly name: string; readonly count: number; readonly first: string }[] {
    return [...this.found].map(([name, finding]) => ({ name, ...finding }));
  }
}
