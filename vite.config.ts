import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const nodeModules = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** Three bundles: `--mode main` (ESM for Node and Electron), `--mode preload` (CJS), `--mode renderer`. */
export default defineConfig(({ mode }): UserConfig => {
  if (mode === 'main') return mainBundle();
  if (mode === 'preload') return preloadBundle();
  return rendererBundle();
});

function mainBundle(): UserConfig {
  return {
    build: {
      ssr: true,
      outDir: 'out/main',
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: {
          electron: 'main/electron.ts',
          headless: 'main/headless.ts',
          cli: 'main/cli.ts',
        },
        external: ['electron', ...nodeModules],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['electron'] },
  };
}

function preloadBundle(): UserConfig {
  return {
    build: {
      outDir: 'out/preload',
      target: 'node20',
      minify: false,
      lib: { entry: 'main/hosts/electron/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  };
}

function rendererBundle(): UserConfig {
  return {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: '../out/renderer',
      emptyOutDir: true,
      target: 'chrome120',
      // Everything is a file of ours under the content policy; data: addresses would need an exception in it.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
}
