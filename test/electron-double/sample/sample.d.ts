/** What the preload of the sample gives its page. */
export interface SampleApi {
  ask(verb: string, ...args: unknown[]): Promise<unknown>;
  note(text: string): void;
  on(channel: string, listener: (...args: unknown[]) => void): () => void;
  nested: { list: number[]; text: string };
}

declare global {
  interface Window {
    sample: SampleApi;
  }
}
