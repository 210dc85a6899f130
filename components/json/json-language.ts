import { StreamLanguage } from "@codemirror/language";

/** JSON (RFC 8259), as far as colours need it. */
export const jsonLanguage = StreamLanguage.define({
  name: "json",
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return stream.match(/^\s*:/, false) ? "propertyName" : "string";
    if (stream.match(/^-?\d+(\.\d+)?([eE][+-]?\d+)?/)) return "number";
    if (stream.match(/^(true|false|null)\b/)) return "atom";
    stream.next();
    return "bracket";
  },
  languageData: { closeBrackets: { brackets: ["{", "[", '"'] } },
});
