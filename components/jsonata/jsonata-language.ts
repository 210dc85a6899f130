import { StreamLanguage, type StringStream } from "@codemirror/language";

const KEYWORDS = new Set(["and", "or", "in"]);
const LITERALS = new Set(["true", "false", "null"]);

interface State {
  /** The characters that end an open text, comment or quoted name; null outside of one. */
  until: string | null;
  /** True when an operand came last: a slash then divides, where it would otherwise begin a regular expression. */
  isAfterOperand: boolean;
}

const KIND_UNTIL: Readonly<Record<string, string>> = { '"': "string", "'": "string", "`": "propertyName", "*/": "comment" };

/** The grammar of JSONata (docs.jsonata.org), as far as colours need it. */
export const jsonataLanguage = StreamLanguage.define<State>({
  name: "jsonata",
  startState: () => ({ until: null, isAfterOperand: false }),
  token(stream, state) {
    if (state.until !== null) return readQuoted(stream, state, state.until);
    if (stream.eatSpace()) return null;
    if (stream.match("/*")) return readQuoted(stream, state, "*/");
    const quote = stream.match(/^["'`]/);
    if (Array.isArray(quote)) return readQuoted(stream, state, quote[0]);
    const [kind, isOperand] = readToken(stream, state.isAfterOperand);
    state.isAfterOperand = isOperand;
    return kind;
  },
  languageData: {
    commentTokens: { block: { open: "/*", close: "*/" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "'", "`"] },
  },
});

function readQuoted(stream: StringStream, state: State, until: string): string {
  state.until = until;
  while (!stream.eol()) {
    if (stream.match(until)) {
      state.until = null;
      if (until !== "*/") state.isAfterOperand = true;
      break;
    }
    if (stream.next() === "\\" && until !== "*/") stream.next();
  }
  return KIND_UNTIL[until] ?? "string";
}

function readToken(stream: StringStream, isAfterOperand: boolean): [kind: string | null, isOperand: boolean] {
  if (stream.match(/^\d+(\.\d+)?([eE][+-]?\d+)?/)) return ["number", true];
  if (stream.match(/^\$\$?(?![\w$])/)) return ["self", true];
  if (stream.match(/^\$[\w$]+(?=\s*\()/)) return ["variableName.function", true];
  if (stream.match(/^\$[\w$]+/)) return ["variableName", true];
  if (!isAfterOperand && stream.match(/^\/(\\.|[^\\/])+\/[im]*/)) return ["regexp", true];
  const word = stream.match(/^[\p{L}_λ][\p{L}\p{N}_]*/u);
  if (Array.isArray(word)) return readWord(word[0], isAfterOperand);
  if (stream.match(/^(:=|~>|!=|<=|>=|\.\.|\*\*|\?:|\?\?|[.+\-*/%=<>&?:|^@#!])/)) return ["operator", false];
  if (stream.match(/^[)\]}]/)) return ["bracket", true];
  stream.next();
  return ["bracket", false];
}

function readWord(word: string, isAfterOperand: boolean): [kind: string, isOperand: boolean] {
  if (word === "function" || word === "λ") return ["keyword", false];
  if (KEYWORDS.has(word) && isAfterOperand) return ["keyword", false];
  return [LITERALS.has(word) ? "atom" : "propertyName", true];
}
