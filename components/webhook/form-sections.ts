import { type FormSection, WEBHOOK_FIELDS } from "@/domain/webhook/webhook-fields";

/** The parts of the form that most people leave as they are. */
export type FoldedSection = Extract<FormSection, "payload" | "filter" | "transform" | "delivery">;

const FOLDED: readonly (FormSection | undefined)[] = ["payload", "filter", "transform", "delivery"] satisfies FoldedSection[];
const headOf = (path: string) => path.split(".")[0] ?? "";
const SECTION_OF = new Map(Object.entries(WEBHOOK_FIELDS).map(([path, { place, section }]) => [headOf(place ?? path), section]));

/** Returns the folded sections that hold these fields of the form, which are given by their paths. */
export function sectionsOf(paths: readonly string[]): FoldedSection[] {
  const isFolded = (section: FormSection | undefined): section is FoldedSection => FOLDED.includes(section);
  return paths.map((path) => SECTION_OF.get(headOf(path))).filter(isFolded);
}
