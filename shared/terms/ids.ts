declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** `datasite/sender/folder`: where a job lies, which is the only identity it has. */
export type JobId = Branded<string, 'JobId'>;

/** `sha256:` and 64 lower-case hex digits over every entry of a job. */
export type Digest = Branded<string, 'Digest'>;

/** Names of the formats a job can be read from. */
export const SOURCE_NAMES = ['syft-job'] as const;

/** One format a job can be read from. */
export type SourceName = (typeof SOURCE_NAMES)[number];

/** The folder names a job lies under; never anything a file inside the job claims. */
export interface JobPlace {
  readonly source: SourceName;
  /** E-mail of the datasite's owner: the name of the datasite folder. */
  readonly datasite: string;
  /** Name of the folder below `inbox/`: the sender, where that folder's rules prove it. */
  readonly sender: string;
  /** Name of the job's own folder. */
  readonly folder: string;
}

const DIGEST_SHAPE = /^sha256:[0-9a-f]{64}$/;

/** The id of the job at a place. Folder names hold no slash, so two places never share an id. */
export function jobIdOf(place: JobPlace): JobId {
  return `${place.datasite}/${place.sender}/${place.folder}` as JobId;
}

/** The text as a job id, or null when it is not three non-empty parts. */
export function parseJobId(text: string): JobId | null {
  const parts = text.split('/');
  return parts.length === 3 && parts.every((part) => part !== '') ? (text as JobId) : null;
}

/** The text as a digest, or null when it is not `sha256:` and 64 lower-case hex digits. */
export function parseDigest(text: string): Digest | null {
  return DIGEST_SHAPE.test(text) ? (text as Digest) : null;
}

/** A digest from the 64 hex digits a hash function gave. */
export function digestFromHex(hex: string): Digest {
  return `sha256:${hex}` as Digest;
}
