import type { JobDetail } from '../../../shared/view/job.ts';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Plain } from '../../parts/plain.tsx';
import { DETAILS } from './words.ts';

/** What the sender's config says, marked as no more than that. */
export function Claims({ claims }: { readonly claims: JobDetail['claims'] }) {
  if (claims === null) {
    return (
      <Facts title={DETAILS.claims}>
        <Fact name="config.yaml">{DETAILS.noClaims}</Fact>
      </Facts>
    );
  }
  return (
    <Facts title={DETAILS.claims} note={DETAILS.claimsNote}>
      <Fact name="Name">
        <Plain text={claims.name} />
      </Fact>
      <Fact name="Type">
        {claims.type}, {claims.jobType}
      </Fact>
      <Fact name="Entrypoint">
        {claims.entrypoint === null ? DETAILS.unknown : <Plain text={claims.entrypoint} />}
      </Fact>
      <Fact name="Dependencies">
        <Words words={claims.dependencies} />
      </Fact>
      <Fact name="Files">
        <Words words={claims.files} />
      </Fact>
      <Fact name="Datasets">
        <Words
          words={claims.datasets.flatMap((one) => one.names.map((name) => `${one.datasite}: ${name}`))}
        />
      </Fact>
    </Facts>
  );
}

function Words({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return DETAILS.none;
  return (
    <ul className="fact-words">
      {words.map((word, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sender may claim the same thing twice.
        <li key={place}>
          <Plain text={word} />
        </li>
      ))}
    </ul>
  );
}
