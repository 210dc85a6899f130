/** The people, places and things of the demo, which its events and its records share. */
export const PEOPLE = [
  ["Ada", "Okafor"],
  ["Mina", "Park"],
  ["Jonas", "Weber"],
  ["Lucía", "Fernández"],
  ["Tomasz", "Nowak"],
  ["Aisha", "Rahman"],
  ["Noah", "Lindqvist"],
  ["Priya", "Iyer"],
  ["Mateo", "Rossi"],
  ["Emma", "Dubois"],
  ["Yuki", "Tanaka"],
  ["Samuel", "Osei"],
] as const;
export const CITIES = ["Cologne", "Lisbon", "Utrecht", "Gdańsk", "Lyon", "Turin"];
export const PRODUCTS = [
  "Desk lamp",
  "Office chair",
  "Standing desk",
  "Monitor arm",
  "Notebook stand",
  "Cable tray",
  "Wall shelf",
  "Floor mat",
];

/** Returns the same item for the same index, so that a demo can be made again. */
export function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

/** Returns the e-mail address of a person of the demo, below example.com, which nobody can own (RFC 2606). */
export function emailOf([firstName, lastName]: readonly [string, string]): string {
  return `${firstName}.${lastName}@example.com`
    .normalize("NFD")
    .replace(/[^\w.@]/g, "")
    .toLowerCase();
}
