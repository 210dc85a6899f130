import { type Searchable, scoreMatch } from "@/components/search/score-match";

/** What a search finds, the best first; of equals, and where nothing is searched for, in the order that it was given in. */
export function rankMatches<Item>(items: readonly Item[], wanted: string, describe: (item: Item) => Searchable): Item[] {
  return items
    .map((item) => ({ item, score: scoreMatch(wanted, describe(item)) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
}
