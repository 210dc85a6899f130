import { PosternError } from "@/domain/errors";

/**
 * Returns the query parameters of an address. Throws PosternError `invalid_input` where one occurs twice, since nobody can know
 * which one is meant.
 */
export function readQuery(address: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URL(address).searchParams) {
    if (Object.hasOwn(parameters, name)) {
      const message = "This parameter stands there more than once: give it once.";
      throw new PosternError("invalid_input", `${name}: ${message}`, { faults: [{ path: name, message }] });
    }
    parameters[name] = value;
  }
  return parameters;
}
