// The patterns of the rule language without brackets and escapes, matched the plain way: try everything. Slow on
// purpose and written from the description alone, to be compared with the compiled matcher.

/** True when a pattern of `*`, `?`, `**` and plain characters matches a path. */
export function naiveMatch(pattern: string, path: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === path;
  const parts = pattern.split('/').filter((part, index, all) => part !== '**' || all[index - 1] !== '**');
  const single = parts.map((part) => (part === '**' ? part : part.replace(/\*+/g, '*')));
  return path !== '' && namesMatch(single, path.split('/'));
}

function namesMatch(parts: readonly string[], names: readonly string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return names.length === 0;
  const [name, ...others] = names;
  if (part === '**') {
    const isPlain = name !== undefined && !name.startsWith('.');
    if (rest.length === 0) return isPlain && (others.length === 0 || namesMatch(parts, others));
    return namesMatch(rest, names) || (isPlain && namesMatch(parts, others));
  }
  if (name === undefined || (part.startsWith('*') && /^\.{1,2}$/.test(name))) return false;
  return nameMatches([...part], [...name], true) && namesMatch(rest, others);
}

function nameMatches(part: readonly string[], name: readonly string[], atStart: boolean): boolean {
  const [wanted, ...rest] = part;
  const [given, ...others] = name;
  if (wanted === undefined) return given === undefined;
  if (wanted === '*') {
    const mayTake = given !== undefined && !(atStart && given === '.');
    const needsName = !atStart || given !== undefined;
    return needsName && (nameMatches(rest, name, false) || (mayTake && nameMatches(part, others, false)));
  }
  if (given === undefined) return false;
  const fits = wanted === '?' ? !(atStart && given === '.') : wanted === given;
  return fits && nameMatches(rest, others, false);
}
