/** A function that expressions may call. */
export interface JsonataFunction {
  name: string;
  /** The parameters, in brackets. */
  takes: string;
  says: string;
}

const LIST = `
$sum(list)|The sum of the numbers.
$max(list)|The largest number.
$min(list)|The smallest number.
$average(list)|The mean of the numbers.
$count(list)|How many items there are.
$append(one, other)|Both lists as one.
$sort(list, function)|The list in order.
$reverse(list)|The list backwards.
$distinct(list)|The list without repetitions.
$zip(one, other)|Items of the same place together.
$shuffle(list)|The list in a random order.
$map(list, function)|What the function makes of each item.
$filter(list, function)|The items for which the function gives true.
$single(list, function)|The one item for which the function gives true.
$reduce(list, function, initial)|One value out of all items.
$sift(object, function)|The properties for which the function gives true.
$each(object, function)|What the function makes of each property.
$string(value)|The value as a text.
$length(text)|How many characters a text has.
$substring(text, start, length)|A part of a text.
$substringBefore(text, part)|The text before the part.
$substringAfter(text, part)|The text after the part.
$uppercase(text)|In capital letters.
$lowercase(text)|In small letters.
$trim(text)|Without white space around it.
$pad(text, width, character)|Filled up to a width; a negative one fills on the left.
$contains(text, part)|Whether the text holds the part, or matches the pattern.
$split(text, separator)|The text cut into a list.
$join(list, separator)|The texts as one.
$match(text, pattern)|Where the pattern matches.
$replace(text, pattern, by)|The text with what matches replaced.
$eval(text)|The value of an expression given as a text.
$base64encode(text)|The text in base64.
$base64decode(text)|The text that was in base64.
$encodeUrlComponent(text)|The text as a part of a URL.
$encodeUrl(text)|The text as a URL.
$decodeUrlComponent(text)|The text that was a part of a URL.
$decodeUrl(text)|The text that was a URL.
$number(value)|The value as a number.
$abs(number)|Without its sign.
$floor(number)|Rounded down.
$ceil(number)|Rounded up.
$round(number, places)|Rounded, half to even.
$power(base, exponent)|The power.
$sqrt(number)|The square root.
$random()|A number from 0 up to 1.
$formatNumber(number, picture)|Such as $formatNumber(1234.5, "#,##0.00").
$formatBase(number, base)|The number to another base.
$formatInteger(number, picture)|Such as $formatInteger(7, "w"): seven.
$parseInteger(text, picture)|The number that the text writes.
$boolean(value)|Whether the value counts as true.
$not(value)|Whether it does not.
$exists(value)|Whether there is a value.
$keys(object)|The names of the properties.
$lookup(object, name)|The property of this name.
$spread(object)|One object for each property.
$merge(list)|The objects as one.
$type(value)|The name of the value's type.
$error(message)|Fails the transform with this message.
$assert(condition, message)|Fails the transform unless the condition is true.
$now(picture, zone)|The time now, as a text.
$millis()|The time now, in milliseconds since 1970.
$fromMillis(number, picture, zone)|A time in milliseconds as a text.
$toMillis(text, picture)|A time given as a text in milliseconds.
$mapValue(map, key, default)|The map's value for the key; a map is an object, or a variable that holds one.
$mapKey(map, value, default)|The key under which the map has the value.
`;

export const JSONATA_FUNCTIONS: readonly JsonataFunction[] = LIST.trim()
  .split("\n")
  .map((line) => {
    const [call = "", says = ""] = line.split("|");
    const [name = "", takes = ""] = call.split("(");
    return { name, takes: `(${takes}`, says };
  });
