/** Sizes a job may have. Over a soft limit it is shown with a note; over ten times as much it is not read on. */
export interface JobLimits {
  /** Files, folders and everything else below the job's folder. */
  readonly entries: number;
  /** UTF-16 units of all paths together. */
  readonly paths: number;
  /** Bytes of all files together. */
  readonly bytes: number;
  /** Bytes of the largest file whose text is shown. */
  readonly shown: number;
  /** Folders inside one another. */
  readonly depth: number;
  /** Bytes of `config.yaml` or `state.yaml`. */
  readonly metadata: number;
}

/** What is usual. */
export const JOB_LIMITS: JobLimits = {
  entries: 2_000,
  paths: 400_000,
  bytes: 20_000_000,
  shown: 1_000_000,
  depth: 64,
  metadata: 65_536,
};

/** Where reading stops: ten times the soft limits for what costs time to read. */
export function hardLimits(soft: JobLimits): JobLimits {
  return {
    ...soft,
    entries: soft.entries * 10,
    paths: soft.paths * 10,
    bytes: soft.bytes * 10,
    depth: soft.depth * 10,
  };
}
