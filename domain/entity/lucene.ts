import { type Bound, combine, type EntityQuery, splitKeyword } from "@/domain/entity/entity-query";
import { PosternError } from "@/domain/errors";
import { isDecimal } from "@/domain/json/decimal";

const MAX_DEPTH = 20;
const MAX_CLAUSES = 200;

interface Options {
  /** The place of the query in the input, for faults. */
  path: string;
  /** The operator between two clauses that have none. */
  defaultOperator: "AND" | "OR";
  /** The fields that a clause without a field asks for; any field where there are none. */
  fields: readonly string[];
}

/** A clause, and whether a + or a - stood before it. */
interface Clause {
  occur: "should" | "must" | "not";
  query: EntityQuery;
}

/**
 * Parses the subset of Lucene's query language that Postern serves: words, "phrases", `prefix*`, `field:value`, `field:(a OR b)`,
 * `field:*`, `_exists_:field`, ranges `[a TO b]`, `{a TO b}` and `>=a`, AND, OR, NOT, `+`, `-`, `!`, `&&`, `||`, parentheses, `*`,
 * and `\` before a special character. Throws PosternError `invalid_input` for everything else: fuzziness, boosts, regular expressions,
 * and wildcards that are not at the end.
 */
export function parseLucene(text: string, options: Options): EntityQuery {
  return new Parser(text, options).parse();
}

function fault(path: string, message: string): PosternError {
  return new PosternError("invalid_input", `${path}: ${message}`, { faults: [{ path, message }] });
}

class Parser {
  #at = 0;
  #clauses = 0;
  readonly #text: string;
  readonly #options: Options;

  constructor(text: string, options: Options) {
    this.#text = text;
    this.#options = options;
  }

  parse(): EntityQuery {
    this.#skipSpace();
    if (this.#isAtEnd()) return { type: "all" };
    const query = this.#sequence(null, 0);
    if (!this.#isAtEnd()) throw this.#fault("There is a closing bracket without an opening one.");
    return query;
  }

  /** Parses clauses up to the end or a closing parenthesis. AND binds more tightly than OR. */
  #sequence(field: string | null, depth: number): EntityQuery {
    if (depth > MAX_DEPTH) throw this.#fault(`Parentheses are nested more than ${MAX_DEPTH} deep.`);
    const alternatives: Clause[] = [this.#conjunction(field, depth)];
    while (!this.#isAtEnd() && this.#peek() !== ")") {
      if (!this.#takeOperator("OR", "||") && this.#options.defaultOperator === "AND") throw this.#fault("An operator is missing.");
      alternatives.push(this.#conjunction(field, depth));
    }
    return join(alternatives);
  }

  #conjunction(field: string | null, depth: number): Clause {
    const clauses = [this.#clause(field, depth)];
    for (;;) {
      if (this.#isAtEnd() || this.#peek() === ")" || this.#isOperator("OR", "||")) break;
      if (!this.#takeOperator("AND", "&&") && this.#options.defaultOperator === "OR") break;
      clauses.push(this.#clause(field, depth));
    }
    const [only] = clauses;
    if (only && clauses.length === 1) return only;
    return {
      occur: "should",
      query: combine(
        "and",
        clauses.map(({ occur, query }) => (occur === "not" ? { type: "not", of: query } : query)),
      ),
    };
  }

  #clause(field: string | null, depth: number): Clause {
    this.#clauses += 1;
    if (this.#clauses > MAX_CLAUSES) throw this.#fault(`There are more than ${MAX_CLAUSES} clauses.`);
    if (this.#takeOperator("NOT", "!") || this.#take("-")) return { occur: "not", query: this.#part(field, depth) };
    return { occur: this.#take("+") ? "must" : "should", query: this.#part(field, depth) };
  }

  #part(field: string | null, depth: number): EntityQuery {
    if (this.#isAtEnd() || this.#isOperator("AND", "&&") || this.#isOperator("OR", "||")) throw this.#fault("A word is missing.");
    if (this.#take("(")) {
      const query = this.#sequence(field, depth + 1);
      if (!this.#take(")")) throw this.#fault("A closing parenthesis is missing.");
      return this.#finish(query);
    }
    if (this.#peek() === '"') return this.#finish(this.#ofText(field, this.#phrase(), false));
    const opening = this.#peek();
    if (field !== null && (opening === "[" || opening === "{")) return this.#finish(this.#range(field));
    if (field !== null && (opening === ">" || opening === "<")) return this.#finish(this.#comparison(field));
    const { text, isPrefix, isField } = this.#word(field !== null);
    if (isField) return text === "_exists_" ? this.#exists() : this.#part(text === "*" ? null : text, depth);
    if (text === "" && isPrefix)
      return this.#finish(field === null ? { type: "all" } : { type: "exists", field: splitKeyword(field).field });
    return this.#finish(this.#ofText(field, text, isPrefix));
  }

  #exists(): EntityQuery {
    const { text } = this.#word(true);
    return this.#finish({ type: "exists", field: splitKeyword(text).field });
  }

  #ofText(field: string | null, text: string, isPrefix: boolean): EntityQuery {
    const fields = field === null ? this.#options.fields : [field];
    if (fields.length === 0) return { type: "text", field: null, text, isPrefix };
    return combine(
      "or",
      fields.map((one): EntityQuery => {
        const { field: path, isKeyword } = splitKeyword(one);
        return isKeyword && !isPrefix ? { type: "value", field: path, value: text } : { type: "text", field: path, text, isPrefix };
      }),
    );
  }

  /** Reads a word; with `isValue` a colon belongs to it, else it ends the name of a field. */
  #word(isValue: boolean): { text: string; isPrefix: boolean; isField: boolean } {
    let text = "";
    let isPrefix = false;
    const start = this.#at;
    for (; !this.#isAtEnd(); this.#at += 1) {
      const character = this.#peek();
      if (/[\s()"[\]{}]/.test(character)) break;
      if (character === ":" && !isValue) {
        this.#at += 1;
        this.#skipSpace();
        return { text: isPrefix ? `${text}*` : text, isPrefix: false, isField: true };
      }
      if (isPrefix) throw this.#fault("A * may only stand at the end of a word.");
      if (character === "\\") {
        this.#at += 1;
        if (this.#isAtEnd()) throw this.#fault("A character is missing after the backslash.");
        text += this.#peek();
      } else if (character === "*") isPrefix = true;
      else if (character === "?" || character === "~" || character === "^" || (character === "/" && this.#at === start))
        throw this.#fault(`${character} means something that is not served here. Write \\${character} for the character itself.`);
      else text += character;
    }
    if (this.#at === start) throw this.#fault(`There is an unexpected ${this.#peek() || "end"}.`);
    return { text, isPrefix, isField: false };
  }

  #phrase(): string {
    const end = /^"((?:[^"\\]|\\.)*)"/s.exec(this.#text.slice(this.#at));
    if (!end) throw this.#fault("A closing quote is missing.");
    this.#at += end[0].length;
    return (end[1] ?? "").replaceAll(/\\(.)/gs, "$1");
  }

  #range(field: string): EntityQuery {
    const form = /^([[{])\s*("(?:[^"\\]|\\.)*"|\S+)\s+TO\s+("(?:[^"\\]|\\.)*"|[^\s\]}]+)\s*([\]}])/.exec(this.#text.slice(this.#at));
    if (!form) throw this.#fault("This is no range: write [a TO b].");
    const [whole, opening, lower = "*", upper = "*", closing] = form;
    this.#at += whole.length;
    const bound = (text: string, isInclusive: boolean) => (text === "*" ? null : toBound(text.replaceAll(/^"|"$/g, ""), isInclusive));
    return { type: "range", field: splitKeyword(field).field, lower: bound(lower, opening === "["), upper: bound(upper, closing === "]") };
  }

  #comparison(field: string): EntityQuery {
    const [sign = ""] = /^[<>]=?/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += sign.length;
    const bound = toBound(this.#peek() === '"' ? this.#phrase() : this.#word(true).text, sign.length === 2);
    const path = splitKeyword(field).field;
    return sign.startsWith(">")
      ? { type: "range", field: path, lower: bound, upper: null }
      : { type: "range", field: path, lower: null, upper: bound };
  }

  #finish(query: EntityQuery): EntityQuery {
    if (/[~^]/.test(this.#peek())) throw this.#fault(`${this.#peek()} means something that is not served here.`);
    this.#skipSpace();
    return query;
  }

  #isOperator(word: string, sign: string): boolean {
    const rest = this.#text.slice(this.#at);
    return rest.startsWith(sign) || (rest.startsWith(word) && /^[\s()"]|^$/.test(rest.slice(word.length)));
  }

  #takeOperator(word: string, sign: string): boolean {
    if (!this.#isOperator(word, sign)) return false;
    this.#at += this.#text.startsWith(sign, this.#at) ? sign.length : word.length;
    this.#skipSpace();
    return true;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    this.#skipSpace();
    return true;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  #skipSpace(): void {
    while (/\s/.test(this.#peek())) this.#at += 1;
  }

  #fault(message: string): PosternError {
    return fault(this.#options.path, `${message} (At character ${this.#at + 1}.)`);
  }
}

/** Joins alternatives as Lucene does: what must be or must not be decides, and the others count only where nothing must be. */
function join(clauses: readonly Clause[]): EntityQuery {
  const of = (occur: Clause["occur"]) => clauses.filter((clause) => clause.occur === occur).map(({ query }) => query);
  const [musts, shoulds, nots] = [of("must"), of("should"), of("not")];
  const wanted = musts.length > 0 ? musts : shoulds.length > 0 ? [combine("or", shoulds)] : [];
  return combine("and", [...wanted, ...nots.map((query): EntityQuery => ({ type: "not", of: query }))]);
}

function toBound(text: string, isInclusive: boolean): Bound {
  return { value: isDecimal(text) ? Number(text) : text, isInclusive };
}
