// Which bracket closes which: a plain stack, as the text engine has it (bracketed/matching.py).
// Places count as JavaScript counts them.

export function matchBrackets(text) {
  const pairs = [];
  const unopened = [];
  const waiting = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "[") waiting.push(at);
    else if (text[at] === "]" && waiting.length) {
      const start = waiting.pop();
      pairs.push({ start, end: at + 1, depth: waiting.length + 1 });
    } else if (text[at] === "]") unopened.push(at);
  }
  // an opening mark that nothing closes holds nothing: it gives no depth to what follows it
  for (const pair of pairs) pair.depth -= waiting.filter((at) => at < pair.start).length;
  pairs.sort((one, other) => one.start - other.start);
  return { pairs, unclosed: waiting, unopened };
}
