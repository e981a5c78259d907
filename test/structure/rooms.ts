/** One room of the house: the files below `path`, the rooms they may import from, and the packages they may use. */
export interface Room {
  readonly path: string;
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

/** `node:` stands for Node's own modules. Files belong to the room with the longest path that fits. */
export const ROOMS: readonly Room[] = [
  { path: 'shared/terms', rooms: [], packages: [] },
  { path: 'shared/check', rooms: ['shared/terms'], packages: ['zod'] },
  { path: 'shared/view', rooms: ['shared/terms'], packages: ['zod'] },
  { path: 'shared/contract', rooms: ['shared/terms', 'shared/view'], packages: ['zod'] },
  {
    path: 'shared/wire',
    rooms: ['shared/terms', 'shared/view', 'shared/contract', 'shared/check'],
    packages: ['zod'],
  },
  { path: 'main/core', rooms: ['shared/terms'], packages: ['js-yaml', 'diff'] },
  { path: 'main/ports', rooms: ['main/core', 'shared/terms'], packages: [] },
  { path: 'main/service', rooms: ['main/core', 'main/ports', 'shared'], packages: ['immutable'] },
  { path: 'main/disk', rooms: ['main/core', 'main/ports', 'shared'], packages: ['node:', 'chokidar', 'zod'] },
  { path: 'main/hosts', rooms: ['main/service', 'shared'], packages: ['node:'] },
  { path: 'main/hosts/page', rooms: ['shared'], packages: ['node:'] },
  { path: 'main/hosts/cli', rooms: ['main/service', 'main/hosts', 'shared'], packages: ['node:'] },
  {
    path: 'main/hosts/web',
    rooms: ['main/service', 'main/hosts', 'main/hosts/page', 'shared'],
    packages: ['node:', 'fastify', 'ws', 'pino', 'zod'],
  },
  {
    path: 'main/hosts/electron',
    rooms: ['main/service', 'main/hosts', 'main/hosts/page', 'shared'],
    packages: ['node:', 'electron', 'pino', 'zod'],
  },
  { path: 'main', rooms: ['main', 'shared'], packages: ['node:', 'electron', 'package.json'] },
  { path: 'main/start', rooms: [], packages: ['node:', 'vite'] },
  { path: 'renderer/link', rooms: ['shared'], packages: ['zod'] },
  {
    path: 'renderer',
    rooms: ['renderer', 'shared'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'zod',
      'radix-ui',
      'lucide-react',
      'get-nonce',
      '@tanstack/react-virtual',
      '@codemirror/',
      '@lezer/',
      '@fontsource-variable/',
    ],
  },
];
