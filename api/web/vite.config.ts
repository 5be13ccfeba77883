import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'

// The program serves what is built here under /desk/; go:embed finds it in dist/app.
export default defineConfig({
  base: '/desk/',
  plugins: [
    vue(),
    components({ dirs: ['src/components', 'src/forms'], resolvers: [ElementPlusResolver({ importStyle: 'css' })], dts: 'components.d.ts' }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false, __VUE_I18N_LEGACY_API__: false, __VUE_I18N_FULL_INSTALL__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // everything has an address of its own, for the content policy
    license: { fileName: 'licenses.md' },
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': process.env.DESK_API ?? 'http://127.0.0.1:8080' } },
  test: {
    setupFiles: ['test/setup.ts'],
    include: ['test/**/*.test.ts'],
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'http://127.0.0.1:3000/desk/' } },
    server: { deps: { inline: ['element-plus'] } },
  },
})
