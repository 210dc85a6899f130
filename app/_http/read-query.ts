import { type InputFault, PosternError } from "@/domain/errors";

/**
 * Returns the query parameters of an address, of which `known` are the names. Throws PosternError `invalid_input` where one is not known,
 * because a filter that is ignored would give everything; and where one occurs twice, because nobody can know which one is meant.
 */
export function readQuery(address: string, known: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URL(address).searchParams) {
    if (!known.includes(name)) throw refused(name, `This query parameter is not known; remove it. ${wordsFor(known)}`);
    if (Object.hasOwn(parameters, name)) throw refused(name, "This parameter stands there more than once: give it once.");
    parameters[name] = value;
  }
  return parameters;
}

function wordsFor(known: readonly string[]): string {
  return known.length === 0 ? "This operation takes none." : `This operation takes ${known.join(", ")}.`;
}

function refused(path: string, message: string): PosternError {
  const fault: InputFault = { path, message };
  return new PosternError("invalid_input", `${path}: ${message}`, { faults: [fault] });
}
