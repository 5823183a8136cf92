import { createHash } from 'node:crypto';

/**
 * Draws items of each group in turn, so that a small group gives all that it has and the others share the rest.
 * @param nameOf decides with the seed in it which items of a group are first
 * @param weightOf 0 leaves the item out
 */
export function drawFrom(groups, count, nameOf, weightOf = () => 1) {
  const queues = groups.map((items) => sortBy(items, (item) => rankOf(nameOf(item))));
  const drawn = [];
  let weight = 0;
  while (weight < count && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const item = weight < count ? nextOf(queue, (one) => weightOf(one, drawn) > 0) : undefined;
      if (item) {
        weight += weightOf(item, drawn);
        drawn.push(item);
      }
    }
  }
  return drawn;
}

function nextOf(queue, isFit) {
  for (let item = queue.shift(); item; item = queue.shift()) {
    if (isFit(item)) {
      return item;
    }
  }
  return undefined;
}

function sortBy(items, keyOf) {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ item }) => item);
}

function rankOf(text) {
  return createHash('sha256').update(text).digest('hex');
}
