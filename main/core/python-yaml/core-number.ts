const INT = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

/** The int that a plain scalar is in YAML 1.2's core schema, else null. */
export function coreInt(text: string): bigint | null {
  if (!INT.test(text)) return null;
  if (text.startsWith('-')) return -BigInt(text.slice(1));
  return BigInt(text.startsWith('+') ? text.slice(1) : text);
}

/** The float that a plain scalar is in YAML 1.2's core schema when it is no int, else null. */
export function coreFloat(text: string): number | null {
  if (FLOAT.test(text)) return Number(text);
  const infinite = INFINITE.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return NOT_A_NUMBER.test(text) ? Number.NaN : null;
}

/** True for a plain scalar that YAML 1.2's core schema takes for a number. */
export function isCoreNumber(text: string): boolean {
  return INT.test(text) || FLOAT.test(text) || INFINITE.test(text) || NOT_A_NUMBER.test(text);
}
