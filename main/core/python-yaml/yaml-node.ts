const YAML = 'tag:yaml.org,2002:';

/** The full names of the tags that `yaml.safe_load` knows. */
export const TAG = {
  null: `${YAML}null`,
  bool: `${YAML}bool`,
  int: `${YAML}int`,
  float: `${YAML}float`,
  binary: `${YAML}binary`,
  timestamp: `${YAML}timestamp`,
  omap: `${YAML}omap`,
  pairs: `${YAML}pairs`,
  set: `${YAML}set`,
  str: `${YAML}str`,
  seq: `${YAML}seq`,
  map: `${YAML}map`,
  merge: `${YAML}merge`,
  value: `${YAML}value`,
  yaml: `${YAML}yaml`,
} as const;

/** Levels of nesting beyond which text is refused, aliases written out. */
export const MAX_DEPTH = 100;
/** Nodes beyond which text is refused, aliases written out; 64 KB without aliases stay below. */
export const MAX_NODES = 100_000;

interface NodeBase {
  readonly tag: string;
  readonly line: number;
  /** Set when an anchor names the node, so that aliases share one value. */
  readonly anchored: boolean;
  /** Nodes below and including this one, with every alias written out. */
  readonly weight: number;
  /** Levels of nesting, with every alias written out. */
  readonly height: number;
}

/** A scalar with its tag resolved. */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly text: string;
}

/** A sequence with its tag resolved. */
export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

/** A mapping with its tag resolved and its pairs in the order of the text. */
export interface MappingNode extends NodeBase {
  readonly kind: 'mapping';
  readonly pairs: readonly NodePair[];
}

/** One key and its value. */
export type NodePair = readonly [key: YamlNode, value: YamlNode];

/** A node of a composed document. Aliases are the same object again; there are no cycles. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

/** How the reader of this folder says no from deep inside; the public functions turn it into data. */
export class YamlRefusal extends Error {
  readonly reason: string;
  readonly line: number | undefined;

  constructor(reason: string, line?: number) {
    super(reason);
    this.reason = reason;
    this.line = line;
  }
}

/** Runs a reader and turns its refusal into data; any other exception is a bug and passes. */
export function refusalAsData<T>(
  read: () => T,
):
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string; readonly line?: number } {
  try {
    return { ok: true, value: read() };
  } catch (problem) {
    if (!(problem instanceof YamlRefusal)) throw problem;
    const { reason, line } = problem;
    return line === undefined ? { ok: false, reason } : { ok: false, reason, line };
  }
}
