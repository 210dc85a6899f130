import type { InputFault } from "@/domain/errors";
import { REDACTED } from "@/domain/redacted";
import type { MovedOrigins } from "@/domain/webhook/moved-origins";
import type { OAuthParameter } from "@/domain/webhook/oauth-config";

/** Values with those that are kept filled in, and a fault for each that cannot be kept. */
interface Kept<Values> {
  values: Values;
  faults: InputFault[];
}

type Headers = Readonly<Record<string, string>>;

/**
 * Returns the headers with the stored value in the place of each `[redacted]`. A value is kept under its own name, however that
 * is spelt, and only while the URL stays at its origin.
 */
export function keepHeaders(input: { given: Headers; stored: Headers; moved: MovedOrigins }): Kept<Record<string, string>> {
  const { given, stored, moved } = input;
  const known = new Map(Object.entries(stored).map(([name, value]) => [name.toLowerCase(), value]));
  const faults: InputFault[] = [];
  const values = Object.entries(given).map(([name, value]) => {
    if (value !== REDACTED) return [name, value];
    const kept = known.get(name.toLowerCase());
    if (kept === undefined || moved.url) {
      faults.push({ path: `payloadConfiguration.custom_headers.${name}`, message: faultOf(kept, moved) });
    }
    return [name, kept ?? value];
  });
  return { values: Object.fromEntries(values), faults };
}

/**
 * Returns a token request's parameters in the same way. Where a parameter is given several times, the first takes the first stored
 * value, and so on. Their values go to the token endpoint, and the token that they give goes to the URL, so both must stay.
 */
export function keepParameters(input: {
  given: readonly OAuthParameter[];
  stored: readonly OAuthParameter[];
  moved: MovedOrigins;
}): Kept<OAuthParameter[]> {
  const { given, stored, moved } = input;
  const taken = new Map<string, number>();
  const faults: InputFault[] = [];
  const values = given.map((parameter, index) => {
    const nth = taken.get(nameOf(parameter)) ?? 0;
    taken.set(nameOf(parameter), nth + 1);
    if (parameter.value !== REDACTED) return parameter;
    const kept = stored.filter((other) => nameOf(other) === nameOf(parameter))[nth]?.value;
    if (kept === undefined || moved.url || moved.tokenEndpoint) {
      faults.push({ path: `auth.oauthConfig.customParameterList.${index}.value`, message: faultOf(kept, moved) });
    }
    return { ...parameter, value: kept ?? parameter.value };
  });
  return { values, faults };
}

/** Returns why a stored value is not sent to where the change leads, as the beginning of a sentence. */
export function describeMove(moved: MovedOrigins): string {
  const what = moved.url ? "the URL" : "the token endpoint";
  return `${what} now leads to another origin (scheme, host or port)`;
}

function faultOf(kept: string | undefined, moved: MovedOrigins): string {
  if (kept === undefined) return `${REDACTED} stands for a value that is not shown, and there is none under this name: give the value.`;
  return `The stored value is not sent there, because ${describeMove(moved)}: give the value again.`;
}

function nameOf({ type, key }: OAuthParameter): string {
  return `${type}:${type === "header" ? key.toLowerCase() : key}`;
}
