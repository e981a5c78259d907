export type { Protocol } from '../../../node_modules/playwright-core/types/protocol';
