import { type Searchable, scoreMatch } from "@/components/search/score-match";

/**
 * Returns the items that a search finds, the best first. Equal ones keep the order in which they were given, as do all where nothing is
 * searched for.
 */
export function rankMatches<Item>(items: readonly Item[], wanted: string, describe: (item: Item) => Searchable): Item[] {
  return items
    .map((item) => ({ item, score: scoreMatch(wanted, describe(item)) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
}
