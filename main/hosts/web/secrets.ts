import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh secret: 32 random bytes as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret that need not be shown again. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/**
 * Where among the kept digests a presented secret is, or -1. Every digest is compared, each in constant time, so that
 * how long it takes tells nothing about how near a guess came.
 */
export function placeOf(
  presented: string,
  digests: readonly Buffer[],
  equal: (left: Buffer, right: Buffer) => boolean = timingSafeEqual,
): number {
  const digest = digestOf(presented);
  let place = -1;
  digests.forEach((kept, index) => {
    if (equal(kept, digest)) place = index;
  });
  return place;
}
