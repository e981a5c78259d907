import { DEFECTS, type Defect, type DefectCode } from '../../../shared/terms/defect.ts';
import type { JobPlace } from '../../../shared/terms/ids.ts';
import { WHOLE_JOB } from './entry.ts';
import { entryDefects, sizeDefects } from './entry-defects.ts';
import { isEscapedBytes, quoted, unsafeNameReason } from './entry-names.ts';
import { shapeDefects } from './job-shape.ts';
import { manifestDefects, manifestOf } from './manifest.ts';
import type { JobReading } from './reading.ts';

/** More defects of one kind than this are counted, not listed. */
export const DEFECTS_OF_A_KIND = 20;

const EMAIL = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$/;
const ORDER = new Map<string, number>(Object.keys(DEFECTS).map((code, index) => [code, index]));

/** Everything wrong or odd about a job, gravest first within the order of `DEFECTS`, bounded in number. */
export function defectsOf(reading: JobReading): readonly Defect[] {
  const whole = reading.entries.some((entry) => entry.path === WHOLE_JOB);
  const found = [
    ...reading.troubles,
    // A job folder that is itself a link, or cannot be listed, has no shape to complain of.
    ...(whole ? [] : shapeDefects(reading.entries)),
    ...entryDefects(reading.entries, reading.limits),
    ...sizeDefects(reading.entries, reading.limits),
    ...configDefects(reading),
    ...placeDefects(reading.place),
    ...twinDefects(reading.twins),
    ...stateDefects(reading),
  ];
  return bounded(found);
}

function configDefects({ config, place, entries, limits }: JobReading): readonly Defect[] {
  if (config.kind === 'not-read') return [];
  const path = 'config.yaml';
  if (config.kind === 'refused') return [{ code: config.code, path, text: config.text }];
  const found = config.ambiguous.map((text): Defect => ({ code: 'config-ambiguous', path, text }));
  for (const key of config.claims) {
    found.push({
      code: 'claims-sender',
      path,
      text: `It holds ${key}, which only the folder it lies in may say.`,
    });
  }
  const { name, files } = config.config;
  if (name !== place.folder) {
    const text = `It says the job is named ${quoted(name)}; the folder's name is what counts.`;
    found.push({ code: 'name-differs', path, text });
  }
  return [...found, ...manifestDefects(entries, manifestOf(files, limits.entries))];
}

function placeDefects(place: JobPlace): readonly Defect[] {
  const names = [place.folder, place.sender, place.datasite];
  const unsafe = names.flatMap((name): readonly Defect[] => {
    if (isEscapedBytes(name)) {
      return [
        { code: 'name-not-utf8', path: null, text: `${quoted(name)} stands for a name that is not UTF-8.` },
      ];
    }
    const reason = unsafeNameReason(name);
    return reason === null ? [] : [{ code: 'unsafe-name', path: null, text: `${quoted(name)}: ${reason}` }];
  });
  if (EMAIL.test(place.sender)) return unsafe;
  const text = `The sender's folder ${quoted(place.sender)} is no e-mail address.`;
  return [...unsafe, { code: 'sender-not-email', path: null, text }];
}

function twinDefects(twins: readonly string[]): readonly Defect[] {
  return twins.map((twin) => ({
    code: 'name-collision',
    path: null,
    text: `Beside it lies ${quoted(twin)}, which differs only by case or Unicode form.`,
  }));
}

function stateDefects({ state }: JobReading): readonly Defect[] {
  if (state.kind !== 'unreadable') return [];
  return [{ code: 'state-unreadable', path: null, text: `Its state.yaml cannot be read: ${state.reason}.` }];
}

function bounded(defects: readonly Defect[]): readonly Defect[] {
  const kinds = new Map<DefectCode, Defect[]>();
  for (const defect of defects) {
    const same = kinds.get(defect.code);
    if (same === undefined) kinds.set(defect.code, [defect]);
    else same.push(defect);
  }
  const sorted = [...kinds].sort(([one], [other]) => (ORDER.get(one) ?? 0) - (ORDER.get(other) ?? 0));
  return sorted.flatMap(([code, same]) => {
    if (same.length <= DEFECTS_OF_A_KIND) return same;
    const text = `There are ${same.length - DEFECTS_OF_A_KIND} more of this kind.`;
    return [...same.slice(0, DEFECTS_OF_A_KIND), { code, path: null, text }];
  });
}
