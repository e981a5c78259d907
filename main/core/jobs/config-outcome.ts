import { parseConfigYaml } from '../python-yaml/config-yaml.ts';
import { readPythonYaml } from '../python-yaml/read.ts';
import type { ConfigFacts } from './facts.ts';
import type { ConfigOutcome } from './reading.ts';

/** What the text of `config.yaml` comes to. */
export function configOutcomeOf(text: string): ConfigOutcome {
  const reading = parseConfigYaml(text);
  if (reading.ok) return { kind: 'read', ...reading };
  const code = readPythonYaml(text).ok ? 'config-invalid' : 'config-unreadable';
  const where = reading.line === undefined ? '' : ` (line ${reading.line})`;
  const start = code === 'config-invalid' ? 'Its values cannot be used' : 'It is not readable as YAML';
  return { kind: 'refused', code, text: `${start}: ${reading.reason}${where}.` };
}

/** The facts an outcome leaves. */
export function configFactsOf(outcome: ConfigOutcome, isThere: boolean): ConfigFacts {
  if (outcome.kind === 'read') return { kind: 'read', config: outcome.config };
  return { kind: isThere ? 'unreadable' : 'absent' };
}
