interface Place<Value> {
  readonly name: string;
  value: Value;
  /** Index in the list of places. */
  at: number;
  /** It was read since the search for a place came by last. */
  isUsed: boolean;
}

/**
 * Values by name, up to a limit. At the limit, a new one takes the place of one that was not read for long: whoever was read since
 * the last search is passed over once ("second chance"). Moving each value that is read to the end of a map would cost more, and
 * finding the first one of a map from whose beginning many were removed takes the longer, the more have been removed.
 */
export class RecentlyUsed<Value> {
  private readonly byName = new Map<string, Place<Value>>();
  private readonly places: Place<Value>[] = [];
  /** Index of the place that is examined next. */
  private next = 0;

  /** @param limit at least 1 */
  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.places.length >= this.limit;
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** Undefined if it is not known. */
  get(name: string): Value | undefined {
    const place = this.byName.get(name);
    if (place) {
      place.isUsed = true;
    }
    return place?.value;
  }

  set(name: string, value: Value): void {
    const known = this.byName.get(name);
    if (known) {
      known.value = value;
      return;
    }
    const place = { name, value, at: this.isFull ? this.freed() : this.places.length, isUsed: false };
    this.places[place.at] = place;
    this.byName.set(name, place);
  }

  delete(name: string): void {
    const place = this.byName.get(name);
    if (!place) {
      return;
    }
    this.byName.delete(name);
    const last = this.places.pop();
    if (last && last !== place) {
      last.at = place.at;
      this.places[last.at] = last;
    }
  }

  clear(): void {
    this.byName.clear();
    this.places.length = 0;
  }

  /** Index of a place whose value was removed. */
  private freed(): number {
    for (;;) {
      const place = this.places[this.next % this.places.length];
      this.next = (this.next + 1) % this.places.length;
      if (!place?.isUsed) {
        this.byName.delete(place?.name ?? '');
        return place?.at ?? 0;
      }
      place.isUsed = false;
    }
  }
}
